"""Complaints (群众举报件) for everybody: how many, how far, and what the office has published.

Nothing on these pages is in the words of who complained.
"""

from __future__ import annotations

from typing import cast

from flask import abort, g, render_template, request

from handlers.office import Office
from handlers.public import Page, overview
from handlers.words import case_counts as count_words
from handlers.words import complaints as words
from handlers.words import pages as page_words
from handlers.words.case_names import kinds
from supervision.complaint_counts import Counts
from supervision.complaints import Complaint, without_numbers
from supervision.times import local_date
from web.paging import page_number

PAGE_SIZE = 20


def complaint(number: str) -> str:
    """How far one complaint is, and what the office has published of it, if anything."""
    office = cast("Office", g.office)
    found = office.store.complaints.get(number.upper())
    if found is None:
        abort(404)
    return render_template(
        "public/complaint.html",
        sums=overview(office),
        it=found,
        standing=words.standing(found),
        kinds=kinds(found.kinds),
        filed=local_date(found.at),
        facts=without_numbers(found.facts),
        answer=without_numbers(found.answer),
        answered=words.answered_on(found),
    )


def complaints() -> str:
    """The counts with their formulas, and the published cases, the last published first."""
    office = cast("Office", g.office)
    number = page_number(request.args)
    found, total = office.store.complaints.published((number - 1) * PAGE_SIZE, PAGE_SIZE)
    if number > 1 and not found:
        abort(404)
    counts = office.store.complaints.counts()
    return render_template(
        "public/complaints.html",
        sums=overview(office),
        cases=[_shown(case) for case in found],
        page=Page((), total, number, PAGE_SIZE),
        counts=counts,
        totals=count_words.totals(counts),
        rates=count_words.shares(counts),
        tables=_tables(counts),
        why=count_words.WHY_TOTALS_DIFFER,
    )


def _shown(case: Complaint) -> tuple[Complaint, str, str, str]:
    return case, words.standing(case), kinds(case.kinds), without_numbers(case.answer)


def _tables(counts: Counts) -> list[tuple[str, list[tuple[str, int]]]]:
    """The breakdowns, each with its heading; one that would be empty is left out."""
    listed = [
        (page_words.BY_STATE, count_words.by_state(counts)),
        (page_words.BY_SOURCE, count_words.by_source(counts)),
        (page_words.BY_KIND, count_words.by_kind(counts)),
        (page_words.BY_VERDICT, count_words.by_verdict(counts)),
    ]
    return [(heading, rows) for heading, rows in listed if any(count for _, count in rows)]
