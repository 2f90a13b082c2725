"""Handing in (提交佐证): pieces of evidence that are placed at an item, each with its errand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.evidence_errands import fetch_later
from handlers.turn import QUESTION_LIFE, Turn
from storage.handed_in import HandedIn, Piece, pieces_of
from supervision.evidence import AT_ONCE, Evidence, EvidenceKind, belongs
from supervision.progress import Entry, Lifecycle


def hand_in(turn: Turn, entry: Entry, unit: str, report: str, pieces: Sequence[Piece]) -> None:
    """Place pieces of a unit at an item, with the report they belong to, if any.

    The report itself is not touched: whoever calls counts them there.
    """
    store, measure = turn.office.store, entry.measure
    turn.placed = True
    for piece in pieces:
        evidence = Evidence(
            id=piece.id,
            at=piece.at,
            kind=piece.kind,
            unit=unit,
            plan=measure.plan,
            measure=measure.number,
            report=report,
            person=turn.person.pid,
            name=piece.name,
        )
        store.evidence.add(turn.change, evidence)
        fetch_later(store, turn.change, piece, turn.now)
        turn.journal(
            "send_evidence",
            unit=unit,
            measure=measure.number,
            after={"evidence": piece.id, "kind": str(piece.kind), "report": report},
        )
    ids = tuple(piece.id for piece in pieces)
    last = store.handed_in.last(turn.person.pid)
    if last and last.item == measure.id and last.report == report and _at_once(last, turn.now):
        ids = (*last.ids, *ids)
    batch = HandedIn(measure.id, unit, report, ids, turn.now)
    store.handed_in.remember(turn.change, turn.person.pid, batch)


def place_waiting(turn: Turn, entry: Entry, unit: str, report: str) -> list[EvidenceKind]:
    """Place what was sent just before and waits for its item; the kinds of it, oldest first."""
    waiting = waiting_pieces(turn)
    if waiting:
        hand_in(turn, entry, unit, report, waiting)
        turn.office.store.handed_in.forget_unplaced(turn.change, turn.person.pid)
    return [piece.kind for piece in waiting]


def waiting_pieces(turn: Turn) -> list[Piece]:
    """What the person has sent and not yet said what it belongs to, as long as a question lives."""
    if turn.unplaced is not None:
        found = pieces_of(turn.unplaced)
    else:
        found = turn.office.store.handed_in.unplaced(turn.person.pid)
    return [piece for piece in found if turn.now - piece.at <= QUESTION_LIFE]


@dataclass(frozen=True, slots=True)
class Target:
    """Where something belongs: the item, the unit that speaks, the report ("" for none)."""

    entry: Entry
    unit: str
    report: str


def meant(turn: Turn) -> Target | None:
    """Where something sent without words belongs: to what the person did last."""
    store, pid = turn.office.store, turn.person.pid
    last = store.handed_in.last(pid)
    report = store.reports.last_of(pid, turn.person.own_units)
    if last and report and (last.at < report.at or (last.at == report.at and last.ids)):
        last = None  # what was only announced comes behind the report of the same instant
    if last and belongs(last.at, turn.now):
        item, unit, name = last.item, last.unit, last.report
    elif report and belongs(report.at, turn.now):
        item, unit, name = report.item, report.unit, report.id
    else:
        return None
    entry = store.ledger.entry(item)
    mine = unit in turn.person.own_units and store.ledger.is_reported_by(unit, item)
    if entry is None or not mine or entry.progress.lifecycle is Lifecycle.CLOSED:
        return None
    return Target(entry, unit, name)


def _at_once(last: HandedIn, now: datetime) -> bool:
    return now - last.at <= AT_ONCE
