"""Access tokens (access_token): two isolated families per account, by the platform's rules."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from .errors import ApiError

HANDOVER = 300  # seconds that a replaced token stays valid
FORCE_GAP = 30  # seconds; a forced refresh that comes sooner changes nothing
FORCES_A_DAY = 20
REMEMBERED = 64  # tokens a family; what is older counts as never issued


@dataclass
class Token:
    """One issued token; times in unix seconds."""

    value: str
    app_id: str
    family: str
    expires: float
    dies: float

    def check(self, now: float) -> None:
        """Pass when usable.

        Raises:
            ApiError: 42001 after its natural end, 40001 when replaced or revoked.
        """
        if now >= self.expires:
            raise ApiError(42001)
        if now >= self.dies:
            raise ApiError(40001)


class Register:
    """Every token of every account by its value, so that a call finds its own at once."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token] = {}

    def add(self, token: Token) -> None:
        """Remember a token."""
        self._tokens[token.value] = token

    def drop(self, token: Token) -> None:
        """Forget a token: it counts as never issued."""
        self._tokens.pop(token.value, None)

    def find(self, value: str) -> Token | None:
        """The issued token of that value, usable or not."""
        return self._tokens.get(value)


class Tokens:
    """The tokens of one account."""

    def __init__(self, app_id: str, register: Register) -> None:
        self._app_id = app_id
        self._register = register
        self._issued: dict[str, list[Token]] = {"classic": [], "stable": []}
        self._forced: list[float] = []

    def classic(self, now: float, life: float) -> Token:
        """Issue a new token; the one before lives 300 s on, older ones end at once."""
        self._end_all_but_last("classic", now)
        return self._replace("classic", now, life)

    def stable(self, now: float, life: float, *, force: bool) -> Token:
        """Return the current token, or a new one near its end or when forced.

        Raises:
            ApiError: 45009 after 20 forced refreshes within a day.
        """
        family = self._issued["stable"]
        current = family[-1] if family else None
        if current is None or now >= min(current.expires, current.dies):
            return self._issue("stable", now, life)
        if force and self._may_force(now):
            self._end_all_but_last("stable", now)
            return self._replace("stable", now, life)
        if current.expires - now <= HANDOVER and life > HANDOVER:
            return self._issue("stable", now, life)
        return current

    def kill_all(self, now: float, family: str | None = None) -> None:
        """Revoke every token of the account now, or those of one family."""
        for name, tokens in self._issued.items():
            if family in (None, name):
                for token in tokens:
                    token.dies = min(token.dies, now)

    def to_json(self, now: float) -> list[dict[str, object]]:
        """The tokens that still work: family, and seconds until each ends. Not the tokens."""
        return [
            {"family": token.family, "seconds": int(min(token.expires, token.dies) - now)}
            for tokens in self._issued.values()
            for token in tokens
            if now < min(token.expires, token.dies)
        ]

    def _end_all_but_last(self, family: str, now: float) -> None:
        for older in self._issued[family][:-1]:
            older.dies = min(older.dies, now)

    def _may_force(self, now: float) -> bool:
        if self._forced and now - self._forced[-1] < FORCE_GAP:
            return False
        self._forced = [at for at in self._forced if now - at < 86400]
        if len(self._forced) >= FORCES_A_DAY:
            raise ApiError(45009)
        self._forced.append(now)
        return True

    def _replace(self, family: str, now: float, life: float) -> Token:
        issued = self._issued[family]
        if issued:
            issued[-1].dies = min(issued[-1].dies, now + HANDOVER)
        return self._issue(family, now, life)

    def _issue(self, family: str, now: float, life: float) -> Token:
        value = f"88_{secrets.token_urlsafe(96)}"
        token = Token(value, self._app_id, family, now + life, now + life)
        issued = self._issued[family]
        issued.append(token)
        self._register.add(token)
        while len(issued) > REMEMBERED:
            self._register.drop(issued.pop(0))
        return token
