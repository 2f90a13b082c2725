"""Which use case an intent leads to, and who may ask for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.acknowledge import acknowledge
from handlers.announce import announce
from handlers.apply_acceptance import apply_acceptance
from handlers.bind import bind
from handlers.complaint import complaint
from handlers.complaint_status import complaint_list, complaint_status
from handlers.decide_acceptance import approve_acceptance, reject_acceptance
from handlers.decide_extension import approve_extension, reject_extension
from handlers.hand_over import hand_over
from handlers.handle_complaint import handle_complaint
from handlers.help import help_
from handlers.item_detail import item_detail
from handlers.leave_word import answer_word, contact_office, leave_word, words_left
from handlers.look_up import (
    follow,
    my_follows,
    public_overview,
    public_unit,
    search_public,
    unfollow,
)
from handlers.mute import resume_notices, unsubscribe_notices
from handlers.my_tasks import deadlines, my_tasks
from handlers.my_units import my_units, switch_unit
from handlers.my_warnings import my_warnings
from handlers.not_understood import not_understood, unknown_list
from handlers.order_step import warn, yellow_card
from handlers.progress_summary import progress_summary
from handlers.publish import publish
from handlers.reply_document import document_replies, reply_document
from handlers.report_progress import report_progress
from handlers.request_extension import request_extension
from handlers.send_evidence import send_evidence
from handlers.sign import hold, issue, to_issue
from handlers.staff import staff
from handlers.to_decide import to_decide
from handlers.turn import Reply, Turn
from handlers.unbind import unbind
from handlers.withdraw import withdraw
from handlers.words import chat
from language.acts import Act, Intent
from supervision.people import Binding
from supervision.records import Role

Run = Callable[..., Reply]

EVERYBODY = frozenset(Role)
UNIT = frozenset({Role.LIAISON, Role.UNIT_HEAD})
STAFF = EVERYBODY - {Role.CITIZEN}
OFFICE = frozenset({Role.OFFICE})
OVERSEERS = frozenset({Role.OFFICE, Role.LEADER, Role.VERIFIER})
"""Who sees the whole ledger, what is not public included."""
DECIDERS = OFFICE | {Role.VERIFIER}


@dataclass(frozen=True, slots=True)
class UseCase:
    """A function of (turn, act, confirmed), and the roles that may run it."""

    run: Run
    roles: frozenset[Role]


USE_CASES: Mapping[Intent, UseCase] = {
    Intent.BIND: UseCase(bind, EVERYBODY),
    Intent.MY_UNITS: UseCase(my_units, EVERYBODY),
    Intent.SWITCH_UNIT: UseCase(switch_unit, EVERYBODY),
    Intent.HAND_OVER: UseCase(hand_over, EVERYBODY),
    Intent.UNBIND: UseCase(unbind, EVERYBODY),
    Intent.STAFF_LIST: UseCase(staff, OFFICE),
    Intent.REPORT_PROGRESS: UseCase(report_progress, UNIT),
    Intent.SEND_EVIDENCE: UseCase(send_evidence, UNIT),
    Intent.WITHDRAW: UseCase(withdraw, UNIT),
    Intent.MY_TASKS: UseCase(my_tasks, STAFF),
    Intent.DEADLINES: UseCase(deadlines, STAFF),
    Intent.OVERDUE_LIST: UseCase(deadlines, STAFF),
    Intent.ITEM_DETAIL: UseCase(item_detail, EVERYBODY),
    Intent.MY_WARNINGS: UseCase(my_warnings, UNIT),
    Intent.ACKNOWLEDGE: UseCase(acknowledge, UNIT),
    Intent.HELP: UseCase(help_, EVERYBODY),
    Intent.CONTACT_OFFICE: UseCase(contact_office, EVERYBODY),
    Intent.SEARCH_PUBLIC: UseCase(search_public, EVERYBODY),
    Intent.PUBLIC_OVERVIEW: UseCase(public_overview, EVERYBODY),
    Intent.PROGRESS_SUMMARY: UseCase(progress_summary, OVERSEERS),
    Intent.ANNOUNCE: UseCase(announce, OFFICE),
    Intent.WARN: UseCase(warn, OFFICE),
    Intent.YELLOW_CARD: UseCase(yellow_card, OFFICE),
    Intent.PUBLIC_UNIT: UseCase(public_unit, EVERYBODY),
    Intent.FOLLOW: UseCase(follow, EVERYBODY),
    Intent.UNFOLLOW: UseCase(unfollow, EVERYBODY),
    Intent.MY_FOLLOWS: UseCase(my_follows, EVERYBODY),
    Intent.TO_ISSUE: UseCase(to_issue, OFFICE),
    Intent.ISSUE: UseCase(issue, OFFICE),
    Intent.HOLD: UseCase(hold, OFFICE),
    Intent.PUBLISH: UseCase(publish, OFFICE),
    Intent.COMPLAINT: UseCase(complaint, EVERYBODY),
    Intent.COMPLAINT_STATUS: UseCase(complaint_status, EVERYBODY),
    Intent.COMPLAINT_LIST: UseCase(complaint_list, OFFICE),
    Intent.HANDLE_COMPLAINT: UseCase(handle_complaint, OFFICE),
    Intent.UNSUBSCRIBE_NOTICES: UseCase(unsubscribe_notices, EVERYBODY),
    Intent.RESUME_NOTICES: UseCase(resume_notices, EVERYBODY),
    Intent.REPLY_DOCUMENT: UseCase(reply_document, UNIT),
    Intent.DOCUMENT_REPLIES: UseCase(document_replies, OFFICE),
    Intent.LEAVE_WORD: UseCase(leave_word, STAFF - OFFICE),
    Intent.ANSWER_WORD: UseCase(answer_word, OFFICE),
    Intent.WORDS_LEFT: UseCase(words_left, OFFICE),
    Intent.UNKNOWN_LIST: UseCase(unknown_list, OFFICE),
    Intent.REQUEST_EXTENSION: UseCase(request_extension, UNIT),
    Intent.APPROVE_EXTENSION: UseCase(approve_extension, OFFICE),
    Intent.REJECT_EXTENSION: UseCase(reject_extension, OFFICE),
    Intent.APPLY_ACCEPTANCE: UseCase(apply_acceptance, UNIT),
    Intent.APPROVE_ACCEPTANCE: UseCase(approve_acceptance, DECIDERS),
    Intent.REJECT_ACCEPTANCE: UseCase(reject_acceptance, DECIDERS),
    Intent.TO_DECIDE: UseCase(to_decide, DECIDERS),
}

UNKNOWN = UseCase(not_understood, EVERYBODY)


def run(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Run the use case of an act, or say in one line why this person cannot."""
    use_case = USE_CASES.get(act.intent, UNKNOWN)
    if not turn.person.roles & use_case.roles:
        return Reply(chat.not_for_role(act.intent, turn.person.role))
    turn.acting = next((b for b in _bindings(turn) if b.role in use_case.roles), None)
    return use_case.run(turn, act, confirmed=confirmed)


def _bindings(turn: Turn) -> list[Binding]:
    """The sender's bindings, the leading one first."""
    leading = turn.person.leading
    return sorted(turn.person.bindings, key=lambda binding: binding != leading)
