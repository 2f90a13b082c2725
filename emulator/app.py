"""The web application: every API call goes one way — faults, token, endpoint, journal."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from flask import Flask, Response, json, request
from flask.json.provider import DefaultJSONProvider

from .api import media, menu, message, tag, token, user
from .api.call import Answer, Call, Endpoint
from .control import control
from .errors import ApiError
from .faults import Rule
from .journal import flags, readable, without_secrets
from .spoil import replaces_answer, spoil, strike
from .world import World

logger = logging.getLogger("zgt.emulator")

BODY_LIMIT = 20 << 20  # bytes
ENDPOINTS: dict[str, Endpoint] = {
    **token.ENDPOINTS,
    **message.ENDPOINTS,
    **media.ENDPOINTS,
    **user.ENDPOINTS,
    **menu.ENDPOINTS,
    **tag.ENDPOINTS,
}


def create_app(world: World) -> Flask:
    """Build the application around one world."""
    app = Flask("emulator")
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    if isinstance(app.json, DefaultJSONProvider):
        app.json.sort_keys = False  # fields in printed order
        app.json.ensure_ascii = False
    app.register_blueprint(control(world), url_prefix="/_ctl")

    @app.route("/<path:_path>", methods=["GET", "POST"])
    def api(_path: str) -> Response:
        return _serve(world)

    return app


def _serve(world: World) -> Response:
    raw = b"" if request.mimetype == "multipart/form-data" else request.get_data()
    call = Call(world, request, raw, request.args.to_dict())
    arrival = call.arrival()
    rule = world.faults.draw(arrival)
    if rule is not None and rule.when == "before":
        strike(rule, world, arrival.app_id)
        done = None if replaces_answer(rule) else _do(call)
        answer = spoil(rule, done, lambda exc: _refuse(world, exc))
    else:
        answer = _do(call)
        if rule is not None:
            strike(rule, world, arrival.app_id)
            answer = spoil(rule, answer, lambda exc: _refuse(world, exc))
    _note(call, rule, answer)
    return answer


def _do(call: Call) -> Response:
    endpoint = ENDPOINTS.get(call.path)
    if endpoint is None:
        return Response("<html><body>404</body></html>", status=404, mimetype="text/html")
    if endpoint.method != call.request.method:
        return _refuse(call.world, ApiError(43001 if endpoint.method == "GET" else 43002))
    try:
        if endpoint.with_token:
            call.authorise()
        return _answer(endpoint.serve(call))
    except ApiError as exc:
        return _refuse(call.world, exc)


def _answer(answer: Answer) -> Response:
    if isinstance(answer, Response):
        return answer
    return Response(
        json.dumps(answer),
        content_type="application/json; encoding=utf-8",
    )


def _refuse(world: World, exc: ApiError) -> Response:
    at = int(world.clock.seconds()) & 0xFFFFFFFF
    rid = f"{at:08x}-{secrets.token_hex(4)}-{secrets.token_hex(4)}"
    return _answer({"errcode": exc.errcode, "errmsg": f"{exc.errmsg} rid: {rid}"})


def _note(call: Call, rule: Rule | None, answer: Response) -> None:
    kind = call.request.content_type or ""
    entry: dict[str, Any] = {
        "time": call.world.clock.now().isoformat(timespec="milliseconds"),
        "method": call.request.method,
        "path": call.path,
        "query": without_secrets(call.query),
        "body": readable(kind, call.raw),
        "status": answer.status_code,
        "response": readable(answer.content_type or "", answer.get_data()),
        "fault": rule.effect if rule else None,
        "flags": flags(
            call.path, call.query, len(call.request.args.getlist("access_token")), call.raw, kind
        ),
    }
    with call.world.lock:
        call.world.journal.add(entry)
    known = call.path if call.path in ENDPOINTS else "unknown"
    logger.debug("api_call", extra={"path": known, "status": answer.status_code})
