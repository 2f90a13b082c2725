"""Whose turn it is (待办): what a person can do next, and on which cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.acceptance.moving import Dossier
from handlers.acceptance.reading import voices, wanted_units
from handlers.building import build_lines
from handlers.turn import Turn
from supervision.acceptance.machine import onward
from supervision.acceptance.table import Next, Stage
from supervision.acceptance.terms import Agreement
from supervision.records import Role, Unit
from supervision.requests import RequestKind

WITH_VERIFIERS = frozenset({Stage.APPLIED, Stage.VERIFYING})


def waiting_for(turn: Turn, most: int) -> tuple[list[tuple[Dossier, Next]], int]:
    """The first cases on which the sender can do something, and how many there are.

    The longest-waiting come first in each kind. Of the office, of whom every case is, and of
    leaders no more is read than is given back; a verifier's own are picked from all applications.
    """
    store, found, roles = turn.office.store, list[tuple[Dossier, Next]](), turn.person.roles
    build_lines(turn.office, RequestKind.ACCEPTANCE)
    total, office = 0, Role.OFFICE in roles
    if Role.VERIFIER in roles and not office:
        applied = [one.item for one in store.requests.waiting(RequestKind.ACCEPTANCE)]
        found = _theirs(turn, applied)
        total = len(found)
    elif office:
        total = store.requests.waiting_count(RequestKind.ACCEPTANCE)
        found = _theirs(turn, store.requests.first_items(RequestKind.ACCEPTANCE, most))
    for stage in _stages(turn):
        missing = max(0, most - len(found))
        found += _theirs(turn, store.acceptance.first_waiting(stage, missing))
        total += store.acceptance.waiting_count(stage)
    return found[:most], total


def waits_for(turn: Turn, number: str) -> list[Dossier]:
    """The cases of this number, one a plan at most, on which the sender can do something."""
    entries = [entry for entry, _ in turn.office.store.ledger.find_for("", number)]
    return [one for one, _ in _theirs(turn, [entry.measure.id for entry in entries])]


def _stages(turn: Turn) -> tuple[Stage, ...]:
    """The stages at which every case is the sender's to move on."""
    roles = turn.person.roles
    if Role.OFFICE in roles:
        return (Stage.PASSED, Stage.AGREED, Stage.ENDED)
    leads = turn.policy.acceptance.agreement is Agreement.LEADER
    return (Stage.PASSED,) if Role.LEADER in roles and leads else ()


def _theirs(turn: Turn, items: Sequence[str]) -> list[tuple[Dossier, Next]]:
    entries = turn.office.store.ledger.entries(dict.fromkeys(items)) if items else []
    if not entries:
        return []
    cases, units = turn.office.store.acceptance.cases(entries), turn.office.store.ledger.directory()
    dossiers = [Dossier(entry, cases[entry.measure.id]) for entry in entries]
    return [(one, what) for one in dossiers if (what := next_for(turn, one, units))]


def next_for(turn: Turn, found: Dossier, units: Iterable[Unit] | None = None) -> Next | None:
    """What the sender can do next on a case; None when it is somebody else's turn.

    ``units``: the unit list, when the caller has it; else it is read where it matters.
    """
    terms, roles = turn.policy.acceptance, turn.person.roles
    stage, office = onward(found.case.stage, terms), Role.OFFICE in roles
    if stage in WITH_VERIFIERS:
        return Next.OPINION if office or _opinion_missing(turn, found, units) else None
    if stage is Stage.PASSED:
        leads = Role.LEADER in roles and terms.agreement is Agreement.LEADER
        return Next.AGREE if office or leads else None
    if office and stage is Stage.AGREED:
        return Next.PUBLICITY
    return Next.FILE if office and stage is Stage.ENDED else None


def _opinion_missing(turn: Turn, found: Dossier, units: Iterable[Unit] | None) -> bool:
    mine = [b.unit for b in voices(turn, found.measure, units) if b.role is Role.VERIFIER]
    wanted = wanted_units(turn, found.measure, units)
    theirs = [unit for unit in mine if not wanted or unit in wanted]
    return any(unit not in found.case.opinions for unit in theirs)
