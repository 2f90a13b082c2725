"""The catalogue of callbacks (推送场景): everything that may come to a product's door.

Three kinds: what the platform sends every day, one entry for each message and event; what comes in
an order that nobody expects; and what only an attacker or a broken proxy sends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .catalogue import EVERYDAY
from .forge import Forgery

_BOMB = (
    '<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><xml><Content>&c;</Content></xml>'
)
_TEXT: Mapping[str, Any] = {"MsgType": "text", "Content": "帮助"}


@dataclass(frozen=True)
class Scenario:
    """Steps in order, and what a careful product does.

    ``expect``: ``answered`` (status 200), ``refused`` (403 or another 4xx), or ``survived`` (any
    answer but a 5xx).
    """

    expect: str
    note: str
    steps: tuple[Mapping[str, Any], ...]

    def forgeries(self, openid: str, now: int) -> list[Forgery]:
        """The steps for one person; a step's ``later`` shifts its CreateTime by seconds."""
        made = []
        for step in self.steps:
            given = dict(step)
            later = given.pop("later", None)
            if later is not None:
                given["fields"] = {**given["fields"], "CreateTime": now + later}
            made.append(Forgery(openid=openid, **given))
        return made


def _event(name: str, **fields: Any) -> dict[str, Any]:
    return {"MsgType": "event", "Event": name, **fields}


def _document(*elements: str) -> str:
    """A text message by hand, whose elements need not fit together."""
    inside = "".join(elements)
    return f"<xml><ToUserName>gh</ToUserName><FromUserName>o</FromUserName>{inside}</xml>"


def _receipt(msgid: int, status: str) -> dict[str, Any]:
    return _event("TEMPLATESENDJOBFINISH", MsgID=msgid, Status=status)


_UNKNOWN = 3_487_542_469_355_618_313  # a msgid that nobody was given
_SIGNED = ("signature", "msg_signature")
_DEEP = "<xml>" * 5000 + "</xml>" * 5000

Step = Mapping[str, Any]
_IN_ODD_ORDER: dict[str, tuple[str, tuple[Step, ...]]] = {
    "parallel_copies": (
        "four deliveries of one message at the same moment",
        ({"fields": _TEXT, "copies": 4},),
    ),
    "unsubscribe_before_subscribe": (
        "who left at last is told of first",
        (
            {"fields": _event("unsubscribe", EventKey=""), "later": 10},
            {"fields": _event("subscribe", EventKey=""), "later": 0},
        ),
    ),
    "same_second_burst": (
        "events of one person in the same second",
        tuple({"fields": _event("CLICK", EventKey=f"K{n}"), "later": 0} for n in range(5)),
    ),
    "unknown_receipt": (
        "a receipt for a message that nobody sent",
        ({"fields": _receipt(_UNKNOWN, "success")},),
    ),
    "two_receipts": (
        "two receipts for one message that contradict each other",
        (
            {"fields": _receipt(_UNKNOWN, "success")},
            {"fields": _receipt(_UNKNOWN, "failed:user block")},
        ),
    ),
}
_FORGED: dict[str, tuple[str, Step]] = {
    "bad_signature": ("signed by nobody", {"fields": _TEXT, "spoil": _SIGNED}),
    "bad_msg_signature": (
        "a good signature beside a bad msg_signature; in plain mode there is none to be bad",
        {"fields": _TEXT, "spoil": ("msg_signature",)},
    ),
    "no_signature": ("not signed at all", {"fields": _TEXT, "leave_out": _SIGNED}),
    "no_timestamp": ("without timestamp", {"fields": _TEXT, "leave_out": ("timestamp",)}),
    "odd_timestamp": ("a timestamp in words", {"fields": _TEXT, "spoil": ("timestamp",)}),
    "old_timestamp": ("rightly signed, a day ago", {"fields": _TEXT, "age": 86400.0}),
    "wrong_app_id": ("sealed for another account", {"fields": _TEXT, "app_id": "wx_other"}),
    "not_sealed": (
        "in clear where it should be sealed; plain mode has no seal",
        {"body": _document("<MsgType>text</MsgType>").encode()},
    ),
}
_MALFORMED: dict[str, tuple[str, Step]] = {
    "empty_body": ("no body", {"body": b""}),
    "not_utf8": ("bytes that are no text", {"body": b"<xml>\xff\xfe</xml>"}),
    "one_megabyte": ("a body of 1 MB", {"fields": {**_TEXT, "Content": "整" * 350_000}}),
    "doctype": ("a DOCTYPE", {"text": f"<!DOCTYPE xml>{_document()}"}),
    "entity_bomb": ("entities of entities", {"text": _BOMB}),
    "deep_nesting": ("5,000 elements within each other", {"text": _DEEP}),
    "no_msg_type": ("a message without MsgType", {"text": _document("<Content>a</Content>")}),
    "empty_root": ("nothing in the message", {"text": "<xml/>"}),
    "other_root": ("another root", {"text": "<html><MsgType>text</MsgType></html>"}),
    "two_msg_types": ("MsgType twice", {"text": _document("<MsgType>text</MsgType>" * 2)}),
    "nested_msg_type": (
        "MsgType with elements in it",
        {"text": _document("<MsgType><a>text</a></MsgType>")},
    ),
    "odd_msg_id": ("a MsgId in words", {"fields": {**_TEXT, "MsgId": "number one"}}),
    "control_characters": ("a bell in the text", {"fields": {**_TEXT, "Content": "a\x07b"}}),
    "not_xml": ("a sentence in the place of a message", {"text": "整改通"}),
}
SCENARIOS: dict[str, Scenario] = {
    **{
        name: Scenario("answered", "sent every day", ({"fields": fields},))
        for name, fields in EVERYDAY.items()
    },
    **{name: Scenario("answered", note, steps) for name, (note, steps) in _IN_ODD_ORDER.items()},
    **{name: Scenario("refused", note, (step,)) for name, (note, step) in _FORGED.items()},
    **{name: Scenario("survived", note, (step,)) for name, (note, step) in _MALFORMED.items()},
}
