"""What can come of a call to the WeChat platform, by what there is to do about it.

WeChatError
├── Transient           try the same again later
├── QuotaExceeded       stop calling for a while: the day's or the minute's quota is used up
├── Unreachable         this person cannot be reached in this way
│   └── OutOfCredit     no customer-service message may be sent to them now (客服消息额度)
├── BadNotice           the platform refuses what we sent; sending it again changes nothing
├── TokenRejected       the token is not valid; a new one is worth one more try
└── ConfigurationError  the account or its settings are wrong; somebody must look at it

No error carries an address of a request, a secret, a token or an openid.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from supervision.times import SHANGHAI

TOKEN_CODES = frozenset({40001, 40014, 42001, 41001})
UNREACHABLE_CODES = frozenset({40003, 43004, 43019, 43101, 46004, 48002, 50005})
CREDIT_CODES = frozenset({45015, 45047})
BUSY_CODES = frozenset({-1, 45066})
CONFIGURATION_CODES = frozenset(
    {40002, 40013, 40036, 40037, 40125, 40164, 40200, 40243, 41002, 41004, 45026, 45027}
    | {43001, 43002, 43003, 43100, 48001, 48003, 48004, 48006, 48008, 50002, 50004, 50007}
    | {61004, 61007, 89501, 89503, 89506, 89507}
)
DAY_QUOTA, MINUTE_QUOTA = 45009, 45011

DUPLICATE_CODE = 45065
"""This client_msg_id was taken before: as good as sent."""

MINUTE_SECONDS = 60.0
REQUEST_ID = re.compile(r"rid: ?([0-9a-f-]{8,40})")
ADDRESS = re.compile(r"invalid ip ([0-9a-fA-F.:]{3,45})")
FIELD = re.compile(r"data\.([a-z_]{1,24}\d{0,3})\.value")


class WeChatError(Exception):
    """Root of the tree. ``code`` is the platform's errcode, 0 where there was none."""

    def __init__(self, reason: str, code: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class Transient(WeChatError):
    """It may work later. ``retry_after`` in seconds, None where nothing says when.

    ``unknown`` is true when the call may have had its effect although no answer came.
    """

    def __init__(
        self,
        reason: str,
        code: int = 0,
        *,
        retry_after: float | None = None,
        unknown: bool = False,
    ) -> None:
        super().__init__(reason, code)
        self.retry_after = retry_after
        self.unknown = unknown


class QuotaExceeded(WeChatError):
    """No more calls until ``until`` (real time)."""

    def __init__(self, reason: str, code: int, until: datetime) -> None:
        super().__init__(reason, code)
        self.until = until


class Unreachable(WeChatError):
    """The person does not follow the account, blocks it, or is not one of its followers."""


class OutOfCredit(Unreachable):
    """The person has to write first before another customer-service message may go out."""


class BadNotice(WeChatError):
    """The message breaks a rule of the platform, or the answer is one that nobody knows."""


class TokenRejected(WeChatError):
    """The access token is unknown, replaced or expired."""


class ConfigurationError(WeChatError):
    """Wrong credentials, an address not on the whitelist, a missing right, a deleted template."""


def error_of(code: int, message: str, now: datetime) -> WeChatError:
    """The error for an errcode (wechat-platform §3). ``now`` is real time, for quotas.

    An unknown code is a BadNotice: a send is never repeated on a guess.
    """
    reason = f"{code}{_fact(message)}"
    if code == DAY_QUOTA:
        return QuotaExceeded(reason, code, _next_midnight(now))
    if code == MINUTE_QUOTA:
        return QuotaExceeded(reason, code, now + timedelta(seconds=MINUTE_SECONDS))
    kind = next((kind for codes, kind in KINDS if code in codes), BadNotice)
    return kind(reason, code)


KINDS: tuple[tuple[frozenset[int], type[WeChatError]], ...] = (
    (TOKEN_CODES, TokenRejected),
    (CREDIT_CODES, OutOfCredit),
    (UNREACHABLE_CODES, Unreachable),
    (BUSY_CODES, Transient),
    (CONFIGURATION_CODES, ConfigurationError),
)


def _fact(message: str) -> str:
    """Of the platform's sentence only what helps and can hold nothing private."""
    known = (("ip", ADDRESS), ("field", FIELD), ("rid", REQUEST_ID))
    found = [(name, form.search(message)) for name, form in known]
    return "".join(f" {name}={fact[1]}" for name, fact in found if fact)


def _next_midnight(now: datetime) -> datetime:
    """When the platform counts anew: 00:00 Beijing time."""
    tomorrow = now.astimezone(SHANGHAI) + timedelta(days=1)
    return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
