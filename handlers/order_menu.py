"""The office's menu on one case (T9): 约谈, 挂牌督办, 专项督查 … ordered by chat, by its clause.

What needs a signature lies on the desk then like every other proposal; nothing goes out unsigned.
"""

from __future__ import annotations

from handlers.order_step import next_issue, noted, ordered, whom
from handlers.turn import Reply, Turn
from handlers.words import ordering as words
from language.acts import Act
from supervision.decisions import Finding, Reason, Step
from supervision.findings import mention
from supervision.ladder import office_menu
from supervision.progress import Entry, Lifecycle


def order_step(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Draw up a step of the menu for a unit, with the measures that give cause for it."""
    step = Step(act.text("step"))
    menu = office_menu(turn.policy)
    rule = next((rule for rule in menu if rule.step is step), None)
    if rule is None:
        listed = tuple(dict.fromkeys(rule.step for rule in menu))
        return Reply(words.not_on_the_menu(step, listed))
    found = whom(turn, act)
    if isinstance(found, Reply):
        return found
    answerer, entries = found
    alone = len(entries) == 1
    causes = [made for entry in entries if (made := _cause(turn, entry, step, alone=alone))]
    if not causes:
        return Reply(words.no_cause(answerer.unit, step))
    # What nobody signs goes at the next hour of issue, so that it can still be held (暂缓).
    at = turn.now if rule.needs_signature else next_issue(turn)
    decision = rule.decide(Reason.OFFICE_CHOICE, answerer, at, causes, fact=turn.message)
    return ordered(turn, act, decision, confirmed=confirmed)


def _cause(turn: Turn, entry: Entry, step: Step, *, alone: bool) -> Finding | None:
    """What a measure gives cause for; one that the office names needs no other cause."""
    if step is Step.LOOK_BACK:
        return mention(entry) if entry.progress.lifecycle is Lifecycle.CLOSED else None
    return noted(entry, turn.now, named=alone) or (mention(entry) if alone else None)
