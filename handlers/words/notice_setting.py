"""What the words of a notice know beside its document (语境): rules, calendar, day, office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handlers.words.steps import LINES
from supervision.documents import Document
from supervision.policy import Policy
from supervision.times import local_date
from supervision.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words need to know beside the document: rules, calendar, day, and the next bulletin.

    ``today`` is the day on which the notice is written, which may be later than the document's.
    ``bulletin`` is None under a policy without one. ``link`` gives the page on which its receivers
    read a document, ``lines`` how many things are listed before it is left to the page.
    """

    policy: Policy
    days: WorkingDays
    today: date
    bulletin: date | None
    office: str
    base_url: str
    link: Callable[[Document], str]
    lines: int = LINES


def page(link: str, name: str = "全文") -> str:
    """Where a text stands that everybody may read."""
    return f"{name}：{link}" if link else ""


def issue_day(document: Document, at: Setting) -> date:
    """The day on which a document went out; the day of writing while it has not."""
    return local_date(document.issued_at) if document.issued_at else at.today


def guess(until: date, at: Setting) -> str:
    """What stands behind a day that the calendar could only guess."""
    return "（按周一至周五推算）" if at.days.guessed(until) else ""
