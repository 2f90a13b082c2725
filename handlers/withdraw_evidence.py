"""Taking evidence back (撤回佐证): the pieces handed in last, together."""

from __future__ import annotations

from dataclasses import replace

from handlers.evidence_errands import sweep_later
from handlers.turn import Reply, Turn
from handlers.words import evidence as words
from handlers.words import withdrawing
from language.acts import Act
from storage.handed_in import HandedIn
from supervision.evidence import Evidence, EvidenceState
from supervision.progress import Entry, Lifecycle
from supervision.reportable import names


def withdraw_evidence(turn: Turn, act: Act, *, confirmed: bool) -> Reply | None:
    """Take back what was handed in last; None when the words mean a report instead.

    Confirmed first, naming exactly what is taken back.
    """
    batch = _meant(turn, act)
    if batch is None:
        meant = act.text("evidence") or act.text("what") == "evidence"
        return Reply(words.nothing_to_withdraw()) if meant else None
    store = turn.office.store
    entry = store.ledger.entry(batch.item)
    pieces = [one for one in store.evidence.of(batch.ids) if one.stands]
    if entry is None or not pieces:
        return None
    if entry.progress.lifecycle is not Lifecycle.OPEN:
        return Reply(withdrawing.too_late_to_withdraw(entry.measure))
    kinds = [one.kind for one in pieces]
    if not confirmed or not act.text("evidence"):
        named = Act(act.intent, {**act.slots, "evidence": batch.ids[0]})
        return Reply(words.confirm_withdraw(entry.measure, kinds), turn.ask_to_confirm(named))
    left = store.evidence.count(entry.measure.id) - len(pieces)
    _take_back(turn, entry, pieces, batch)
    return Reply(words.withdrawn(entry.measure, kinds, left))


def _meant(turn: Turn, act: Act) -> HandedIn | None:
    """The last batch, unless a report was named, is meant by its number, or came after it."""
    store, pid = turn.office.store, turn.person.pid
    batch = store.handed_in.last(pid)
    if batch is None or not batch.ids or act.text("report"):
        return None
    if act.text("evidence"):
        return batch if batch.ids[0] == act.text("evidence") else None
    report = store.reports.last_of(pid, turn.person.own_units)
    if report and report.at > batch.at and act.text("what") != "evidence":
        return None
    number = act.text("item")
    return batch if not number or names(number, batch.item) else None


def _take_back(turn: Turn, entry: Entry, pieces: list[Evidence], batch: HandedIn) -> None:
    store = turn.office.store
    for piece in pieces:
        after = replace(piece, state=EvidenceState.WITHDRAWN)
        store.evidence.save(turn.change, piece, after)
        turn.journal(
            "withdraw",
            unit=piece.unit,
            measure=entry.measure.number,
            before={"evidence": piece.id, "kind": str(piece.kind)},
            after=None,
        )
    if batch.report:
        store.reports.count_evidence(turn.change, batch.report, -len(pieces))
    store.handed_in.forget_last(turn.change, turn.person.pid)
    sweep_later(store, turn.change, turn.now)
