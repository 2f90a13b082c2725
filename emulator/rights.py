"""What kinds of accounts may call (接口权限): certified or not, 服务号 or 订阅号."""

from __future__ import annotations

from .accounts import Account
from .errors import ApiError

# Path prefix → the accounts that may call it. A test account may call everything. Paths without
# an entry are open to all.
_SERVICE_ONLY = (
    "/cgi-bin/message/template/send",
    "/cgi-bin/template/",
    "/cgi-bin/message/subscribe/",
    "/wxaapi/newtmpl/",
    "/cgi-bin/qrcode/create",
    "/sns/",
)
_VERIFIED_ONLY = (
    *_SERVICE_ONLY,
    "/cgi-bin/message/",
    "/cgi-bin/tags/",
    "/cgi-bin/user/",
    "/cgi-bin/media/",
    "/cgi-bin/clear_quota",
    "/cgi-bin/freepublish/",
)
_VERIFIED_UNLESS_SERVICE = ("/cgi-bin/menu/", "/cgi-bin/get_current_selfmenu_info")


def check_right(account: Account, path: str) -> None:
    """Pass when this kind of account may call the path.

    Raises:
        ApiError: 48001 when it may not.
    """
    if account.kind == "test" or (account.kind == "service" and account.verified):
        return
    closed: tuple[str, ...] = () if account.verified else _VERIFIED_ONLY
    if account.kind != "service":
        closed += _SERVICE_ONLY
        if not account.verified:
            closed += _VERIFIED_UNLESS_SERVICE
    if path.startswith(closed):
        raise ApiError(48001)
