"""Subscription notices (订阅通知) and the older one-time messages (一次性订阅消息)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from emulator.accounts import Account
from emulator.errors import ApiError
from emulator.fields import check_fields, shown_fields, shown_text
from emulator.library import CATEGORIES, LIBRARY, MOST, chosen
from emulator.people import Change, Person
from emulator.subscriptions import ONCE, Notice, one_time
from emulator.world import World

from .call import OK, Answer, Call, Endpoint

_TITLE, _CONTENT, _SCENE = 15, 200, 15  # characters


def send(call: Call) -> Answer:
    """Send one notice that the person has opted into; a follower or not."""
    body, world, account = call.body(), call.world, call.account
    data = body.get("data")
    data = data if isinstance(data, Mapping) else {}
    with world.lock:
        person = world.addressee(account, body.get("touser"))
        notice = world.notices(account).get(str(body.get("template_id", "")))
        if notice is None:
            raise ApiError(40037)
        check_fields(notice.template, data)
        person.spend_credit(notice.template.id)
        fields = shown_fields(notice.template, data)
        _show(world, person, notice.template.title, shown_text(notice.template, fields), body)
        msgid = world.next_id()
    world.send_event(account, person.openid, _sent(notice.template.id, msgid))
    return OK


def _show(world: World, person: Person, title: str, text: str, body: Mapping[str, Any]) -> None:
    url = str(body.get("page") or body.get("url") or "") or None
    person.record(world.clock.now(), "account", "subscription", text, url=url, template=title)
    world.changed(Change(person))


def _sent(template_id: str, msgid: int) -> dict[str, Any]:
    told = {"TemplateId": template_id, "MsgID": msgid, "ErrorCode": 0, "ErrorStatus": "success"}
    return {
        "Event": "subscribe_msg_sent_event",
        "SubscribeMsgSentEvent": {"List": told},
    }


def send_once(call: Call) -> Answer:
    """Send the one message that the person has confirmed for this scene."""
    body, world, account = call.body(), call.world, call.account
    title, data = str(body.get("title") or ""), body.get("data")
    content = data.get("content") if isinstance(data, Mapping) else None
    text = str(content.get("value") or "") if isinstance(content, Mapping) else ""
    if not title or not text:
        raise ApiError(47003)
    if len(title) > _TITLE:
        raise ApiError(45003)
    if len(text) > _CONTENT:
        raise ApiError(45002)
    with world.lock:
        person = world.addressee(account, body.get("touser"))
        person.spend_credit(one_time(str(body.get("template_id", "")), body.get("scene")))
        _show(world, person, title, f"{title}\n{text}", body)
    return OK


def categories(_call: Call) -> Answer:
    """The categories of the account."""
    return {**OK, "data": [{"id": number, "name": name} for number, name in CATEGORIES.items()]}


def titles(call: Call) -> Answer:
    """The library's templates in some categories."""
    ids = {part.strip() for part in call.query.get("ids", "").split(",")}
    start, limit = call.query.get("start", "0"), call.query.get("limit", "30")
    if not start.isdigit() or not limit.isdigit() or int(limit) > 30:
        raise ApiError(47001)
    found = [entry for entry in LIBRARY.values() if str(entry.category) in ids]
    return {
        **OK,
        "count": len(found),
        "data": [
            {"tid": int(e.short_id), "title": e.title, "type": ONCE, "categoryId": str(e.category)}
            for e in found[int(start) : int(start) + int(limit)]
        ],
    }


def keywords(call: Call) -> Answer:
    """The keywords of one template of the library."""
    entry = LIBRARY.get(call.query.get("tid", ""))
    if entry is None:
        raise ApiError(200014)
    listed = [
        {"kid": number, "name": name, "example": "", "rule": key.rstrip("0123456789")}
        for number, (key, name) in enumerate(entry.keywords, 1)
    ]
    return {**OK, "count": len(listed), "data": listed}


def own(call: Call) -> Answer:
    """The account's own templates of notices."""
    with call.world.lock:
        notices = list(call.world.notices(call.account).values())
    return {
        **OK,
        "data": [
            {
                "priTmplId": notice.template.id,
                "title": notice.template.title,
                "content": notice.template.content(),
                "example": "",
                "type": notice.kind,
            }
            for notice in notices
        ],
    }


def add(call: Call) -> Answer:
    """Take a template from the library, with two to five of its keywords."""
    body, world = call.body(), call.world
    entry, wanted = LIBRARY.get(str(body.get("tid", ""))), body.get("kidList")
    if entry is None:
        raise ApiError(200014)
    if len(str(body.get("sceneDesc") or "")) > _SCENE:
        raise ApiError(200021)
    known = dict(enumerate((name for _, name in entry.keywords), 1))
    if not isinstance(wanted, list) or not 2 <= len(wanted) <= 5 or not set(wanted) <= set(known):
        raise ApiError(200020)
    template_id = secrets.token_urlsafe(33)[:43]
    template = chosen(entry, [known[kid] for kid in wanted], template_id)
    if template is None:
        raise ApiError(200020)
    with world.lock:
        if len(world.notices(call.account)) >= MOST:
            raise ApiError(200012)
        _shelf(world, call.account)[template_id] = Notice(template, ONCE)
    return {**OK, "priTmplId": template_id}


def remove(call: Call) -> Answer:
    """Remove one of the account's own templates."""
    template_id = str(call.body().get("priTmplId", ""))
    with call.world.lock:
        if call.world.notices(call.account).get(template_id) is None:
            raise ApiError(200014)
        _shelf(call.world, call.account)[template_id] = None
    return OK


def _shelf(world: World, account: Account) -> dict[str, Notice | None]:
    return world.state.subscriptions[account.app_id].notices


ENDPOINTS = {
    "/cgi-bin/message/subscribe/bizsend": Endpoint("POST", send),
    "/cgi-bin/message/template/subscribe": Endpoint("POST", send_once),
    "/wxaapi/newtmpl/getcategory": Endpoint("GET", categories),
    "/wxaapi/newtmpl/getpubtemplatetitles": Endpoint("GET", titles),
    "/wxaapi/newtmpl/getpubtemplatekeywords": Endpoint("GET", keywords),
    "/wxaapi/newtmpl/gettemplate": Endpoint("GET", own),
    "/wxaapi/newtmpl/addtemplate": Endpoint("POST", add),
    "/wxaapi/newtmpl/deltemplate": Endpoint("POST", remove),
}
