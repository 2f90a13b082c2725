"""What the public pages show: published values, made ready for a template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from handlers.office import Office
from handlers.public import PublicItem
from handlers.words.acceptance_stages import PUBLIC, STEPS
from handlers.words.forms import LIFECYCLE_NAMES
from handlers.words.pages import REBOUND_RATE
from storage.publication import Totals
from supervision.progress import Lifecycle
from web.charts import Bar
from web.figures import Rate, rates

SETTLED = frozenset(Lifecycle) - {Lifecycle.OPEN}


@dataclass(frozen=True, slots=True)
class Shown:
    """A published item with what a page says of it.

    ``past`` is the last date of the plan that has gone by while the item was not yet closed, as
    published; None when there is none.
    """

    item: PublicItem
    state: str
    past: date | None

    @property
    def tone(self) -> str:
        """Which colour the state has: done, past or open."""
        if self.item.lifecycle in SETTLED:
            return "done"
        return "past" if self.past else "open"


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What is published of one unit (单位): its totals and the two averages."""

    name: str
    totals: Totals

    @property
    def verified(self) -> float:
        """Mean verified percent (平均核实进度); an item without verification counts as 0."""
        return self.totals.verified_sum / self.totals.measures

    @property
    def claimed(self) -> float:
        """Mean claimed percent (平均上报进度); an item without report counts as 0."""
        return self.totals.claimed_sum / self.totals.measures

    @property
    def bar(self) -> Bar:
        """Its row in the chart."""
        return Bar(self.name, self.verified, self.claimed)


def shown(item: PublicItem, today: date) -> Shown:
    """An item as it is shown on a day."""
    return Shown(item, LIFECYCLE_NAMES[item.lifecycle], past_date(item, today))


def all_shown(items: Iterable[PublicItem], today: date) -> list[Shown]:
    """Items as they are shown on a day."""
    return [shown(item, today) for item in items]


def past_date(item: PublicItem, today: date) -> date | None:
    """The latest date that has passed, unless the item is applied for, settled or done.

    An extension that was granted when the item was published counts in.
    """
    if item.lifecycle in SETTLED or item.verified_percent == 100:
        return None
    if item.extended_until and item.extended_until >= today:
        return None
    return max((d.due for d in item.deadlines if d.due and d.due < today), default=None)


def totals_rates(totals: Totals) -> tuple[Rate, ...]:
    """The rates of a list, each with its formula."""
    return rates(totals.measures, totals.closed, totals.claimed_done, totals.verified_done)


def units_with_figures(office: Office) -> list[UnitFigures]:
    """Every unit of the list that has published items, most items first; no ranking by result."""
    names = [unit.name for unit in office.store.ledger.units()]
    found = office.store.publication.totals_by_unit(names)
    listed = [UnitFigures(name, totals) for name, totals in found.items() if totals.measures]
    return sorted(listed, key=lambda figures: (-figures.totals.measures, figures.name))


def rebound_rate(office: Office) -> Rate:
    """How much of what was ever closed came back on the list (反弹率, G5)."""
    store = office.store.acceptance
    back, closed = store.ever_rebound(), store.ever_closed()
    name, part, whole = REBOUND_RATE
    return Rate(name, "rebound", part, back, whole, closed)


@dataclass(frozen=True, slots=True)
class PublicStage:
    """One stage of an acceptance on a public page; ``publicity`` is the number of its notice."""

    at: datetime
    name: str
    publicity: str


def public_stages(office: Office, item: PublicItem) -> list[PublicStage]:
    """The stages of a published item that happened in public, oldest first."""
    entry = office.store.ledger.entry(item.id)
    if entry is None:
        return []
    steps = office.store.acceptance.case(entry).steps
    return [
        PublicStage(step.at, STEPS[step.event], step.number if step.first and step.last else "")
        for step in steps
        if step.event in PUBLIC
    ]
