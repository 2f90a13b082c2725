"""Reading a body (解析): XML or JSON into fields, whatever strangers may send."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLParser

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML does not allow; WeChat passes them on when a person types them."""

BEGINNING = re.compile(r"\ufeff?(<\?xml[^<>]*\?>\s*)?<xml[\s/>]")
"""How every message begins. Entities can be declared before the first element and nowhere else, so
nothing is declared behind this; in the text of a person the same signs are only text."""
MOST_TAGS = 4_000
"""No message has a hundred; text that a person types stands in a section without tags."""

DEEPEST = 20
"""No message of the platform nests deeper; more is an attack on the reader."""


class Unreadable(Exception):
    """A body that is no message; ``reason`` is for the log and the count."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def fields_of(body: bytes) -> Mapping[str, Any]:
    """The fields of a message or an envelope. Raises :class:`Unreadable` on anything else."""
    try:
        text = ILLEGAL.sub("", body.decode("utf-8")).strip()
    except UnicodeDecodeError as exc:
        raise Unreadable("not_utf8") from exc
    found = _from_json(text) if text.startswith("{") else _from_xml(text)
    if not isinstance(found, dict):
        raise Unreadable("no_fields")
    return found


def _from_json(text: str) -> object:
    try:
        return _clean(json.loads(text))
    except (ValueError, RecursionError) as exc:
        raise Unreadable("bad_json") from exc


def _clean(value: object) -> object:
    """The value without characters that only an escape in the JSON could bring in.

    Raises UnicodeEncodeError, a ValueError, for half of a surrogate pair: it is no text at all.
    """
    if isinstance(value, str):
        value.encode()
        return ILLEGAL.sub("", value)
    if isinstance(value, dict):
        return {str(_clean(name)): _clean(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [_clean(inside) for inside in value]
    return value


def _from_xml(text: str) -> object:
    if not BEGINNING.match(text):
        raise Unreadable("bad_xml")
    if text.count("<") > MOST_TAGS:
        raise Unreadable("too_deep")
    # Safe with text from strangers: nothing that declares an entity comes so far.
    parser = XMLParser()  # noqa: S314
    try:
        parser.feed(text)
        root = parser.close()
    except (ParseError, ValueError) as exc:
        raise Unreadable("bad_xml") from exc
    return _value(root, DEEPEST) if root.tag == "xml" else None


def _value(element: Element, levels: int) -> object:
    """Text without space around it, a dict where elements stand inside, None where nothing does.

    A tag that comes again gives a list. Attributes, which the platform does not use, are left out.
    """
    if not levels:
        raise Unreadable("too_deep")
    if not len(element):
        return (element.text or "").strip() or None
    fields: dict[str, object] = {}
    for child in element:
        value, before = _value(child, levels - 1), fields.get(child.tag)
        if child.tag not in fields:
            fields[child.tag] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            fields[child.tag] = [before, value]
    return fields
