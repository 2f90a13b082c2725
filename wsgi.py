"""The WSGI door: ``gunicorn wsgi:app``, ``flask --app wsgi …``."""

from __future__ import annotations

from bot.app import create_app
from bot.logs import log_what_nobody_catches
from bot.settings import Settings

log_what_nobody_catches()
app = create_app(Settings.from_env())
