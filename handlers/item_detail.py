"""One measure in full (事项详情): what it is, where it stands, why its date is what it is."""

from __future__ import annotations

from handlers.acceptance.reading import wanted_units
from handlers.case_file import case_link
from handlers.lookup import named_entry
from handlers.public import public_item
from handlers.turn import Reply, Turn
from handlers.words import acceptance_stages as stages
from handlers.words import evidence as evidence_words
from handlers.words import inspections, tasks, terms
from handlers.words import public as public_words
from handlers.words.forms import day_of
from language.acts import Act
from supervision.facts import FactKind
from supervision.progress import Entry
from supervision.records import Role
from supervision.requests import RequestKind
from supervision.times import local_date

SEES_ALL = frozenset({Role.OFFICE, Role.LEADER, Role.VERIFIER})
MOST_MARKED = 3
"""Lines about reused pictures that a phone has room for; the command line lists all."""


def item_detail(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Staff see the ledger, citizens what was published."""
    number = act.text("item")
    if turn.person.role is Role.CITIZEN:
        item = public_item(turn.office, number)
        if item is None:
            return Reply(public_words.not_published(number))
        followed = item.id in turn.office.store.publication.following(turn.person.pid)
        return Reply(public_words.detail(item, turn.office.base_url, followed=followed))
    entry = named_entry(turn, act)
    if isinstance(entry, Reply):
        return entry
    days = turn.working_days()
    if act.text("what") == "why":
        return Reply(_why(turn, entry))
    ledger = turn.office.store.ledger
    mine = any(ledger.is_reported_by(unit, entry.measure.id) for unit in turn.person.own_units)
    evidence = evidence_lines(turn, entry, mine=mine)
    waits = _waits(turn, entry) if mine or turn.person.roles & SEES_ALL else ""
    undated = terms.lamp(entry, turn.office.policy_at(turn.now), local_date(turn.now))
    looked_at = inspection_lines(turn, entry)
    text = tasks.detail(
        entry,
        turn.now,
        days,
        mine=mine,
        evidence=[*evidence, *looked_at],
        waits=waits,
        undated=undated,
    )
    if turn.person.roles & SEES_ALL:
        text = f"{text}\n{tasks.case_file(case_link(turn.office, entry))}"
    return Reply(text)


def inspection_lines(turn: Turn, entry: Entry) -> list[str]:
    """The last inspection (检查) of the measure, for the office and the leaders."""
    if not turn.person.roles & SEES_ALL:
        return []
    found = turn.office.store.inspections.of_item(entry.measure.id)
    return [inspections.line(one, day_of(one.at, turn.now)) for one in found[-1:]]


def _why(turn: Turn, entry: Entry) -> str:
    policy = turn.office.policy_at(turn.now)
    return tasks.why(entry, turn.now, turn.working_days(), policy, _excuse(turn, entry))


def _excuse(turn: Turn, entry: Entry) -> str:
    """Why the office has found a proper reason, in its own words."""
    if entry.progress.proper_reason_until is None:
        return ""
    records = turn.office.store.facts.records(entry.measure.id)
    stands = (r for r in records if r.fact.kind is FactKind.PROPER_REASON and not r.withdrawn_at)
    return next((record.remark for record in stands), "")


def _waits(turn: Turn, entry: Entry) -> str:
    """What is under way, a line each: a request for more time, and the stage of acceptance."""
    case = turn.office.store.acceptance.case(entry)
    missing = case.missing(wanted_units(turn, entry.measure))
    lines = [_request(turn, entry), stages.next_step(entry.measure, case, missing, turn.now)]
    return "\n".join(line for line in lines if line)


def _request(turn: Turn, entry: Entry) -> str:
    """The request for more time that waits, in a line."""
    kind, item = RequestKind.EXTENSION, entry.measure.id
    request = turn.office.store.requests.waiting_for(kind, item)
    if request is None or request.until is None:
        return ""
    return tasks.extension_waits(request.until, local_date(turn.now))


def evidence_lines(turn: Turn, entry: Entry, *, mine: bool) -> list[str]:
    """What was handed in (佐证), for the unit; for the office also what was handed in before."""
    roles = turn.person.roles
    if not mine and not roles & SEES_ALL:
        return []
    store = turn.office.store
    pieces = store.evidence.of_item(entry.measure.id)
    lines = [evidence_words.summary(pieces)] if pieces else []
    if Role.OFFICE in roles:
        marked = [piece for piece in pieces if piece.like]
        earlier = {one.id: one for one in store.evidence.of(piece.like[0] for piece in marked)}
        lines += [
            evidence_words.likeness(piece, earlier[piece.like[0]], turn.now)
            for piece in marked[-MOST_MARKED:]
            if piece.like[0] in earlier
        ]
    return lines
