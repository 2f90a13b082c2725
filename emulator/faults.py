"""Fault rules (故障注入): which API calls go wrong, and how."""

from __future__ import annotations

import random
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .errors import BadControl

# Effects by name, with the kind of their parameter; ``spoil.py`` carries them out.
EFFECTS: dict[str, tuple[type, ...]] = {
    "errcode": (int,),  # this code instead of the answer; "errmsg" beside it is optional
    "errmsg": (str,),
    "delay": (int, float),  # seconds before the answer
    "reset": (bool,),  # the connection is reset instead of an answer
    "http": (int,),  # this status with an HTML page; "body" beside it is optional
    "body": (str,),
    "half_json": (bool,),  # the answer is cut in the middle
    "token_kill": (bool,),  # every token of the account dies first
}


@dataclass(frozen=True)
class Arrival:
    """What a rule can see of an API call."""

    path: str
    app_id: str
    openid: str


@dataclass
class Rule:
    """One fault rule with its counters."""

    path: str
    app_id: str
    openid: str
    nth: frozenset[int]
    prob: float
    times: int | None
    effect: dict[str, Any]
    when: str
    met: int = field(default=0)
    done: int = field(default=0)

    def fits(self, arrival: Arrival) -> bool:
        """Whether the rule speaks of this call."""
        return (
            self.path in ("*", arrival.path)
            and self.app_id in ("*", arrival.app_id)
            and self.openid in ("*", arrival.openid)
        )

    def to_json(self) -> dict[str, Any]:
        """The rule with how often it was met and done."""
        return {
            "match": {"path": self.path, "appid": self.app_id, "openid": self.openid},
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
    match = data.get("match", {})
    if not isinstance(match, Mapping):
        raise BadControl("faults: match is an object")
    when, prob, times = data.get("when", "before"), data.get("prob", 1.0), data.get("times")
    if when not in ("before", "after"):
        raise BadControl("faults: when is before or after")
    if not isinstance(prob, int | float) or not 0 <= prob <= 1:
        raise BadControl("faults: prob is from 0 to 1")
    if times is not None and not isinstance(times, int):
        raise BadControl("faults: times is a number")
    return Rule(
        path=str(match.get("path", "*")),
        app_id=str(match.get("appid", "*")),
        openid=str(match.get("openid", "*")),
        nth=_nth(match.get("nth", [])),
        prob=prob,
        times=times,
        effect=_effect(data.get("effect")),
        when=when,
    )


def _nth(value: object) -> frozenset[int]:
    numbers = value if isinstance(value, list) else [value]
    if not all(isinstance(number, int) for number in numbers):
        raise BadControl("faults: nth is a list of numbers, the first call being 1")
    return frozenset(numbers)


def _effect(effect: object) -> dict[str, Any]:
    if not isinstance(effect, Mapping) or not effect:
        raise BadControl("faults: a rule has an effect")
    for name, value in effect.items():
        if name not in EFFECTS:
            raise BadControl(f"faults: there is no effect {name}")
        if not isinstance(value, EFFECTS[name]):
            raise BadControl(f"faults: {name} does not take this value")
    return dict(effect)


class Faults:
    """The rules in force; the first that fits and is due decides."""

    def __init__(self, odds: random.Random) -> None:
        self._lock = threading.Lock()
        self._rules: list[Rule] = []
        self._odds = odds

    def replace(self, rules: Sequence[object]) -> None:
        """Put these rules in force instead of the present ones.

        Raises:
            BadControl: naming what is wrong; the present rules stay.
        """
        read = [read_rule(rule) for rule in rules]
        with self._lock:
            self._rules = read

    def draw(self, arrival: Arrival) -> Rule | None:
        """The rule that strikes this call, or None. Counts the call for every rule it fits."""
        with self._lock:
            struck = None
            for rule in self._rules:
                if not rule.fits(arrival):
                    continue
                rule.met += 1
                if struck is None and self._due(rule):
                    rule.done += 1
                    struck = rule
            return struck

    def _due(self, rule: Rule) -> bool:
        if rule.times is not None and rule.done >= rule.times:
            return False
        if rule.nth and rule.met not in rule.nth:
            return False
        return rule.prob >= 1 or self._odds.random() < rule.prob

    def to_json(self) -> list[dict[str, Any]]:
        """All rules with their counters."""
        with self._lock:
            return [rule.to_json() for rule in self._rules]
