"""Customer-service messages (客服消息) within a person's credit, and "the other side is typing"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from emulator.errors import ApiError
from emulator.messages import REPLY_BYTES
from emulator.people import Change

from .call import OK, Answer, Call, Endpoint

# Characters of a title and a description, bytes of an address; the platform tells no figures.
_LIMITS = (("title", 64, 45003), ("description", 512, 45004))
_URLS = (("url", 1024, 45005), ("picurl", 1024, 45006))

Shown = tuple[str, str | None, dict[str, Any]]  # text, link, and more of the chat's entry


def send(call: Call) -> Answer:
    """Send one customer-service message within the person's credit."""
    body, world, account = call.body(), call.world, call.account
    with world.lock:
        person = world.addressee(account, body.get("touser"))
        kind = str(body.get("msgtype", ""))
        content = body.get(kind)
        if kind not in _KINDS or not isinstance(content, Mapping):
            raise ApiError(40008)
        text, url, more = _KINDS[kind](call, content)
        person.spend_window(world.clock.seconds())
        person.record(world.clock.now(), "account", kind, text, url=url, extra=more)
        world.changed(Change(person))
    return OK


def _text(_call: Call, content: Mapping[str, Any]) -> Shown:
    text = str(content.get("content") or "")
    if not text:
        raise ApiError(44004)
    if len(text.encode()) > REPLY_BYTES:
        raise ApiError(45002)
    return text, None, {}


def _media(call: Call, content: Mapping[str, Any]) -> Shown:
    call.world.find_media(call.account, content.get("media_id"))
    return "", None, {}


def _video(call: Call, content: Mapping[str, Any]) -> Shown:
    call.world.find_media(call.account, content.get("media_id"))
    call.world.find_media(call.account, content.get("thumb_media_id"))
    return _titled(content), None, {}


def _music(call: Call, content: Mapping[str, Any]) -> Shown:
    call.world.find_media(call.account, content.get("thumb_media_id"))
    return _titled(content), str(content.get("musicurl") or "") or None, {}


def _news(_call: Call, content: Mapping[str, Any]) -> Shown:
    articles = content.get("articles")
    if not isinstance(articles, list) or not articles or not isinstance(articles[0], Mapping):
        raise ApiError(44004)
    if len(articles) > 1:
        raise ApiError(45008)
    return _titled(articles[0]), str(articles[0].get("url") or "") or None, {}


def _link(_call: Call, content: Mapping[str, Any]) -> Shown:
    return _titled(content), str(content.get("url") or "") or None, {}


def _program(call: Call, content: Mapping[str, Any]) -> Shown:
    if not content.get("appid") or not content.get("pagepath"):
        raise ApiError(44004)
    call.world.find_media(call.account, content.get("thumb_media_id"))
    page = {"appid": str(content["appid"]), "pagepath": str(content["pagepath"])}
    return _titled(content), None, {"miniprogram": page}


def _menu(call: Call, content: Mapping[str, Any]) -> Shown:
    if call.account.kind != "service":
        raise ApiError(40200)
    listed = content.get("list")
    items = [item for item in listed or () if isinstance(item, Mapping)]
    choices = {str(item.get("id", "")): str(item.get("content", "")) for item in items}
    head, tail = str(content.get("head_content") or ""), str(content.get("tail_content") or "")
    text = "\n".join(line for line in (head, *choices.values(), tail) if line)
    if not text:
        raise ApiError(44004)
    return text, None, {"choices": choices}


def _named(name: str, code: int) -> Callable[[Call, Mapping[str, Any]], Shown]:
    """Something that the account keeps elsewhere, by its id."""

    def kind(_call: Call, content: Mapping[str, Any]) -> Shown:
        if not content.get(name):
            raise ApiError(code)
        return str(content[name]), None, {}

    return kind


def _titled(content: Mapping[str, Any]) -> str:
    """Title and description, checked with the addresses beside them."""
    for name, most, code in _LIMITS:
        if len(str(content.get(name) or "")) > most:
            raise ApiError(code)
    for name, most, code in _URLS:
        if len(str(content.get(name) or "").encode()) > most:
            raise ApiError(code)
    return f"{content.get('title') or ''}\n{content.get('description') or ''}".strip()


_KINDS: dict[str, Callable[[Call, Mapping[str, Any]], Shown]] = {
    "text": _text,
    "image": _media,
    "voice": _media,
    "video": _video,
    "music": _music,
    "news": _news,
    "mpnews": _named("media_id", 40007),
    "mpnewsarticle": _named("article_id", 40007),
    "msgmenu": _menu,
    "wxcard": _named("card_id", 44004),
    "miniprogrampage": _program,
    "link": _link,
}


def typing(call: Call) -> Answer:
    """Show or hide "the other side is typing"."""
    body = call.body()
    call.world.addressee(call.account, body.get("touser"))
    if body.get("command") not in ("Typing", "CancelTyping"):
        raise ApiError(45072)
    return OK


ENDPOINTS = {
    "/cgi-bin/message/custom/send": Endpoint("POST", send),
    "/cgi-bin/message/custom/typing": Endpoint("POST", typing),
}
