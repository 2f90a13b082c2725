"""Messages as XML (消息): building them, and reading the product's replies."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from .accounts import Account
from .errors import BadReply

ARTICLES_TO_MESSAGE = 1  # that a reply to a person's message may have
ARTICLES_TO_EVENT = 8  # … and one to an event
REPLY_BYTES = 2048  # UTF-8 bytes of a text that the phone still shows
_REPEATED = {"List", "item"}  # several of these stand beside each other, not in a list of items
_NUMBER_ELEMENTS = {"CreateTime", "MsgId", "MsgID", "Count", "Scale"}


def build_xml(fields: Mapping[str, Any]) -> str:
    """A message document; texts in CDATA, mappings and lists (as ``item``) nested."""
    return f"<xml>{_elements(fields)}</xml>"


def _elements(fields: Mapping[str, Any]) -> str:
    return "".join(
        f"<{name}>{_content(name, one)}</{name}>"
        for name, value in fields.items()
        for one in (value if name in _REPEATED and isinstance(value, list) else [value])
    )


def _content(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return _elements(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "".join(f"<item>{_content('item', item)}</item>" for item in value)
    if name in _NUMBER_ELEMENTS and str(value).isdigit():
        return str(value)
    return cdata(str(value))


def cdata(text: str) -> str:
    """A CDATA section; an end mark within the text is split over two sections."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def build_json(fields: Mapping[str, Any]) -> str:
    """The same message as JSON; what an event wraps in a name of its own comes to the top."""
    flat: dict[str, Any] = {}
    for name, value in fields.items():
        wrapped = name.startswith("SubscribeMsg") and isinstance(value, Mapping)
        flat.update(value if wrapped else {name: value})
    return json.dumps(
        {name: _json_value(name, value) for name, value in flat.items()}, ensure_ascii=False
    )


def _json_value(name: str, value: Any) -> Any:
    return int(value) if name in _NUMBER_ELEMENTS and str(value).isdigit() else value


def parse_document(text: str) -> dict[str, Any]:
    """Read a document of either format, told by its first character.

    Raises:
        BadReply: when it is malformed.
    """
    if not text.lstrip().startswith("{"):
        return parse_xml(text)
    try:
        document = json.loads(text)
    except ValueError as exc:
        raise BadReply("reply is not JSON") from exc
    if not isinstance(document, dict):
        raise BadReply("reply is not JSON")
    return document


def parse_xml(text: str) -> dict[str, Any]:
    """Read a document whose root is ``xml``; repeated elements become lists.

    Raises:
        BadReply: when it is malformed, declares entities, or has another root.
    """
    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise BadReply("reply declares a DOCTYPE")
    try:
        root = ET.fromstring(text)  # noqa: S314 - no document type, so no entities to expand
    except ET.ParseError as exc:
        raise BadReply("reply is not XML") from exc
    if root.tag != "xml":
        raise BadReply("reply has another root than xml")
    content = _read(root)
    return content if isinstance(content, dict) else {}


def _read(element: ET.Element) -> Any:
    if not len(element):
        return element.text or ""
    content: dict[str, Any] = {}
    for child in element:
        value = _read(child)
        if child.tag in content:
            earlier = content[child.tag]
            content[child.tag] = [*(earlier if isinstance(earlier, list) else [earlier]), value]
        else:
            content[child.tag] = value
    return content


@dataclass(frozen=True)
class Reply:
    """A passive reply (被动回复) that the phone shows."""

    kind: str
    text: str
    url: str | None = None


def check_reply(account: Account, message: Mapping[str, Any], document: Mapping[str, Any]) -> Reply:
    """Turn a reply document into what the phone shows.

    Raises:
        BadReply: when it is addressed wrongly, incomplete, empty or too long.
    """
    openid = str(message.get("FromUserName", ""))
    if (document.get("ToUserName"), document.get("FromUserName")) != (openid, account.account):
        raise BadReply("reply addressed wrongly")
    if not str(document.get("CreateTime", "")).strip().isdigit():
        raise BadReply("reply without CreateTime")
    kind = document.get("MsgType")
    if not isinstance(kind, str) or kind not in _REPLIES:
        raise BadReply("reply of an unknown type")
    reply = _REPLIES[kind](kind, document)
    if kind == "news":
        _count_articles(message, document)
    return reply


def _count_articles(message: Mapping[str, Any], document: Mapping[str, Any]) -> None:
    items = document["Articles"]["item"]
    count = len(items) if isinstance(items, list) else 1
    if str(document.get("ArticleCount", "")).strip() != str(count):
        raise BadReply("reply counts its articles wrongly")
    most = ARTICLES_TO_EVENT if message.get("MsgType") == "event" else ARTICLES_TO_MESSAGE
    if count > most:
        raise BadReply(f"reply with more than {most} articles")


def _text_reply(kind: str, document: Mapping[str, Any]) -> Reply:
    content = document.get("Content")
    if not isinstance(content, str) or not content.strip():
        raise BadReply("reply without Content")
    if len(content.encode()) > REPLY_BYTES:
        raise BadReply("reply longer than 2048 bytes")
    return Reply(kind, content)


def _media_reply(kind: str, document: Mapping[str, Any]) -> Reply:
    part = document.get({"image": "Image", "voice": "Voice", "video": "Video"}[kind])
    if not isinstance(part, Mapping) or not part.get("MediaId"):
        raise BadReply("reply without MediaId")
    return Reply(kind, str(part.get("Title") or ""))


def _news_reply(kind: str, document: Mapping[str, Any]) -> Reply:
    articles = document.get("Articles")
    items = articles.get("item") if isinstance(articles, Mapping) else None
    first = items[0] if isinstance(items, list) else items
    if not isinstance(first, Mapping) or not first.get("Title"):
        raise BadReply("reply without an article")
    text = f"{first['Title']}\n{first.get('Description') or ''}".strip()
    return Reply(kind, text, str(first.get("Url") or "") or None)


def _silent_reply(kind: str, _document: Mapping[str, Any]) -> Reply:
    return Reply(kind, "")


_REPLIES = {
    "text": _text_reply,
    "image": _media_reply,
    "voice": _media_reply,
    "video": _media_reply,
    "music": _silent_reply,
    "news": _news_reply,
    "transfer_customer_service": _silent_reply,
}
