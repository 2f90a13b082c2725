"""What citizens see (公开): overview, one unit, one item, a search; the same for chat and web."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from handlers.office import Office
from storage.publication import Totals
from supervision.progress import Entry, Lifecycle
from supervision.records import Deadline


@dataclass(frozen=True, slots=True)
class PublicItem:
    """One published measure: the plan's text, and progress as it stood when published.

    ``claimed`` is what the unit reported (单位上报), ``verified`` what was checked (已核实).
    ``divided_into``: the measures by which a problem is worked on since.
    """

    id: str
    number: str
    title: str
    text: str
    category: str | None
    goal: str | None
    lead_units: tuple[str, ...]
    responsible_units: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    lifecycle: Lifecycle
    claimed_percent: int | None
    claimed_at: datetime | None
    verified_percent: int | None
    verified_at: datetime | None
    published_at: datetime
    extended_until: date | None = None
    divided_into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """Sums over what is published, for the whole region or for one unit."""

    region_name: str
    office_name: str
    plan_title: str
    totals: Totals
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of published items, and how many there are in all."""

    items: tuple[PublicItem, ...]
    total: int
    page: int
    size: int


def overview(office: Office, unit: str | None = None) -> Overview:
    """Totals of the region, or of one unit by its official name."""
    store = office.store
    region, plan = store.ledger.region(), store.ledger.current_plan()
    return Overview(
        region_name=region.name if region else "",
        office_name=region.office if region else "",
        plan_title=plan.title if plan else "",
        totals=store.publication.totals(unit),
        unit=unit or "",
    )


def published_page(office: Office, page: int, size: int, unit: str | None = None) -> Page:
    """Published items in printed order; ``page`` counts from 1."""
    items, total = office.store.publication.page((page - 1) * size, size, unit)
    return Page(_shown(office, items), total, page, size)


def public_item(office: Office, number: str) -> PublicItem | None:
    """One published item by its number in the current plan; None when it is not published."""
    entry = office.store.ledger.find(number)
    return to_public(entry) if entry and entry.progress.publication else None


def search(office: Office, words: str, most: int) -> tuple[PublicItem, ...]:
    """Published items that hold the words, the best first; a number finds its item."""
    direct = public_item(office, words.strip())
    if direct:
        return (direct,)
    found = office.store.publication.search(office.segmenter.words_for_query(words), most)
    return _shown(office, found)


def to_public(entry: Entry) -> PublicItem:
    """The public side of a published entry."""
    measure, snapshot = entry.measure, entry.progress.publication
    if snapshot is None:
        raise ValueError("not published")
    return PublicItem(
        id=measure.id,
        number=measure.number,
        title=measure.title,
        text=measure.text,
        category=measure.category,
        goal=measure.goal,
        lead_units=measure.duty.lead_units,
        responsible_units=measure.duty.responsible_units,
        deadlines=measure.deadlines,
        lifecycle=snapshot.lifecycle,
        claimed_percent=snapshot.claimed_percent,
        claimed_at=snapshot.claimed_at,
        verified_percent=snapshot.verified_percent,
        verified_at=snapshot.verified_at,
        published_at=snapshot.at,
        extended_until=snapshot.extended_until,
        divided_into=measure.divided_into,
    )


def _shown(office: Office, items: Iterable[str]) -> tuple[PublicItem, ...]:
    entries = office.store.ledger.entries(items)
    return tuple(to_public(entry) for entry in entries if entry.progress.publication)
