"""Messages (消息) to one person: by template, or freely while there is credit."""

from __future__ import annotations

from collections.abc import Mapping

from bot.wechat.client import PlatformClient, expected
from bot.wechat.errors import AlreadySent


def send_template(
    client: PlatformClient,
    openid: str,
    template_id: str,
    data: Mapping[str, str],
    *,
    url: str,
    client_msg_id: str,
) -> str:
    """Send a template message (模板消息); the msgid under which its receipt will come.

    ``data``: field of the template → value. A second call with the same ``client_msg_id``
    within ten minutes sends nothing; "" when the platform says so without a msgid.
    """
    body = {
        "touser": openid,
        "template_id": template_id,
        "data": {name: {"value": value} for name, value in data.items()},
        "client_msg_id": client_msg_id,
    }
    try:
        found = client.call("message/template/send", body | ({"url": url} if url else {}))
    except AlreadySent:
        return ""
    return str(expected(found, "msgid"))


def send_text(client: PlatformClient, openid: str, text: str) -> None:
    """Send a customer-service message (客服消息); the platform has no way to drop a second."""
    body = {"touser": openid, "msgtype": "text", "text": {"content": text}}
    expected(client.call("message/custom/send", body), "errcode")


def send_subscription(
    client: PlatformClient,
    openid: str,
    template_id: str,
    data: Mapping[str, str],
    *,
    page: str,
) -> None:
    """Send a subscription notice (订阅通知); the platform has no way to drop a second.

    ``page`` may be empty; it must be on a domain that the account has registered.
    """
    body = {
        "touser": openid,
        "template_id": template_id,
        "data": {name: {"value": value} for name, value in data.items()},
    }
    found = client.call("message/subscribe/bizsend", body | ({"page": page} if page else {}))
    expected(found, "errcode")
