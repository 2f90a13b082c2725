"""``/healthz``, ``/readyz`` and ``/metrics``: what a machine asks about this one."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from bot.metrics import exposition
from bot.vitals import Vitals, vitals
from bot.wiring import Wiring
from storage.errors import Unavailable
from storage.guard import redis_errors

CLOCK_AGE_SECONDS = 60.0
"""A clock that has not ticked for so long has stopped; it ticks every second."""

OUTBOX_AGE_SECONDS = 600.0
"""A notice that could go and has waited so long: the sender has stopped, or WeChat refuses."""


def health_blueprint(wiring: Wiring) -> Blueprint:
    """The three addresses; none of them tells a name or a number of a person."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return jsonify(status="ok")

    @blueprint.get("/readyz")
    def readyz() -> ResponseReturnValue:
        try:
            with redis_errors():
                found = {region: vital(wiring, region) for region in _regions(wiring)}
        except Unavailable:
            return jsonify(status="unready", redis=False, regions={}), 503
        report = {region: _report(vital) for region, vital in found.items()}
        ready = all(region["ready"] for region in report.values())
        status = "ready" if ready else "unready"
        return jsonify(status=status, redis=True, regions=report), 200 if ready else 503

    @blueprint.get("/metrics")
    def metrics() -> Response:
        try:
            with redis_errors():
                found = {region: vital(wiring, region) for region in _regions(wiring)}
        except Unavailable:
            found = {}
        return Response(exposition(found), mimetype="text/plain; version=0.0.4")

    return blueprint


def vital(wiring: Wiring, region: str) -> Vitals:
    """How a region does now, by real time and by its own time."""
    return vitals(wiring.store(region), datetime.now(UTC), wiring.clock_of(region).now())


def _regions(wiring: Wiring) -> list[str]:
    return [region.region for region in wiring.settings.regions]


def _report(found: Vitals) -> dict[str, object]:
    clock = found.clock_age is not None and found.clock_age < CLOCK_AGE_SECONDS
    outbox = found.outbox_age < OUTBOX_AGE_SECONDS
    return {
        "ready": clock and outbox,
        "clock": clock,
        "clock_age_seconds": found.clock_age,
        "outbox": outbox,
        "outbox_age_seconds": found.outbox_age,
        "unreachable": found.unreachable,
        "unserved": found.unserved,
    }
