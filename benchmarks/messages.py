"""Sealed messages as the platform sends them, made before the clock runs."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from urllib.parse import urlencode

from wechatpy.crypto import WeChatCrypto

from benchmarks.load import Request
from bot.reading import fields_of

APP_ID = "wx0123456789abcdef"
TOKEN = "benchmark-token"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"

MESSAGE = (
    "<xml><ToUserName><![CDATA[gh_bench]]></ToUserName>"
    "<FromUserName><![CDATA[{openid}]]></FromUserName><CreateTime>{created}</CreateTime>"
    "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{words}]]></Content>"
    "<MsgId>{number}</MsgId></xml>"
)


def sealed(
    path: str, count: int, said: Callable[[int], tuple[str, str]], first: int
) -> list[Request]:
    """``count`` messages; ``said`` gives openid and words of the n-th, ``first`` its message id."""
    crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
    made = []
    for n in range(count):
        openid, words = said(n)
        now, nonce = str(int(time.time())), os.urandom(6).hex()
        text = MESSAGE.format(openid=openid, created=now, words=words, number=first + n)
        body = crypto.encrypt_message(text, nonce, now)
        plain = hashlib.sha1("".join(sorted([TOKEN, now, nonce])).encode()).hexdigest()  # noqa: S324
        query = {
            "signature": plain,
            "timestamp": now,
            "nonce": nonce,
            "openid": openid,
            "encrypt_type": "aes",
            "msg_signature": fields_of(body.encode())["MsgSignature"],
        }
        made.append(Request(f"{path}?{urlencode(query)}", body.encode()))
    return made
