"""Tags (用户标签): names for groups of followers, and who belongs to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.errors import ApiError
from emulator.people import Change, Person
from emulator.tags import MOST_OF_A_PERSON, STARRED

from .call import Answer, Call, Endpoint

MOST_AT_ONCE = 50  # openids of one call
PAGE = 10_000  # openids
_OK = {"errcode": 0, "errmsg": "ok"}


def create(call: Call) -> Answer:
    """Make a tag."""
    name = _tag(call).get("name")
    with call.world.lock:
        tag_id = call.world.state.tags[call.account.app_id].create(name)
        call.world.changed()
    return {"tag": {"id": tag_id, "name": name}}


def listed(call: Call) -> Answer:
    """All tags, with how many people have them."""
    with call.world.lock:
        tags = call.world.state.tags[call.account.app_id]
        found = [
            {"id": tag_id, "name": name, "count": len(_members(call, tag_id))}
            for tag_id, name in tags.names.items()
        ]
    return {"tags": [STARRED, *found]}


def update(call: Call) -> Answer:
    """Rename a tag."""
    tag = _tag(call)
    with call.world.lock:
        call.world.state.tags[call.account.app_id].rename(tag.get("id"), tag.get("name"))
        call.world.changed()
    return dict(_OK)


def delete(call: Call) -> Answer:
    """Remove a tag, from its people too."""
    with call.world.lock:
        tag_id = call.world.state.tags[call.account.app_id].drop(_tag(call).get("id"))
        for person in _members(call, tag_id):
            person.tags.remove(tag_id)
        call.world.changed()
    return dict(_OK)


def give(call: Call) -> Answer:
    """Give a tag to people; all of them or nobody."""
    with call.world.lock:
        tag_id, people = _named(call)
        new = [person for person in people if tag_id not in person.tags]
        if any(len(person.tags) >= MOST_OF_A_PERSON for person in new):
            raise ApiError(45059)
        for person in new:
            person.tags.append(tag_id)
            call.world.changed(Change(person))
    return dict(_OK)


def take(call: Call) -> Answer:
    """Take a tag from people; who has it not, stays without."""
    with call.world.lock:
        tag_id, people = _named(call)
        for person in people:
            if tag_id in person.tags:
                person.tags.remove(tag_id)
                call.world.changed(Change(person))
    return dict(_OK)


def members(call: Call) -> Answer:
    """Who has a tag, a page at a time."""
    body = call.body()
    with call.world.lock:
        tag_id = call.world.state.tags[call.account.app_id].known(body.get("tagid"))
        everyone = [person.openid for person in _members(call, tag_id)]
    after = body.get("next_openid")
    if after and after not in everyone:
        raise ApiError(40003)
    start = everyone.index(after) + 1 if after else 0
    page = everyone[start : start + PAGE]
    answer: dict[str, Any] = {"count": len(page)}
    return {**answer, "data": {"openid": page}, "next_openid": page[-1]} if page else answer


def of_person(call: Call) -> Answer:
    """The tags of one person."""
    with call.world.lock:
        return {"tagid_list": list(_follower(call, call.body().get("openid")).tags)}


def _tag(call: Call) -> Mapping[str, Any]:
    tag = call.body().get("tag")
    return tag if isinstance(tag, Mapping) else {}


def _named(call: Call) -> tuple[int, list[Person]]:
    """The tag and the people that a call names."""
    body = call.body()
    tag_id = call.world.state.tags[call.account.app_id].known(body.get("tagid"))
    openids = body.get("openid_list")
    if not isinstance(openids, list) or not 1 <= len(openids) <= MOST_AT_ONCE:
        raise ApiError(40032)
    return tag_id, [_follower(call, openid) for openid in openids]


def _follower(call: Call, openid: object) -> Person:
    person = call.world.addressee(call.account, openid)
    if not person.subscribed:
        raise ApiError(40003)
    return person


def _members(call: Call, tag_id: int) -> list[Person]:
    return [
        person
        for person in call.world.state.people.values()
        if person.app_id == call.account.app_id and tag_id in person.tags
    ]


ENDPOINTS = {
    "/cgi-bin/tags/create": Endpoint("POST", create),
    "/cgi-bin/tags/get": Endpoint("GET", listed),
    "/cgi-bin/tags/update": Endpoint("POST", update),
    "/cgi-bin/tags/delete": Endpoint("POST", delete),
    "/cgi-bin/tags/members/batchtagging": Endpoint("POST", give),
    "/cgi-bin/tags/members/batchuntagging": Endpoint("POST", take),
    "/cgi-bin/tags/getidlist": Endpoint("POST", of_person),
    "/cgi-bin/user/tag/get": Endpoint("POST", members),
}
