"""Complain (举报): a number, a day for the answer, and nobody learns who it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from handlers.complaint_photos import attach_waiting
from handlers.informing import inform
from handlers.office import Office
from handlers.office_groups import concerned
from handlers.turn import Option, Question, Reply, Turn, Wanted, as_option
from handlers.words import complaints as words
from handlers.words.notice_kinds import OFFICE
from language.acts import Act, Intent
from supervision.complaints import Complaint, alike, without_numbers
from supervision.people import Group
from supervision.records import Role
from supervision.times import local_date, start_of, to_iso

A_DAY = 10
"""Complaints of one person a day; whoever sends more does not complain but disturbs."""

HEARD = "complaint_of_harm"
"""The rule that hears a complaint in words that do not say so; these are confirmed first."""

LONGEST = 600
LIKE = 5


def complaint(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """File what was said; ask for it, or for the place, where it is missing."""
    what = without_numbers(act.text("what").strip())[:LONGEST]
    if act.text("number"):
        return _add_place(turn, act)
    if not what:
        return Reply(words.what_happened(), turn.ask_for(act, "what"))
    if act.rule == HEARD and not confirmed:
        return Reply(words.confirm(what), turn.ask_to_confirm(act))
    store, today = turn.office.store, local_date(turn.now)
    if store.complaints.sent_since(turn.person.pid, start_of(today)) >= A_DAY:
        return Reply(words.too_many(A_DAY))
    filed = _file(turn, what, without_numbers(act.text("place")))
    link = f"{turn.office.base_url}/complaints/{filed.number}"
    said = words.received(filed, today, link)
    if filed.place:
        return Reply(said)
    more = Act(Intent.COMPLAINT, {"number": filed.number})
    seen = Option(Intent.COMPLAINT_STATUS, {"number": filed.number})
    wanted = Wanted(as_option(more), "place")
    return Reply(f"{said}\n{words.where()}", Question({"0": seen}, turn.now, wanted=wanted))


def _file(turn: Turn, what: str, place: str) -> Complaint:
    store, today = turn.office.store, local_date(turn.now)
    theirs = place_words(turn.office, place or what)
    like = [
        one.number
        for one in store.complaints.sharing(theirs)
        if alike(theirs, place_words(turn.office, one.place or one.what))
    ]
    made = Complaint(
        number=store.complaints.take_number(turn.change, today.year),
        at=turn.now,
        due=today + timedelta(days=turn.policy.limits.complaint_days),
        what=what,
        place=place,
        like=tuple(sorted(like, reverse=True)[:LIKE]),
    )
    filed = attach_waiting(turn, made)
    store.complaints.add(turn.change, filed, turn.person.pid, theirs)
    facts: dict[str, str | int] = {"due": str(filed.due), "photos": filed.photos}
    journal_complaint(turn, "complaint", filed, after=facts)
    people = concerned(store.people.with_role(Role.OFFICE), Group.COORDINATION)
    inform(
        turn.office,
        turn.change,
        people,
        words.to_office(filed, today),
        turn.now,
        occasion=f"complaint:{filed.number}",
        unit="",
        kind=OFFICE,
    )
    return filed


def journal_complaint(
    turn: Turn, act: str, about: Complaint, *, after: Mapping[str, str | int], pid: str = ""
) -> None:
    """Journal a step of a complaint; what its sender does is journalled without them."""
    turn.change.journal(
        {
            "at": to_iso(turn.now),
            "pid": pid,
            "role": "office" if pid else "citizen",
            "unit": "",
            "act": act,
            "measure": "",
            "before": None,
            "after": {"number": about.number, **after},
            "source": turn.message if pid else "",
        }
    )


def place_words(office: Office, words_of_it: str) -> tuple[str, ...]:
    """The words by which a place is found again."""
    return office.segmenter.words_for_query(words_of_it)


def _add_place(turn: Turn, act: Act) -> Reply:
    """The answer to where it is."""
    store, number = turn.office.store, act.text("number")
    before = store.complaints.get(number)
    if before is None or store.complaints.sender(number) != turn.person.pid:
        return Reply(words.only_the_sender(number))
    after = replace(before, place=without_numbers(act.text("place"))[:LONGEST])
    store.complaints.save(turn.change, before, after)
    store.complaints.index(turn.change, after, place_words(turn.office, after.place))
    journal_complaint(turn, "complaint", after, after={"place": 1})
    return Reply(words.place_added(after))
