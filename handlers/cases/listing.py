"""List a case (挂牌督办): a proposal of the ladder, which the office signs like every other."""

from __future__ import annotations

from dataclasses import replace

from handlers.cases.finding import case_named
from handlers.cases.keeping import keep_case
from handlers.schedule.desk import Desk, Hand
from handlers.schedule.sign import clear
from handlers.turn import Reply, Turn
from handlers.words import case_notes as words
from language.acts import Act
from supervision.answering import Answerer
from supervision.decisions import Reason, Step
from supervision.documents import State
from supervision.policy import Policy
from supervision.records import Role
from supervision.rules import Rule, Trigger
from supervision.times import local_date


def list_case(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Draw up the proposal to list a grave case with its lead unit (T13)."""
    found = case_named(turn, act)
    if isinstance(found, Reply):
        return found
    rule = listing_rule(turn.policy)
    if rule is None:
        return Reply(words.no_listing())
    if not found.units or _stands(turn, found.listed):
        return Reply(
            words.listed_already(found) if found.units else words.assign_first(found.number)
        )
    if not confirmed:
        text = words.confirm_listing(found, rule.clause)
        return Reply(text, turn.ask_to_confirm(act))
    desk = Desk(
        turn.office, turn.now, Hand(turn.person.pid, Role.OFFICE, turn.message), turn.change
    )
    answerer = Answerer("", found.units[0])
    decision = rule.decide(
        Reason.OFFICE_CHOICE, answerer, turn.now, fact=f"complaint:{found.number}"
    )
    document = desk.draw_up(decision, local_date(turn.now), turn.now)
    if document is None:
        return Reply(words.listed_already(found))
    clear(desk)
    after = replace(found, listed=document.number, starred=True)
    keep_case(turn, found, after, "list_case", {"document": document.number})
    return Reply(words.listing_drawn_up(after))


def _stands(turn: Turn, number: str) -> bool:
    """Whether an earlier proposal still counts; one that the office has dropped does not."""
    document = turn.office.store.documents.get(number) if number else None
    return document is not None and document.state is not State.DROPPED


def listing_rule(policy: Policy) -> Rule | None:
    """The office's own choice of listing: by the clause on complaints where there is one."""
    chosen = [
        rule
        for rule in policy.rules_for(Trigger.OFFICE_CHOICE)
        if rule.step is Step.LISTED_SUPERVISION
    ]
    own = [rule for rule in chosen if rule.clause == policy.complaints.clause]
    return next(iter(own or chosen), None)
