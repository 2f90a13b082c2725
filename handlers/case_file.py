"""The case file (专案): everything on one measure, for those who oversee it (C4)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from documents.paper import Paper
from handlers.office import Office
from handlers.office_names import office_name
from handlers.words import case_file as words
from supervision.acceptance.case import Step
from supervision.documents import Document
from supervision.evidence import Evidence
from supervision.groups import members_of
from supervision.inspections import Inspection
from supervision.people import Person
from supervision.progress import Entry, Report
from supervision.recorded import RecordedFact
from supervision.records import Problem, Role
from supervision.requests import Request

MOST_DOCUMENTS = 200
"""Documents of one unit that are looked through, the newest first."""

SEES_ALL = frozenset({Role.OFFICE, Role.LEADER, Role.VERIFIER})


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What is known of one measure, each list in the order of time."""

    entry: Entry
    problem: Problem | None
    reports: tuple[Report, ...]
    requests: tuple[Request, ...]
    documents: tuple[Document, ...]
    evidence: tuple[Evidence, ...]
    acceptance: tuple[Step, ...]
    inspections: tuple[Inspection, ...]
    facts: tuple[RecordedFact, ...]


def case_file(office: Office, entry: Entry) -> CaseFile:
    """Gather the file; it reads what is indexed under this measure and the papers of its units."""
    store, measure = office.store, entry.measure
    problem = None
    if measure.problem:
        found = (p for p in store.ledger.problems(measure.plan) if p.number == measure.problem)
        problem = next(found, None)
    units = _units(office, entry)
    papers = [d for unit in units for d in store.documents.of_unit(unit, MOST_DOCUMENTS)]
    about = {d.number: d for d in papers if _is_about(d, entry)}
    return CaseFile(
        entry=entry,
        problem=problem,
        reports=tuple(sorted(store.reports.of_item(measure.id), key=lambda r: r.at)),
        requests=tuple(sorted(store.requests.of_item(measure.id), key=lambda r: r.at)),
        documents=tuple(
            sorted(about.values(), key=lambda d: (d.issued_at or d.drawn_at, d.number))
        ),
        evidence=tuple(store.evidence.of_item(measure.id)),
        acceptance=store.acceptance.case(entry).steps,
        inspections=tuple(sorted(store.inspections.of_item(measure.id), key=lambda i: i.at)),
        facts=tuple(sorted(store.facts.records(measure.id), key=lambda r: r.recorded_at)),
    )


def case_paper(office: Office, entry: Entry) -> Paper:
    """The file as a paper to be printed."""
    return words.paper(case_file(office, entry), office.regime(), office_name(office))


def case_link(office: Office, entry: Entry) -> str:
    """The page of a file, with the key that opens it."""
    return f"{office.base_url}/case-files/{entry.measure.number}?k={case_key(office, entry)}"


def case_key(office: Office, entry: Entry) -> str:
    """What the address of a case file carries, so that only its receivers can open it."""
    return office.store.documents.page_key(f"case:{entry.measure.id}")


def may_read_case(office: Office, entry: Entry, key: str) -> bool:
    """Whether whoever holds this key may read the file."""
    return hmac.compare_digest(key.encode(), case_key(office, entry).encode())


def may_read_case_as(person: Person | None) -> bool:
    """Whether a person may: the office, leaders and verifiers; it holds what is not decided yet."""
    return person is not None and bool(person.roles & SEES_ALL)


def _units(office: Office, entry: Entry) -> list[str]:
    units = office.store.ledger.directory()
    names = (m for n in entry.measure.duty.reporting for m in members_of(n, units) or (n,))
    return list(dict.fromkeys(names))


def _is_about(document: Document, entry: Entry) -> bool:
    made, measure = document.decision, entry.measure
    named = {found.measure for found in made.findings} | {made.measure}
    return made.plan == measure.plan and measure.number in named
