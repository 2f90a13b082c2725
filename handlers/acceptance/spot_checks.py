"""Spot checks (抽查): drawn by lot with a recorded seed, each with its result (G5)."""

from __future__ import annotations

import secrets

from handlers.acceptance.closing import told_of_rebound
from handlers.acceptance.moving import Dossier, Work, journal_act, move, work_of
from handlers.acceptance.reading import own_dossier
from handlers.acceptance.telling import tell, unit_of, verifiers_of
from handlers.requests import is_seen, seen
from handlers.turn import Reply, Turn
from handlers.words import spot_checks as said
from handlers.words.acceptance_refusals import refused
from handlers.words.notice_kinds import OFFICE
from language.acts import Act
from supervision.acceptance.case import Step
from supervision.acceptance.spot_check import NAMED, Draw, draw, quarter_of
from supervision.acceptance.table import Event, Refusal
from supervision.times import local_date

LONGEST = 300
SEED_BYTES = 16


class CannotDraw(Exception):
    """Nothing is drawn; ``words`` say why."""

    def __init__(self, words_of_it: str) -> None:
        super().__init__(words_of_it)
        self.words = words_of_it


def spot_check(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Draw the sample of this quarter, once, after a yes."""
    work = work_of(turn)
    try:
        count = countable(work)
    except CannotDraw as refused:
        return Reply(refused.words)
    quarter, percent = quarter_of(local_date(turn.now)), turn.policy.acceptance.spot_check
    if not is_seen(act, quarter, confirmed=confirmed):
        text = said.confirm(quarter, count, percent)
        return Reply(text, turn.ask_to_confirm(seen(act, "", quarter)))
    made = draw_sample(work, candidates(work), secrets.token_hex(SEED_BYTES))
    entries = turn.office.store.ledger.entries(made.drawn)
    return Reply(said.drawn(made, [entry.measure for entry in entries]))


def candidates(work: Work) -> list[str]:
    """The closed measures among which a sample is drawn; the draw keeps all of them.

    Raises CannotDraw as :func:`countable`.
    """
    countable(work)
    return work.office.store.ledger.closed_items(work.now)


def countable(work: Work) -> int:
    """How many closed measures there are to draw from.

    Raises CannotDraw when the policy wants none, nothing is closed, or the quarter has its draw.
    """
    store, percent = work.office.store, work.office.policy_at(work.now).acceptance.spot_check
    if not percent:
        raise CannotDraw(said.no_spot_checks())
    made = store.spot_checks.head(quarter_of(local_date(work.now)))
    if made:
        raise CannotDraw(said.drawn_before(made, work.now))
    count = store.ledger.closed_count(work.now)
    if not count:
        raise CannotDraw(said.nothing_closed())
    return count


def draw_sample(work: Work, among: list[str], seed: str) -> Draw:
    """Draw by this seed, as part of a change; every drawn case has it on record."""
    store, percent = work.office.store, work.office.policy_at(work.now).acceptance.spot_check
    made = Draw(
        quarter=quarter_of(local_date(work.now)),
        at=work.now,
        seed=seed,
        percent=percent,
        among=tuple(sorted(among)),
        drawn=draw(seed, among, percent),
        by=work.hand.pid,
    )
    store.spot_checks.add(work.change, made)
    facts = {"quarter": made.quarter, "seed": seed, "among": len(among), "drawn": list(made.drawn)}
    journal_act(work, "spot_check_draw", after=facts)
    for entry in store.ledger.entries(made.drawn):
        found = Dossier(entry, store.acceptance.case(entry))
        step = Step(work.now, Event.SPOT_CHECK_DRAWN, by=work.hand.pid, number=made.quarter)
        move(work, found, step)
        people = verifiers_of(work.office, entry)
        text = said.to_verifiers(entry.measure, made.quarter)
        occasion = f"spot-check:{made.quarter}:{entry.measure.id}"
        tell(work, people, text, occasion, kind=OFFICE, unit=unit_of(entry))
    return made


def spot_check_list(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The last draw with its seed, and what has no result yet."""
    store = turn.office.store
    open_ = store.ledger.entries(store.spot_checks.open(NAMED))
    closed, back = store.acceptance.ever_closed(), store.acceptance.ever_rebound()
    measures = [entry.measure for entry in open_]
    last, waiting = store.spot_checks.last(), store.spot_checks.open_count()
    return Reply(said.listed(last, measures, waiting, (back, closed), turn.now))


def spot_check_result(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Record what a spot check found; one that fails puts the measure on the list again."""
    found = own_dossier(turn, act)
    if isinstance(found, Reply):
        return found
    measure, reason = found.measure, act.text("reason").strip()[:LONGEST]
    if found.case.drawn is None:
        return Reply(refused(measure, Refusal.NOT_DRAWN))
    failed = act.text("verdict") == "不合格"
    going_on = seen(act, measure.id, found.mark)
    if failed and not reason:
        return Reply(said.why_failed(measure), turn.ask_for(going_on, "reason"))
    if not is_seen(act, found.mark, confirmed=confirmed):
        text = said.confirm_result(measure, reason, failed=failed)
        return Reply(text, turn.ask_to_confirm(going_on))
    step = Step(
        turn.now,
        Event.SPOT_CHECK_FAILED if failed else Event.SPOT_CHECK_OK,
        by=turn.person.pid,
        unit=turn.acting.unit if turn.acting else "",
        text=reason,
        number=found.case.drawn.number,
    )
    work = work_of(turn)
    moved = move(work, found, step)
    if isinstance(moved, Refusal):
        return Reply(refused(measure, moved))
    return Reply(told_of_rebound(work, moved) if failed else said.passed(measure))
