"""A browser inside WeChat."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 MicroMessenger/8.0.49"


@dataclass
class Phone:
    """A browser inside WeChat: it follows WeChat's redirects and keeps cookies."""

    client: FlaskClient
    agent: str = WECHAT
    ways: list[str] = field(default_factory=list)

    def open(self, path: str) -> TestResponse:
        """Open a page, be led to WeChat and back as often as the product wants."""
        for _ in range(6):
            answer = self.client.get(path, headers={"User-Agent": self.agent})
            if answer.status_code != 302:
                return answer
            path = self.follow(answer.headers["Location"])
        raise AssertionError(f"sent in a circle: {self.ways}")

    def follow(self, address: str) -> str:
        """Where an address leads on this site: WeChat's page leads back to it."""
        self.ways.append(address)
        parts = urlsplit(address)
        if parts.path == "/connect/oauth2/authorize":
            done = requests.get(address, allow_redirects=False, timeout=5)
            assert done.status_code == 302, done.text
            return self.follow(done.headers["Location"])
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
