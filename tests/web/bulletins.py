"""Documents of the ladder for the ledger of these tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.office import Office
from storage.change import Change
from supervision.decisions import Decision, Finding, Reason, Recipient, Step
from supervision.documents import Document, State, draw_up
from supervision.times import at_hour
from tests.web.world import PLAN, WATER

DAY = date(2026, 8, 17)


def drawn_up(number: str, step: Step, state: State, day: date = DAY) -> Document:
    finding = Finding("2", "城区雨污分流改造", "2026-07-31", "2026年7月底前", 17, None, 90)
    reason = Reason.OVERDUE_AT_BULLETIN
    decision = Decision(
        step,
        reason,
        "T8",
        WATER,
        at_hour(day, 15),
        (Recipient.UNIT_HEAD,),
        needs_signature=False,
        plan=PLAN.id,
        findings=(finding,),
        count=1,
    )
    document = draw_up(decision, number, at_hour(day, 9), day)
    issued = at_hour(day, 15) if state is State.ISSUED else None
    return replace(document, state=state, issued_at=issued)


def keep(office: Office, *documents: Document) -> None:
    change = Change()
    for document in documents:
        office.store.documents.add(change, document)
    office.store.commit(change)
