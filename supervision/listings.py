"""Public lists (公开名单) that somebody signs for: enterprises, good cases, accountability results.

An entry is drawn up, then signed, and only then public; it is taken off again with a reason and
never deleted. Enterprises: T13; good cases (典型案例): G6, J6; results of accountability: J6.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from supervision.decisions import Step
from supervision.documents import Document, State
from supervision.people import Group
from supervision.progress import Lifecycle, Progress


class ListingKind(StrEnum):
    """Which list (名单)."""

    ENTERPRISE = "enterprise"  # 企业名单
    GOOD_CASE = "good_case"  # 典型案例
    RESULT = "result"  # 问责结果


class ListingState(StrEnum):
    """Where an entry is on its way."""

    DRAFT = "draft"  # 待签发
    PUBLIC = "public"  # 已公开
    REMOVED = "removed"  # 已移出


class ListingRefusal(StrEnum):
    """Why something cannot be done; each has its own sentence."""

    NOT_CLOSED = "not_closed"  # a good case is a measure that was closed
    NOT_ISSUED = "not_issued"  # a result stands in a document that was issued or decided
    NO_TEXT = "no_text"
    NOT_A_DRAFT = "not_a_draft"
    REMOVED_BEFORE = "removed_before"


INITIALS = {ListingKind.ENTERPRISE: "QY", ListingKind.GOOD_CASE: "AL", ListingKind.RESULT: "JG"}
"""How the number of an entry begins: 企业, 案例, 结果."""

SIGNED_BY = {
    ListingKind.ENTERPRISE: Group.PUBLICITY,
    ListingKind.GOOD_CASE: Group.PUBLICITY,
    ListingKind.RESULT: Group.ACCOUNTABILITY,
}
"""The work group (工作组) whose people sign, beside the office's people without a group (J4)."""

RESULTS = frozenset(Step) - {Step.REMINDER, Step.WARNING, Step.LOOK_BACK}
"""Steps whose result can be made public."""

LONGEST_TEXT = 400


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry; ``about`` is the measure (``plan:number``) or the document that it rests on.

    ``unit`` is the unit of that; an enterprise has its name in ``name`` and neither.
    """

    number: str
    kind: ListingKind
    name: str
    text: str
    at: datetime
    about: str = ""
    unit: str = ""
    signed_at: datetime | None = None
    removed_at: datetime | None = None
    removal: str = ""

    @property
    def state(self) -> ListingState:
        """Where it is on its way."""
        if self.removed_at is not None:
            return ListingState.REMOVED
        return ListingState.PUBLIC if self.signed_at is not None else ListingState.DRAFT


def listing_number(kind: ListingKind, year: int, count: int) -> str:
    """QY2017-0001: the initials of the list, the year, the place in it."""
    return f"{INITIALS[kind]}{year}-{count:04d}"


def kind_of(number: str) -> ListingKind | None:
    """The list that a number belongs to."""
    return next((kind for kind, initials in INITIALS.items() if number[:2] == initials), None)


def case_refusal(progress: Progress) -> ListingRefusal | None:
    """Why a measure cannot become a good case, or None."""
    return None if progress.lifecycle is Lifecycle.CLOSED else ListingRefusal.NOT_CLOSED


def result_refusal(document: Document) -> ListingRefusal | None:
    """Why the result of a document cannot be made public, or None."""
    taken = document.state in (State.ISSUED, State.DECIDED)
    known = taken and document.decision.step in RESULTS
    return None if known else ListingRefusal.NOT_ISSUED


def signing_refusal(listing: Listing) -> ListingRefusal | None:
    """Why an entry cannot be signed now, or None."""
    return None if listing.state is ListingState.DRAFT else ListingRefusal.NOT_A_DRAFT


def signed(listing: Listing, now: datetime) -> Listing:
    """As it stands once it was signed for: public."""
    return replace(listing, signed_at=now)


def removed(listing: Listing, reason: str, now: datetime) -> Listing:
    """As it stands once it was taken off; what was said before stays in the record."""
    return replace(listing, removed_at=now, removal=reason)
