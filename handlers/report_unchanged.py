"""Nothing has changed (无变化): one list, one yes, one report on each item of the period."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.speaking import speaking_unit
from handlers.store_report import report_of, store_report
from handlers.turn import Reply, Turn
from handlers.words import unchanged as words
from language.acts import Act
from supervision.cycles import Work
from supervision.progress import Entry, Lifecycle

MOST = 30
"""Reports of one yes; who has more items says 无变化 again."""

WITHOUT_CYCLE = timedelta(days=14)
"""How long a report counts for its period where the policy has no bulletin."""
LONGEST_PERIOD = timedelta(days=62)


def report_unchanged(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Ask once for all items that have not been reported in this period, then report on each.

    The question remembers the items, so that a yes writes what was read and nothing else.
    """
    store, units = turn.office.store, turn.person.own_units
    if not confirmed:
        found = [e for e, _ in store.ledger.open_of_any(units, 0, MOST)[0]]
        since = _period_began(turn)
        entries = [e for e in found if _is_due(e, since)]
        if not entries:
            return Reply(words.all_reported())
        items = ",".join(entry.measure.id for entry in entries)
        named = Act(act.intent, {"no_change": 1, "items": items})
        again = words.confirm_all_again(len(entries))
        return Reply(words.confirm_all(entries), turn.ask_to_confirm(named, again))
    done = []
    for entry in store.ledger.entries(act.text("items").split(",")):
        unit = speaking_unit(turn, act, entry)
        if isinstance(unit, Reply) or not _may_report(turn, entry):
            continue
        report = report_of(turn, entry, act, entry.progress.claimed_percent, unit)
        store_report(turn, entry, report)
        done.append(entry)
    return Reply(words.all_recorded(done) if done else words.all_reported())


def _is_due(entry: Entry, since: datetime) -> bool:
    claim = entry.progress.claim
    return entry.progress.lifecycle is Lifecycle.OPEN and (claim is None or claim.at < since)


def _may_report(turn: Turn, entry: Entry) -> bool:
    """Still open, and still one of the sender's; between question and yes both may change."""
    ledger = turn.office.store.ledger
    mine = any(ledger.is_reported_by(u, entry.measure.id) for u in turn.person.own_units)
    return mine and entry.progress.lifecycle is Lifecycle.OPEN


def _period_began(turn: Turn) -> datetime:
    """When the last bulletin was drawn up; what was reported since then counts for the next."""
    found = turn.office.regime().moments(turn.now - LONGEST_PERIOD, turn.now, turn.working_days())
    drawn_up = [moment.at for moment in found if Work.BULLETIN in moment.works]
    return drawn_up[-1] if drawn_up else turn.now - WITHOUT_CYCLE
