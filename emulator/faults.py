"""The faults in force (故障计划): which rule strikes a call or a callback."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .errors import BadControl
from .rules import Arrival, Rule, read_rule


class Faults:
    """The rules in force; the first that fits and is due decides."""

    def __init__(self, odds: random.Random) -> None:
        self._lock = threading.Lock()
        self._calls: list[Rule] = []
        self._callbacks: list[Rule] = []
        self._all: list[Rule] = []
        self._odds = odds

    def replace(self, rules: Sequence[object]) -> None:
        """Put these rules in force instead of the present ones.

        Raises:
            BadControl: naming what is wrong; the present rules stay.
        """
        read = [read_rule(rule) for rule in rules]
        with self._lock:
            self._all = read
            self._calls = [rule for rule in read if not rule.callback]
            self._callbacks = [rule for rule in read if rule.callback]

    def draw(self, arrival: Arrival) -> Rule | None:
        """The rule that strikes this call, or None. Counts the call for every rule it fits."""
        return self._draw(self._calls, arrival) if self._calls else None

    def draw_callback(self, arrival: Arrival) -> Rule | None:
        """The rule that strikes this callback, or None; counted likewise."""
        return self._draw(self._callbacks, arrival) if self._callbacks else None

    @property
    def on_calls(self) -> bool:
        """Whether any rule speaks of calls."""
        return bool(self._calls)

    def _draw(self, rules: list[Rule], arrival: Arrival) -> Rule | None:
        with self._lock:
            struck = None
            for rule in rules:
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

    def seconds(self, span: float | Sequence[float]) -> float:
        """A number of seconds, drawn evenly when two are given."""
        if isinstance(span, int | float):
            return float(span)
        return self._odds.uniform(span[0], span[1])

    def to_json(self) -> list[dict[str, Any]]:
        """All rules with their counters."""
        with self._lock:
            return [rule.to_json() for rule in self._all]


def read_plan(path: Path) -> list[object]:
    """The rules of a fault plan in a file.

    Raises:
        BadControl: when the file holds no JSON list.
        OSError: when it cannot be read.
    """
    try:
        rules = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as exc:
        raise BadControl(f"{path.name}: not JSON") from exc
    if not isinstance(rules, list):
        raise BadControl(f"{path.name}: a JSON list of fault rules")
    return rules
