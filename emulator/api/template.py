"""Template messages (模板消息): sending them, and what content review has kept back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.accounts import Account
from emulator.errors import ApiError
from emulator.fields import check_fields, shown_fields, shown_text
from emulator.people import Change, Person
from emulator.state import CLIENT_ID_LIFE, Sent
from emulator.template import Template
from emulator.world import World

from .call import OK, Answer, Call, Endpoint

REFUSED_BY_REVIEW = "failed: system failed"


def send(call: Call) -> Answer:
    """Accept one template message; what became of it comes as a receipt."""
    body, world, account = call.body(), call.world, call.account
    data = body.get("data")
    data = data if isinstance(data, Mapping) else {}
    with world.lock:
        person, template = _checked(call, body, data)
        msgid, repeated = _message_id(world, account, person, body.get("client_msg_id"))
        if repeated:
            return {**OK, "msgid": msgid}
        fields = shown_fields(template, data)
        text = shown_text(template, fields)
        outcome = _outcome(call, person, template, text, msgid)
        sent = Sent(msgid, body.get("client_msg_id"), template.id, person.openid, outcome)
        world.state.sent.append(sent)
        if outcome in ("success", "never"):
            person.record(
                world.clock.now(),
                "account",
                "template",
                text,
                fields=fields,
                url=str(body.get("url") or "") or None,
                template=template.title,
                extra=_more(body, sent),
            )
        world.changed(_accepted(world, account, person, sent))
    if outcome != "never":
        world.send_receipt(account, person.openid, msgid, outcome)
    return {**OK, "msgid": msgid}


def _checked(
    call: Call, body: Mapping[str, Any], data: Mapping[str, Any]
) -> tuple[Person, Template]:
    """Person and template, checked in the order of the platform."""
    person = call.world.addressee(call.account, body.get("touser"))
    if not person.subscribed:
        raise ApiError(43004)
    if person.blacklisted:
        raise ApiError(43019)
    template = call.world.templates(call.account).get(str(body.get("template_id", "")))
    if template is None:
        raise ApiError(40037)
    check_fields(template, data)
    return person, template


def _outcome(call: Call, person: Person, template: Template, text: str, msgid: int) -> str:
    """What the receipt will say; a message with a banned word is noted for the account."""
    if not any(word in text for word in call.account.switches.banned_words):
        return person.next_outcome()
    kept = {
        "id": msgid,
        "tmpl_msg_id": template.id,
        "title": template.title,
        "content": text,
        "send_timestamp": int(call.world.clock.seconds()),
        "openid": person.openid,
    }
    call.world.state.reviewed.append((call.account.app_id, kept))
    return REFUSED_BY_REVIEW


def _accepted(world: World, account: Account, person: Person, sent: Sent) -> Change:
    name, msgid, outcome = sent.client_msg_id, sent.msgid, sent.outcome
    return Change(
        person,
        (account.app_id, person.openid, str(name), msgid, world.clock.seconds()) if name else None,
        (account.app_id, person.openid, msgid, outcome) if outcome != "never" else None,
    )


def _more(body: Mapping[str, Any], sent: Sent) -> dict[str, Any]:
    """What else the chat's entry says; a mini program wins over the link."""
    more: dict[str, Any] = {
        "msgid": sent.msgid,
        "client_msg_id": sent.client_msg_id,
        "template_id": sent.template_id,
    }
    program = body.get("miniprogram")
    if isinstance(program, Mapping) and program.get("appid"):
        page = {"appid": str(program["appid"]), "pagepath": str(program.get("pagepath") or "")}
        more |= {"url": None, "miniprogram": page}
    return more


def _message_id(
    world: World, account: Account, person: Person, client_id: object
) -> tuple[int, bool]:
    if not client_id:
        return world.next_id(), False
    now, known = world.clock.seconds(), world.state.client_ids
    key = (account.app_id, person.openid, str(client_id))
    while known and now - next(iter(known.values()))[1] >= CLIENT_ID_LIFE:
        known.pop(next(iter(known)))
    if key in known:
        if account.switches.duplicate == "error45065":
            raise ApiError(45065)
        return known[key][0], True
    known[key] = (world.next_id(), now)
    return known[key][0], False


def intercepted(call: Call) -> Answer:
    """The messages of one template that content review has kept back, the oldest first."""
    body = call.body()
    template_id, after = str(body.get("tmpl_msg_id", "")), body.get("largest_id", 0)
    limit = body.get("limit", 100)
    if not isinstance(after, int) or not isinstance(limit, int) or not 0 < limit <= 100:
        raise ApiError(47001)
    with call.world.lock:
        found = [
            kept
            for app_id, kept in call.world.state.reviewed
            if app_id == call.account.app_id
            and kept["tmpl_msg_id"] == template_id
            and kept["id"] > after
        ]
    return {**OK, "msginfo": found[:limit]}


ENDPOINTS = {
    "/cgi-bin/message/template/send": Endpoint("POST", send),
    "/wxa/sec/queryblocktmplmsg": Endpoint("POST", intercepted),
}
