"""How far a complaint is (举报进度): for its sender, and for office and units without them."""

from __future__ import annotations

from datetime import date

from handlers.cases.finding import leads, own_assignment
from handlers.cases.likeness import why_like
from handlers.turn import NEXT_PAGE, Option, Question, Reply, Turn
from handlers.words import case_results as case_words
from handlers.words import complaints as words
from language.acts import Act, Intent
from supervision.records import Role
from supervision.times import local_date

PAGE = 8


def complaint_status(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """One complaint by its number, or the sender's own."""
    number, store = act.text("number"), turn.office.store
    today = local_date(turn.now)
    if not number:
        return _own(turn, today)
    found = store.complaints.get(number)
    if Role.OFFICE in turn.person.roles:
        likes = why_like(turn.office, found) if found else []
        return Reply(words.in_full(found, likes, today) if found else words.no_such(number))
    if found and leads(turn, found):
        return Reply(words.in_full(found, [], today, acts=False))
    given = own_assignment(turn, found)
    if found and given:
        return Reply(case_words.for_unit(found, given, today))
    if found is None or store.complaints.sender(number) != turn.person.pid:
        return Reply(words.only_the_sender(number))
    return Reply(words.status(found, today))


def _own(turn: Turn, today: date) -> Reply:
    own = turn.office.store.complaints.of_person(turn.person.pid)
    if not own:
        return Reply(words.none_yet())
    if len(own) == 1:
        return Reply(words.status(own[0], today))
    options = {c.number: Option(Intent.COMPLAINT_STATUS, {"number": c.number}) for c in own}
    return Reply(words.mine(own), Question(options, turn.now))


def complaint_list(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """What is not closed, the earliest due first."""
    start = act.number("start") or 0
    found, total = turn.office.store.complaints.open(start, PAGE)
    if not found:
        return Reply(words.nothing_open())
    options = {
        str(place): Option(Intent.COMPLAINT_STATUS, {"number": one.number})
        for place, one in enumerate(found, start + 1)
    }
    if start + PAGE < total:
        options[NEXT_PAGE] = Option(Intent.COMPLAINT_LIST, {"start": start + PAGE})
    text = words.listed(found, total, start, local_date(turn.now))
    return Reply(text, Question(options, turn.now))
