"""The case file (专案卷宗) of one measure: not for everybody, opened as a document is (C4)."""

from __future__ import annotations

from typing import cast

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from handlers.case_file import case_paper, may_read_case, may_read_case_as
from handlers.office import Office
from handlers.public import overview
from handlers.words.pages import case_file_name
from supervision.progress import Entry
from web.papers import as_docx
from web.readers import admit_reader


def case_page(number: str) -> ResponseReturnValue:
    """Everything on one measure, for who may read it."""
    g.private = True
    office = cast("Office", g.office)
    entry = _entry(office, number)
    refused = _admit(office, entry)
    if refused is not None or entry is None:
        return refused or abort(404)
    return render_template(
        "public/case_file.html",
        sums=overview(office),
        paper=case_paper(office, entry),
        number=entry.measure.number,
        key=request.args.get("k", ""),
    )


def case_docx(number: str) -> ResponseReturnValue:
    """The same as a paper."""
    g.private = True
    office = cast("Office", g.office)
    entry = _entry(office, number)
    refused = _admit(office, entry)
    if refused is not None or entry is None:
        return refused or abort(404)
    return as_docx(case_paper(office, entry), case_file_name(entry.measure.number))


def _entry(office: Office, number: str) -> Entry | None:
    return office.store.ledger.find(number)


def _admit(office: Office, entry: Entry | None) -> ResponseReturnValue | None:
    by_key = entry is not None and may_read_case(office, entry, request.args.get("k", ""))
    return admit_reader(lambda who: entry is not None and may_read_case_as(who), by_key=by_key)
