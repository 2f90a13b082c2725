"""Whose turn it is (待办): what a person can do next, and on which cases."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.acceptance.moving import Dossier
from handlers.acceptance.reading import voices, wanted_units
from handlers.turn import Turn
from supervision.acceptance.machine import onward
from supervision.acceptance.table import Next, Stage
from supervision.acceptance.terms import Agreement
from supervision.progress import Entry
from supervision.records import Role, Unit
from supervision.requests import RequestKind

WITH_VERIFIERS = frozenset({Stage.APPLIED, Stage.VERIFYING})


def waiting_for(turn: Turn) -> list[tuple[Dossier, Next]]:
    """The cases on which the sender can do something, the longest-waiting first in each kind."""
    entries = _listed(turn)
    if not entries:
        return []
    cases, units = turn.office.store.acceptance.cases(entries), turn.office.store.ledger.units()
    found = []
    for entry in entries:
        one = Dossier(entry, cases[entry.measure.id])
        what = next_for(turn, one, units)
        if what:
            found.append((one, what))
    return found


def next_for(turn: Turn, found: Dossier, units: Sequence[Unit] | None = None) -> Next | None:
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


def _opinion_missing(turn: Turn, found: Dossier, units: Sequence[Unit] | None) -> bool:
    mine = [b.unit for b in voices(turn, found.measure, units) if b.role is Role.VERIFIER]
    wanted = wanted_units(turn, found.measure, units)
    theirs = [unit for unit in mine if not wanted or unit in wanted]
    return any(unit not in found.case.opinions for unit in theirs)


def _listed(turn: Turn) -> list[Entry]:
    store, roles = turn.office.store, turn.person.roles
    items = [one.item for one in store.requests.waiting(RequestKind.ACCEPTANCE)]
    if roles & {Role.OFFICE, Role.LEADER}:
        items += store.acceptance.waiting(Stage.PASSED)
    if Role.OFFICE in roles:
        items += store.acceptance.waiting(Stage.AGREED) + store.acceptance.waiting(Stage.ENDED)
    return store.ledger.entries(dict.fromkeys(items))
