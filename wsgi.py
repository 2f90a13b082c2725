"""The WSGI door: ``gunicorn wsgi:app``, ``flask --app wsgi …``."""

from __future__ import annotations

from bot.app import create_app
from bot.settings import Settings

app = create_app(Settings.from_env())
