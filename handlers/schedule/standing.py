"""What stands and what is owed (督办、书面答复): looked at every morning, told of once."""

from __future__ import annotations

from handlers.schedule.desk import Desk
from supervision.cycles import Moment
from supervision.decisions import Step
from supervision.documents import Document
from supervision.progress import Entry
from supervision.replies import reply_by
from supervision.times import local_date, start_of


def look_at_replies(desk: Desk, moment: Moment) -> None:
    """Gather what should have been answered in writing by now; each is told of once.

    A warning is answered with the reply to what followed from it.
    """
    documents, days = desk.office.store.documents, desk.office.working_days()
    owed = documents.unreplied(start_of(moment.day))
    late = []
    for document in owed:
        if document.issued_at is None:
            continue
        within = desk.office.policy_at(document.drawn_at).limits.reply_days
        if reply_by(local_date(document.issued_at), within, days) < moment.day:
            late.append(document)
    documents.no_reply_owed(desk.change, [document.number for document in late])
    desk.unanswered += [d for d in late if not any(_takes_in(other, d) for other in owed)]


def _takes_in(heavier: Document, warning: Document) -> bool:
    """Whether a unit answers for these measures in its reply to another document as well."""
    if warning.decision.step is not Step.WARNING or heavier.decision.step is Step.WARNING:
        return False
    theirs, ours = heavier.decision, warning.decision
    named = {found.measure for found in theirs.findings}
    same = (theirs.plan, theirs.unit) == (ours.plan, ours.unit)
    return same and all(found.measure in named for found in ours.findings)


def look_at_standing(desk: Desk, moment: Moment) -> None:
    """Gather what stands although everything that it was for is accepted or closed."""
    documents = desk.office.store.documents
    numbers = documents.looked_for.to_look_at()
    told = documents.liftable(numbers)
    for document in documents.several(numbers):
        if document.stands and document.number not in told and cause_is_gone(desk, document):
            documents.may_be_lifted(desk.change, document.number, moment.at)
            desk.liftable.append(document)
    documents.looked_for.looked_at(desk.change, numbers)


def cause_is_gone(desk: Desk, document: Document) -> bool:
    """Whether every measure that a document names is settled; what names none never is.

    One that is not must still be so when the desk is filed: nobody looks again before the next is.
    """
    found = _causes(desk, document)
    open_ = [entry for entry in found if not entry.progress.settled]
    for entry in open_:
        desk.office.store.ledger.expect_as_read(desk.change, entry)
    return bool(found) and not open_


def _causes(desk: Desk, document: Document) -> list[Entry]:
    """What a document names; of a problem that was laid aside, the measures in its place."""
    made, ledger = document.decision, desk.office.store.ledger
    items = dict.fromkeys(f"{made.plan}:{found.measure}" for found in made.findings)
    named = ledger.entries(items)
    found = [entry for entry in named if not entry.measure.aside]
    parts = [n for entry in named if entry.measure.aside for n in entry.measure.divided_into]
    return found + ledger.entries(dict.fromkeys(f"{made.plan}:{number}" for number in parts))
