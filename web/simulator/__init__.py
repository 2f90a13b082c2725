"""The phone simulator (手机模拟器): two phones in the browser, in trial mode on loopback only.

What is typed goes to the emulated platform, from there signed and encrypted to our own callback,
and what the platform shows comes back from its inbox; nothing takes a short cut.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from flask import Blueprint, Response, abort, g, jsonify, render_template, request

from handlers.errors import UnknownUnit
from handlers.invite import invite
from handlers.office import Office
from handlers.sample import TRIAL_CODE_UNIT
from handlers.words import interface as words
from handlers.words.forms import ROLE_NAMES
from storage.guard import redis_errors
from supervision.records import Role
from web.deps import Deps
from web.formats import moment
from web.security import APP_POLICY, is_local, is_same_origin, secure
from web.simulator.emulator import Emulator, EmulatorAway
from web.simulator.personas import Persona, openids, persona
from web.simulator.sending import REQUEST_BYTES, sent
from web.simulator.standing import standing
from web.simulator.timing import BadMove, target

_log = logging.getLogger("zgt.web")

LONGEST_TEXT = 600
LONGEST_SCENE = 64
"""Characters: what the platform takes as the scene of a QR code."""
SETTLE_SECONDS = 0.3
"""Longer than any process goes on by the old time after the clock was moved."""

INVITED_ROLES = (Role.LIAISON, Role.UNIT_HEAD, Role.LEADER, Role.VERIFIER, Role.OFFICE)


class BadRequest(ValueError):
    """The page sent something that cannot be done; the message is shown to the person."""


def simulator_blueprint(deps: Deps) -> Blueprint:
    """``/simulator/``; every address of it is 404 outside trial mode or beyond this machine."""
    simulator = Blueprint("simulator", __name__, url_prefix="/simulator")
    door = _Door(deps)
    simulator.before_request(door.check)
    simulator.add_url_rule("/", "page", door.page)
    simulator.add_url_rule("/state", "state", door.state)
    simulator.add_url_rule("/inbox", "inbox", door.inbox)
    simulator.add_url_rule("/menu", "menu", door.menu)
    for name in ("open", "say", "send", "tap", "clock", "invite", "scan"):
        simulator.add_url_rule(f"/{name}", name, getattr(door, f"{name}_"), methods=["POST"])
    simulator.register_error_handler(BadRequest, _refused)
    simulator.register_error_handler(BadMove, _refused)
    simulator.register_error_handler(EmulatorAway, _away)
    simulator.after_request(_finish)
    return simulator


class _Door:
    """The addresses of the simulator, each a method."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    def check(self) -> None:
        """Let in only a browser on this machine, in trial mode, and only our own page to act."""
        if not self._deps.settings.trial or not is_local(request):
            abort(404)
        if request.method == "POST" and not (request.is_json and is_same_origin(request)):
            abort(403)
        g.now = self._deps.clock.now()

    def page(self) -> str:
        """The two phones."""
        with redis_errors():
            units = sorted(unit.name for unit in self._office.store.ledger.units())
            region = self._office.store.ledger.region()
        roles = [(role.value, ROLE_NAMES[role]) for role in INVITED_ROLES]
        return render_template(
            "simulator.html",
            units=units,
            first=TRIAL_CODE_UNIT,
            roles=roles,
            region=region,
        )

    def state(self) -> Response:
        """How things stand, for the bar above the phones."""
        frozen = self._deps.settings.frozen is not None
        with redis_errors():
            return jsonify(standing(self._office, g.now, frozen=frozen))

    def inbox(self) -> Response:
        """What a persona sees in the chat after a sequence number."""
        who = _persona(request.args.get("who"))
        after = request.args.get("after", 0, type=int)
        return jsonify(self._emulator.inbox(who.openid, after))

    def menu(self) -> Response:
        """The menu that a persona sees below the chat."""
        who = _persona(request.args.get("who"))
        return jsonify(self._emulator.menu(who.openid))

    def open_(self) -> Response:
        """Bring the emulator to the program's time, and let every phone follow the account."""
        self._emulator.catch_up(g.now)
        with redis_errors():
            phones = openids(self._office)
        for openid in phones:
            self._emulator.follow(openid)
        return jsonify(done=True)

    def say_(self) -> Response:
        """Send a text through the platform to our callback."""
        given = _body()
        text = str(given.get("text", "")).strip()
        if not text or len(text) > LONGEST_TEXT:
            raise BadRequest(words.text_length(LONGEST_TEXT))
        failure = self._emulator.say(_persona(given.get("who")).openid, text)
        return jsonify(failure=failure)

    def send_(self) -> Response:
        """Send a photo or another file through the platform to our callback."""
        request.max_content_length = REQUEST_BYTES
        given = _body()
        try:
            file = sent(given)
        except ValueError as exc:
            raise BadRequest(str(exc)) from exc
        failure = self._emulator.send(_persona(given.get("who")).openid, file)
        return jsonify(failure=failure)

    def tap_(self) -> Response:
        """Tap a menu item: its key goes through the platform to our callback, a page is told."""
        given = _body()
        openid = _persona(given.get("who")).openid
        key, url = str(given.get("key", "")), str(given.get("url", ""))
        if url:
            self._emulator.view(openid, url)
            return jsonify(failure=None)
        if not key:
            raise BadRequest(words.NO_MENU_ITEM)
        return jsonify(failure=self._emulator.click(openid, key))

    def clock_(self) -> Response:
        """Move the program's clock, then the platform's."""
        if self._deps.settings.frozen:
            raise BadRequest(words.FROZEN)
        given = _body()
        with redis_errors():
            to, day = str(given.get("to", "")), str(given.get("date", ""))
            office = self._office
            goal = target(to, day, g.now, office.regime(), office.working_days())
            office.store.clock.advance((goal - g.now).total_seconds())
        # Until every process has read the new time, messages of the new time look forged to it.
        time.sleep(SETTLE_SECONDS)
        self._emulator.catch_up(goal)
        _log.info("clock_moved", extra={"to": goal.isoformat()})
        return jsonify(now=moment(goal))

    def invite_(self) -> Response:
        """A one-time binding code for the newcomer."""
        given = _body()
        try:
            role = Role(str(given.get("role", Role.LIAISON)))
            with redis_errors():
                made = invite(
                    self._office, str(given.get("unit", "")), role, g.now, source="simulator"
                )
        except (UnknownUnit, ValueError) as exc:
            raise BadRequest(words.NO_INVITATION) from exc
        return jsonify(
            code=made.code,
            scene=made.scene,
            unit=made.unit,
            role=ROLE_NAMES[role],
            expires=moment(made.expires),
        )

    def scan_(self) -> Response:
        """Scan the QR code of an invitation with a phone."""
        given = _body()
        scene = str(given.get("scene", ""))
        if not scene or len(scene) > LONGEST_SCENE:
            raise BadRequest(words.NO_CODE)
        failure = self._emulator.scan(_persona(given.get("who")).openid, scene)
        return jsonify(failure=failure)

    @property
    def _office(self) -> Office:
        return self._deps.office(self._deps.settings.default_region)

    @property
    def _emulator(self) -> Emulator:
        settings = self._deps.settings
        account = next(r for r in settings.regions if r.region == settings.default_region)
        return Emulator(settings.emulator_url, account.app_id)


def _persona(name: object) -> Persona:
    who = persona(name)
    if who is None:
        raise BadRequest(words.NO_PERSON)
    return who


def _body() -> dict[str, Any]:
    given = request.get_json(silent=True)
    if not isinstance(given, dict):
        raise BadRequest(words.NO_OBJECT)
    return given


def _refused(error: ValueError) -> tuple[Response, int]:
    return jsonify(error="refused", message=str(error)), 400


def _away(error: EmulatorAway) -> tuple[Response, int]:
    _log.warning("emulator_away", extra={"error": str(error)})
    return jsonify(error="emulator", message=words.EMULATOR_AWAY), 502


def _finish(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return secure(response, APP_POLICY)
