"""Facts as JSONL, one object a line (design §4; contracts/fact.schema.json)."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from documents.errors import BadFact
from supervision.facts import FAILURES, Fact, FactKind
from supervision.records import Measure
from supervision.reportable import bare, is_problem
from supervision.times import SHANGHAI, YEARS, from_iso

OF_MEASURE = ("measure",)
NEEDED: dict[FactKind, tuple[str, ...]] = {
    FactKind.REPORT: ("unit", "measure", "percent"),
    FactKind.VERIFIED: ("unit", "measure", "percent"),
    FactKind.APPLIED: OF_MEASURE,
    FactKind.ACCEPTED: OF_MEASURE,
    FactKind.SENT_BACK: OF_MEASURE,
    FactKind.CLOSED: OF_MEASURE,
    FactKind.REBOUND: OF_MEASURE,
    FactKind.EXTENSION_GRANTED: ("measure", "until"),
    FactKind.PROPER_REASON: ("measure", "until"),
    **dict.fromkeys(FAILURES, ("unit",)),
    FactKind.CRITICISED_BY_HIGHER_LEVEL: ("unit", "by"),
    FactKind.REPLIED: ("unit", "step"),
    FactKind.RANKING: ("table", "month", "units"),
    FactKind.PROBLEM_FOUND: ("unit", "count"),
    FactKind.ANNUAL_TARGET_MISSED: ("unit", "target", "ratio"),
    FactKind.COMPLAINT: ("unit", "place", "kind"),
}
"""Kind → the fields that it must have beside ``at``."""

WORDS = {
    "by": ("state", "province"),
    "table": ("air", "water"),
    "target": ("air", "water"),
}
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The measures of a ledger by their numbers, for facts that name no plan."""

    by_number: Mapping[str, Measure]
    plan: str

    @classmethod
    def of(cls, measures: Iterable[Measure], plans: Iterable[str]) -> Numbers:
        """The first plan that has a number is meant; ``plan:number`` means one plan.

        A problem that has no measures is meant by its number where no measure has that.
        """
        found: dict[str, Measure] = {}
        problems: list[Measure] = []
        for measure in measures:
            found.setdefault(measure.number, measure)
            found[measure.id] = measure
            if is_problem(measure.number):
                problems.append(measure)
        for problem in problems:
            found.setdefault(bare(problem.number), problem)
            found.setdefault(f"{problem.plan}:{bare(problem.number)}", problem)
        listed = list(plans)
        return cls(found, listed[0] if len(listed) == 1 else "")


def read_facts(
    text: str, numbers: Numbers, only: Container[FactKind] = frozenset(FactKind)
) -> list[Fact]:
    """The facts in the order of their instants; those of one instant keep the order of the file.

    Raises BadFact for a line that is not valid, is of none of the kinds in ``only``, or names a
    measure that the ledger does not have.
    """
    facts = [
        _fact(line, content, numbers, only)
        for line, content in enumerate(text.split("\n"), 1)
        if content.strip()
    ]
    return sorted(facts, key=lambda fact: fact.at)


def fact_to_json(fact: Fact) -> dict[str, object]:
    """One line of the file: the fields of its kind that say something."""
    at = fact.at.astimezone(SHANGHAI)
    exact = "minutes" if (at.second, at.microsecond) == (0, 0) else "auto"
    found: dict[str, object] = {
        "at": at.isoformat(timespec=exact),
        "fact": str(fact.kind),
        "unit": fact.unit,
        "measure": fact.measure,
        "until": fact.until.isoformat() if fact.until else "",
        "by": fact.by,
        "step": fact.step,
        "table": fact.table,
        "month": fact.month,
        "units": list(fact.units),
        "kind": fact.matter,
        "target": fact.target,
        "place": fact.place,
    }
    needed = NEEDED[fact.kind]
    figures = {"percent": fact.percent, "count": fact.count, "ratio": fact.ratio}
    found |= {name: value for name, value in figures.items() if name in needed}
    return {name: value for name, value in found.items() if value not in ("", [])}


def _fact(line: int, content: str, numbers: Numbers, only: Container[FactKind]) -> Fact:
    try:
        values = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadFact(line, "不是完整的 JSON 对象") from error
    if not isinstance(values, dict):
        raise BadFact(line, "不是 JSON 对象")
    try:
        kind = FactKind(str(values.get("fact")))
    except ValueError as error:
        raise BadFact(line, f"fact 应为 {'、'.join(FactKind)} 之一") from error
    if kind not in only:
        raise BadFact(line, f"{kind} 由单位上报或核验产生，不能录入")
    for name in NEEDED[kind]:
        if values.get(name) is None:
            raise BadFact(line, f"缺少 {name}")
    reader = _Reader(line, values)
    measure = reader.measure(numbers)
    return Fact(
        at=reader.instant(),
        kind=kind,
        unit=reader.text("unit"),
        plan=measure.plan if measure else numbers.plan,
        measure=measure.number if measure else "",
        percent=reader.whole("percent", 0, 100),
        until=reader.day("until"),
        by=reader.word("by"),
        step=reader.text("step"),
        table=reader.word("table"),
        month=reader.month(),
        units=reader.names("units"),
        count=reader.whole("count", 1, 100_000, 1),
        matter=reader.text("kind"),
        target=reader.word("target"),
        ratio=reader.share(),
        place=reader.text("place"),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """The fields of one line; every method raises BadFact on what it cannot accept."""

    line: int
    values: dict[str, Any]

    def instant(self) -> datetime:
        try:
            found = from_iso(self.values["at"])
        except (KeyError, ValueError, TypeError, OverflowError) as error:
            what = "at 应为带时区的时刻，例如 2017-08-16T10:00+08:00"
            raise BadFact(self.line, what) from error
        self._check("at", found)
        return found

    def text(self, name: str) -> str:
        found = self.values.get(name)
        if found is not None and (not isinstance(found, str) or not found.strip()):
            raise BadFact(self.line, f"{name} 应为文字")
        return (found or "").strip()

    def word(self, name: str) -> str:
        found = self.text(name)
        if found and found not in WORDS[name]:
            raise BadFact(self.line, f"{name} 应为 {'、'.join(WORDS[name])} 之一")
        return found

    def names(self, name: str) -> tuple[str, ...]:
        found = self.values.get(name) or []
        named = isinstance(found, list) and all(isinstance(o, str) and o.strip() for o in found)
        if not named:
            raise BadFact(self.line, f"{name} 应为文字列表")
        return tuple(one.strip() for one in found)

    def whole(self, name: str, low: int, high: int, default: int = 0) -> int:
        found = self.values.get(name, default)
        if isinstance(found, float) and found.is_integer():
            found = int(found)  # to JSON, 40.0 and 40 are the same number
        if not isinstance(found, int) or isinstance(found, bool) or not low <= found <= high:
            raise BadFact(self.line, f"{name} 应为 {low}–{high} 的整数")
        return found

    def share(self) -> float:
        found = self.values.get("ratio", 0.0)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 100:
            raise BadFact(self.line, "ratio 应为不小于 0 的数，0.12 表示差 12%")
        return float(found)

    def day(self, name: str) -> date | None:
        found = self.values.get(name)
        if found is None:
            return None
        try:
            day = date.fromisoformat(found)
        except (ValueError, TypeError) as error:
            raise BadFact(self.line, f"{name} 应为 YYYY-MM-DD 格式的日期") from error
        self._check(name, day)
        return day

    def _check(self, name: str, found: date) -> None:
        if found.year not in YEARS:
            raise BadFact(self.line, f"{name} 应在 {YEARS[0]} 年到 {YEARS[-1]} 年之间")

    def month(self) -> str:
        found = self.text("month")
        if found and not _MONTH.fullmatch(found):
            raise BadFact(self.line, "month 应为 YYYY-MM 格式的月份")
        return found

    def measure(self, numbers: Numbers) -> Measure | None:
        name = self.text("measure")
        if not name:
            return None
        found = numbers.by_number.get(name)
        if found is None:
            raise BadFact(self.line, f"台账里没有编号 {name}")
        return found
