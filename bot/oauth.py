"""The way back from WeChat's login (网页授权): ``/sign-in?code=…&state=…``."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from bot.errors import InputError
from bot.logins import Refused
from bot.wiring import Wiring
from storage.guard import redis_errors
from web.security import PAGE_POLICY, secure

LONGEST = 200
"""Signs of a code or a state; the platform's have 32, ours 32."""


def oauth_blueprint(wiring: Wiring) -> Blueprint:
    """The address of the default region, and of each region by its name."""
    blueprint = Blueprint("oauth", __name__)

    def sign_in(region: str | None = None) -> AnyResponse:
        code, state = request.args.get("code", ""), request.args.get("state", "")
        if not 0 < len(state) <= LONGEST or len(code) > LONGEST:
            return _page(Refused.EXPIRED)
        try:
            name = wiring.settings.region(region).region
        except InputError:
            abort(404)
        with redis_errors():
            done = wiring.logins.finish(name, state, code)
        if isinstance(done, Refused):
            return _page(done)
        return _kept_by_nobody(redirect(done))

    blueprint.add_url_rule("/sign-in", "default", sign_in)
    blueprint.add_url_rule("/sign-in/<region>", "of_region", sign_in)
    return blueprint


def _page(why: Refused) -> AnyResponse:
    status = 503 if why is Refused.FAILED else 403
    return _kept_by_nobody(make_response(render_template("reader.html", why=why.value), status))


def _kept_by_nobody(response: Response | AnyResponse) -> AnyResponse:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    if isinstance(response, Response):
        return secure(response, PAGE_POLICY)
    return response
