"""What the use cases of acceptance read first: the measure that is meant, and its case."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.acceptance.moving import Dossier, needed_units
from handlers.lookup import named_entry
from handlers.turn import Reply, Turn
from handlers.words import acceptance as words
from language.acts import Act
from supervision.acceptance.terms import Opinions
from supervision.acceptance.who import may_speak
from supervision.people import Binding
from supervision.records import Measure, Unit

SITE_CHECK = "site-check"
"""In place of a report, with what was photographed at a site check (现场核查)."""


def dossier(turn: Turn, act: Act) -> Dossier | Reply:
    """The measure that an act names, with its case; else the line that asks which one."""
    entry = named_entry(turn, act)
    if isinstance(entry, Reply):
        return entry
    return Dossier(entry, turn.office.store.acceptance.case(entry))


def own_dossier(turn: Turn, act: Act) -> Dossier | Reply:
    """The same for whoever may give an opinion on the measure; others are told who may."""
    found = dossier(turn, act)
    if isinstance(found, Reply) or voices(turn, found.measure):
        return found
    return Reply(words.not_yours_to_verify(found.measure, wanted_units(turn, found.measure)))


def wanted_units(
    turn: Turn, measure: Measure, units: Iterable[Unit] | None = None
) -> tuple[str, ...]:
    """The units whose opinions are all needed; none where one opinion is enough.

    ``units``: the unit list, when the caller has it; else it is read.
    """
    each = turn.policy.acceptance.opinions is Opinions.EACH
    return needed_units(turn.office, measure, units) if each else ()


def voices(turn: Turn, measure: Measure, units: Iterable[Unit] | None = None) -> list[Binding]:
    """The offices by which the sender may give an opinion on a measure; ``units`` as above."""
    units = turn.office.store.ledger.directory() if units is None else units
    needed = needed_units(turn.office, measure, units)
    return [b for b in turn.person.bindings if may_speak(measure, b, needed, units)]


def own_evidence(turn: Turn, item: str) -> int:
    """How many pieces the units have handed in for a measure, site photos left out."""
    pieces = turn.office.store.evidence.of_item(item)
    return sum(1 for piece in pieces if piece.report != SITE_CHECK)


def site_photos(turn: Turn, item: str) -> int:
    """How many pieces stand from site checks."""
    pieces = turn.office.store.evidence.of_item(item)
    return sum(1 for piece in pieces if piece.report == SITE_CHECK)
