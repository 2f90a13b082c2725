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


class Tokens:
    """The tokens of one account."""

    def __init__(self) -> None:
        self._issued: dict[str, list[Token]] = {"classic": [], "stable": []}
        self._forced: list[float] = []

    def check(self, value: str, now: float) -> Token:
        """Find a token and check it.

        Raises:
            ApiError: 40014 unknown, 40001 replaced or revoked, 42001 expired.
        """
        token = self.find(value)
        if token is None:
            raise ApiError(40014)
        token.check(now)
        return token

    def find(self, value: str) -> Token | None:
        """The issued token of that value, usable or not."""
        for family in self._issued.values():
            for token in family:
                if token.value == value:
                    return token
        return None

    def classic(self, now: float, life: float) -> Token:
        """Issue a new token; the one before lives 300 s on, older ones end at once."""
        family = self._issued["classic"]
        for older in family[:-1]:
            older.dies = min(older.dies, now)
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
            for older in family[:-1]:
                older.dies = min(older.dies, now)
            return self._replace("stable", now, life)
        if current.expires - now <= HANDOVER and life > HANDOVER:
            return self._issue("stable", now, life)
        return current

    def kill(self, value: str, now: float) -> None:
        """Revoke one token now; the next normal call issues a new one."""
        token = self.find(value)
        if token is not None:
            token.dies = min(token.dies, now)

    def kill_all(self, now: float) -> None:
        """Revoke every token of the account now."""
        for family in self._issued.values():
            for token in family:
                token.dies = min(token.dies, now)

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
        token = Token(f"88_{secrets.token_urlsafe(96)}", family, now + life, now + life)
        self._issued[family] = [*self._issued[family], token][-REMEMBERED:]
        return token
