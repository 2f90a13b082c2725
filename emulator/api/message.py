"""Sending messages: template messages (模板消息) and customer-service messages (客服消息)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.accounts import Account, Template
from emulator.errors import ApiError
from emulator.fields import check_fields, shown_fields, shown_text
from emulator.messages import REPLY_BYTES
from emulator.people import Change, Person
from emulator.world import CLIENT_ID_LIFE, World

from .call import Answer, Call, Endpoint

_OK = {"errcode": 0, "errmsg": "ok"}


def send_template(call: Call) -> Answer:
    """Accept one template message; what became of it comes as a receipt."""
    body, world, account = call.body(), call.world, call.account
    data = body.get("data")
    data = data if isinstance(data, Mapping) else {}
    with world.lock:
        person = world.addressee(account, body.get("touser"))
        if not person.subscribed:
            raise ApiError(43004)
        if person.blacklisted:
            raise ApiError(43019)
        template = account.template(str(body.get("template_id", "")))
        if template is None:
            raise ApiError(40037)
        check_fields(template, data)
        msgid, repeated = _message_id(world, account, person, body.get("client_msg_id"))
        if repeated:
            return {**_OK, "msgid": msgid}
        outcome = person.outcome
        sent = {
            "msgid": msgid,
            "client_msg_id": body.get("client_msg_id"),
            "template_id": template.id,
        }
        world.state.sent.append({**sent, "openid": person.openid, "outcome": outcome})
        if outcome in ("success", "never"):
            _show(world, person, template, {**body, "data": data}, sent)
        world.changed(_accepted(world, account, person, sent, outcome))
    if outcome != "never":
        world.send_receipt(account, person.openid, msgid, outcome)
    return {**_OK, "msgid": msgid}


def _accepted(
    world: World, account: Account, person: Person, sent: Mapping[str, Any], outcome: str
) -> Change:
    name, msgid = sent["client_msg_id"], sent["msgid"]
    return Change(
        person,
        (account.app_id, person.openid, str(name), msgid, world.clock.seconds()) if name else None,
        (account.app_id, person.openid, msgid, outcome) if outcome != "never" else None,
    )


def _show(
    world: World,
    person: Person,
    template: Template,
    body: Mapping[str, Any],
    sent: Mapping[str, Any],
) -> None:
    fields = shown_fields(template, body["data"])
    person.record(
        world.clock.now(),
        "account",
        "template",
        shown_text(template, fields),
        fields=fields,
        url=str(body.get("url") or "") or None,
        template=template.title,
        extra=sent,
    )


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


def send_custom(call: Call) -> Answer:
    """Send one customer-service message within the person's credit."""
    body, world, account = call.body(), call.world, call.account
    with world.lock:
        person = world.addressee(account, body.get("touser"))
        kind = str(body.get("msgtype", ""))
        content = body.get(kind)
        if kind not in _CUSTOM or not isinstance(content, Mapping):
            raise ApiError(40008)
        text, url = _CUSTOM[kind](call, content)
        person.spend_window(world.clock.seconds())
        person.record(world.clock.now(), "account", kind, text, url=url)
        world.changed(Change(person))
    return dict(_OK)


def _text(_call: Call, content: Mapping[str, Any]) -> tuple[str, str | None]:
    text = str(content.get("content") or "")
    if not text:
        raise ApiError(44004)
    if len(text.encode()) > REPLY_BYTES:
        raise ApiError(45002)
    return text, None


def _media(call: Call, content: Mapping[str, Any]) -> tuple[str, str | None]:
    call.world.find_media(call.account, content.get("media_id"))
    return "", None


def _news(_call: Call, content: Mapping[str, Any]) -> tuple[str, str | None]:
    articles = content.get("articles")
    if not isinstance(articles, list) or not articles:
        raise ApiError(44004)
    if len(articles) > 1:
        raise ApiError(45008)
    first = articles[0]
    text = f"{first.get('title') or ''}\n{first.get('description') or ''}".strip()
    return text, str(first.get("url") or "") or None


def _menu(_call: Call, content: Mapping[str, Any]) -> tuple[str, str | None]:
    choices = [str(item.get("content", "")) for item in content.get("list") or ()]
    lines = [str(content.get("head_content") or ""), *choices]
    lines.append(str(content.get("tail_content") or ""))
    text = "\n".join(line for line in lines if line)
    if not text:
        raise ApiError(44004)
    return text, None


_CUSTOM = {"text": _text, "image": _media, "voice": _media, "news": _news, "msgmenu": _menu}


def typing(call: Call) -> Answer:
    """Show or hide "the other side is typing"."""
    body = call.body()
    call.world.addressee(call.account, body.get("touser"))
    if body.get("command") not in ("Typing", "CancelTyping"):
        raise ApiError(45072)
    return dict(_OK)


def list_templates(call: Call) -> Answer:
    """The account's templates."""
    return {
        "template_list": [
            {
                "template_id": template.id,
                "title": template.title,
                "primary_industry": "",
                "deputy_industry": "",
                "content": template.content(),
                "example": "",
            }
            for template in call.account.templates
        ]
    }


ENDPOINTS = {
    "/cgi-bin/message/template/send": Endpoint("POST", send_template),
    "/cgi-bin/message/custom/send": Endpoint("POST", send_custom),
    "/cgi-bin/message/custom/typing": Endpoint("POST", typing),
    "/cgi-bin/template/get_all_private_template": Endpoint("GET", list_templates),
}
