"""A document of the ladder (督察文书): a decision on paper, and where it is on its way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from supervision.decisions import Decision, Recipient, Step

STANDS = frozenset({Step.LISTED_SUPERVISION, Step.YELLOW_CARD, Step.MONTHLY_SUPERVISION})
"""What stands until the office lifts it."""


class State(StrEnum):
    """Where a document is on its way (文书状态)."""

    DRAWN_UP = "drawn_up"  # 已拟制，待签发
    HELD = "held"  # 暂缓
    ISSUED = "issued"  # 已签发
    PROPOSED = "proposed"  # 拟办，待决定
    DECIDED = "decided"  # 已决定
    DROPPED = "dropped"  # 不再办理


@dataclass(frozen=True, slots=True)
class Document:
    """A decision with its number; ``period`` is the day whose schedule drew it up.

    ``issue_at``: when it goes out unless held (None for what is only proposed). ``by`` is the pid
    of who signed or decided, empty when the clock issued it. ``remark`` says why it was held or
    dropped. ``lifted_at`` and ``lifted_why``: when and why the office ended it (摘牌). ``version``
    counts the changes.
    """

    number: str
    decision: Decision
    period: date
    state: State
    drawn_at: datetime
    issue_at: datetime | None = None
    issued_at: datetime | None = None
    remark: str = ""
    by: str = ""
    version: int = 0
    lifted_at: datetime | None = None
    lifted_why: str = ""

    @property
    def waits(self) -> bool:
        """True while it waits to be issued (待签发), held or not."""
        return self.state in (State.DRAWN_UP, State.HELD)

    @property
    def public(self) -> bool:
        """True when everybody may read it: a criticism or what is for the public, once issued."""
        made = self.decision
        is_for_all = made.step is Step.CRITICISM or Recipient.PUBLIC in made.to
        return is_for_all and self.state is State.ISSUED

    @property
    def stands(self) -> bool:
        """True while it is issued and holds until the office lifts it (摘牌)."""
        return (
            self.decision.step in STANDS and self.state is State.ISSUED and self.lifted_at is None
        )

    def same_matter(self, other: Document) -> bool:
        """True when both are about the same step, reason, unit, plan, day and fact."""
        return self.matter == other.matter

    @property
    def matter(self) -> tuple[str, ...]:
        """What tells one document from another, whenever it is drawn up."""
        made = self.decision
        day = self.period.isoformat()
        return (made.step, made.reason, made.plan, made.unit, day, made.fact)


def draw_up(decision: Decision, number: str, drawn_at: datetime, period: date) -> Document:
    """The document of a decision: what needs a signature is proposed, the rest waits or goes.

    What carries the hour of its drawing up goes out with it; what carries a later hour waits.
    """
    state = State.PROPOSED if decision.needs_signature else State.DRAWN_UP
    document = Document(number, decision, period, state, drawn_at)
    if state is State.PROPOSED:
        return document
    if decision.at <= drawn_at:
        return replace(document, state=State.ISSUED, issued_at=drawn_at)
    return replace(document, issue_at=decision.at)
