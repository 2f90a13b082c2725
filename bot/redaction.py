"""What never stands in a log line: secrets by their value, private things by their form.

Nothing private is handed to a logger in the first place. This is the second wall, for what comes
along unasked: the address in a library's debug line, the text of an exception, a traceback.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterable

MASK = "***"

SHORTEST_LEARNED = 8
"""A shorter secret is a word like others; it is masked only where its name stands before it."""

NAMES = (
    "token",
    "secret",
    "aes",
    "ticket",
    "passw",
    "authorization",
    "cookie",
    "session",
    "openid",
)
"""A line without any of these words is spared the search for a name with its value."""

NAMED = re.compile(
    r"""((?:access_?token|refresh_?token|app_?secret|secret_?key|secret|encoding_?aes_?key|aes_?key
    |token|ticket|password|passwd|authorization|set-cookie|cookie|session|openid)
    ["']?\s*[=:]\s*)(?:Bearer\s+)?["']?[^\s"'&,;<>)\]}]+""",
    re.IGNORECASE | re.VERBOSE,
)
"""``"secret": "…"``, ``secret=…``: the value, up to whatever ends one."""

CODE = re.compile(r"([?&]code=)[A-Za-z0-9_-]{16,}")
"""A login code in an address; ``code=40001`` is an error code and stays."""

LONG = re.compile(r"(?:(?<=\\[nrt])|(?<![A-Za-z0-9_-])(?!(?<=\\)[nrt]))[A-Za-z0-9_-]{28,}")
"""A run of signs; the letter of an escape (``\\n`` in the repr of a text) is none of them."""

OPENID_LENGTH, TOKEN_LENGTH = 28, 80
"""An openid has 28 signs and an o in front; nothing of ours but a token is as long as one."""

PHONE = re.compile(r"(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")

PASSWORD = re.compile(r"(://[^\s/@:]*:)[^\s/@]+(?=@)")
"""In the address of a Redis."""


class Redactor(logging.Filter):
    """Masks lines and records; as a filter of a handler it serves every logger above it."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._secrets: frozenset[str] = frozenset()
        self._learned: re.Pattern[str] | None = None

    def learn(self, secrets: Iterable[str | None]) -> None:
        """Mask these values wherever they stand."""
        with self._lock:
            known = self._secrets | {s for s in secrets if s and len(s) >= SHORTEST_LEARNED}
            if known == self._secrets:
                return
            self._secrets = known
            longest_first = sorted(known, key=len, reverse=True)
            self._learned = re.compile("|".join(map(re.escape, longest_first)))

    def masked(self, text: str) -> str:
        """The text with everything private replaced by ``***``."""
        if self._learned is not None:
            text = self._learned.sub(MASK, text)
        lower = text.lower()
        if any(name in lower for name in NAMES):
            text = NAMED.sub(_after_its_name, text)
        if "code=" in text:
            text = CODE.sub(_after_its_name, text)
        if "://" in text:
            text = PASSWORD.sub(_after_its_name, text)
        return PHONE.sub(MASK, LONG.sub(_unless_harmless, text))

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask a record in place, its traceback included; it always passes."""
        record.msg, record.args = self.masked(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.masked(record.exc_text)
        if record.stack_info:
            record.stack_info = self.masked(record.stack_info)
        return True


REDACTOR = Redactor()
"""The one of this process; ``set_up_logs`` tells it the secrets of the configured accounts."""


def redact(handlers: Iterable[logging.Handler]) -> None:
    """Let handlers of others, such as gunicorn's, tell nothing private either."""
    for handler in handlers:
        if REDACTOR not in handler.filters:
            handler.addFilter(REDACTOR)


def _after_its_name(match: re.Match[str]) -> str:
    return f"{match[1]}{MASK}"


def _unless_harmless(match: re.Match[str]) -> str:
    word = match[0]
    is_openid = len(word) == OPENID_LENGTH and word[0] == "o"
    return MASK if is_openid or len(word) >= TOKEN_LENGTH else word
