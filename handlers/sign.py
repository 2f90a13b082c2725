"""Signing by chat (待签发、签发、暂缓): the office's list, and what it decides on each document."""

from __future__ import annotations

from dataclasses import replace

from handlers.building import build_desk
from handlers.links import document_link
from handlers.schedule.desk import Desk, Hand
from handlers.schedule.sign import Outcome, Signed, clear, hold_on, issue_on, to_sign
from handlers.to_decide import requests_waiting
from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn
from handlers.words import deciding
from handlers.words import signing as words
from language.acts import Act, Intent
from supervision.documents import Document, State
from supervision.records import Role

SHOWN = 8


def to_issue(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """What waits to be issued or decided; the place in the list opens one for issue."""
    build_desk(turn.office)
    documents, start = turn.office.store.documents, act.number("start") or 0
    shown, total = documents.on_the_desk(start, SHOWN)
    missed = words.unserved(*_unserved(turn)) + deciding.also(requests_waiting(turn))
    if not shown:
        return Reply(words.nothing_waits() + missed)
    options: dict[str, Option] = {}
    for place, number in enumerate(documents.numbers_on_the_desk(start + SHOWN), 1):
        option = Option(Intent.ISSUE, {"number": number})
        options |= {str(place): option, number: option}
    more = start + SHOWN < total
    if more:
        options[NEXT_PAGE] = Option(Intent.TO_ISSUE, {"start": start + SHOWN})
    waiting = documents.waiting_among(d.decision.cause for d in shown if d.decision.cause)
    text = words.listed(shown, waiting, start, total, turn.now, more=more)
    return Reply(text + missed, Question(options, turn.now))


def issue(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Issue what waits, or record the decision on what is proposed; confirmed first."""
    chosen = _chosen(turn, act)
    if not chosen:
        return Reply(_nothing(turn, act))
    if not confirmed or act.text("shown") != _versions(chosen):
        # What was drawn up or changed since the question was asked is not signed unseen.
        following = turn.office.store.documents.following(chosen[0].number)
        link = document_link(turn.office, chosen[0])
        text = words.confirm_issue(chosen, following, link, turn.policy)
        shown = Act(act.intent, {**act.slots, "shown": _versions(chosen)})
        return Reply(text, turn.ask_to_confirm(shown))
    desk = _desk(turn)
    done = [issue_on(desk, document.number) for document in chosen]
    issued, notices = list(desk.to_tell), clear(desk)
    if len(done) > 1:
        return Reply(words.issued_together(issued, notices))
    return Reply(_said(replace(done[0], notices=notices)))


def _nothing(turn: Turn, act: Act) -> str:
    """Why nothing was chosen, and what waits for a decision of its own."""
    if act.text("number"):
        return words.which_one()
    _, total = turn.office.store.documents.on_the_desk(0, 1)
    if not total:
        return words.nothing_waits()
    return words.only_proposed(total) if act.flag("all") else words.which_number()


def hold(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - can be undone by 签发
    """Keep a document back, with the reason that stands on it."""
    chosen = _chosen(turn, act)
    if len(chosen) != 1:
        return Reply(words.which_one())
    reason = act.text("reason")
    if not reason:
        return Reply(words.why_hold(chosen[0].number))
    desk = _desk(turn)
    signed = hold_on(desk, chosen[0].number, reason)
    clear(desk)
    return Reply(_said(signed))


def _unserved(turn: Turn) -> tuple[list[str], int]:
    """Units that have nobody who could be told, and how many documents that leaves."""
    documents = turn.office.store.documents
    units = [document.decision.unit for document in documents.unserved(SHOWN)]
    return list(dict.fromkeys(units)), documents.unserved_count()


def _chosen(turn: Turn, act: Act) -> list[Document]:
    """What an act names: by its number, or by the last signs of it when they name one document."""
    build_desk(turn.office)
    documents, number = turn.office.store.documents, act.text("number").upper()
    if act.flag("all"):
        return [one for one in to_sign(turn.office).waiting if one.state is State.DRAWN_UP]
    if not number:
        first, total = documents.on_the_desk(0, 1)
        return first if total == 1 else []
    found = documents.on_the_desk_as(number)
    return found if len(found) == 1 else []


def _said(signed: Signed) -> str:
    if signed.outcome is Outcome.UNKNOWN or signed.document is None:
        return words.which_one()
    return words.outcome(signed)


def _versions(documents: list[Document]) -> str:
    return ",".join(f"{d.number}@{d.version}" for d in documents)


def _desk(turn: Turn) -> Desk:
    """A desk whose change is the turn's own: what is signed and what is said are one step."""
    hand = Hand(turn.person.pid, Role.OFFICE, turn.message)
    return Desk(turn.office, turn.now, hand, change=turn.change)
