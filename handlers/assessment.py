"""Yearly score sheets (年度考核评分) of units, and what they rest on (T12, J7, B5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from handlers.office import Office
from handlers.turn import Reply, Turn
from handlers.words import assessment as words
from language.acts import Act
from supervision.assessment import Share, Sheet, score_sheet
from supervision.assessment_rules import Assessment, Count, Figure
from supervision.complaints import Verdict
from supervision.decisions import Step
from supervision.facts import FactKind
from supervision.records import Role
from supervision.times import SHANGHAI, local_date

LONGEST_WAIT = timedelta(days=90)
"""A document drawn up in one year may be issued in the next: so long before it is looked for."""

BY_STEP = {Step.CRITICISM: Count.CRITICISM, Step.YELLOW_CARD: Count.YELLOW_CARD}
BY_FACT = {
    FactKind.FALSE_REPORT: Count.FALSE_REPORT,
    FactKind.RESULT_NOT_REPORTED: Count.RESULT_NOT_REPORTED,
    FactKind.NOT_PUBLISHED: Count.NOT_PUBLISHED,
    FactKind.CRITICISED_BY_HIGHER_LEVEL: Count.CRITICISED_BY_HIGHER_LEVEL,
}
SEES_ALL = frozenset({Role.OFFICE, Role.LEADER})
SHOWN = 8


def assessment(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The sheet of a unit; for the office and leaders also the list of all units.

    Others see the sheets of their own units.
    """
    office, year = turn.office, act.number("year") or local_date(turn.now).year
    rules = turn.policy.assessment
    if rules is None:
        return Reply(words.not_in_policy())
    unit, sees_all = act.text("unit"), bool(turn.person.roles & SEES_ALL)
    if year > local_date(turn.now).year:
        return Reply(words.year_to_come(year))
    if not sees_all:
        if unit and unit not in turn.person.own_units:
            return Reply(words.not_yours(unit))
        unit = unit or next(iter(turn.person.own_units), "")
        if not unit:
            return Reply(words.not_yours(unit))
    if unit:
        known = office.store.ledger.unit(unit)
        sheet = sheet_of(office, rules, known.name if known else unit, year, turn.now)
        return Reply(words.sheet(sheet, rules, turn.policy))
    found = list(sheets(office, rules, year, turn.now))
    return Reply(words.all_units(found, rules, year, SHOWN))


def sheets(office: Office, rules: Assessment, year: int, now: datetime) -> Iterator[Sheet]:
    """The sheets of all units that lead or carry out anything, in the order of the unit list."""
    for unit in office.store.ledger.units():
        if office.store.ledger.has_items(unit.name):
            yield sheet_of(office, rules, unit.name, year, now)


def sheet_of(office: Office, rules: Assessment, unit: str, year: int, now: datetime) -> Sheet:
    """The sheet of one unit; it reads the measures, documents and facts of that unit alone."""
    store = office.store
    entries = store.ledger.of_unit(unit)
    counts = _counts(office, unit, year, now)
    entered = {**_rated(office, unit, year), **store.assessment_shares.of_unit(unit, year)}
    return score_sheet(
        rules, unit, year, local_date(now), entries=entries, counts=counts, entered=entered
    )


def _rated(office: Office, unit: str, year: int) -> dict[Figure, Share]:
    """Satisfaction as those whose complaints the unit handled have rated it, if any have."""
    start = datetime(year, 1, 1, tzinfo=SHANGHAI)
    end = datetime(year + 1, 1, 1, tzinfo=SHANGHAI)
    filed = office.store.complaints.of_unit_between(unit, start, end)
    said = Counter(one.verdict for one in filed if one.verdict)
    if not said:
        return {}
    good = said[Verdict.SATISFIED] + said[Verdict.MOSTLY]
    return {Figure.SATISFACTION: Share(good, said.total(), source=words.RATED)}


def _counts(office: Office, unit: str, year: int, now: datetime) -> Counter[Count]:
    start = datetime(year, 1, 1, tzinfo=SHANGHAI)
    end = min(datetime(year + 1, 1, 1, tzinfo=SHANGHAI), now)
    counts: Counter[Count] = Counter()
    for document in office.store.documents.of_unit_between(unit, start - LONGEST_WAIT, end):
        kind = BY_STEP.get(document.decision.step)
        if kind and document.issued_at and start <= document.issued_at < end:
            counts[kind] += 1
    for named, kind in BY_FACT.items():
        # What happened in the year may have become known after it.
        known = office.store.facts.of_unit(named, unit, start, now)
        counts[kind] += sum(1 for fact in known if start <= fact.at < end)
    return counts
