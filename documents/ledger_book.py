"""Putting the lines of a ledger JSONL together again, each checked against those before it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from documents.document import PlanDocument
from documents.errors import NotAPlan
from documents.groups import is_group
from documents.jsonl_fields import Fields
from documents.tally import Doubt, DoubtKind, Tally
from supervision.records import Deadline, Duty, Level, Measure, Plan, Problem, Region, Term, Unit

DUTY_FIELDS = (
    "lead_units",
    "responsible_units",
    "cooperating_units",
    "supervising_units",
    "verifying_units",
    "leaders",
)
"""The lists of a record's duty, in the order in which a line prints them."""


@dataclass(slots=True)
class Book:
    """The lines of a ledger read so far."""

    region: Region | None = None
    units: dict[str, Unit] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    problems: dict[tuple[str, str], Problem] = field(default_factory=dict)
    measures: dict[tuple[str, str], Measure] = field(default_factory=dict)

    def add(self, fields: Fields) -> None:
        """Takes in one line; raises BadLine when it is unknown, repeated or refers to nothing."""
        match fields.text("kind"):
            case "region":
                self._add_region(fields)
            case "unit":
                unit = _unit(fields)
                _once(fields, unit.name, self.units)
                self.units[unit.name] = unit
            case "plan":
                plan = Plan(fields.plan_id("id"), fields.text("title"), fields.maybe_date("issued"))
                _once(fields, plan.id, self.plans)
                self.plans[plan.id] = plan
            case "problem":
                key = self._key(fields)
                _once(fields, key, self.problems)
                self.problems[key] = _problem(fields)
            case "measure":
                self._add_measure(fields)
            case _:
                raise fields.bad("kind 应为 region、unit、plan、problem、measure 之一")

    def _add_region(self, fields: Fields) -> None:
        if self.region:
            raise fields.bad("地区只能有一行")
        name = fields.maybe_text("name")
        if name is None:
            raise fields.bad("缺少 name")
        office = fields.maybe_text("office")
        self.region = Region(name) if office is None else Region(name, office)

    def _add_measure(self, fields: Fields) -> None:
        key = self._key(fields)
        _once(fields, key, self.measures)
        measure = _measure(fields)
        if measure.problem is not None and (measure.plan, measure.problem) not in self.problems:
            raise fields.bad(f"前面没有编号为 {measure.problem} 的问题")
        self.measures[key] = measure

    def _key(self, fields: Fields) -> tuple[str, str]:
        plan = fields.text("plan")
        if plan not in self.plans:
            raise fields.bad(f"前面没有 id 为 {plan} 的方案")
        return plan, fields.number("number")

    def documents(self) -> tuple[PlanDocument, ...]:
        """One document a plan, in the order of the plans."""
        if self.region is None:
            raise NotAPlan("没有地区（region）一行")
        if not self.problems and not self.measures:
            raise NotAPlan("没有任何问题或措施")
        return tuple(self._document(plan, self.region) for plan in self.plans.values())

    def _document(self, plan: Plan, region: Region) -> PlanDocument:
        problems = tuple(p for p in self.problems.values() if p.plan == plan.id)
        measures = tuple(m for m in self.measures.values() if m.plan == plan.id)
        records: tuple[Problem | Measure, ...] = (*problems, *measures)
        tally = Tally(
            problems=len(problems),
            measures=len(measures),
            deadlines=sum(len(record.deadlines) for record in records),
            doubts=tuple(_unknown_units(self.units.values(), records)),
        )
        return PlanDocument(region, tuple(self.units.values()), plan, problems, measures, tally)


def _once(fields: Fields, key: object, known: Container[object]) -> None:
    if key in known:
        shown = key[1] if isinstance(key, tuple) else key
        raise fields.bad(f"{shown} 重复")


def _unknown_units(units: Iterable[Unit], records: Iterable[Problem | Measure]) -> Iterator[Doubt]:
    """Names in the records that are neither a unit, nor an alias, nor a group."""
    known = {name for unit in units for name in (unit.name, *unit.aliases)}
    for record in records:
        for duty_field in DUTY_FIELDS[:-1]:
            for name in getattr(record.duty, duty_field):
                if name not in known and not is_group(name):
                    yield Doubt(record.number, DoubtKind.UNKNOWN_UNIT, name)


def _unit(fields: Fields) -> Unit:
    return Unit(
        name=fields.text("name"),
        level=fields.choice("level", Level),
        aliases=fields.texts("aliases"),
        parent=fields.maybe_text("parent"),
    )


def _duty(fields: Fields) -> Duty:
    for required in ("lead_units", "responsible_units"):
        if required not in fields.values:
            raise fields.bad(f"缺少 {required}")
    return Duty(**{name: fields.texts(name) for name in DUTY_FIELDS})


def _deadlines(fields: Fields) -> tuple[Deadline, ...]:
    return tuple(
        Deadline(each.text("phrase"), each.maybe_date("due"), each.maybe_text("what"))
        for each in fields.objects("deadlines")
    )


def _problem(fields: Fields) -> Problem:
    return Problem(
        plan=fields.text("plan"),
        number=fields.number("number"),
        printed=fields.maybe_text("printed") or "",
        text=fields.maybe_text("text") or "",
        duty=_duty(fields),
        category=fields.maybe_text("category"),
        goal=fields.maybe_text("goal"),
        deadlines=_deadlines(fields),
        term=fields.choice("term", Term),
    )


def _measure(fields: Fields) -> Measure:
    return Measure(
        plan=fields.text("plan"),
        number=fields.number("number"),
        printed=fields.maybe_text("printed") or "",
        title=fields.maybe_text("title") or "",
        text=fields.maybe_text("text") or "",
        duty=_duty(fields),
        problem=fields.maybe_text("problem"),
        category=fields.maybe_text("category"),
        goal=fields.maybe_text("goal"),
        deadlines=_deadlines(fields),
        term=fields.choice("term", Term),
        inherited=fields.texts("inherited"),
    )
