"""Publicities (公示) on the public page: the list, each notice, and objections while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from handlers.acceptance.objecting import NotReceived, object_on_page
from handlers.acceptance.publicity import Publicity, publicity_of
from handlers.office import Office
from handlers.public import Page, overview
from handlers.words import objections as objection_words
from handlers.words.publicity import standing
from supervision.acceptance.case import Step
from supervision.acceptance.notice import PublicNotice
from supervision.progress import Entry
from supervision.times import local_date
from web.paging import page_number
from web.security import is_same_origin

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A publicity with what a page says of how it stands."""

    entry: Entry
    notice: PublicNotice
    running: bool
    objections: int
    changes: tuple[Step, ...]
    standing: str


def publicities() -> str:
    """The list, newest first."""
    office, number = _office(), page_number(request.args)
    listed, total = office.store.acceptance.publicities((number - 1) * PAGE_SIZE, PAGE_SIZE)
    if number > 1 and not listed:
        abort(404)
    found = [one for one, _ in listed]
    return render_template(
        "public/publicities.html",
        sums=overview(office),
        found=[shown for shown in map(_shown, found) if shown],
        page=Page((), total, number, PAGE_SIZE),
    )


def publicity(number: str) -> str:
    """One notice, with the form to object while it runs."""
    return render_template(
        "public/publicity.html", sums=overview(_office()), p=_shown(number.upper()) or abort(404)
    )


def object_to(number: str) -> ResponseReturnValue:
    """Take an objection from the page of its notice; nothing is kept of who sent it."""
    g.private = True
    if not is_same_origin(request):
        abort(403)
    number = number.upper()
    try:
        filed = object_on_page(_office(), number, request.form.get("what", ""), g.now)
    except NotReceived as refused:
        page = render_template(
            "public/not_received.html", sums=overview(_office()), why=refused.words, number=number
        )
        return page, refused.status
    return redirect(url_for(".objection", number=filed.number, new=1), code=303)


def objection(number: str) -> str:
    """How far one objection is, without a word of it."""
    found = _office().store.objections.get(number.upper())
    if found is None:
        abort(404)
    return render_template(
        "public/objection.html",
        sums=overview(_office()),
        number=found.number,
        publicity=found.publicity,
        standing=objection_words.standing(found),
        at=found.at,
        settled_at=found.settled_at,
        new="new" in request.args,
    )


def _shown(number: str) -> Shown | None:
    found: Publicity | None = publicity_of(_office(), number, local_date(g.now))
    if found is None:
        return None
    return Shown(
        found.entry,
        found.notice,
        found.running,
        found.objections,
        found.changes,
        standing(found.outcome, running=found.running),
    )


def _office() -> Office:
    return cast("Office", g.office)
