"""Logins on web pages (网页授权): codes that work once, and the tokens of persons."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from .errors import ApiError

CODE_LIFE = 300  # seconds
TOKEN_LIFE = 7200
REFRESH_LIFE = 30 * 86400
SCOPES = ("snsapi_base", "snsapi_userinfo")


@dataclass(frozen=True)
class Visitor:
    """Who holds the phone; ``snapshot``: only a snapshot of the page is shown, to nobody real."""

    openid: str
    snapshot: bool = False


@dataclass(frozen=True)
class Grant:
    """What a code, a token or a refresh token stands for; it ends at a virtual instant."""

    app_id: str
    visitor: Visitor
    scope: str
    until: float


@dataclass
class Logins:
    """All of them, and who holds the phone of each account."""

    visitors: dict[str, Visitor] = field(default_factory=dict)
    codes: dict[str, Grant] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    tokens: dict[str, Grant] = field(default_factory=dict)
    refreshes: dict[str, Grant] = field(default_factory=dict)

    def draw_code(self, app_id: str, visitor: Visitor, scope: str, now: float) -> str:
        """A new code."""
        code = secrets.token_urlsafe(24)
        self.codes[code] = Grant(app_id, visitor, scope, now + CODE_LIFE)
        return code

    def use_code(self, code: str, app_id: str, now: float) -> Grant:
        """What a code stands for; it works once.

        Raises:
            ApiError: 40163 used, 40029 unknown, too old, or of another account.
        """
        if code in self.used:
            raise ApiError(40163)
        grant = self.codes.get(code)
        if grant is None or grant.app_id != app_id or now >= grant.until:
            raise ApiError(40029)
        del self.codes[code]
        self.used.add(code)
        return grant

    def refresh(self, refresh_token: str, app_id: str, now: float) -> Grant:
        """What a refresh token stands for.

        Raises:
            ApiError: 40030 unknown or of another account, 42002 too old.
        """
        grant = self.refreshes.get(refresh_token)
        if grant is None or grant.app_id != app_id:
            raise ApiError(40030)
        if now >= grant.until:
            raise ApiError(42002)
        return grant

    def check(self, token: str, openid: str, now: float) -> Grant:
        """What a person's token stands for.

        Raises:
            ApiError: 40001 unknown, 42001 too old, 40003 another person's.
        """
        grant = self.tokens.get(token)
        if grant is None:
            raise ApiError(40001)
        if now >= grant.until:
            raise ApiError(42001)
        if grant.visitor.openid != openid:
            raise ApiError(40003)
        return grant

    def issue(self, grant: Grant, now: float) -> str:
        """A new token of a person."""
        token = f"u_{secrets.token_urlsafe(80)}"
        self.tokens[token] = Grant(grant.app_id, grant.visitor, grant.scope, now + TOKEN_LIFE)
        return token

    def issue_refresh(self, grant: Grant, now: float) -> str:
        """A new refresh token of a person."""
        token = f"r_{secrets.token_urlsafe(80)}"
        self.refreshes[token] = Grant(grant.app_id, grant.visitor, grant.scope, now + REFRESH_LIFE)
        return token
