"""How far an acceptance is (验收进度): for its unit, verifiers, leaders and the office."""

from __future__ import annotations

from handlers.acceptance.reading import dossier, own_evidence, site_photos, wanted_units
from handlers.turn import Reply, Turn
from handlers.words import acceptance_stages as words
from handlers.words import chat
from language.acts import Act
from supervision.records import Role

SEES_ALL = frozenset({Role.OFFICE, Role.LEADER, Role.VERIFIER})


def acceptance_status(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Every stage with its day, what is missing, and whose turn it is."""
    found = dossier(turn, act)
    if isinstance(found, Reply):
        return found
    ledger, item = turn.office.store.ledger, found.measure.id
    mine = any(ledger.is_reported_by(unit, item) for unit in turn.person.own_units)
    if not mine and not turn.person.roles & SEES_ALL:
        return Reply(chat.not_yours(found.measure, "、".join(turn.person.own_units)))
    text = words.status(
        found.measure,
        found.case,
        turn.now,
        evidence=own_evidence(turn, item),
        photos=site_photos(turn, item),
        missing=found.case.missing(wanted_units(turn, found.measure)),
    )
    return Reply(text)
