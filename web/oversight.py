"""Public pages of oversight (督察公开): four systems, indicators, rankings, lists (G2, G4, G8)."""

from __future__ import annotations

from typing import cast

from flask import g, render_template

from handlers.indicators import assessed
from handlers.office import Office
from handlers.public import overview
from handlers.rankings import rankings
from handlers.words import indicators as indicator_words
from handlers.words.causes import TABLES
from handlers.words.listings import LIST_NAMES
from handlers.words.pages import PUBLICATION_RATE
from supervision.listings import ListingKind
from supervision.standing import ALL
from supervision.times import local_date
from web.figures import Rate
from web.views import totals_rates

MOST = 200
"""Entries of a list that its page shows, those signed last first."""


def systems() -> str:
    """The four systems (销号、公开、督办、追究) by what is published."""
    office = _office()
    sums, store = overview(office), office.store
    plan = store.ledger.current_plan()
    measures = store.standings.of_plan(plan.id, g.now).sums.get(ALL, 0) if plan else 0
    published = sums.totals.measures
    rate, part, whole = PUBLICATION_RATE
    return render_template(
        "public/systems.html",
        sums=sums,
        rates=totals_rates(sums.totals),
        publication=Rate(rate, "verified", part, published, whole, measures),
        bulletins=store.documents.public_count(),
        lists=[(kind, LIST_NAMES[kind], store.listings.public_count(kind)) for kind in ListingKind],
        indicators=len(office.policy_at(g.now).indicators),
    )


def indicators() -> str:
    """Every indicator with target, values, sources and how it stands."""
    office = _office()
    return render_template(
        "public/indicators.html",
        sums=overview(office),
        found=assessed(office, local_date(g.now)),
        words=indicator_words,
    )


def ranking_tables() -> str:
    """Units and problems by verified results, and the monthly tables."""
    office = _office()
    return render_template(
        "public/rankings.html",
        sums=overview(office),
        found=rankings(office, g.now),
        tables=TABLES,
    )


def enterprises() -> str:
    """Enterprises that were made public after a signature."""
    return _list(ListingKind.ENTERPRISE)


def cases() -> str:
    """Good cases."""
    return _list(ListingKind.GOOD_CASE)


def results() -> str:
    """Results of accountability."""
    return _list(ListingKind.RESULT)


def _list(kind: ListingKind) -> str:
    office = _office()
    return render_template(
        "public/listing.html",
        sums=overview(office),
        kind=kind,
        name=LIST_NAMES[kind],
        entries=office.store.listings.public(kind, MOST),
    )


def _office() -> Office:
    return cast("Office", g.office)
