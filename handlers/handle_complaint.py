"""Handle a complaint (办理举报): what was found, how far it is, and the answer to its sender."""

from __future__ import annotations

from handlers.cases.keeping import keep_case
from handlers.informing import inform
from handlers.turn import Reply, Turn
from handlers.words import complaints as words
from handlers.words.case_names import AS_TYPED, FOUND_AS_TYPED
from handlers.words.notice_kinds import COMPLAINT
from language.acts import Act
from supervision.complaints import Complaint, HandlingRefusal, Step, handling_refusal
from supervision.people import Person


def handle_complaint(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Record a step, confirmed first, naming exactly what the sender will read."""
    store, number = turn.office.store, act.text("number")
    found = store.complaints.get(number)
    if found is None:
        return Reply(words.no_such(number))
    state = AS_TYPED.get(act.text("state"))
    finding = FOUND_AS_TYPED.get(act.text("finding"))
    answer = act.text("text")
    refusal = handling_refusal(state, finding, answer, found.finding)
    if refusal or state is None:
        return Reply(words.cannot_handle(number, refusal or HandlingRefusal.NO_STATE))
    step = Step(turn.now, state, finding, answer, act.text("facts"))
    told = sender_of(turn, number) is not None
    if not confirmed or act.text("shown") != str(len(found.steps)):
        shown = Act(act.intent, {**act.slots, "shown": str(len(found.steps))})
        return Reply(words.confirm_handling(found, step, told=told), turn.ask_to_confirm(shown))
    after = record_step(turn, found, found, step, "handle_complaint")
    return Reply(words.handled(after, told=told))


def record_step(turn: Turn, before: Complaint, after: Complaint, step: Step, act: str) -> Complaint:
    """Keep a complaint with one more step, and tell its sender, who can then say how it is."""
    after = after.handled(step)
    facts = {"state": str(step.state), "finding": str(step.finding or "")}
    after = keep_case(turn, before, after, act, facts)
    sender = sender_of(turn, after.number)
    if sender:
        _tell(turn, after, step, sender)
    return after


def sender_of(turn: Turn, number: str) -> Person | None:
    """Who can still be told."""
    store = turn.office.store
    pid = store.complaints.sender(number)
    person = store.people.get(pid) if pid else None
    return person if person and person.subscribed and person.openid else None


def _tell(turn: Turn, complaint: Complaint, step: Step, sender: Person) -> None:
    inform(
        turn.office,
        turn.change,
        [sender],
        words.to_sender(complaint, step),
        turn.now,
        occasion=f"complaint:{complaint.number}:{len(complaint.steps)}",
        unit="",
        kind=COMPLAINT,
        url=f"{turn.office.base_url}/complaints/{complaint.number}",
    )
