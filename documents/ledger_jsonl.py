"""The ledger as JSONL, one object a line (design §4; contracts/ledger.schema.json)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from documents.document import PlanDocument
from documents.errors import NotAPlan
from documents.jsonl_fields import Fields
from documents.ledger_book import DUTY_FIELDS, Book
from supervision.records import (
    Deadline,
    Duty,
    Measure,
    Plan,
    Problem,
    Region,
    Unit,
)


def to_lines(
    *,
    region: Region,
    units: Iterable[Unit],
    plans: Iterable[Plan],
    problems: Iterable[Problem],
    measures: Iterable[Measure],
) -> Iterator[dict[str, object]]:
    """The lines of a ledger, one object after the other; nothing is held but the one in hand."""
    yield {"kind": "region", "name": region.name, "office": region.office}
    for unit in units:
        yield {
            "kind": "unit",
            "name": unit.name,
            "aliases": list(unit.aliases),
            "level": unit.level.value,
            "parent": unit.parent,
        }
    for plan in plans:
        issued = plan.issued.isoformat() if plan.issued else None
        yield {"kind": "plan", "id": plan.id, "title": plan.title, "issued": issued}
    yield from map(_problem_line, problems)
    yield from map(_measure_line, measures)


def document_lines(document: PlanDocument) -> Iterator[dict[str, object]]:
    """The lines of one plan as it was read."""
    return documents_lines((document,))


def documents_lines(documents: Sequence[PlanDocument]) -> Iterator[dict[str, object]]:
    """The lines of the plans of one file, at least one; they share the region and the units."""
    return to_lines(
        region=documents[0].region,
        units=documents[0].units,
        plans=(document.plan for document in documents),
        problems=(problem for document in documents for problem in document.problems),
        measures=(measure for document in documents for measure in document.measures),
    )


def from_lines(text: str) -> PlanDocument:
    """The plan that :func:`document_lines` wrote, one JSON object a line.

    Raises BadLine on a line that is not valid, or on a second plan (then see
    :func:`plans_from_lines`), NotAPlan when there is no record.
    """
    documents = plans_from_lines(text)
    if len(documents) > 1:
        raise NotAPlan(f"文件里有 {len(documents)} 个方案，一次只能读入一个")
    return documents[0]


def plans_from_lines(text: str) -> tuple[PlanDocument, ...]:
    """Every plan of a ledger, each with the region and the whole unit list; as from_lines."""
    book = Book()
    for line, content in enumerate(text.split("\n"), 1):
        if content.strip():
            book.add(Fields.parse(line, content))
    return book.documents()


def _duty_lines(duty: Duty) -> dict[str, object]:
    return {name: list(getattr(duty, name)) for name in DUTY_FIELDS}


def _deadline_lines(deadlines: Iterable[Deadline]) -> list[dict[str, object]]:
    return [
        {"phrase": d.phrase, "due": d.due.isoformat() if d.due else None, "what": d.what}
        for d in deadlines
    ]


def _problem_line(problem: Problem) -> dict[str, object]:
    return {
        "kind": "problem",
        "plan": problem.plan,
        "number": problem.number,
        "printed": problem.printed,
        "category": problem.category,
        "text": problem.text,
        "goal": problem.goal,
        **_duty_lines(problem.duty),
        "deadlines": _deadline_lines(problem.deadlines),
        "term": problem.term.value,
    }


def _measure_line(measure: Measure) -> dict[str, object]:
    return {
        "kind": "measure",
        "plan": measure.plan,
        "number": measure.number,
        "printed": measure.printed,
        "problem": measure.problem,
        "category": measure.category,
        "title": measure.title,
        "text": measure.text,
        "goal": measure.goal,
        **_duty_lines(measure.duty),
        "deadlines": _deadline_lines(measure.deadlines),
        "term": measure.term.value,
        "inherited": list(measure.inherited),
    }
