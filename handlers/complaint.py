"""Complain (举报): a number, a day for the answer, and nobody learns who it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.cases.keeping import journal_complaint, keep_case
from handlers.cases.likeness import find_words, similar
from handlers.complaint_photos import attach_waiting
from handlers.informing import inform
from handlers.office_groups import concerned
from handlers.turn import Option, Question, Reply, Turn, Wanted, as_option
from handlers.words import complaints as words
from handlers.words.notice_kinds import OFFICE
from language.acts import Act, Intent
from language.second_thoughts import hesitates
from supervision.complaints import Complaint, Source, without_numbers
from supervision.people import Group
from supervision.records import Role
from supervision.repeats import Likeness
from supervision.times import local_date, start_of

A_DAY = 10
"""Complaints of one person a day; whoever sends more does not complain but disturbs."""

HEARD = "complaint_of_harm"
"""The rule that hears a complaint in words that do not say so; these are confirmed first."""

LONGEST = 600


def complaint(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """File what was said; ask for it, or for the place, where it is missing."""
    what = without_numbers(act.text("what").strip())[:LONGEST]
    if act.text("number"):
        return _add_place(turn, act)
    if not what:
        return Reply(words.what_happened(), turn.ask_for(act, "what"))
    if (act.rule == HEARD or hesitates(what)) and not confirmed:
        return Reply(words.confirm(what), turn.ask_to_confirm(act))
    store, today = turn.office.store, local_date(turn.now)
    if store.complaints.sent_since(turn.person.pid, start_of(today)) >= A_DAY:
        return Reply(words.too_many(A_DAY))
    filed, _ = file_complaint(turn, what, without_numbers(act.text("place")))
    link = f"{turn.office.base_url}/complaints/{filed.number}"
    said = words.received(filed, today, link)
    if filed.place:
        return Reply(said)
    more = Act(Intent.COMPLAINT, {"number": filed.number})
    seen = Option(Intent.COMPLAINT_STATUS, {"number": filed.number})
    wanted = Wanted(as_option(more), "place")
    return Reply(f"{said}\n{words.where()}", Question({"0": seen}, turn.now, wanted=wanted))


def file_complaint(
    turn: Turn, what: str, place: str, *, source: Source = Source.WECHAT
) -> tuple[Complaint, list[Likeness]]:
    """File a complaint and tell the office; with the earlier ones that may be about the same.

    One that came elsewhere has no sender here, and nobody can be answered.
    """
    office, today = turn.office, local_date(turn.now)
    store, ours = office.store.complaints, source is not Source.WECHAT
    made = Complaint(
        number=store.take_number(turn.change, today.year),
        at=turn.now,
        due=today + timedelta(days=turn.policy.complaints.answer_within),
        what=what,
        place=place,
        source=source,
    )
    likes = similar(office, made)
    made = replace(made, like=tuple(like.number for like in likes))
    filed = made if ours else attach_waiting(turn, made)
    store.add(turn.change, filed, "" if ours else turn.person.pid, find_words(office, filed))
    facts: dict[str, str | int] = {"due": str(filed.due), "photos": filed.photos}
    journal_complaint(turn, "complaint", filed, after=facts, pid=turn.person.pid if ours else "")
    if not ours:
        _tell_office(turn, filed, likes)
    return filed, likes


def _tell_office(turn: Turn, filed: Complaint, likes: list[Likeness]) -> None:
    people = concerned(turn.office.store.people.with_role(Role.OFFICE), Group.COORDINATION)
    inform(
        turn.office,
        turn.change,
        people,
        words.to_office(filed, likes, local_date(turn.now)),
        turn.now,
        occasion=f"complaint:{filed.number}",
        unit="",
        kind=OFFICE,
    )


def _add_place(turn: Turn, act: Act) -> Reply:
    """The answer to where it is."""
    store, number = turn.office.store, act.text("number")
    before = store.complaints.get(number)
    if before is None or store.complaints.sender(number) != turn.person.pid:
        return Reply(words.only_the_sender(number))
    after = replace(before, place=without_numbers(act.text("place"))[:LONGEST])
    likes = similar(turn.office, after)
    after = replace(after, like=tuple(like.number for like in likes))
    store.complaints.index(turn.change, after, find_words(turn.office, after))
    keep_case(turn, before, after, "complaint", {"place": 1}, anonymous=True)
    return Reply(words.place_added(after))
