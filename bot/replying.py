"""A passive reply (被动回复) as the platform wants it."""

from __future__ import annotations

import json
import re
from datetime import datetime

from bot.incoming import Incoming

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render(words: str, to: Incoming, now: datetime, *, as_json: bool = False) -> str:
    """The document that carries these words back to the sender of ``to``.

    They fit into one message (:mod:`handlers.parts`).
    """
    content = ILLEGAL.sub("", words)
    created = int(now.timestamp())
    if as_json:
        fields = {
            "ToUserName": to.openid,
            "FromUserName": to.account,
            "CreateTime": created,
            "MsgType": "text",
            "Content": content,
        }
        return json.dumps(fields, ensure_ascii=False)
    return (
        f"<xml><ToUserName>{_cdata(to.openid)}</ToUserName>"
        f"<FromUserName>{_cdata(to.account)}</FromUserName>"
        f"<CreateTime>{created}</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType><Content>{_cdata(content)}</Content></xml>"
    )


def _cdata(text: str) -> str:
    """A section that holds the text, and that the text cannot end."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
