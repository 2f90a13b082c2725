"""The platform as a whole: every API call goes one way — faults, token, endpoint, journal."""

from __future__ import annotations

import json
import logging
import secrets
from dataclasses import dataclass

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.wrappers import Response

from .api import (
    custom,
    draft,
    limits,
    mass,
    media,
    menu,
    oauth,
    publish,
    subscribe,
    tag,
    template,
    template_list,
    ticket,
    token,
    user,
)
from .api.call import Answer, Call, Endpoint
from .control import control
from .errors import ApiError
from .exchange import Incoming, Outgoing, from_application, from_response, page
from .journal import Seen, kept
from .rules import Rule
from .spoil import replaces_answer, spoil, strike
from .wire import Serve
from .world import World

logger = logging.getLogger("zgt.emulator")

JSON = "application/json; encoding=utf-8"
ENDPOINTS: dict[str, Endpoint] = {
    **token.ENDPOINTS,
    **limits.ENDPOINTS,
    **template.ENDPOINTS,
    **template_list.ENDPOINTS,
    **custom.ENDPOINTS,
    **subscribe.ENDPOINTS,
    **mass.ENDPOINTS,
    **draft.ENDPOINTS,
    **publish.ENDPOINTS,
    **ticket.ENDPOINTS,
    **media.ENDPOINTS,
    **user.ENDPOINTS,
    **oauth.ENDPOINTS,
    **menu.ENDPOINTS,
    **tag.ENDPOINTS,
}


@dataclass
class Served:
    """What an API call was answered, and under which name the refusal is remembered."""

    outgoing: Outgoing
    result: str  # the errcode, or "http 502"
    rid: str | None = None


def create_app(world: World) -> Serve:
    """Build the platform around one world: a function from a request to its answer."""
    steering = _control_app(world)
    world.paths = frozenset(ENDPOINTS)

    def serve(incoming: Incoming) -> Outgoing:
        if incoming.path.startswith("/_ctl/"):
            return from_application(steering, incoming)
        if incoming.method not in ("GET", "POST"):
            return page(405)
        return _serve(Call(world, incoming))

    return serve


def _control_app(world: World) -> Flask:
    app = Flask("emulator", static_folder=None)
    if isinstance(app.json, DefaultJSONProvider):
        app.json.sort_keys = False  # fields in printed order
        app.json.ensure_ascii = False
    app.register_blueprint(control(world), url_prefix="/_ctl")
    return app


def _serve(call: Call) -> Outgoing:
    world = call.world
    rule = None
    if world.faults.on_calls:
        arrival = call.arrival()
        rule = world.faults.draw(arrival)
    if rule is None:
        served = _do(call)
    elif rule.when == "before":
        strike(rule, world, arrival)
        served = _spoiled(rule, world, None if replaces_answer(rule) else _do(call))
    else:
        served = _do(call)
        strike(rule, world, arrival)
        served = _spoiled(rule, world, served)
    _note(call, rule, served)
    return served.outgoing


def _spoiled(rule: Rule, world: World, done: Served | None) -> Served:
    refused: list[Served] = []

    def refuse(exc: ApiError) -> Outgoing:
        refused.append(_refuse(world, exc))
        return refused[0].outgoing

    outgoing = spoil(rule, done.outgoing if done else None, refuse)
    name = refused[0].result if refused else f"http {outgoing.status}"
    if "reset" in rule.effect:
        name = "reset"
    elif done is not None and outgoing.status == done.outgoing.status:
        name = refused[0].result if refused else done.result
    rid = refused[0].rid if refused else None if done is None else done.rid
    return Served(outgoing, name, rid)


def _do(call: Call) -> Served:
    endpoint = ENDPOINTS.get(call.path)
    if endpoint is None:
        return Served(page(404), "http 404")
    if endpoint.method != call.incoming.method:
        return _refuse(call.world, ApiError(43001 if endpoint.method == "GET" else 43002))
    try:
        if endpoint.with_token:
            call.authorise()
        return _answer(endpoint.serve(call))
    except ApiError as exc:
        return _refuse(call.world, exc)
    finally:
        call.close()


def _answer(answer: Answer) -> Served:
    if isinstance(answer, Response):
        outgoing = from_response(answer)
        return Served(outgoing, "0" if outgoing.status == 200 else f"http {outgoing.status}")
    body = json.dumps(answer, ensure_ascii=False).encode()
    return Served(Outgoing(200, body, {"Content-Type": JSON}), str(answer.get("errcode", 0)))


def _refuse(world: World, exc: ApiError) -> Served:
    at = int(world.clock.seconds()) & 0xFFFFFFFF
    rid = f"{at:08x}-{secrets.token_hex(4)}-{secrets.token_hex(4)}"
    answer = {"errcode": exc.errcode, "errmsg": f"{exc.errmsg} rid: {rid}"}
    return Served(_answer(answer).outgoing, str(exc.errcode), rid)


def _note(call: Call, rule: Rule | None, served: Served) -> None:
    incoming, outgoing = call.incoming, served.outgoing
    kind = incoming.headers.get("content-type", "")
    seen = Seen(
        time=call.world.clock.now(),
        method=incoming.method,
        path=call.path,
        query=call.query,
        tokens=sum(name == "access_token" for name, _ in call.pairs),
        kind=kind,
        body=kept(kind, incoming.body),
        family=call.token.family if call.token else None,
        status=outgoing.status,
        answer=kept(outgoing.content_type, outgoing.body),
        fault=rule.effect if rule else None,
        rid=served.rid,
        app_id=call.token.app_id if call.token else None,
    )
    call.world.journal.add(seen, served.result)
    known = call.path if call.path in ENDPOINTS else "unknown"
    logger.debug("api_call", extra={"path": known, "status": outgoing.status})
