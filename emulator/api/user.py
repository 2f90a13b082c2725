"""Followers (用户管理): what the platform tells of one person, and the list of all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.errors import ApiError
from emulator.people import Person

from .call import Answer, Call, Endpoint

PAGE = 10_000  # openids
BATCH = 100  # people of one call


def info(call: Call) -> Answer:
    """One person; of those who do not follow, only that."""
    with call.world.lock:
        return told(call.world.addressee(call.account, call.query.get("openid")))


def infos(call: Call) -> Answer:
    """Up to a hundred people."""
    wanted = call.body().get("user_list")
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= BATCH:
        raise ApiError(40032)
    openids = [item.get("openid") if isinstance(item, Mapping) else None for item in wanted]
    with call.world.lock:
        people = [call.world.addressee(call.account, openid) for openid in openids]
        return {"user_info_list": [told(person) for person in people]}


def told(person: Person) -> dict[str, Any]:
    """What the platform tells of a person."""
    if not person.subscribed:
        return {"subscribe": 0, "openid": person.openid}
    number = int(person.scene) if person.scene.isdigit() else 0
    return {
        "subscribe": 1,
        "openid": person.openid,
        "language": "",
        "subscribe_time": int(person.since),
        "remark": "",
        "groupid": 0,
        "tagid_list": list(person.tags),
        "subscribe_scene": "ADD_SCENE_QR_CODE" if person.scene else "ADD_SCENE_SEARCH",
        "qr_scene": number,
        "qr_scene_str": "" if number else person.scene,
    }


def followers(call: Call) -> Answer:
    """All openids, a page at a time."""
    world, account = call.world, call.account
    with world.lock:
        everyone = [
            person.openid
            for person in world.state.people.values()
            if person.app_id == account.app_id and person.subscribed
        ]
    after = call.query.get("next_openid")
    if after and after not in everyone:
        raise ApiError(40003)
    start = everyone.index(after) + 1 if after else 0
    page = everyone[start : start + PAGE]
    answer = {"total": len(everyone), "count": len(page), "next_openid": page[-1] if page else ""}
    return {**answer, "data": {"openid": page}} if page else answer


ENDPOINTS = {
    "/cgi-bin/user/info": Endpoint("GET", info),
    "/cgi-bin/user/info/batchget": Endpoint("POST", infos),
    "/cgi-bin/user/get": Endpoint("GET", followers),
}
