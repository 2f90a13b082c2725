"""Lifting (摘牌): the office ends what stands until it is ended: 挂牌督办, 黄牌警告, 督办计划."""

from __future__ import annotations

from handlers.informing import inform
from handlers.schedule.desk import Desk, Hand
from handlers.schedule.standing import cause_is_gone
from handlers.turn import Reply, Turn
from handlers.words import lifting as words
from handlers.words.notice_kinds import ANNOUNCEMENT
from language.acts import Act
from supervision.documents import Document
from supervision.people import UNIT_ROLES
from supervision.records import Role
from supervision.times import local_date

SHORTEST = 4
"""Last signs of a number that name a document when it is read aloud."""

MOST = 200
"""Documents of one unit among which it is looked for what stands, the newest first."""


def lift_step(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """End one document, or all that stand of a unit, with a reason; the unit is told."""
    standing = turn.office.store.documents.standing()
    if not act.text("number") and not act.text("unit"):
        return Reply(words.listed([(d, _is_gone(turn, d)) for d in standing]))
    chosen = [document for document in standing if _is_meant(document, act)]
    chosen = chosen or _unlisted(turn, act)
    if not chosen:
        return Reply(words.none_stands(act.text("unit") or act.text("number")))
    if not act.text("reason"):
        return Reply(words.why(chosen), turn.ask_for(act, "reason"))
    seen = ",".join(f"{d.number}@{d.version}" for d in chosen)
    if not confirmed or act.text("shown") != seen:
        open_ = [document for document in chosen if not _is_gone(turn, document)]
        text = words.confirm(chosen, act.text("reason"), open_)
        return Reply(text, turn.ask_to_confirm(Act(act.intent, {**act.slots, "shown": seen})))
    desk = _desk(turn)
    for document in chosen:
        desk.lift(document, act.text("reason"))
    desk.file()
    return Reply(words.lifted(chosen, _tell(turn, chosen, act.text("reason"))))


def _is_meant(document: Document, act: Act) -> bool:
    number = act.text("number").upper()
    if number:
        return document.number == number or (
            len(number) >= SHORTEST and document.number.endswith(number)
        )
    return document.decision.unit == act.text("unit")


def _unlisted(turn: Turn, act: Act) -> list[Document]:
    """What stands since before a list of that was kept: by its whole number, or of a unit."""
    store, number = turn.office.store.documents, act.text("number").upper()
    found = store.several([number]) if number else store.of_unit(act.text("unit"), MOST)
    return [document for document in found if document.stands]


def _is_gone(turn: Turn, document: Document) -> bool:
    return cause_is_gone(_desk(turn), document)


def _tell(turn: Turn, lifted: list[Document], reason: str) -> int:
    """Tell everybody who speaks for the unit; gives how many."""
    unit = lifted[0].decision.unit
    people = turn.office.store.people.of_unit(unit, UNIT_ROLES)
    text = words.to_unit(lifted, reason, local_date(turn.now))
    inform(
        turn.office,
        turn.change,
        people,
        text,
        turn.now,
        occasion=f"lift:{turn.message}",
        unit=unit,
        kind=ANNOUNCEMENT,
    )
    return len(people)


def _desk(turn: Turn) -> Desk:
    hand = Hand(turn.person.pid, Role.OFFICE, turn.message)
    return Desk(turn.office, turn.now, hand, change=turn.change)
