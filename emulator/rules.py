"""Fault rules (故障规则): which calls or callbacks they speak of, and what goes wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from .errors import BadControl

PAGES = ("html", "empty", "list", "number", "invalid_utf8")
FAMILIES = ("classic", "stable")


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _true(value: object) -> bool:
    """A switch; one that is off counts as not written."""
    return isinstance(value, bool)


def _above(least: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and _whole(value) and value >= least


def _span(value: object) -> bool:
    pair = isinstance(value, list) and len(value) == 2 and all(map(_number, value))
    return _number(value) or pair


def _one_of(*names: str) -> Callable[[object], bool]:
    return lambda value: value in names


def _either(*tests: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: any(test(value) for test in tests)


# What can happen to a call of the platform's interface; ``spoil.py`` carries it out.
CALL_EFFECTS: dict[str, Callable[[object], bool]] = {
    "errcode": _whole,  # this code instead of the answer
    "errmsg": _text,  # beside errcode
    "errcode_as": _one_of("string", "absent"),  # how the errcode of the answer is written
    "token_kill": _either(_true, _one_of(*FAMILIES)),  # tokens of the account die first
    "token_rotate": _true,  # another party has fetched a classic token first
    "sticky_45009": _either(_true, _number),  # until midnight or clear_quota, or so many seconds
    "delay": _span,  # seconds before the first byte
    "drip": lambda value: _number(value) and value != 0,  # bytes of the body a second
    "reset": _true,  # RST instead of an answer
    "close_early": _true,  # FIN in the middle of the body
    "half_json": _true,  # the answer is cut in the middle, and looks complete to HTTP
    "http": lambda value: _whole(value) and 200 <= int(str(value)) <= 599,  # with a page of HTML
    "body": _text,  # beside http: this instead of the page
    "page": _one_of(*PAGES),  # a body that is no answer, with http or 200
    "redirect": _either(_true, _text),  # 302 to another host
}
# What can happen to a callback on its way to the product; ``postbox.py`` carries it out.
CALLBACK_EFFECTS: dict[str, Callable[[object], bool]] = {
    "delay": _span,  # seconds before the first attempt
    "never": _true,  # it is not delivered at all
    "duplicate": _above(1),  # so many deliveries more of the same, one after the other
    "parallel": _true,  # beside duplicate: all of them at once
    "lose_answer": _above(1),  # so many answers are lost on their way, so that it is sent again
    "hold": _above(1),  # it waits until so many later callbacks have gone out
    "early": _true,  # a receipt comes before the call that caused it is answered
    "status": _text,  # a receipt says this
    "again": _text,  # a second receipt for the same message says this
    "stray": _above(1),  # so many receipts more for messages that nobody has sent
}
WITHOUT_EFFECT = ("errmsg", "body", "parallel")  # these only modify another one


@dataclass(frozen=True)
class Arrival:
    """What a rule can see; ``kind`` of a callback is its Event, or else its MsgType."""

    path: str
    app_id: str
    openid: str
    kind: str = ""


@dataclass
class Rule:
    """One fault rule with its counters."""

    callback: bool
    match: dict[str, str]
    nth: frozenset[int]
    prob: float
    times: int | None
    effect: dict[str, Any]
    when: str
    met: int = field(default=0)
    done: int = field(default=0)

    def fits(self, arrival: Arrival) -> bool:
        """Whether the rule speaks of this call or callback."""
        return all(
            pattern in ("*", value) or ("*" in pattern and fnmatchcase(value, pattern))
            for pattern, value in self._pairs(arrival)
        )

    def _pairs(self, arrival: Arrival) -> list[tuple[str, str]]:
        match = self.match
        return [
            (match["kind"], arrival.kind) if self.callback else (match["path"], arrival.path),
            (match["appid"], arrival.app_id),
            (match["openid"], arrival.openid),
        ]

    def to_json(self) -> dict[str, Any]:
        """The rule with how often it was met and done."""
        return {
            "on": "callback" if self.callback else "call",
            "match": {**self.match, **({"nth": sorted(self.nth)} if self.nth else {})},
            "prob": self.prob,
            "times": self.times,
            "effect": self.effect,
            "when": self.when,
            "met": self.met,
            "done": self.done,
        }


def read_rule(data: object) -> Rule:
    """Read one rule from JSON.

    Raises:
        BadControl: naming what is wrong.
    """
    if not isinstance(data, Mapping):
        raise BadControl("faults: every rule is an object")
    unknown = set(data) - {"on", "match", "prob", "times", "effect", "when"}
    if unknown:
        raise BadControl(f"faults: a rule has no {min(map(str, unknown))}")
    callback = _on(data)
    when, prob, times = data.get("when", "before"), data.get("prob", 1.0), data.get("times")
    if when not in ("before", "after"):
        raise BadControl("faults: when is before or after")
    if isinstance(prob, bool) or not isinstance(prob, int | float) or not 0 <= prob <= 1:
        raise BadControl("faults: prob is from 0 to 1")
    if times is not None and not _whole(times):
        raise BadControl("faults: times is a number")
    match = data.get("match", {})
    return Rule(
        callback=callback,
        match=_match(match, callback=callback),
        nth=_nth(match.get("nth", [])),
        prob=prob,
        times=times,
        effect=_effect(data.get("effect"), CALLBACK_EFFECTS if callback else CALL_EFFECTS),
        when=when,
    )


def _on(data: Mapping[str, Any]) -> bool:
    on = data.get("on", "call")
    if on not in ("call", "callback"):
        raise BadControl("faults: on is call or callback")
    if on == "callback" and "when" in data:
        raise BadControl("faults: when is for calls alone")
    return bool(on == "callback")


def _match(match: object, *, callback: bool) -> dict[str, str]:
    if not isinstance(match, Mapping):
        raise BadControl("faults: match is an object")
    names = ("kind" if callback else "path", "appid", "openid")
    for name, value in match.items():
        if name not in (*names, "nth"):
            raise BadControl(f"faults: match has no {name}; it has {', '.join(names)}, nth")
        if name != "nth" and not isinstance(value, str):
            raise BadControl(f"faults: {name} is a text, * in it standing for anything")
    return {name: match.get(name, "*") for name in names}


def _nth(value: object) -> frozenset[int]:
    numbers = value if isinstance(value, list) else [value]
    if not all(_whole(number) for number in numbers):
        raise BadControl("faults: nth is a list of numbers, the first call being 1")
    return frozenset(numbers)


def _effect(effect: object, known: Mapping[str, Callable[[object], bool]]) -> dict[str, Any]:
    if not isinstance(effect, Mapping) or not set(effect) - set(WITHOUT_EFFECT):
        raise BadControl("faults: a rule has an effect")
    for name, value in effect.items():
        if name not in known:
            raise BadControl(f"faults: there is no effect {name}; there are {', '.join(known)}")
        if not known[name](value):
            raise BadControl(f"faults: {name} does not take this value")
    return {name: value for name, value in effect.items() if value is not False}
