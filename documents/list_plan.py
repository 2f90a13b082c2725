"""A plan whose records stand in a task list: problems with labelled fields (任务清单)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from documents.deadlines import find_deadlines
from documents.districts import Districts
from documents.document import PlanDocument
from documents.folding import flat, fold
from documents.front import default_plan_id, read_issued, read_region, read_title
from documents.measure_list import Printed, list_measures
from documents.outline import read_outline
from documents.stated import read_stated, stated_tasks
from documents.tally import Doubt, DoubtKind, Tally
from documents.task_fields import Kind
from documents.task_list import Row, TaskList
from documents.terms import term_of
from documents.unit_brackets import count_openings, find_brackets, read_duty, without_brackets
from documents.units import list_units
from supervision.records import Deadline, Duty, Measure, Plan, Problem, Term

_EXCERPT = 40
_CLAUSE = re.compile("[,，;；。\n]")
_ENDS = tuple("。;!?)”")


def read_list_plan(
    text: str, tasks: TaskList, *, name: str, plan_id: str | None = None
) -> PlanDocument:
    """The plan whose task list was found in a text. What a row does not tell stays empty."""
    front = read_outline(text).front
    title = read_title(front) or tasks.title or PurePath(name).stem
    issued = read_issued(front)
    plan = Plan(plan_id or default_plan_id(title, issued), title, issued)
    region = read_region(title, text)
    reading = _Reading(plan, Districts(text))
    if issued is None:
        reading.doubt("", DoubtKind.NO_ISSUE_DATE)
    if not region.name:
        reading.doubt("", DoubtKind.NO_REGION, title)
    reading.check_sums(text, tasks)
    for row in tasks.rows:
        reading.read(row)
    for where, line in tasks.loose:
        reading.doubt(where, DoubtKind.FIELD_NOT_READ, line)
    reading.check_end(tasks.rows)
    reading.check_brackets(text)
    return PlanDocument(
        region,
        list_units(reading.names, reading.districts.named()),
        plan,
        tuple(reading.problems),
        tuple(reading.measures),
        reading.tally(text, tasks),
    )


@dataclass(slots=True)
class _Reading:
    """What has been read so far of one list."""

    plan: Plan
    districts: Districts
    problems: list[Problem] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    brackets: int = 0

    def read(self, row: Row) -> None:
        """The problem of a row, and its measures."""
        where = row.printed or f"第 {len(self.problems) + 1} 项"
        problem = self._problem(row, where)
        self.problems.append(problem)
        lines = [ln for each in row.fields if each.kind is Kind.MEASURES for ln in each.lines]
        printed = list_measures(lines)
        for index, measure in enumerate(printed, 1):
            self.measures.append(self._measure(problem, index, measure))
        for each in row.fields:
            if each.kind is Kind.OTHER:
                self.doubt(where, DoubtKind.FIELD_NOT_READ, f"{each.label}：{each.text}")
        if not printed:
            self.doubt(where, DoubtKind.NO_MEASURES)
        if not problem.duty.reporting:
            self.doubt(where, DoubtKind.NO_UNITS)
        if not problem.deadlines and problem.term is Term.NONE:
            self.doubt(where, DoubtKind.NO_LIMIT)

    def _problem(self, row: Row, where: str) -> Problem:
        text = "\n".join(filter(None, row.lines))
        if not text:
            self.doubt(where, DoubtKind.NO_PROBLEM)
        limit = row.text_of(Kind.DEADLINE)
        deadlines = self._limit(limit, where)
        return Problem(
            plan=self.plan.id,
            number=str(len(self.problems) + 1),
            printed=where,
            text=text,
            duty=self._duty(row, where),
            category="：".join(row.headings) or None,
            goal=row.text_of(Kind.GOAL) or None,
            deadlines=deadlines,
            term=term_of("", limit, deadlines),
        )

    def _measure(self, problem: Problem, index: int, printed: Printed) -> Measure:
        """A measure; what its own words do not say is the problem's, and named as inherited."""
        where = problem.printed + printed.marker
        brackets = find_brackets(printed.text)
        text = without_brackets(printed.text, brackets)
        own = _merged([read_duty(bracket.content) for bracket in brackets])
        self.brackets += len(brackets)
        for bracket in brackets:
            if not bracket.closed:
                self.doubt(where, DoubtKind.BRACKET_NOT_CLOSED, bracket.content)
        duty = Duty(**self._written_out(own, where)) if own else problem.duty
        inherited = [] if own else [n for n in Duty.__dataclass_fields__ if getattr(duty, n)]
        found = find_deadlines(text, self.plan.issued)
        for excerpt in found.unclear:
            self.doubt(where, DoubtKind.DATE_UNCLEAR, excerpt)
        for excerpt in found.without_day:
            self.doubt(where, DoubtKind.DATE_WITHOUT_DAY, excerpt)
        title = text.split("。", 1)[0].strip()
        deadlines, term = found.deadlines, term_of(title, text, found.deadlines)
        if not deadlines and problem.deadlines:
            deadlines, term = problem.deadlines, problem.term
            inherited += ["deadlines", "term"]
        if problem.goal:
            inherited.append("goal")
        return Measure(
            plan=self.plan.id,
            number=f"{problem.number}-{index}",
            printed=where,
            title=title,
            text=text,
            duty=duty,
            problem=problem.number,
            category=problem.category,
            goal=problem.goal,
            deadlines=deadlines,
            term=term,
            inherited=tuple(inherited),
        )

    def _duty(self, row: Row, where: str) -> Duty:
        fields = (each for each in row.fields if each.kind is Kind.DUTY)
        listed = _merged([read_duty(f"{each.label}:{each.text}") for each in fields])
        return Duty(**self._written_out(listed, where))

    def _written_out(
        self, duty: dict[str, tuple[str, ...]], where: str
    ) -> dict[str, tuple[str, ...]]:
        for name in duty.keys() - {"leaders"}:
            duty[name], unknown = self.districts.write_out(duty[name])
            self.names.extend(duty[name])
            for printed in unknown:
                self.doubt(where, DoubtKind.ELLIPTICAL_UNITS, printed)
        return duty

    def _limit(self, limit: str, where: str) -> tuple[Deadline, ...]:
        """The deadlines in 整改时限: a date is a limit, and so are words without one."""
        bare = limit.strip().rstrip("。;；")
        if not bare:
            return ()
        found = find_deadlines(bare, self.plan.issued)
        if not found.deadlines:
            found = find_deadlines(bare + "完成", self.plan.issued)
            named = tuple(replace(deadline, what=None) for deadline in found.deadlines)
            found = replace(found, deadlines=named)
        for excerpt in (*found.unclear, *found.without_day):
            self.doubt(where, DoubtKind.DATE_WITHOUT_DAY, excerpt)
        if not found.deadlines:
            return (Deadline(bare, None),)
        clauses = (clause.strip() for clause in _CLAUSE.split(bare))
        rest = [c for c in clauses if c and not any(_covers(d, c) for d in found.deadlines)]
        return (*found.deadlines, *(Deadline(clause, None) for clause in rest))

    def check_sums(self, text: str, tasks: TaskList) -> None:
        """Names where the list holds another number than the document announces."""
        categories, rows = read_stated(text).categories, stated_tasks(text)
        if categories is not None and categories != len(tasks.categories):
            named = f"清单里有{len(tasks.categories)}类：{'、'.join(tasks.categories)}"
            self.doubt(f"{categories}大类", DoubtKind.SUM_DIFFERS, named)
        if rows is not None and rows != len(tasks.rows):
            printed = "、".join(row.printed for row in tasks.rows)
            named = f"清单里有{len(tasks.rows)}项：{printed}"
            self.doubt(f"{rows}项任务", DoubtKind.SUM_DIFFERS, named)

    def check_end(self, rows: tuple[Row, ...]) -> None:
        """Names where a list breaks off: its last row has no measures, nor an end of sentence."""
        if not rows or rows[-1].text_of(Kind.MEASURES):
            return
        last = rows[-1]
        texts = [each.text for each in last.fields if each.kind is not Kind.OTHER]
        text = texts[-1] if texts else "".join(last.lines)
        if text and not fold(text).endswith(_ENDS):
            self.doubt(self.problems[-1].printed, DoubtKind.CUT_OFF, "……" + text[-20:])

    def check_brackets(self, text: str) -> None:
        """Names the brackets of units that stand outside every measure."""
        missed = count_openings(text) - self.brackets
        if missed > 0:
            self.doubt("", DoubtKind.BRACKET_NOT_READ, str(missed))

    def tally(self, text: str, tasks: TaskList) -> Tally:
        """The counts, beside what the document says of itself; a task of the list is a problem."""
        stated, seen = read_stated(text), max(count_openings(text), self.brackets)
        if stated.problems is None and (announced := stated_tasks(text)) is not None:
            measures = None if stated.measures == announced else stated.measures
            stated = replace(stated, problems=announced, measures=measures)
        return Tally(
            categories=len(tasks.categories),
            aspects=len(tasks.aspects),
            brackets_seen=seen,
            brackets_consumed=self.brackets,
            brackets_doubted=seen - self.brackets,
            problems=len(self.problems),
            measures=len(self.measures),
            deadlines=sum(len(measure.deadlines) for measure in self.measures),
            stated=stated,
            doubts=tuple(self.doubts),
        )

    def doubt(self, where: str, kind: DoubtKind, excerpt: str = "") -> None:
        """One more thing to look at."""
        self.doubts.append(Doubt(where, kind, flat(excerpt)[:_EXCERPT]))


def _covers(deadline: Deadline, clause: str) -> bool:
    """Whether a deadline holds the words of a clause already."""
    return deadline.phrase in clause or clause in (deadline.what or "")


def _merged(duties: list[dict[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    merged: dict[str, tuple[str, ...]] = {}
    for duty in duties:
        for name, listed in duty.items():
            merged[name] = tuple(dict.fromkeys((*merged.get(name, ()), *listed)))
    return merged
