"""The one call that carries the AppSecret: asking the platform for an access token.

It is ``stable_token``, which goes on giving the same token until five minutes before its end, so
that even two fetches at once hurt nobody.
"""

from __future__ import annotations

from datetime import UTC, datetime

import requests

from bot.accounts import API_BASE, RegionSettings
from bot.wechat.actions import Asking
from bot.wechat.answers import fields_of
from bot.wechat.errors import Transient
from bot.wechat.transport import TIMEOUT, prepare, transport_error
from supervision.times import local_date

PATH = "/cgi-bin/stable_token"

SHORTEST_LIFE_SECONDS = 300.0
"""What the platform promises at least; assumed where it does not say how long."""


class TokenCall:
    """Asks for the token of one account."""

    def __init__(self, settings: RegionSettings) -> None:
        self._settings = settings
        self._http = prepare(requests.Session(), settings.api_base)

    def ask(self, *, force: bool) -> tuple[str, float]:
        """A token and its life in seconds; ``force`` makes the platform replace it.

        Raises ConfigurationError, QuotaExceeded and Transient; none carries secret or address.
        """
        body = {
            "grant_type": "client_credential",
            "appid": self._settings.app_id,
            "secret": self._settings.secret,
            "force_refresh": force,
        }
        try:
            with self._http.post(
                f"{API_BASE}{PATH}", json=body, allow_redirects=False, stream=True, timeout=TIMEOUT
            ) as answer:
                found = fields_of(answer, Asking.TOKEN)
        except requests.RequestException as exc:
            # The chain would carry the request, and with it the secret.
            raise transport_error(exc) from None
        token = found.get("access_token")
        if not isinstance(token, str) or not token:
            raise Transient("no_token")
        return token, _seconds(found.get("expires_in"))


def beijing_day(now: float) -> str:
    """The day by which the platform counts, of an instant in unix seconds."""
    return local_date(datetime.fromtimestamp(now, UTC)).isoformat()


def _seconds(value: object) -> float:
    """Life of a token; a missing or unreadable one counts as the shortest the platform gives."""
    try:
        found = int(str(value))
    except ValueError:
        return SHORTEST_LIFE_SECONDS
    return float(found) if found > 0 else SHORTEST_LIFE_SECONDS
