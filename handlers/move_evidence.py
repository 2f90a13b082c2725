"""Evidence goes with its report (佐证随更正), where that is put right."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from handlers.turn import Turn
from supervision.evidence import EvidenceKind
from supervision.progress import Entry, Report


def move_evidence(turn: Turn, wrong: Report, right: Report, entry: Entry) -> list[EvidenceKind]:
    """Place at the right report what stands at the wrong one; the kinds of it, oldest first.

    ``entry`` is that of the right report. The caller counts the pieces there.
    """
    store = turn.office.store
    pieces = [p for p in store.evidence.of_item(wrong.item) if p.report == wrong.id]
    for piece in pieces:
        measure = entry.measure
        after = replace(piece, plan=measure.plan, measure=measure.number, report=right.id)
        store.evidence.save(turn.change, piece, after)
        turn.journal(
            "send_evidence",
            unit=piece.unit,
            measure=measure.number,
            before={"evidence": piece.id, "measure": piece.measure, "report": wrong.id},
            after={"evidence": piece.id, "report": right.id},
        )
    last = store.handed_in.last(turn.person.pid)
    if pieces and last and last.report == wrong.id:
        moved = msgspec.structs.replace(last, item=entry.measure.id, report=right.id)
        store.handed_in.remember(turn.change, turn.person.pid, moved)
    return [piece.kind for piece in pieces]
