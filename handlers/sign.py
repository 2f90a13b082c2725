"""Signing by chat (待签发、签发、暂缓): the office's list, and what it decides on each document."""

from __future__ import annotations

from handlers.links import document_link
from handlers.schedule.desk import Hand
from handlers.schedule.sign import Outcome, Signed, to_sign
from handlers.schedule.sign import hold as hold_document
from handlers.schedule.sign import issue as issue_document
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import signing as words
from language.acts import Act, Intent
from supervision.documents import Document

SHOWN = 8


def to_issue(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """What waits to be issued or decided; the place in the list opens one for issue."""
    desk = to_sign(turn.office)
    shown = (*desk.waiting, *desk.proposed)[:SHOWN]
    if not shown:
        return Reply(words.nothing_waits())
    options = {
        str(place): Option(Intent.ISSUE, {"number": document.number})
        for place, document in enumerate(shown, 1)
    }
    total = len(desk.waiting) + len(desk.proposed)
    return Reply(words.listed(shown, total, turn.now), Question(options, turn.now))


def issue(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Issue what waits, or record the decision on what is proposed; confirmed first."""
    chosen = _chosen(turn, act)
    if not chosen:
        return Reply(words.which_one() if act.text("number") else words.nothing_waits())
    if not confirmed:
        text = words.confirm_issue(chosen, document_link(turn.office, chosen[0]))
        return Reply(text, turn.ask_to_confirm(act))
    done = [issue_document(turn.office, d.number, _hand(turn), turn.now) for d in chosen]
    return Reply("\n".join(_said(signed) for signed in done))


def hold(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - can be undone by 签发
    """Keep a document back, with the reason that stands on it."""
    chosen = _chosen(turn, act)
    if len(chosen) != 1:
        return Reply(words.which_one())
    reason = act.text("reason")
    if not reason:
        return Reply(words.why_hold(chosen[0].number))
    signed = hold_document(turn.office, chosen[0].number, reason, _hand(turn), turn.now)
    return Reply(_said(signed))


def _chosen(turn: Turn, act: Act) -> list[Document]:
    desk = to_sign(turn.office)
    everything = [*desk.waiting, *desk.proposed]
    if act.flag("all"):
        return list(desk.waiting)
    number = act.text("number").upper()
    if not number:
        return everything if len(everything) == 1 else []
    exact = [d for d in everything if d.number == number]
    return exact or _by_ending(everything, number)


def _by_ending(documents: list[Document], number: str) -> list[Document]:
    """A number read aloud is often its last signs only; they serve when they name one document."""
    ending = [d for d in documents if len(number) >= 4 and d.number.endswith(number)]
    return ending if len(ending) == 1 else []


def _said(signed: Signed) -> str:
    if signed.outcome is Outcome.UNKNOWN or signed.document is None:
        return words.which_one()
    return words.outcome(signed)


def _hand(turn: Turn) -> Hand:
    return Hand(turn.person.pid, turn.person.role, turn.message)
