"""Which use case an intent leads to, and who may ask for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.acceptance.apply import apply_acceptance, withdraw_application
from handlers.acceptance.closing import close_case, rebound
from handlers.acceptance.decide import approve_acceptance, reject_acceptance
from handlers.acceptance.let_go import let_go
from handlers.acceptance.objections import object_to, objection_status, settle_objection
from handlers.acceptance.opinions import record_opinion, remind_opinions
from handlers.acceptance.publicity import open_publicity
from handlers.acceptance.spot_checks import spot_check, spot_check_list, spot_check_result
from handlers.acceptance.status import acceptance_status
from handlers.acceptance.verify import verify
from handlers.acceptance.visit import arrange_visit, site_check
from handlers.acknowledge import acknowledge
from handlers.announce import announce
from handlers.assessment import assessment
from handlers.bind import bind
from handlers.cases.assign import assign_case
from handlers.cases.enterprise import list_enterprise
from handlers.cases.link import link_cases
from handlers.cases.listing import list_case
from handlers.cases.lists import case_counts, my_cases, repeated_cases
from handlers.cases.note import note_case
from handlers.cases.publish import publish_case
from handlers.cases.rate import rate_answer
from handlers.cases.register import register_case
from handlers.cases.result import report_case, return_case, take_case
from handlers.complaint import complaint
from handlers.complaint_status import complaint_list, complaint_status
from handlers.decide_extension import approve_extension, reject_extension
from handlers.decline import decline
from handlers.duties.duty_list import duties
from handlers.duties.fulfil import fulfil
from handlers.duties.hand_over_clue import hand_over_clue
from handlers.duties.record_missed import record_missed
from handlers.facts_by_chat import fact_list, record_fact
from handlers.hand_over import hand_over
from handlers.handle_complaint import handle_complaint
from handlers.help import help_
from handlers.indicators import indicators
from handlers.inspections.record import inspect
from handlers.item_detail import item_detail
from handlers.leave_word import answer_word, contact_office, leave_word, words_left
from handlers.led_items import led_items
from handlers.lift_step import lift_step
from handlers.listings import add_listing, listings, remove_listing, sign_listing
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
from handlers.open_invitations import open_invitations
from handlers.order_menu import order_step
from handlers.order_step import warn, yellow_card
from handlers.overview import four_axes
from handlers.patrol import answer_patrol, judge_patrol, patrol
from handlers.patrol_list import patrol_list
from handlers.progress_summary import progress_summary
from handlers.publish import publish
from handlers.publish_ranking import publish_ranking
from handlers.reply_document import document_replies, reply_document
from handlers.report_progress import report_progress
from handlers.request_extension import request_extension
from handlers.send_evidence import send_evidence
from handlers.sign import hold, issue, to_issue
from handlers.staff import staff
from handlers.to_decide import to_decide
from handlers.turn import Reply, Turn
from handlers.unbind import unbind
from handlers.why_step import why_step
from handlers.withdraw import withdraw
from handlers.withdraw_fact import withdraw_fact
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
    Intent.APPROVE_EXTENSION: UseCase(approve_extension, OVERSEERS),
    Intent.REJECT_EXTENSION: UseCase(reject_extension, OVERSEERS),
    Intent.APPLY_ACCEPTANCE: UseCase(apply_acceptance, UNIT),
    Intent.APPROVE_ACCEPTANCE: UseCase(approve_acceptance, OVERSEERS),
    Intent.REJECT_ACCEPTANCE: UseCase(reject_acceptance, OVERSEERS),
    Intent.TO_DECIDE: UseCase(to_decide, OVERSEERS),
    Intent.WITHDRAW_APPLICATION: UseCase(withdraw_application, UNIT),
    Intent.ACCEPTANCE_STATUS: UseCase(acceptance_status, STAFF),
    Intent.ARRANGE_VISIT: UseCase(arrange_visit, OFFICE),
    Intent.SITE_CHECK: UseCase(site_check, DECIDERS),
    Intent.VERIFY: UseCase(verify, DECIDERS),
    Intent.RECORD_OPINION: UseCase(record_opinion, OFFICE),
    Intent.REMIND_OPINIONS: UseCase(remind_opinions, OFFICE),
    Intent.LET_GO: UseCase(let_go, DECIDERS),
    Intent.OPEN_PUBLICITY: UseCase(open_publicity, OFFICE),
    Intent.OBJECT: UseCase(object_to, EVERYBODY),
    Intent.OBJECTION_STATUS: UseCase(objection_status, EVERYBODY),
    Intent.SETTLE_OBJECTION: UseCase(settle_objection, OFFICE),
    Intent.CLOSE_CASE: UseCase(close_case, OFFICE),
    Intent.REBOUND: UseCase(rebound, OFFICE),
    Intent.SPOT_CHECK: UseCase(spot_check, OFFICE),
    Intent.SPOT_CHECK_LIST: UseCase(spot_check_list, DECIDERS),
    Intent.SPOT_CHECK_RESULT: UseCase(spot_check_result, DECIDERS),
    Intent.DUTIES: UseCase(duties, UNIT | OFFICE),
    Intent.FULFIL_DUTY: UseCase(fulfil, UNIT),
    Intent.HAND_OVER_CLUE: UseCase(hand_over_clue, OFFICE),
    Intent.RECORD_MISSED: UseCase(record_missed, OFFICE),
    Intent.INSPECT: UseCase(inspect, OFFICE),
    Intent.ASSIGN_CASE: UseCase(assign_case, OFFICE),
    Intent.NOTE_CASE: UseCase(note_case, OFFICE),
    Intent.LINK_CASES: UseCase(link_cases, OFFICE),
    Intent.LIST_CASE: UseCase(list_case, OFFICE),
    Intent.LIST_ENTERPRISE: UseCase(list_enterprise, OFFICE),
    Intent.PUBLISH_CASE: UseCase(publish_case, OFFICE),
    Intent.REGISTER_CASE: UseCase(register_case, OFFICE),
    Intent.REPORT_CASE: UseCase(report_case, UNIT),
    Intent.TAKE_CASE: UseCase(take_case, OFFICE),
    Intent.RETURN_CASE: UseCase(return_case, OFFICE),
    Intent.MY_CASES: UseCase(my_cases, UNIT),
    Intent.REPEATED_CASES: UseCase(repeated_cases, OFFICE),
    Intent.CASE_COUNTS: UseCase(case_counts, OFFICE),
    Intent.RATE_ANSWER: UseCase(rate_answer, EVERYBODY),
    Intent.PATROL: UseCase(patrol, UNIT),
    Intent.PATROL_LIST: UseCase(patrol_list, UNIT | OFFICE),
    Intent.ANSWER_PATROL: UseCase(answer_patrol, UNIT),
    Intent.JUDGE_PATROL: UseCase(judge_patrol, OFFICE),
    Intent.RECORD_FACT: UseCase(record_fact, OFFICE),
    Intent.WITHDRAW_FACT: UseCase(withdraw_fact, OFFICE),
    Intent.FACT_LIST: UseCase(fact_list, OFFICE),
    Intent.LIFT_STEP: UseCase(lift_step, OFFICE),
    Intent.DECLINE: UseCase(decline, OFFICE),
    Intent.ORDER_STEP: UseCase(order_step, OFFICE),
    Intent.WHY_STEP: UseCase(why_step, STAFF),
    Intent.FOUR_AXES: UseCase(four_axes, OVERSEERS),
    Intent.LED_ITEMS: UseCase(led_items, STAFF),
    Intent.ASSESSMENT: UseCase(assessment, STAFF),
    Intent.INDICATORS: UseCase(indicators, EVERYBODY),
    Intent.LISTINGS: UseCase(listings, OFFICE),
    Intent.ADD_LISTING: UseCase(add_listing, OFFICE),
    Intent.SIGN_LISTING: UseCase(sign_listing, OFFICE),
    Intent.REMOVE_LISTING: UseCase(remove_listing, OFFICE),
    Intent.INVITATIONS: UseCase(open_invitations, OFFICE),
    Intent.PUBLISH_RANKING: UseCase(publish_ranking, OFFICE),
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
