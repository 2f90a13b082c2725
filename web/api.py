"""The public JSON interface (数据接口): what is published, and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from flask import Blueprint, Response, g, jsonify, request

from handlers.indicators import assessed
from handlers.office import Office
from handlers.outside_numbers import OutsideNumbers
from handlers.public import PublicItem, overview, public_item, published_page, search
from handlers.words import interface as words
from handlers.words.addresses import measure_address
from handlers.words.forms import LIFECYCLE_NAMES
from handlers.words.indicators import fields
from storage.guard import redis_errors
from supervision.records import Deadline
from supervision.times import SHANGHAI, local_date
from web.deps import Deps
from web.figures import Rate
from web.openapi import DESCRIPTION
from web.security import PAGE_POLICY, secure
from web.views import past_date, totals_rates

PAGE_SIZE = 50
LARGEST_PAGE = 1_000_000
LONGEST_QUERY = 60
FRESH_SECONDS = 10


class BadQuery(ValueError):
    """A parameter cannot be understood; the message says what it should be."""


def api_blueprint(deps: Deps) -> Blueprint:
    """``/api/v1/measures``, one of them, ``/api/v1/indicators`` and ``/api/openapi.json``."""
    api = Blueprint("api", __name__, url_prefix="/api")

    @api.before_request
    def _enter() -> None:
        g.now = deps.clock.now()
        g.office = deps.office(deps.settings.default_region)
        g.numbers = OutsideNumbers(g.office)

    api.add_url_rule("/v1/measures", "measures", measures)
    api.add_url_rule("/v1/measures/<number>", "measure", measure)
    api.add_url_rule("/v1/indicators", "indicators", indicators)
    api.add_url_rule("/openapi.json", "openapi", openapi)
    api.register_error_handler(BadQuery, _bad_query)
    api.after_request(_finish)
    return api


def measures() -> Response:
    """A page of published measures; ``unit`` keeps one unit's, ``q`` searches."""
    with redis_errors():
        number = _page_number()
        unit, query = request.args.get("unit"), request.args.get("q", "").strip()
        if unit and query:
            raise BadQuery(words.ONE_OF_BOTH)
        if query:
            return _found(query)
        return _listed(number, unit)


def measure(number: str) -> tuple[Response, int] | Response:
    """One published measure by its number in the current plan."""
    with redis_errors():
        item = public_item(_office(), number)
    if item is None:
        return jsonify(error="not_found", message=words.NO_ITEM), 404
    return jsonify(to_json(item))


def indicators() -> Response:
    """Every indicator with its target, values, sources and how it stands."""
    with redis_errors():
        found = assessed(_office(), local_date(g.now))
    return jsonify(items=[fields(one) for one in found])


def openapi() -> Response:
    """The description of this interface."""
    return jsonify(DESCRIPTION)


def to_json(item: PublicItem) -> dict[str, Any]:
    """A published item; ``claimed`` is what its unit reported, ``verified`` what was checked."""
    past = past_date(item, local_date(g.now))
    return {
        "number": g.numbers.of(item.number),
        "title": item.title,
        "text": item.text,
        "category": item.category,
        "goal": item.goal,
        "lead_units": list(item.lead_units),
        "responsible_units": list(item.responsible_units),
        "deadlines": [_deadline(d) for d in item.deadlines],
        "lifecycle": item.lifecycle.value,
        "lifecycle_name": LIFECYCLE_NAMES[item.lifecycle],
        "past_date": past.isoformat() if past else None,
        "claimed": _percent(item.claimed_percent, item.claimed_at),
        "verified": _percent(item.verified_percent, item.verified_at),
        "published_at": _instant(item.published_at),
        "url": measure_address(_office().base_url, item.number),
    }


def _listed(page: int, unit: str | None) -> Response:
    office = _office()
    name = None
    if unit:
        known = office.store.ledger.unit(unit)
        if known is None:
            raise BadQuery(words.NO_UNIT)
        name = known.name
    found = published_page(office, page, PAGE_SIZE, name)
    figures = totals_rates(overview(office, name).totals)
    return jsonify(
        page=page,
        size=PAGE_SIZE,
        total=found.total,
        items=[to_json(item) for item in found.items],
        rates=[_rate(rate) for rate in figures],
    )


def _found(query: str) -> Response:
    if len(query) > LONGEST_QUERY:
        raise BadQuery(words.query_too_long(LONGEST_QUERY))
    hits = search(_office(), query, PAGE_SIZE)
    items = [to_json(item) for item in hits]
    return jsonify(page=1, size=PAGE_SIZE, total=len(items), items=items)


def _page_number() -> int:
    text = request.args.get("page", "1")
    is_number = text.isascii() and text.isdigit() and len(text) <= 7
    if not is_number or not 1 <= int(text) <= LARGEST_PAGE:
        raise BadQuery(words.NO_PAGE)
    return int(text)


def _deadline(deadline: Deadline) -> dict[str, str | None]:
    due = deadline.due.isoformat() if deadline.due else None
    return {"phrase": deadline.phrase, "due": due, "what": deadline.what}


def _percent(percent: int | None, at: datetime | None) -> dict[str, Any] | None:
    if percent is None:
        return None
    return {"percent": percent, "at": _instant(at) if at else None}


def _instant(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        "name": rate.name,
        "kind": rate.kind,
        "part": rate.part,
        "whole": rate.whole,
        "percent": rate.percent,
        "formula": rate.formula,
    }


def _office() -> Office:
    return cast("Office", g.office)


def _bad_query(error: BadQuery) -> tuple[Response, int]:
    return jsonify(error="bad_query", message=str(error)), 400


def _finish(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    if response.status_code == 200:
        response.cache_control.public = True
        response.cache_control.max_age = FRESH_SECONDS
        response.add_etag()
        response.make_conditional(request)
    return secure(response, PAGE_POLICY)
