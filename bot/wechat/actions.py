"""What is done about each error code (错误码) of the WeChat platform: one code, one action.

This file is data. Where a code means another thing in a certain kind of call, ``EXCEPTIONS`` says
so. How an action is carried out stands in ``errors.py`` (what is raised), ``client.py`` (what is
asked again or not at all) and ``tokens.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum


class Action(StrEnum):
    """The one thing to do about an answer."""

    REFRESH = "refresh"
    """Take another token and ask once more, once."""

    RETRY = "retry"
    """The same again later, with growing gaps; a send under the same client_msg_id."""

    DROP = "drop"
    """Asking again changes nothing: what we sent is wrong."""

    UNREACH = "unreach"
    """This person cannot be reached in this way."""

    OTHER_CHANNEL = "other_channel"
    """Not by a customer-service message (客服消息) until the person writes again."""

    PAUSE_TEMPLATE = "pause_template"
    """No message by this template until somebody has looked at it."""

    PAUSE_ENDPOINT = "pause_endpoint"
    """No call of this address for a while: the right is missing or was taken away."""

    PAUSE_DAY = "pause_day"
    """No call of this address: the day's quota is used up."""

    PAUSE_MINUTE = "pause_minute"
    """No call of this address for a minute."""

    OPS = "ops"
    """Credentials, whitelist, account or our own code are wrong: somebody must look at it."""

    RESTART_LOGIN = "restart_login"
    """The person's login (网页授权) has to begin again."""

    REUPLOAD = "reupload"
    """The file is no longer there: upload it once more."""

    SENT_ALREADY = "sent_already"
    """The platform has taken it before: as good as sent."""

    UNKNOWN = "unknown"
    """Nobody knows the code: a read may be tried once more, a send may not."""


class Asking(StrEnum):
    """The kinds of calls that an answer may mean different things in."""

    TOKEN = "token"  # noqa: S105  # the name of a kind
    """Fetching the access token: no token is sent, the AppSecret is."""

    LOGIN = "login"
    """A step of a person's login (网页授权), by their code or token."""

    READ = "read"
    """Changes nothing there, so that asking twice does no harm."""

    CHANGE = "change"
    """A send, an upload, a setting."""


def _codes(text: str) -> Iterator[int]:
    """``40015-40027 46003`` → each code."""
    for part in text.split():
        first, _, last = part.partition("-") if not part.startswith("-") else (part, "", "")
        yield from range(int(first), int(last or first) + 1)


TABLE: tuple[tuple[Action, str, str], ...] = (
    (Action.RETRY, "-1", "system busy"),
    (Action.REFRESH, "40001 40014 42001 41001", "token replaced, foreign, expired, missing"),
    (Action.OPS, "40002 41002 41004 40013 40125", "grant_type, appid, secret"),
    (Action.OPS, "40243", "AppSecret frozen"),
    (Action.OPS, "40164 61004", "address not on the whitelist"),
    (Action.OPS, "89501 89503 89506 89507", "a new address awaits the administrator"),
    (Action.UNREACH, "40003", "openid of another account"),
    (Action.UNREACH, "43004 43019", "does not follow, is on our blacklist"),
    (Action.UNREACH, "48002 50005 46004", "receives nothing, does not follow, does not exist"),
    (Action.UNREACH, "43101", "subscription refused or used up"),
    (Action.OTHER_CHANNEL, "45015 45047", "outside the window, credit used up"),
    (Action.PAUSE_TEMPLATE, "40036 40037", "template unknown, deleted or foreign"),
    (Action.DROP, "47003", "a field of the template"),
    (Action.DROP, "40008 45162", "type of message"),
    (Action.DROP, "40033 44002 47001", "escapes, empty or unreadable body"),
    (Action.OPS, "43001 43002 43003", "wrong method, no HTTPS: our own code"),
    (Action.DROP, "44004 45002-45008", "empty or too long"),
    (Action.PAUSE_DAY, "45009", "the day's quota"),
    (Action.PAUSE_MINUTE, "45011", "the minute's quota"),
    (Action.OPS, "45026 45027 43100", "number of templates, industry"),
    (Action.DROP, "45028", "no mass send left"),
    (Action.SENT_ALREADY, "45065", "this id was sent before"),
    (Action.PAUSE_MINUTE, "45066", "this id was retried too fast"),
    (Action.DROP, "45067", "this id is too long"),
    (Action.REUPLOAD, "40007", "media_id gone or wrong"),
    (Action.DROP, "40004-40006 40009-40012 41005 44001 45001 46001", "type, size, data of a file"),
    (Action.DROP, "40053 40066", "QR code, address"),
    (Action.DROP, "40015-40027 40054 40055 45010 45064 46003", "menu"),
    (Action.DROP, "65301-65317", "conditional menu"),
    (Action.DROP, "40031 40032 45056-45059 45157-45159", "tags, lists of openids"),
    (Action.RESTART_LOGIN, "40029 40163 42003", "login code wrong, used, expired"),
    (Action.RESTART_LOGIN, "40030 42002 42007 50001", "login token wrong, expired, without scope"),
    (Action.OPS, "40200", "kind of account"),
    (Action.PAUSE_ENDPOINT, "48001 48008 61007", "right not granted"),
    (Action.OPS, "48003", "agreement on mass sends"),
    (Action.PAUSE_ENDPOINT, "48004 50002 50004 50007", "banned, limited, frozen"),
    (Action.OPS, "48006", "resets of the quota used up"),
    (Action.DROP, "63002", "signature of a page"),
    (Action.DROP, "76003", "path in a question about quotas"),
)
"""Action, its codes, what they mean. Each code stands in one row."""

EXCEPTIONS: dict[Asking, tuple[tuple[Action, str, str], ...]] = {
    Asking.TOKEN: (
        (Action.OPS, "40001 40014 42001 41001", "no token was sent: the credentials are wrong"),
        (Action.OPS, "48001 48004 48008 50002 50004 50007 61007", "no token for this account"),
    ),
    Asking.LOGIN: (
        (Action.OPS, "40001", "the AppSecret is wrong"),
        (Action.RESTART_LOGIN, "40003 40014 41001 42001", "the person's own token or openid"),
    ),
}
"""What codes mean in certain kinds of calls only."""


def _by_code(rows: tuple[tuple[Action, str, str], ...]) -> dict[int, Action]:
    return {code: action for action, text, _ in rows for code in _codes(text)}


ACTIONS: dict[int, Action] = _by_code(TABLE)
"""Code → action, for every code that is known."""

EXCEPTIONAL: dict[Asking, dict[int, Action]] = {
    asking: _by_code(rows) for asking, rows in EXCEPTIONS.items()
}


def action_for(code: int, asking: Asking) -> Action:
    """What to do about a code in a kind of call."""
    exceptional = EXCEPTIONAL.get(asking, {})
    return exceptional.get(code) or ACTIONS.get(code, Action.UNKNOWN)
