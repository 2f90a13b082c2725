"""A rule of a policy (规则): one trigger, and the step that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from supervision import policy_words as words
from supervision.answering import Answerer
from supervision.decisions import Decision, Finding, Reason, Recipient, Step, in_order
from supervision.policy_table import Table
from supervision.records import Level
from supervision.working_days import WorkingDays

SIGNED = frozenset(
    {
        Step.ADMONITION,
        Step.ACCOUNTABILITY,
        Step.REFERRAL,
        Step.VETO,
        Step.SELF_CRITICISM,
        Step.LISTED_SUPERVISION,
        Step.SUMMONS,
        Step.SPECIAL_INSPECTION,
    }
)
"""Steps that the office must sign or decide (shared reading 9); a policy may add, not remove."""

NEVER_ISSUED = frozenset({Step.ADMONITION, Step.ACCOUNTABILITY, Step.REFERRAL})
"""Steps that people take; the program proposes and records them only (design §5)."""


class Trigger(StrEnum):
    """What sets a rule off (触发条件)."""

    DUE_SOON = "due_soon"
    BECAME_OVERDUE = "became_overdue"
    BEHIND_PACE = "behind_pace"
    OVERDUE_AT_BULLETIN = "overdue_at_bulletin"
    CRITICISMS = "criticisms"
    CRITICISED_BY_HIGHER_LEVEL = "criticised_by_higher_level"
    RESULT_NOT_REPORTED = "result_not_reported"
    FALSE_REPORT = "false_report"
    NOT_PUBLISHED = "not_published"
    CLOSED = "closed"
    PROBLEMS_FOUND = "problem_found"
    TARGET_MISSED = "annual_target_missed"
    RANKED_LAST = "ranking"
    REPEATED_COMPLAINTS = "complaint"
    NOT_REPORTED_IN_PERIOD = "not_reported_in_period"
    OFFICE_CHOICE = "office_choice"


BY_COUNT = frozenset({Reason.FIRST_CRITICISM, Reason.SECOND_CRITICISM, Reason.THIRD_CRITICISM})
"""The reasons that a rule on the number of criticisms prints; the others are named as triggers."""

NEEDED: dict[Trigger, tuple[str, ...]] = {
    Trigger.DUE_SOON: ("days_before",),
    Trigger.BEHIND_PACE: ("points",),
    Trigger.CRITICISMS: ("count",),
    Trigger.CLOSED: ("days_after",),
    Trigger.PROBLEMS_FOUND: ("level", "count"),
    Trigger.TARGET_MISSED: ("short_by",),
    Trigger.RANKED_LAST: ("last", "at_least"),
    Trigger.REPEATED_COMPLAINTS: ("count", "within_days"),
}
"""The settings without which a rule of this trigger could never fire; others have none of them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One trigger and the step that it leads to.

    ``days_before``: working days; ``points``: percent points behind schedule; ``count``: of
    criticisms, problems or complaints at which it fires; ``level``: of the unit, whose problems
    count in a calendar year, those of ``one_kind`` together or all of them; ``within_days``:
    calendar days in which complaints of one place and kind count; ``short_by``: percent of a yearly
    target that was missed at the least (0: any miss); ``last`` of a ranking of ``at_least`` units;
    ``days_after``: calendar days after closing; ``rectify_within`` and ``object_within``: working
    days from issue.
    """

    step: Step
    trigger: Trigger
    clause: str
    to: tuple[Recipient, ...]
    needs_signature: bool
    issuer: str = ""
    consequence: str = ""
    days_before: tuple[int, ...] = ()
    points: int | None = None
    count: int | None = None
    level: Level | None = None
    one_kind: bool = False
    within_days: int | None = None
    short_by: int | None = None
    last: int | None = None
    at_least: int | None = None
    days_after: int | None = None
    rectify_within: int | None = None
    object_within: int | None = None

    def decide(
        self,
        reason: Reason,
        answerer: Answerer,
        at: datetime,
        findings: Iterable[Finding] = (),
        **fields: Any,
    ) -> Decision:
        """This rule's step for a unit; ``fields`` are further fields of the decision."""
        return Decision(
            step=self.step,
            reason=reason,
            clause=self.clause,
            unit=answerer.unit,
            plan=answerer.plan,
            at=at,
            to=self.to,
            needs_signature=self.needs_signature,
            findings=in_order(findings),
            **fields,
        )

    def made(self, decision: Decision) -> bool:
        """Whether a decision of this step and clause is this rule's: by its trigger and count."""
        counted = decision.reason in BY_COUNT
        trigger = Trigger.CRITICISMS if counted else Trigger(decision.reason)
        if self.trigger is not trigger or self.to != decision.to:
            return False
        return not counted or self.count == decision.count

    def rectify_by(self, issued: date, days: WorkingDays) -> date | None:
        """Until when the unit must have put things right (整改期限); None when not required."""
        return days.add(issued, self.rectify_within) if self.rectify_within else None

    def object_by(self, issued: date, days: WorkingDays) -> date | None:
        """Until when the unit may object (申辩期限); None when there is nothing to object to."""
        return days.add(issued, self.object_within) if self.object_within else None


def read_rule(table: Table, clauses: Container[str]) -> Rule:
    """The rule in a table. Raises PolicyError naming the table and the key."""
    step = table.one_of("step", Step)
    trigger = table.one_of("trigger", Trigger)
    rule = Rule(
        step=step,
        trigger=trigger,
        clause=read_clause(table, clauses),
        to=table.words("to", Recipient),
        needs_signature=table.flag("needs_signature", default=step in SIGNED),
        issuer=table.text("issuer", ""),
        consequence=table.text("consequence", ""),
        rectify_within=table.optional_number("rectify_within", 1, 250),
        object_within=table.optional_number("object_within", 1, 250),
        **_settings(table, trigger),
    )
    table.done(_of_other_triggers(trigger))
    if step in SIGNED and not rule.needs_signature and not table.is_wrong("step"):
        table.refuse("needs_signature", words.must_be_signed(step))
    if not rule.to and not table.is_wrong("to"):
        table.refuse("to", words.NO_RECEIVER)
    return rule


def _of_other_triggers(trigger: Trigger) -> dict[str, str]:
    """What is said of a setting that another trigger has."""
    told: dict[str, str] = {}
    for keys in NEEDED.values():
        for key in keys:
            theirs = (name for name, needed in NEEDED.items() if key in needed)
            told[key] = words.of_other_triggers(trigger, theirs)
    return told


def _settings(table: Table, trigger: Trigger) -> dict[str, Any]:
    """The settings of a trigger; a key of another trigger is left, and so refused."""
    readers: dict[str, Callable[[str], Any]] = {
        "days_before": lambda key: table.numbers(key, 1, 250),
        "level": lambda key: table.one_of(key, Level),
        "points": lambda key: table.number(key, 1, 100),
        "count": lambda key: table.number(key, 1, 99),
        "within_days": lambda key: table.number(key, 1, 366),
        "short_by": lambda key: table.number(key, 0, 100),
        "last": lambda key: table.number(key, 1, 99),
        "at_least": lambda key: table.number(key, 1, 999),
        "days_after": lambda key: table.number(key, 1, 366),
    }
    if table.is_wrong("trigger"):
        table.pass_over((*readers, "one_kind"))
        return {}
    found = {key: readers[key](key) for key in NEEDED.get(trigger, ())}
    if found.get("days_before") == () and not table.is_wrong("days_before"):
        table.refuse("days_before", words.NO_DAYS_BEFORE)
    if trigger is Trigger.PROBLEMS_FOUND:
        found["one_kind"] = table.flag("one_kind", default=False)
    return found


def read_clause(table: Table, clauses: Container[str]) -> str:
    """The clause that a table rests on. Raises PolicyError when the policy does not quote it."""
    name = table.text("clause")
    if name not in clauses and not table.is_wrong("clause"):
        table.refuse("clause", words.not_quoted(name))
    return name
