"""Issued bulletins (通报): a list by day, and each criticism as a page to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import cast

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from handlers.export_document import bulletin_paper, document_paper
from handlers.office import Office
from handlers.public import overview, public_item
from handlers.words.documents import document_text
from handlers.words.pages import bulletin_file_name
from supervision.decisions import Step
from supervision.documents import Document
from web.papers import as_docx
from web.readers import admit

LATEST = 400
"""How many of the newest criticisms the list shows."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One bulletin (半月通报): the criticisms that one day has brought."""

    day: date
    documents: tuple[Document, ...]

    @property
    def criticisms(self) -> int:
        """How many of them criticise; the others are for the public too (挂牌督办)."""
        return sum(document.decision.step is Step.CRITICISM for document in self.documents)


def bulletins() -> str:
    """The list, newest first."""
    office = cast("Office", g.office)
    found = by_day(office.store.documents.public(LATEST))
    return render_template("public/bulletins.html", sums=overview(office), bulletins=found)


def document(number: str) -> ResponseReturnValue:
    """One criticism for everybody; another document for its unit, the office, or by its key."""
    office = cast("Office", g.office)
    found = office.store.documents.get(number)
    g.private = found is None or not found.public
    refused = admit(found)
    if refused is not None or found is None:
        return refused or abort(404)
    sums = overview(office)
    policy, replies = office.policy_at(found.drawn_at), office.store.left_words.replies(number)
    text = document_text(found, policy, sums.office_name, office.working_days(), replies)
    numbers = dict.fromkeys(finding.measure for finding in found.decision.findings)
    related = [item for item in (public_item(office, number) for number in numbers) if item]
    return render_template(
        "public/document.html",
        sums=sums,
        doc=found,
        text=text,
        related=related,
        key=request.args.get("k"),
    )


def bulletin_docx(day: str) -> ResponseReturnValue:
    """The bulletin of a day as a paper."""
    try:
        paper = bulletin_paper(cast("Office", g.office), date.fromisoformat(day))
    except ValueError:
        abort(404)
    return as_docx(paper, bulletin_file_name(day)) if paper else abort(404)


def document_docx(number: str) -> ResponseReturnValue:
    """The same as a paper, for those who may read the page."""
    office = cast("Office", g.office)
    found = office.store.documents.get(number)
    g.private = True
    refused = admit(found)
    if refused is not None or found is None:
        return refused or abort(404)
    return as_docx(document_paper(office, found), number)


def by_day(documents: Sequence[Document]) -> list[Bulletin]:
    """Public documents gathered by the day of their bulletin, newest first."""
    public = sorted(documents, key=lambda d: d.decision.unit)
    public.sort(key=lambda d: d.period, reverse=True)
    return [Bulletin(day, tuple(group)) for day, group in groupby(public, lambda d: d.period)]
