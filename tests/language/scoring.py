"""Scores what is understood against an evaluation set; the figures of the contract."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
Understand = Callable[[dict[str, Any]], Answer]

STORES = frozenset({"report_progress"})
"""Intents by which a figure gets into the ledger."""


@dataclass(slots=True)
class Score:
    """Counts of one run; ``mistakes`` are lines for people."""

    messages: int = 0
    right: int = 0
    hard: int = 0
    hard_right: int = 0
    not_reports: int = 0
    harm: int = 0
    stored: int = 0
    stored_wrong: int = 0
    slots: Counter[str] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)

    @property
    def intents(self) -> float:
        """Part of the messages whose intents are all right."""
        return self.right / max(self.messages, 1)

    @property
    def hard_intents(self) -> float:
        """The same among the hard ones."""
        return self.hard_right / max(self.hard, 1)

    @property
    def slot_f1(self) -> float:
        """F1 over slots and the measures meant; a slot under a wrong intent is wrong."""
        hit, missed, invented = (self.slots[name] for name in ("hit", "missed", "invented"))
        counted = 2 * hit + missed + invented
        return 2 * hit / counted if counted else 1.0

    def table(self) -> str:
        """The figures beside bar and aim."""
        rows = (
            ("not a report, stored unasked", f"{self.harm} of {self.not_reports}", "2 of 400", "0"),
            (
                "reports stored unasked and wrong",
                f"{self.stored_wrong} of {self.stored}",
                "2 %",
                "0",
            ),
            ("intent right", f"{self.intents:.3f}", "0.90", "0.97"),
            ("intent right, hard ones", f"{self.hard_intents:.3f}", "0.80", "0.92"),
            ("slot F1", f"{self.slot_f1:.3f}", "0.85", "0.95"),
        )
        head = ("figure", f"{self.messages} messages", "bar", "aim")
        return "\n".join(f"{a:<34}{b:>14}{c:>10}{d:>7}" for a, b, c, d in (head, *rows))


def messages_of(*files: Path) -> Iterable[dict[str, Any]]:
    """The lines of evaluation sets."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def score(messages: Iterable[dict[str, Any]], understand: Understand) -> Score:
    """Run every message and count."""
    total = Score()
    for message in messages:
        _count(total, message, understand(message))
    return total


def _count(total: Score, message: dict[str, Any], got: Answer) -> None:
    expected = message["expected"]
    wanted, given = expected.get("acts", [expected]), got.get("acts", [got])
    right = [act["intent"] for act in wanted] == [act["intent"] for act in given]
    hard = "hard" in message["tags"]
    total.messages += 1
    total.right += right
    total.hard += hard
    total.hard_right += right and hard
    before = total.slots.copy()
    for place in range(max(len(wanted), len(given))):
        want = wanted[place] if place < len(wanted) else {"intent": "", "slots": {}}
        have = given[place] if place < len(given) else {"intent": "", "slots": {}}
        _count_slots(total, want, have)
    wrong = total.slots["missed"] + total.slots["invented"] > before["missed"] + before["invented"]
    harm = _harm(total, message, wanted, given, got)
    asks = expected.get("asks") and not got.get("asks")
    if not right or wrong or harm or asks:
        total.mistakes.append(f"{message['text']!r} ({message['role']}): {expected} != {got}")


def _harm(
    total: Score,
    message: dict[str, Any],
    wanted: list[Answer],
    given: list[Answer],
    got: Answer,
) -> bool:
    stored = [act for act in given if act["intent"] in STORES and not got.get("asks")]
    reports = [act for act in wanted if act["intent"] in STORES]
    if not reports or "not_a_report_certain" in message["tags"]:
        total.not_reports += 1
        total.harm += bool(stored)
        return bool(stored)
    total.stored += len(stored)
    bad = [act for act in stored if not any(_same_report(act, want) for want in reports)]
    total.stored_wrong += len(bad)
    return bool(bad)


def _same_report(got: Answer, want: Answer) -> bool:
    if got.get("item_id") != want.get("item_id"):
        return False
    return all(got["slots"].get(name) == want["slots"].get(name) for name in ("percent", "status"))


def _count_slots(total: Score, want: Answer, have: Answer) -> None:
    wanted = dict(want["slots"]) | ({"item_id": want["item_id"]} if want.get("item_id") else {})
    given = dict(have["slots"]) | ({"item_id": have["item_id"]} if have.get("item_id") else {})
    for name in wanted.keys() | given.keys():
        same = want["intent"] == have["intent"] and _same(name, wanted.get(name), given.get(name))
        if same:
            total.slots["hit"] += 1
            continue
        total.slots["missed"] += name in wanted
        total.slots["invented"] += name in given


def _same(name: str, want: Any, have: Any) -> bool:
    """Equal; words of an item may be a little longer or shorter than the set's."""
    if want == have:
        return True
    if name != "item" or not isinstance(want, str) or not isinstance(have, str):
        return False
    return not want[0].isdigit() and bool(want) and bool(have) and (want in have or have in want)


def first_bars(result: Score) -> dict[str, bool]:
    """The first bars of the contract, each by its name and whether it holds."""
    return {
        "not a report, stored": result.harm * 400 <= 2 * result.not_reports,
        "stored and wrong": result.stored_wrong * 100 < 2 * result.stored,
        "intents": result.intents >= 0.90,
        "hard intents": result.hard_intents >= 0.80,
        "slot F1": result.slot_f1 >= 0.85,
    }
