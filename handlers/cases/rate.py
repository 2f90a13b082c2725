"""Rate the answer (满意度): asked once, and who is not satisfied brings the case back (J7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.cases.keeping import keep_case
from handlers.informing import inform
from handlers.office_groups import concerned
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import case_rating as words
from handlers.words.case_names import VERDICTS_AS_TYPED
from handlers.words.notice_kinds import OFFICE
from language.acts import Act, Intent
from supervision.complaints import Complaint, Handling, Step, Verdict, without_numbers
from supervision.people import Group
from supervision.records import Role
from supervision.times import local_date

OWN = 20
"""So many of the sender's newest complaints are looked at."""

LONGEST = 300


def rate_answer(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - an opinion needs no second yes
    """Record what the sender of a closed complaint says of the result, once."""
    own = turn.office.store.complaints.of_person(turn.person.pid, OWN)
    number, verdict = act.text("number"), VERDICTS_AS_TYPED[act.text("verdict")]
    wish = without_numbers(act.text("text"))[:LONGEST]
    if act.flag("wishes"):
        return _wished(turn, own, number, wish)
    waiting = [c for c in own if _waits(c) and number in ("", c.number)]
    if not waiting:
        return Reply(words.nothing_to_rate())
    if len(waiting) > 1:
        options = {
            str(place): Option(act.intent, {**act.slots, "number": case.number})
            for place, case in enumerate(waiting, 1)
        }
        return Reply(words.which_to_rate(waiting), Question(options, turn.now))
    return _rated(turn, waiting[0], verdict, wish)


def _waits(complaint: Complaint) -> bool:
    return complaint.state is Handling.CLOSED and complaint.verdict is None


def _rated(turn: Turn, before: Complaint, verdict: Verdict, wish: str) -> Reply:
    unhappy = verdict is Verdict.NOT
    after = replace(before, verdict=verdict, wish=wish if unhappy else "")
    if unhappy:
        days = timedelta(days=turn.policy.complaints.answer_within)
        after = replace(after, due=local_date(turn.now) + days)
        after = after.handled(Step(turn.now, Handling.IN_HAND))
    facts = {"verdict": str(verdict)}
    after = keep_case(turn, before, after, "rate_answer", facts, anonymous=True)
    if not unhappy:
        return Reply(words.thanked(after))
    _tell_office(turn, after)
    said = words.taken_up_again(after, local_date(turn.now))
    if wish:
        return Reply(said)
    asks = Act(Intent.RATE_ANSWER, {"number": after.number, "verdict": "不满意", "wishes": 1})
    return Reply(f"{said}\n{words.what_is_missing()}", turn.ask_for(asks, "text"))


def _wished(turn: Turn, own: list[Complaint], number: str, wish: str) -> Reply:
    """What somebody who is not satisfied adds in words."""
    before = next((case for case in own if case.number == number), None)
    if before is None or before.verdict is not Verdict.NOT or not wish:
        return Reply(words.nothing_to_rate())
    after = replace(before, wish=wish)
    after = keep_case(turn, before, after, "rate_answer", {"wish": 1}, anonymous=True)
    return Reply(words.wish_noted(after))


def _tell_office(turn: Turn, complaint: Complaint) -> None:
    people = turn.office.store.people.with_role(Role.OFFICE)
    inform(
        turn.office,
        turn.change,
        concerned(people, Group.COORDINATION),
        words.not_satisfied(complaint),
        turn.now,
        occasion=f"case-unhappy:{complaint.number}",
        unit="",
        kind=OFFICE,
    )
