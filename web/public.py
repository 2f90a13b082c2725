"""The public pages (公开页): what is published, for anybody, without a script."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import Blueprint, Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from handlers.office import Office
from handlers.public import overview, public_item, published_page, search
from handlers.unit_report import unit_report
from handlers.words import unit_report as report_words
from handlers.words.pages import CHART
from storage.guard import redis_errors
from supervision.times import local_date
from web import oversight
from web.bulletins import bulletin_docx, bulletins, document, document_docx
from web.case_files import case_docx, case_page
from web.charts import progress_chart
from web.complaints import complaint, complaints
from web.deps import Deps
from web.paging import page_number
from web.publicity import object_to, objection, publicities, publicity
from web.security import PAGE_POLICY, secure
from web.views import (
    UnitFigures,
    all_shown,
    public_stages,
    rebound_rate,
    shown,
    totals_rates,
    units_with_figures,
)

PAGE_SIZE = 20
FIRST_YEAR = 2004
"""Of no earlier year is there anything to tell."""
SEARCH_HITS = 20
CHART_ROWS = 12
LONGEST_QUERY = 60
FRESH_SECONDS = 10
"""How long a browser may show a page again without asking."""

View = Callable[..., ResponseReturnValue]

OVERSIGHT: tuple[tuple[str, str, View], ...] = (
    ("/overview/", "systems", oversight.systems),
    ("/indicators/", "indicators", oversight.indicators),
    ("/rankings/", "rankings", oversight.ranking_tables),
    ("/enterprises/", "enterprises", oversight.enterprises),
    ("/cases/", "cases", oversight.cases),
    ("/results/", "results", oversight.results),
    ("/case-files/<number>", "case_file", case_page),
    ("/case-files/<number>.docx", "case_docx", case_docx),
    ("/bulletins/<day>.docx", "bulletin_docx", bulletin_docx),
    ("/documents/<number>.docx", "document_docx", document_docx),
)
"""Address, endpoint and view of the pages of oversight and of the papers."""


def public_blueprint(deps: Deps, name: str) -> Blueprint:
    """The pages; mounted below ``/r/<region>`` too when there are several regions."""
    pages = Blueprint(name, __name__)
    _choose_region(pages, deps)
    pages.add_url_rule("/", "home", _guarded(home))
    pages.add_url_rule("/measures/<number>", "measure", _guarded(measure))
    pages.add_url_rule("/units/<name>", "unit", _guarded(unit))
    pages.add_url_rule("/units/<name>/reports/<int:year>", "unit_year", _guarded(unit_year))
    pages.add_url_rule("/search", "find", _guarded(find))
    pages.add_url_rule("/complaints/", "complaints", _guarded(complaints))
    pages.add_url_rule("/complaints/<number>", "complaint", _guarded(complaint))
    pages.add_url_rule("/publicity/", "publicities", _guarded(publicities))
    pages.add_url_rule("/publicity/<number>", "publicity", _guarded(publicity))
    pages.add_url_rule(
        "/publicity/<number>/objections", "object", _guarded(object_to), methods=["POST"]
    )
    pages.add_url_rule("/objections/<number>", "objection", _guarded(objection))
    pages.add_url_rule("/bulletins/", "bulletins", _guarded(bulletins))
    pages.add_url_rule("/documents/<number>", "document", _guarded(document))
    for address, endpoint, view in OVERSIGHT:
        pages.add_url_rule(address, endpoint, _guarded(view))
    pages.after_request(_finish)
    return pages


def home() -> str:
    """The overview (总览): rates with formulas, the chart by unit, the list."""
    office, today = _office(), local_date(g.now)
    sums = overview(office)
    units = units_with_figures(office)
    page = published_page(office, page_number(request.args), PAGE_SIZE)
    if page.page > 1 and not page.items:
        abort(404)
    return render_template(
        "public/home.html",
        sums=sums,
        rates=(*totals_rates(sums.totals), rebound_rate(office)),
        units=units,
        chart=_chart(units),
        items=all_shown(page.items, today),
        page=page,
    )


def measure(number: str) -> str:
    """One item (事项): its duty, dates and both percents."""
    item = public_item(_office(), number)
    if item is None:
        abort(404)
    measures = [(one, bool(public_item(_office(), one))) for one in item.divided_into]
    ledger = _office().store.ledger
    known = {name for name in item.lead_units + item.responsible_units if ledger.unit(name)}
    return render_template(
        "public/measure.html",
        sums=overview(_office()),
        it=shown(item, local_date(g.now)),
        known=known,
        measures=measures,
        stages=public_stages(_office(), item),
    )


def unit(name: str) -> str:
    """One unit (单位): its rates and its published items; an alias leads there, too."""
    office = _office()
    found = office.store.ledger.unit(name)
    if found is None:
        abort(404)
    page = published_page(office, page_number(request.args), PAGE_SIZE, found.name)
    if page.page > 1 and not page.items:
        abort(404)
    sums = overview(office, found.name)
    return render_template(
        "public/unit.html",
        sums=sums,
        name=found.name,
        rates=totals_rates(sums.totals),
        figures=UnitFigures(found.name, sums.totals),
        items=all_shown(page.items, local_date(g.now)),
        page=page,
        year=local_date(g.now).year,
    )


def unit_year(name: str, year: int) -> str:
    """A unit's yearly public report (年度公开, G6), of what is published."""
    office, today = _office(), local_date(g.now)
    found = office.store.ledger.unit(name)
    if found is None or not FIRST_YEAR <= year <= today.year:
        abort(404)
    report = unit_report(office, found.name, year, g.now)
    return render_template(
        "public/report.html",
        sums=overview(office),
        name=found.name,
        year=year,
        paper=report_words.paper(report),
    )


def find() -> str:
    """Search (查询) by words, or by an item's number."""
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    office = _office()
    hits = search(office, query, SEARCH_HITS) if query else ()
    examples = published_page(office, 1, 3).items if not hits else ()
    return render_template(
        "public/search.html",
        sums=overview(office),
        query=query,
        hits=all_shown(hits, local_date(g.now)),
        most=SEARCH_HITS,
        examples=examples,
    )


def _chart(units: list[UnitFigures]) -> str:
    if not units:
        return ""
    return progress_chart([figures.bar for figures in units[:CHART_ROWS]], CHART)


def _office() -> Office:
    return cast("Office", g.office)


def _choose_region(pages: Blueprint, deps: Deps) -> None:
    """Find office and hour before a page is made, and keep the region in its links."""

    @pages.url_value_preprocessor
    def _enter(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        region = (values or {}).pop("region", None)
        if region and region not in {known.region for known in deps.settings.regions}:
            abort(404)
        g.region = region
        g.trial = deps.settings.trial
        g.now = deps.clock.now()
        g.region_id = region or deps.settings.default_region
        g.office = deps.office(g.region_id)
        g.logins = deps.logins

    @pages.url_defaults
    def _stay(_endpoint: str, values: dict[str, Any]) -> None:
        if g.get("region"):
            values.setdefault("region", g.region)


def _guarded(view: View) -> View:
    """Let a failing Redis become the page that says so."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        with redis_errors():
            return view(*args, **kwargs)

    return guarded


def _finish(response: Response) -> Response:
    if g.get("private"):
        response.cache_control.no_store = True
        response.headers["X-Robots-Tag"] = "noindex"
    elif response.status_code == 200:
        response.cache_control.public = True
        response.cache_control.max_age = FRESH_SECONDS
        response.add_etag()
        response.make_conditional(request)
    return secure(response, PAGE_POLICY)
