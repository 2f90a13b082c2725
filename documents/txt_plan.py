"""A plan in plain text, as an office prints it: parts, categories, aspects, sub-items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from documents.aspects import Item, find_gaps, list_items
from documents.deadlines import find_deadlines
from documents.districts import Districts, stated_count
from documents.document import PlanDocument
from documents.errors import HalfAPlan, NoDuties, NotAPlan
from documents.folding import fold
from documents.front import default_plan_id, read_issued, read_region, read_title
from documents.outline import Node, Outline, read_outline
from documents.stated import read_stated
from documents.tally import Doubt, DoubtKind, Tally
from documents.terms import term_of
from documents.unit_brackets import (
    UnitBracket,
    count_openings,
    find_brackets,
    find_lookalikes,
    read_duty,
    without_brackets,
)
from documents.units import list_units
from supervision.records import Duty, Level, Measure, Plan, Unit

_TASKS = re.compile("任务|措施")
_SAFEGUARDS = re.compile("保障|组织实施")
_SENTENCE_END = re.compile("[。!?;][”)]?$")
_EXCERPT = 40


def read_txt_plan(text: str, *, name: str, plan_id: str | None = None) -> PlanDocument:
    """The plan in a text. ``name``, the file's name, is the title of a text that prints none.

    Raises NotAPlan or HalfAPlan.
    """
    outline = read_outline(text)
    part = _task_part(outline)
    _check_whole(outline, part)
    title = read_title(outline.front) or PurePath(name).stem
    issued = read_issued(outline.front)
    plan = Plan(plan_id or default_plan_id(title, issued), title, issued)
    region = read_region(title, text)
    reading = _Reading(plan, Districts(text))
    items = list_items(part)
    for item in items:
        reading.read(item)
    if not reading.consumed + reading.doubted:
        raise NoDuties
    units = reading.list_units(text)
    reading.check_whole_part(part)
    reading.check_front(region.name)
    tally = Tally(
        categories=len(part.children),
        aspects=sum(not item.is_sub_item for item in items),
        sub_items=sum(item.is_sub_item for item in items),
        brackets_seen=reading.consumed + reading.doubted,
        brackets_consumed=reading.consumed,
        brackets_doubted=reading.doubted,
        measures=len(reading.measures),
        deadlines=sum(len(measure.deadlines) for measure in reading.measures),
        stated=read_stated(text),
        doubts=tuple(reading.doubts),
    )
    return PlanDocument(region, units, plan, (), tuple(reading.measures), tally)


def _task_part(outline: Outline) -> Node:
    """The part that holds the tasks (任务措施), not the one of safeguards (保障措施).

    Of several (目标任务, 整改措施) it is the one with the most brackets of units.
    """
    named = [part for part in outline.parts if _TASKS.search(part.title)]
    parts = [part for part in named if not _SAFEGUARDS.search(part.title)]
    if not parts:
        raise NotAPlan
    return max(parts, key=lambda part: count_openings(_raw(part)))


def _raw(part: Node) -> str:
    """The words of a part without its structure."""
    return "\n".join("\n".join(node.paragraphs) for node in part.walk())


def _check_whole(outline: Outline, part: Node) -> None:
    """Raises HalfAPlan for a plan that begins late, or breaks off in or after its task part."""
    first, last = outline.parts[0], outline.parts[-1]
    if first.ordinal != 1:
        raise HalfAPlan(f"从“{first.marker}{first.title[:_EXCERPT]}”开始，前面缺失")
    tasks = list(part.walk())
    brackets = find_brackets("\n".join(tasks[-1].paragraphs))
    if brackets and not brackets[-1].closed:
        raise HalfAPlan(f"在“{tasks[-1].title[:_EXCERPT]}”的责任分工处中断")
    if last is part:
        raise HalfAPlan(f"在“{tasks[-1].marker}{tasks[-1].title[:_EXCERPT]}”之后中断")
    *_, end = last.walk()
    body = end.paragraphs[0] if "。" in end.paragraphs[0] else "".join(end.paragraphs[1:2])
    if not _SENTENCE_END.search(fold(body)):
        raise HalfAPlan(f"在“{end.marker}{end.title[:_EXCERPT]}”处中断")


@dataclass(slots=True)
class _Reading:
    """What has been read so far of one task part."""

    plan: Plan
    districts: Districts
    measures: list[Measure] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    consumed: int = 0
    doubted: int = 0
    duties: dict[str, Duty] = field(default_factory=dict)

    def read(self, item: Item) -> None:
        """The record of an item; an aspect that only gathers sub-items is none."""
        text = item.node.text
        brackets = find_brackets(text)
        for lookalike in find_lookalikes(text):
            self._doubt(item, DoubtKind.BRACKET_WITHOUT_LABEL, lookalike)
        if not brackets and item.node.children:
            return
        duty, inherited = self._duty(item, brackets)
        self.duties[item.number] = duty
        if item.is_numbered_last:
            self._doubt(item, DoubtKind.NUMBERED_LAST, item.number)
        self.measures.append(self._measure(item, brackets, duty, inherited))

    def _measure(
        self, item: Item, brackets: tuple[UnitBracket, ...], duty: Duty, inherited: tuple[str, ...]
    ) -> Measure:
        text = without_brackets(item.node.text, brackets)
        found = find_deadlines(text, self.plan.issued)
        for excerpt in found.unclear:
            self._doubt(item, DoubtKind.DATE_UNCLEAR, excerpt)
        for excerpt in found.without_day:
            self._doubt(item, DoubtKind.DATE_WITHOUT_DAY, excerpt)
        title = item.title
        return Measure(
            plan=self.plan.id,
            number=item.number,
            printed=item.printed,
            title=title,
            text=text,
            duty=duty,
            category=item.category,
            deadlines=found.deadlines,
            term=term_of(title, text, found.deadlines),
            inherited=inherited,
        )

    def _duty(self, item: Item, brackets: tuple[UnitBracket, ...]) -> tuple[Duty, tuple[str, ...]]:
        """The duty in an item's own brackets, else the one of the aspect that it belongs to."""
        fields: dict[str, tuple[str, ...]] = {}
        for bracket in brackets:
            names = self._names(item, bracket)
            for duty_field, listed in names.items():
                fields[duty_field] = tuple(dict.fromkeys((*fields.get(duty_field, ()), *listed)))
        if fields:
            return Duty(**fields), ()
        above = self.duties.get(item.above.number) if item.above else None
        if above is None:
            self._doubt(item, DoubtKind.NO_DUTY, item.title)
            return Duty(), ()
        filled = tuple(name for name in Duty.__dataclass_fields__ if getattr(above, name))
        return above, filled

    def _names(self, item: Item, bracket: UnitBracket) -> dict[str, tuple[str, ...]]:
        duty = read_duty(bracket.content)
        is_doubted = not bracket.closed or not all(duty.values())
        if is_doubted:
            kind = DoubtKind.BRACKET_NOT_CLOSED if not bracket.closed else DoubtKind.NO_DUTY
            self._doubt(item, kind, bracket.content)
        for duty_field, names in duty.items():
            if duty_field == "leaders":
                continue
            duty[duty_field], unknown = self.districts.write_out(names)
            for printed in unknown:
                is_doubted = True
                self._doubt(item, DoubtKind.ELLIPTICAL_UNITS, printed)
        self.doubted += is_doubted
        self.consumed += not is_doubted
        return {duty_field: names for duty_field, names in duty.items() if names}

    def list_units(self, text: str) -> tuple[Unit, ...]:
        """The unit list; a doubt when the document speaks of more counties than it names."""
        names = [
            name
            for measure in self.measures
            for duty_field in Duty.__dataclass_fields__
            if duty_field != "leaders"
            for name in getattr(measure.duty, duty_field)
        ]
        units = list_units(names, self.districts.named())
        districts = [unit.name for unit in units if unit.level is Level.DISTRICT]
        stated = stated_count(text)
        if stated is not None and stated != len(districts):
            named = "、".join(districts)
            self.doubts.append(Doubt(f"{stated}个县区", DoubtKind.DISTRICTS_MISSING, named))
        return units

    def check_whole_part(self, part: Node) -> None:
        """Names what the outline missed: brackets outside every item, gaps in the numbering."""
        for marker, title in find_gaps(part):
            self.doubts.append(Doubt(marker, DoubtKind.NUMBER_GAP, title))
        missed = count_openings(_raw(part)) - self.consumed - self.doubted
        if missed > 0:
            self.doubted += missed
            self.doubts.append(Doubt(part.marker, DoubtKind.BRACKET_NOT_READ, str(missed)))

    def check_front(self, region: str) -> None:
        """Names what the head of the document does not tell."""
        if self.plan.issued is None:
            self.doubts.append(Doubt("", DoubtKind.NO_ISSUE_DATE))
        if not region:
            self.doubts.append(Doubt("", DoubtKind.NO_REGION, self.plan.title))

    def _doubt(self, item: Item, kind: DoubtKind, excerpt: str) -> None:
        self.doubts.append(Doubt(item.printed, kind, excerpt[:_EXCERPT]))
