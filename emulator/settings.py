"""A person's settings (用户设置) as a test decides them, and all that is known of the person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from .errors import BadControl
from .people import Person
from .world import World

OUTCOMES = (
    "success",
    "failed:user block",
    "failed: system failed",
    "failed:freq limit",
    "never",
)


def add_settings(blueprint: Blueprint, world: World) -> None:
    """``GET`` and ``POST /users/<openid>``."""

    @blueprint.post("/users/<openid>")
    def set_user(openid: str) -> Response:
        data = request.get_json(force=True, silent=True)
        if not isinstance(data, dict):
            raise BadControl("the body is a JSON object")
        person = world.person(world.account(data.get("app_id"), openid), openid)
        with world.lock:
            _set(person, data)
        world.changed()
        return jsonify(_told(world, person))

    @blueprint.get("/users/<openid>")
    def show_user(openid: str) -> Response:
        with world.lock:
            person = world.state.people.get(openid)
        if person is None:
            raise BadControl("openid: nobody has this one")
        return jsonify(_told(world, person))


def _set(person: Person, data: Mapping[str, Any]) -> None:
    """Set what is named, after all of it was read.

    Raises:
        BadControl: naming what is wrong.
    """
    unknown = set(data) - {"app_id", "outcome", "blacklisted", "blocked", "credits"}
    if unknown:
        raise BadControl(f"users: there is no {min(unknown)}")
    script, outcome = _outcomes(data.get("outcome", person.outcome))
    for name in ("blacklisted", "blocked"):
        if not isinstance(data.get(name, False), bool):
            raise BadControl(f"{name}: true or false")
    credits_ = data.get("credits", {})
    if not isinstance(credits_, dict) or not all(type(n) is int for n in credits_.values()):
        raise BadControl("credits: a number for each template id, -1 for a long subscription")
    if "outcome" in data:
        person.script, person.outcome = script, outcome
    person.blacklisted = data.get("blacklisted", person.blacklisted)
    person.blocked = data.get("blocked", person.blocked)
    person.credits.update(credits_)


def _outcomes(value: object) -> tuple[list[str], str]:
    """Receipts of the next messages, and of all that follow: the last of a list stays."""
    named = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
    if not named or len(named) != (len(value) if isinstance(value, list) else 1):
        raise BadControl(f"outcome: a status or a list of them, such as {', '.join(OUTCOMES)}")
    return named[:-1], named[-1]


def _told(world: World, person: Person) -> dict[str, Any]:
    now = world.clock.seconds()
    return {
        "openid": person.openid,
        "subscribed": person.subscribed,
        "outcome": [*person.script, person.outcome] if person.script else person.outcome,
        "blacklisted": person.blacklisted,
        "blocked": person.blocked,
        "credits": person.credits,
        "windows": {
            kind: {"left": window.left, "seconds": int(window.until - now)}
            for kind, window in person.windows.items()
            if now < window.until
        },
    }
