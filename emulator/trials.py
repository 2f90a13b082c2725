"""Trials of the product's door (场景接口): ``forge``, ``scenarios``, ``volley`` and ``storm``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from .accounts import Account
from .errors import BadControl
from .forge import forge, read_forgery
from .scenarios import SCENARIOS
from .volley import MOST_COPIES, MOST_WORKERS, storm, volley
from .world import World


def add_trials(blueprint: Blueprint, world: World) -> None:
    """All four."""

    @blueprint.post("/forge")
    def send_forgery() -> Response:
        data, account = _given(world)
        outcomes = forge(world, account, read_forgery(data))
        return jsonify([outcome.to_json() for outcome in outcomes])

    @blueprint.get("/scenarios")
    def scenarios() -> Response:
        told = {name: {"expect": s.expect, "note": s.note} for name, s in SCENARIOS.items()}
        return jsonify(told)

    @blueprint.post("/scenarios/<name>")
    def play(name: str) -> Response:
        data, account = _given(world)
        scenario = SCENARIOS.get(name)
        if scenario is None:
            raise BadControl(f"scenarios: there is no {name}; GET scenarios lists them")
        openid = str(data.get("openid") or "o-scenario")
        steps = [
            [outcome.to_json() for outcome in forge(world, account, forgery)]
            for forgery in scenario.forgeries(openid, int(world.clock.seconds()))
        ]
        return jsonify({"expect": scenario.expect, "steps": steps})

    @blueprint.post("/volley")
    def send_volley() -> Response:
        data, account = _given(world)
        messages, workers = data.get("messages"), data.get("workers", 16)
        if not isinstance(messages, list) or not all(isinstance(m, dict) for m in messages):
            raise BadControl("volley: messages, a list of {openid, text or fields}")
        if type(workers) is not int or not 1 <= workers <= MOST_WORKERS:
            raise BadControl(f"volley: workers from 1 to {MOST_WORKERS}")
        salvos = volley(world, account, messages, _copies(data.get("copies", [1, 4])), workers)
        return jsonify([salvo.to_json() for salvo in salvos])

    @blueprint.post("/storm")
    def send_storm() -> Response:
        data, account = _given(world)
        count, rate = data.get("receipts"), data.get("per_second", 200)
        if type(count) is not int or count < 1 or type(rate) not in (int, float) or rate <= 0:
            raise BadControl("storm: receipts, a number, and per_second, a rate")
        status, known = str(data.get("status", "success")), data.get("known") is True
        return jsonify({"queued": storm(world, account, count, rate, status, known=known)})


def _copies(value: object) -> tuple[int, int]:
    pair = value if isinstance(value, list) else [value, value]
    if len(pair) != 2 or not all(type(n) is int and 1 <= n <= MOST_COPIES for n in pair):
        raise BadControl(f"volley: copies, a number or [least, most] up to {MOST_COPIES}")
    return min(pair), max(pair)


def _given(world: World) -> tuple[Mapping[str, Any], Account]:
    data = request.get_json(force=True, silent=True)
    if not isinstance(data, dict):
        raise BadControl("the body is a JSON object")
    return data, world.account(data.get("app_id"), str(data.get("openid") or ""))
