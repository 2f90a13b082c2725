"""The control interface ``/_ctl``: what a test or the phone simulator steers and sees."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from . import phone
from .accounts import Account
from .callback import verify
from .clock import read_instant
from .consent import add_consent
from .deliveries import Delivery
from .errors import BadAccount, BadControl
from .guard import refusal
from .handset import add_sending
from .logins import Visitor
from .records import add_records
from .settings import add_settings
from .switches import turn
from .trials import add_trials
from .world import World


def control(world: World) -> Blueprint:
    """Build the blueprint around one world."""
    blueprint = Blueprint("control", __name__)
    blueprint.before_request(_let_in)
    blueprint.register_error_handler(BadControl, _bad_request)
    blueprint.register_error_handler(BadAccount, _bad_request)
    _add_clock(blueprint, world)
    _add_settings(blueprint, world)
    add_records(blueprint, world)
    _add_people(blueprint, world)
    add_sending(blueprint, world)
    add_settings(blueprint, world)
    add_consent(blueprint, world)
    add_trials(blueprint, world)
    _add_special(blueprint, world)
    _add_visitor(blueprint, world)
    return blueprint


def _let_in() -> tuple[Response, int] | None:
    why = refusal(request)
    return None if why is None else (jsonify({"error": why}), 403)


def _bad_request(exc: Exception) -> tuple[Response, int]:
    return jsonify({"error": str(exc)}), 400


def _json() -> Mapping[str, Any]:
    if not request.get_data():
        return {}
    data = request.get_json(force=True, silent=True)
    if not isinstance(data, dict):
        raise BadControl("the body is a JSON object")
    return data


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadControl(f"{name}: a number")
    return float(value)


def _add_clock(blueprint: Blueprint, world: World) -> None:
    @blueprint.post("/reset")
    def reset() -> Response:
        at = _json().get("at")
        world.reset(None if at is None else read_instant(at))
        return _clock(world)

    @blueprint.get("/clock")
    def clock() -> Response:
        return _clock(world)

    @blueprint.post("/clock")
    def move_clock() -> Response:
        data = _json()
        if ("advance" in data) == ("at" in data):
            raise BadControl("clock: advance (seconds) or at (ISO instant)")
        if "advance" in data:
            world.clock.advance(_number(data["advance"], "advance"))
        else:
            world.clock.move_to(read_instant(data["at"]))
        world.changed()
        return _clock(world)


def _add_settings(blueprint: Blueprint, world: World) -> None:
    @blueprint.post("/accounts")
    def add_account() -> Response:
        return jsonify({"app_id": world.add_account(_json()).app_id})

    @blueprint.post("/accounts/<app_id>")
    def switch_account(app_id: str) -> Response:
        turn(world.account(app_id).switches, _json())
        return jsonify({"app_id": app_id})

    @blueprint.get("/faults")
    def show_faults() -> Response:
        return jsonify(world.faults.to_json())

    @blueprint.post("/faults")
    def set_faults() -> Response:
        rules = request.get_json(force=True, silent=True)
        if not isinstance(rules, list):
            raise BadControl("faults: a list of rules")
        world.faults.replace(rules)
        return jsonify(world.faults.to_json())


def _add_people(blueprint: Blueprint, world: World) -> None:
    @blueprint.post("/say")
    def say() -> Response:
        data, account, openid = _action(world)
        return _delivered(phone.say(world, account, openid, str(data.get("text", ""))))

    @blueprint.post("/click")
    def click() -> Response:
        data, account, openid = _action(world)
        return _delivered(phone.click(world, account, openid, str(data.get("key", ""))))

    @blueprint.post("/view")
    def view() -> Response:
        data, account, openid = _action(world)
        return _delivered(phone.view(world, account, openid, str(data.get("url", ""))))

    @blueprint.get("/menu/<openid>")
    def menu(openid: str) -> Response:
        account = world.account(request.args.get("app_id"), openid)
        return jsonify(phone.menu(world, account, openid))

    @blueprint.post("/choose")
    def choose() -> Response:
        data, account, openid = _action(world)
        return _delivered(phone.choose(world, account, openid, str(data.get("id", ""))))

    @blueprint.post("/pay")
    def pay() -> Response:
        _, account, openid = _action(world)
        return _delivered(phone.pay(world, account, openid))

    @blueprint.post("/follow")
    def follow() -> Response:
        data, account, openid = _action(world)
        return _delivered(phone.follow(world, account, openid, str(data.get("scene") or "")))

    @blueprint.post("/unfollow")
    def unfollow() -> Response:
        _, account, openid = _action(world)
        return _delivered(phone.unfollow(world, account, openid))

    @blueprint.post("/scan")
    def scan() -> Response:
        data, account, openid = _action(world)
        scene = str(data.get("scene") or "") or _scene_of(world, account, data.get("ticket"))
        return _delivered(phone.follow(world, account, openid, scene))


def _add_special(blueprint: Blueprint, world: World) -> None:
    @blueprint.post("/event")
    def event() -> Response:
        data, account, openid = _action(world)
        fields = data.get("fields")
        if not isinstance(fields, dict):
            raise BadControl("event: fields is an object")
        return _delivered(phone.send_raw(world, account, openid, fields))

    @blueprint.post("/verify")
    def verify_callback() -> Response:
        account = world.account(_json().get("app_id"))
        echo = str(secrets.randbits(63))
        failure = verify(account, world.clock, echo)
        return jsonify({"verified": failure is None, "failure": failure})


def _add_visitor(blueprint: Blueprint, world: World) -> None:
    @blueprint.post("/visitor")
    def hold_phone() -> Response:
        data, account, openid = _action(world)
        if not openid:
            raise BadControl("visitor: openid is missing")
        visitor = Visitor(openid, bool(data.get("snapshot", False)))
        with world.lock:
            world.state.logins.visitors[account.app_id] = visitor
        return jsonify({"openid": openid, "snapshot": visitor.snapshot})


def _action(world: World) -> tuple[Mapping[str, Any], Account, str]:
    data = _json()
    openid = str(data.get("openid") or "")
    return data, world.account(data.get("app_id"), openid), openid


def _scene_of(world: World, account: Account, value: object) -> str:
    with world.lock:
        ticket = world.state.tickets.get(str(value))
    if ticket is None or ticket.app_id != account.app_id:
        raise BadControl("scan: scene, or the ticket of a code")
    if ticket.expires is not None and world.clock.seconds() >= ticket.expires:
        raise BadControl("scan: the code has expired")
    return ticket.scene


def _clock(world: World) -> Response:
    now = world.clock.now()
    return jsonify({"now": now.isoformat(), "offset": world.clock.offset})


def _delivered(delivery: Delivery) -> Response:
    return jsonify(delivery.to_json())
