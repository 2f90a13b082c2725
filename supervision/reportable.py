"""The records that people report on (整改事项): the measures, and each problem that has none.

Such a problem (单独上报的问题) stands in the ledger as a record like a measure, so that whatever
holds of a measure holds of it. Its number keeps the word 问题 before it (问题3): problem 3 and
measure 3 of one plan are two records, and a measure 3 that comes later is a third. Outside the
program it is the bare number, as long as no measure has that; see docs/decisions/0035.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from supervision.records import Measure, Problem

WORD = "问题"
"""What stands before the number of a problem that is reported on."""


def number_of(problem: str) -> str:
    """The number of a problem's own record: 3 is 问题3."""
    return f"{WORD}{problem}"


def is_problem(number: str) -> bool:
    """True for the number of a problem's own record, false for that of a measure."""
    return number.startswith(WORD)


def bare(number: str) -> str:
    """The number alone, as the plan counts it."""
    return number.removeprefix(WORD)


def outside(number: str, is_measure: Callable[[str], bool]) -> str:
    """A number as other programs are told it: bare, unless a measure has that number too."""
    return number if is_problem(number) and is_measure(bare(number)) else bare(number)


def names(said: str, item: str) -> bool:
    """Whether what was said is this item (``plan:number``): its id, its number, or that bare."""
    number = item.rpartition(":")[2]
    return said in (item, number, bare(number))


def measures_of(measures: Iterable[Measure]) -> dict[str, tuple[str, ...]]:
    """Problem → the numbers of the measures that stand under it."""
    found: dict[str, list[str]] = {}
    for measure in measures:
        if measure.problem is not None and not is_problem(measure.number):
            found.setdefault(measure.problem, []).append(measure.number)
    return {problem: tuple(numbers) for problem, numbers in found.items()}


def own_record(problem: Problem) -> Measure:
    """The record of a problem that people report on; its first sentence is the title."""
    return Measure(
        plan=problem.plan,
        number=number_of(problem.number),
        printed=problem.printed,
        title=_first_sentence(problem.text),
        text=problem.text,
        duty=problem.duty,
        problem=problem.number,
        category=problem.category,
        goal=problem.goal,
        deadlines=problem.deadlines,
        term=problem.term,
    )


def reportable(problems: Iterable[Problem], measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Every record of a plan that people report on, in printed order.

    A problem stands before the measures of the problems that are printed after it.
    """
    listed, own = tuple(problems), tuple(measures)
    places = {problem.number: place for place, problem in enumerate(listed)}
    divided = measures_of(own)
    waiting = [problem for problem in listed if problem.number not in divided]
    found: list[Measure] = []
    for measure in own:
        at = places.get(measure.problem or "", -1)
        while waiting and places[waiting[0].number] < at:
            found.append(own_record(waiting.pop(0)))
        found.append(measure)
    return (*found, *map(own_record, waiting))


def divided(problem: Problem, into: tuple[str, ...], before: Measure, *, busy: bool) -> Measure:
    """The record of a problem for which measures have come, beside them or laid aside (让位).

    It is laid aside, with its history, unless something of it is under way (``busy``): then it
    goes on beside its measures until it is closed. What was decided once stays decided, so that
    reading the same ledger again changes nothing.
    """
    aside = before.aside if before.divided_into else not busy
    return replace(own_record(problem), divided_into=into, aside=aside)


def _first_sentence(text: str) -> str:
    line = text.strip().split("\n", 1)[0]
    return line.split("。", 1)[0].strip().rstrip("：:；;，,")
