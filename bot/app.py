"""The one place that puts the parts together."""

from __future__ import annotations

from functools import partial

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.exceptions import RequestEntityTooLarge

from bot import cli
from bot.late_doors import LateDoors
from bot.logs import set_up_logs
from bot.settings import Settings
from bot.wiring import Wiring

REQUEST_BYTES = 1024 * 1024
"""The largest request to any other address."""

EXTENSION = "zgt"
"""Where the wiring stands in ``app.extensions``."""


class _Sessions(SecureCookieSessionInterface):
    """Prepares no signature check for a request without cookies: WeChat's never have one."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if "HTTP_COOKIE" not in request.environ:
            return self.session_class()
        return super().open_session(app, request)


def create_app(settings: Settings) -> Flask:
    """The application: callback, pages, health, commands. Opens no socket."""
    set_up_logs(secrets=settings.secrets)
    wiring = Wiring(settings)
    app = LateDoors("zgt", partial(_open_doors, wiring))
    app.session_interface = _Sessions()
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=REQUEST_BYTES,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https://"),
    )
    app.extensions[EXTENSION] = wiring
    app.before_request(_refuse_large_callbacks)
    cli.register(app.cli)
    return app


def _open_doors(wiring: Wiring, app: Flask) -> None:
    """Callback, pages, health."""
    # Loading these takes as long as most commands do altogether, and no command needs them.
    import web  # noqa: PLC0415 - as said above
    from bot.callback import callback_blueprint, doors_of  # noqa: PLC0415 - as said above
    from bot.front_door import FrontDoor  # noqa: PLC0415 - as said above
    from bot.health import health_blueprint  # noqa: PLC0415 - as said above
    from bot.oauth import oauth_blueprint  # noqa: PLC0415 - as said above

    app.register_blueprint(health_blueprint(wiring))
    doors, default = doors_of(wiring), wiring.settings.default_region
    app.register_blueprint(callback_blueprint(doors, default))
    front = FrontDoor(doors, default, app.wsgi_app)
    app.wsgi_app = front  # type: ignore[method-assign]  # the way that Flask names for it
    app.register_blueprint(oauth_blueprint(wiring))
    web.register(app, wiring)


def _refuse_large_callbacks() -> None:
    from bot.front_door import CALLBACK_BYTES  # noqa: PLC0415 - as said above

    if request.path == "/wechat" or request.path.startswith("/wechat/"):
        # A chunked body is cut at the limit instead of refused, so one byte more is let in.
        request.max_content_length = CALLBACK_BYTES + 1
        if len(request.get_data()) > CALLBACK_BYTES:
            raise RequestEntityTooLarge
