"""What can come of a call to the WeChat platform, by what there is to do about it.

WeChatError
├── Transient           try the same again later
├── QuotaExceeded       stop calling for a while: the day's or the minute's quota is used up
├── Unreachable         this person cannot be reached in this way
│   └── OutOfCredit     no customer-service message may be sent to them now (客服消息额度)
├── BadNotice           the platform refuses what we sent; sending it again changes nothing
│   ├── FileGone        the file is no longer there; uploaded again it is worth one more try
│   └── NotUnderstood   an answer that nobody knows
├── AlreadySent         the platform took it before
├── TokenRejected       the token is not valid; a new one is worth one more try
├── LoginExpired        the person's login has to begin again
└── ConfigurationError  the account or its settings are wrong; somebody must look at it

Which code becomes which stands in ``actions.py``. No error carries an address of a request, a
secret, a token or an openid.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.wechat.actions import Action, Asking, action_for
from supervision.times import SHANGHAI

MINUTE_SECONDS = 60.0
REQUEST_ID = re.compile(r"rid: ?([0-9a-f-]{8,40})")
ADDRESS = re.compile(r"invalid ip ([0-9a-fA-F.:]{3,45})")
FIELD = re.compile(r"data\.([a-z_]{1,20}\d{0,2})\.value")


class WeChatError(Exception):
    """Root of the tree. ``code`` is the platform's errcode, 0 where there was none."""

    action: Action

    def __init__(self, reason: str, code: int = 0, *, action: Action | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        if action is not None:
            self.action = action


class Transient(WeChatError):
    """It may work later. ``retry_after`` in seconds, None where nothing says when.

    ``unknown`` is true when the call may have had its effect although no answer came.
    """

    action = Action.RETRY

    def __init__(
        self,
        reason: str,
        code: int = 0,
        *,
        retry_after: float | None = None,
        unknown: bool = False,
        action: Action | None = None,
    ) -> None:
        super().__init__(reason, code, action=action)
        self.retry_after = retry_after
        self.unknown = unknown


class QuotaExceeded(WeChatError):
    """No more calls until ``until`` (real time)."""

    action = Action.PAUSE_DAY

    def __init__(
        self, reason: str, code: int, until: datetime, *, action: Action | None = None
    ) -> None:
        super().__init__(reason, code, action=action)
        self.until = until


class Unreachable(WeChatError):
    """The person does not follow the account, blocks it, or is not one of its followers."""

    action = Action.UNREACH


class OutOfCredit(Unreachable):
    """The person has to write first before another customer-service message may go out."""

    action = Action.OTHER_CHANNEL


class BadNotice(WeChatError):
    """What we sent breaks a rule of the platform."""

    action = Action.DROP


class FileGone(BadNotice):
    """The platform keeps a file for three days only."""

    action = Action.REUPLOAD


class NotUnderstood(BadNotice):
    """The answer is one that nobody knows; a send is never repeated on a guess."""

    action = Action.UNKNOWN


class AlreadySent(WeChatError):
    """A message of this id was taken before: as good as sent."""

    action = Action.SENT_ALREADY


class TokenRejected(WeChatError):
    """The access token is unknown, replaced or expired."""

    action = Action.REFRESH


class LoginExpired(WeChatError):
    """The person's code or token of the login (网页授权) is wrong, used or too old."""

    action = Action.RESTART_LOGIN


class ConfigurationError(WeChatError):
    """Wrong credentials, an address not on the whitelist, a missing right, a deleted template."""

    action = Action.OPS


RAISED: dict[Action, type[WeChatError]] = {
    Action.REFRESH: TokenRejected,
    Action.RETRY: Transient,
    Action.DROP: BadNotice,
    Action.UNREACH: Unreachable,
    Action.OTHER_CHANNEL: OutOfCredit,
    Action.PAUSE_TEMPLATE: ConfigurationError,
    Action.PAUSE_ENDPOINT: ConfigurationError,
    Action.PAUSE_DAY: QuotaExceeded,
    Action.PAUSE_MINUTE: QuotaExceeded,
    Action.OPS: ConfigurationError,
    Action.RESTART_LOGIN: LoginExpired,
    Action.REUPLOAD: FileGone,
    Action.SENT_ALREADY: AlreadySent,
    Action.UNKNOWN: NotUnderstood,
}
"""What is raised for an action; the error names the action, too."""


def error_of(code: int, message: str, now: datetime, asking: Asking = Asking.CHANGE) -> WeChatError:
    """The error for an errcode in a kind of call. ``now`` is real time, for quotas."""
    return error_for(action_for(code, asking), f"{code}{_fact(message)}", code, now)


def error_for(action: Action, reason: str, code: int, now: datetime) -> WeChatError:
    """The error that stands for an action."""
    kind = RAISED[action]
    if issubclass(kind, QuotaExceeded):
        until = _next_midnight(now) if action is Action.PAUSE_DAY else _next_minute(now)
        return kind(reason, code, until, action=action)
    return kind(reason, code, action=action)


def standing_error(
    code: int, reason: str, until: datetime, now: datetime, asking: Asking = Asking.CHANGE
) -> WeChatError:
    """The error of an earlier answer that still stands, until an instant."""
    error = error_for(action_for(code, asking) if code else Action.RETRY, reason, code, now)
    if isinstance(error, QuotaExceeded):
        error.until = until
    elif isinstance(error, Transient):
        error.retry_after = max(0.0, (until - now).total_seconds())
    return error


def _fact(message: str) -> str:
    """Of the platform's sentence only what helps and can hold nothing private."""
    found = (
        ("ip", ADDRESS.search(message)),
        ("field", FIELD.search(message)),
        ("rid", REQUEST_ID.search(message)),
    )
    return "".join(f" {name}={match[1]}" for name, match in found if match)


def _next_minute(now: datetime) -> datetime:
    return now + timedelta(seconds=MINUTE_SECONDS)


def _next_midnight(now: datetime) -> datetime:
    """When the platform counts anew: 00:00 Beijing time."""
    tomorrow = now.astimezone(SHANGHAI) + timedelta(days=1)
    return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
