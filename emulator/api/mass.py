"""Mass messages (群发): to everybody, to a tag, or to a list of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.accounts import Account
from emulator.errors import MEANINGS, ApiError
from emulator.mass import A_DAY, A_MONTH, REMEMBERED, Mass
from emulator.people import Change, Person
from emulator.quota import BEIJING
from emulator.world import World

from .call import OK, Answer, Call, Endpoint

_KINDS = {"text": "content", "image": "media_ids", "voice": "media_id", "mpvideo": "media_id"}
_KINDS |= {"mpnews": "media_id", "wxcard": "card_id", "images": "media_ids"}
_MOST = 10_000  # openids of one call


def send_all(call: Call) -> Answer:
    """To every follower, or to those with one tag."""
    body, world = call.body(), call.world
    wanted = body.get("filter")
    wanted = wanted if isinstance(wanted, Mapping) else {}
    with world.lock:
        people = _followers(world, call.account)
        if wanted.get("is_to_all") is not True:
            tag = wanted.get("tag_id")
            if not str(tag).isdigit():
                raise ApiError(45157)
            world.state.tags[call.account.app_id].known(int(str(tag)))
            people = [person for person in people if int(str(tag)) in person.tags]
    return _send(call, body, people)


def send_list(call: Call) -> Answer:
    """To the people of a list, two at least."""
    body, world = call.body(), call.world
    listed = body.get("touser")
    if not isinstance(listed, list) or not 2 <= len(listed) <= _MOST:
        raise ApiError(40032)
    with world.lock:
        known = {person.openid: person for person in _followers(world, call.account)}
    return _send(call, body, [known[openid] for openid in listed if openid in known], len(listed))


def _followers(world: World, account: Account) -> list[Person]:
    return [
        person
        for person in world.state.people.values()
        if person.app_id == account.app_id and person.subscribed
    ]


def _send(
    call: Call, body: Mapping[str, Any], people: list[Person], total: int | None = None
) -> Answer:
    kind, text = _content(body)
    world, account = call.world, call.account
    masses = world.state.masses[account.app_id]
    with world.lock:
        repeated = _repeated(call, body.get("clientmsgid"))
        if repeated is not None:
            return repeated
        month = account.kind != "subscription"
        period = f"{world.clock.now().astimezone(BEIJING):{'%Y-%m' if month else '%Y-%m-%d'}}"
        most = A_MONTH if month else A_DAY
        free = [p for p in people if masses.had.get((p.openid, period), 0) < most]
        if people and not free:
            raise ApiError(45028)
        mass = Mass(world.next_id(), "SEND_SUCCESS", world.clock.seconds())
        masses.keep(mass)
        if body.get("clientmsgid"):
            masses.client_ids[str(body["clientmsgid"])] = (mass.msg_id, mass.at)
        for person in free:
            name = (person.openid, period)
            masses.had[name] = masses.had.get(name, 0) + 1
            _show(world, person, kind, text)
    _finished(world, account, mass, total or len(people), len(free))
    return {**OK, "msg_id": mass.msg_id, "msg_data_id": mass.msg_id}


def _content(body: Mapping[str, Any]) -> tuple[str, str]:
    kind = str(body.get("msgtype", ""))
    content = body.get(kind)
    if kind not in _KINDS or not isinstance(content, Mapping):
        raise ApiError(40008)
    value = content.get(_KINDS[kind])
    if not value:
        raise ApiError(44004 if kind == "text" else 40007)
    return kind, str(value) if kind == "text" else ""


def _repeated(call: Call, client_id: object) -> Answer | None:
    """The answer to a ``clientmsgid`` that was used within a day."""
    if not client_id:
        return None
    if len(str(client_id).encode()) > 64:
        raise ApiError(45067)
    known = call.world.state.masses[call.account.app_id].client_ids
    found = known.get(str(client_id))
    if found is None or call.world.clock.seconds() - found[1] >= REMEMBERED:
        return None
    return {"errcode": 45065, "errmsg": MEANINGS[45065], "msg_id": found[0]}


def _show(world: World, person: Person, kind: str, text: str) -> None:
    person.record(world.clock.now(), "account", f"mass {kind}", text)
    world.changed(Change(person))


def _finished(world: World, account: Account, mass: Mass, total: int, sent: int) -> None:
    event = {
        "Event": "MASSSENDJOBFINISH",
        "MsgID": mass.msg_id,
        "Status": account.switches.mass_status,
        "TotalCount": total,
        "FilterCount": sent,
        "SentCount": sent,
        "ErrorCount": 0,
    }
    world.send_event(account, OPERATOR, event)


# Events about no person in particular come from the openid of the account's operator.
OPERATOR = "oPlatformOperator00000000000"


def preview(call: Call) -> Answer:
    """To one person, at once and outside the limits of a month."""
    body, world = call.body(), call.world
    kind, text = _content(body)
    with world.lock:
        person = world.addressee(call.account, body.get("touser"))
        _show(world, person, kind, text)
    return {**OK, "msg_id": world.next_id()}


def get(call: Call) -> Answer:
    """What became of a mass message."""
    with call.world.lock:
        mass = _known(call)
        return {"msg_id": mass.msg_id, "msg_status": mass.status}


def delete(call: Call) -> Answer:
    """Take a mass message back, as far as that is possible."""
    with call.world.lock:
        _known(call).status = "DELETE_SUCCESS"
    return OK


def _known(call: Call) -> Mass:
    number = str(call.body().get("msg_id", ""))
    sent = call.world.state.masses[call.account.app_id].sent
    mass = sent.get(int(number)) if number.isdigit() else None
    if mass is None:
        raise ApiError(40059)
    return mass


ENDPOINTS = {
    "/cgi-bin/message/mass/sendall": Endpoint("POST", send_all),
    "/cgi-bin/message/mass/send": Endpoint("POST", send_list),
    "/cgi-bin/message/mass/preview": Endpoint("POST", preview),
    "/cgi-bin/message/mass/get": Endpoint("POST", get),
    "/cgi-bin/message/mass/delete": Endpoint("POST", delete),
}
