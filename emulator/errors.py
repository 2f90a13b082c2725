"""What the emulated platform can refuse.

EmulatorError
├── ApiError        an answer of the platform: errcode and errmsg, sent with HTTP 200
├── BadAccount      an account description that cannot be used
├── BadControl      a control request that makes no sense, sent with HTTP 400
└── BadReply        the product's answer to a callback; the person sees the failure notice
"""

from __future__ import annotations


class EmulatorError(Exception):
    """Root of the tree."""


class ApiError(EmulatorError):
    """The platform refuses an API call, as ``{"errcode", "errmsg"}``."""

    def __init__(self, errcode: int, errmsg: str | None = None) -> None:
        self.errcode = errcode
        self.errmsg = errmsg if errmsg is not None else MEANINGS.get(errcode, "system error")
        super().__init__(f"{self.errcode} {self.errmsg}")


class BadAccount(EmulatorError):
    """An account description lacks a field or holds a wrong one; the message names it."""


class BadControl(EmulatorError):
    """A control request is incomplete or contradicts the state; the message says how."""


class BadReply(EmulatorError):
    """The product's reply to a callback is not one that WeChat would show."""


# The platform's own wording, by error code.
MEANINGS = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40004: "invalid media type",
    40007: "invalid media_id",
    40008: "invalid message type",
    40013: "invalid appid",
    40014: "invalid access_token",
    40016: "invalid button count",
    40017: "invalid button type",
    40018: "invalid button name size",
    40019: "invalid button key size",
    40020: "invalid button url size",
    40022: "invalid sub-menu level",
    40023: "invalid sub button count",
    40024: "invalid sub button type",
    40025: "invalid sub button name size",
    40026: "invalid sub button key size",
    40027: "invalid sub button url size",
    40029: "invalid code",
    40030: "invalid refresh_token",
    40032: "invalid openid list size",
    40037: "invalid template_id",
    40053: "invalid action info",
    40054: "invalid sub button url domain",
    40055: "invalid button url domain",
    40059: "invalid msg id",
    40097: "invalid args",
    40114: "invalid index value",
    40125: "invalid appsecret",
    40163: "code been used",
    40164: "invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist",
    40200: "invalid account type",
    40201: "invalid action",
    40202: "invalid check_operator",
    40243: "appsecret is frozen",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41005: "media data missing",
    41008: "missing code",
    42001: "access_token expired",
    42002: "refresh_token expired",
    43001: "require GET method",
    43002: "require POST method",
    43004: "require subscribe",
    43019: "require remove blacklist",
    43101: "user refuse to accept the msg",
    44002: "empty post data",
    44004: "empty content",
    45001: "media size out of limit",
    45002: "content size out of limit",
    45003: "title size out of limit",
    45004: "description size out of limit",
    45005: "url size out of limit",
    45006: "picurl size out of limit",
    45008: "article size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    45015: "response out of time limit or subscription is canceled",
    45026: "template count reach max limit",
    45028: "has no masssend quota",
    45047: "out of response count limit",
    45056: "tag number reaches limit",
    45058: "can not modify sys tag",
    45059: "can not tag this user more, reach limit",
    45065: "clientmsgid exist",
    45067: "clientmsgid is too long",
    45072: "command is invalid",
    45157: "tag name invalid or exist",
    45158: "tag name too long",
    45159: "invalid tag id",
    46003: "menu no exist",
    47001: "data format error",
    47003: "argument invalid!",
    48001: "api unauthorized",
    48004: "api forbidden for irregularities",
    48006: "forbid to clear quota because of reaching the limit",
    50002: "user limited",
    53600: "article id not found",
    61004: "invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, access clientip is not registered",
    65301: "no such conditional menu",
    65302: "no such user",
    65303: "there is no default menu",
    65304: "match rule empty",
    65316: "menu links to too many domains",
    76001: "rid not found",
    76002: "rid of another account",
    76003: "invalid cgi_path",
    200012: "the number of personal templates has reached the limit",
    200014: "invalid tid",
    200020: "invalid kidList",
    200021: "invalid sceneDesc",
}
