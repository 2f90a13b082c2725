"""With every logger at DEBUG, the libraries' included, no line holds a token, secret or openid."""

from __future__ import annotations

import logging

import pytest

from bot.logs import LineFormatter
from bot.redaction import REDACTOR
from bot.wechat.client import Upload
from bot.wechat.errors import WeChatError
from tests.bot.log_lines import lines
from tests.bot.platform_rig import OPENID, SECRET, SEND, TOKEN, Rig
from tests.bot.wechat.sending import send


@pytest.mark.parametrize(
    "effect", [{}, {"reset": True}, {"http": 500}, {"errcode": 40001}, {"half_json": True}]
)
def test_no_line_of_any_logger_holds_what_is_private(rig: Rig, effect: dict[str, object]) -> None:
    rig.person()
    seen = set()
    REDACTOR.learn([SECRET])
    with lines(LineFormatter(), redacted=False) as written:
        for path in (SEND, TOKEN):
            rig.driver.faults([{"match": {"path": path}, "effect": effect}] if effect else [])
            seen.add(rig.store.redis.hget(rig.store.keys.token(), "token"))
            rig.store.redis.delete(rig.store.keys.token())
            for ask in (
                lambda: send(rig),
                lambda: rig.client().get("user/info", {"openid": OPENID}),
                lambda: rig.client().upload("media/upload", Upload("x.jpg", b"x")),
            ):
                try:
                    ask()
                except WeChatError:
                    logging.getLogger("any.caller").exception("call_failed")
            seen.add(rig.store.redis.hget(rig.store.keys.token(), "token"))
    told = written.getvalue()
    assert "urllib3.connectionpool" in told
    assert "access_token=***" in told
    for private in (SECRET, OPENID, *filter(None, seen)):
        assert str(private) not in told
