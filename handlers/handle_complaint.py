"""Handle a complaint (办理举报): what was found, how far it is, and the answer to its sender."""

from __future__ import annotations

from handlers.complaint import journal_complaint
from handlers.informing import inform
from handlers.turn import Reply, Turn
from handlers.words import complaints as words
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
    state = words.AS_TYPED.get(act.text("state"))
    finding = words.FOUND_AS_TYPED.get(act.text("finding"))
    answer = act.text("text")
    refusal = handling_refusal(state, finding, answer, found.finding)
    if refusal or state is None:
        return Reply(words.cannot_handle(number, refusal or HandlingRefusal.NO_STATE))
    step = Step(turn.now, state, finding, answer)
    sender = _sender(turn, number)
    if not confirmed or act.text("shown") != str(len(found.steps)):
        shown = Act(act.intent, {**act.slots, "shown": str(len(found.steps))})
        text = words.confirm_handling(found, step, told=sender is not None)
        return Reply(text, turn.ask_to_confirm(shown))
    after = found.handled(step)
    store.complaints.save(turn.change, found, after)
    facts = {"state": str(state), "finding": str(finding or "")}
    journal_complaint(turn, "handle_complaint", after, after=facts, pid=turn.person.pid)
    if sender:
        _tell(turn, after, step, sender)
    return Reply(words.handled(after, told=sender is not None))


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


def _sender(turn: Turn, number: str) -> Person | None:
    """Who can still be told."""
    store = turn.office.store
    pid = store.complaints.sender(number)
    person = store.people.get(pid) if pid else None
    return person if person and person.subscribed and person.openid else None
