"""The doors for a browser: public pages, the JSON interface, the phone simulator."""

from __future__ import annotations

from flask import Blueprint, Flask
from flask.json.provider import DefaultJSONProvider

from web import errors, formats
from web.api import api_blueprint
from web.deps import Deps
from web.public import public_blueprint
from web.simulator import simulator_blueprint


def register(app: Flask, deps: Deps) -> None:
    """Mount every door on the application; reads nothing and connects to nothing."""
    app.register_blueprint(_assets())
    app.register_blueprint(public_blueprint(deps, "public"))
    if len(deps.settings.regions) > 1:
        app.register_blueprint(public_blueprint(deps, "regional"), url_prefix="/r/<region>")
    app.register_blueprint(api_blueprint(deps))
    app.register_blueprint(simulator_blueprint(deps))
    if isinstance(app.json, DefaultJSONProvider):
        app.json.ensure_ascii = False  # the interface is read by people, too
    formats.install(app)
    errors.install(app)


def _assets() -> Blueprint:
    """Style sheets, scripts and the mark; nothing comes from another host."""
    return Blueprint(
        "assets",
        __name__,
        static_folder="static",
        static_url_path="/assets",
        template_folder="templates",
    )
