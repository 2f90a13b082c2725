"""Reading a body (解析): XML or JSON into fields, whatever strangers may send."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML does not allow; WeChat passes them on when a person types them."""

DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
DEEPEST = 20
"""No message of the platform nests deeper; more is an attack on the reader."""


class Unreadable(Exception):
    """A body that is no message; ``reason`` is for the log and the count."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def fields_of(body: bytes) -> Mapping[str, Any]:
    """The fields of a message or an envelope. Raises :class:`Unreadable` on anything else."""
    if DECLARATION.search(body):
        raise Unreadable("declaration")
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
        return json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise Unreadable("bad_json") from exc


def _from_xml(text: str) -> object:
    if text.count("<") > 4_000 or _nesting(text) > DEEPEST:
        raise Unreadable("too_deep")
    try:
        return xmltodict.parse(text).get("xml")
    except (ExpatError, ValueError, AttributeError, RecursionError) as exc:
        raise Unreadable("bad_xml") from exc


def _nesting(text: str) -> int:
    deepest = level = 0
    for tag in re.finditer(r"<(/?)[A-Za-z_][^<>]*?(/?)>", text):
        if tag.group(1):
            level -= 1
        elif not tag.group(2):
            level += 1
            deepest = max(deepest, level)
    return deepest
