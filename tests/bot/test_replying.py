"""A reply is well-formed whatever its words."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import Incoming
from bot.reading import fields_of
from bot.replying import render
from handlers.said import Text

NOW = datetime(2017, 8, 16, tzinfo=UTC)
TO = Incoming(key="k", said=Text("好"), openid="oA", account="gh_1", order="")


@given(st.text(max_size=3000))
def test_any_words_come_back_as_they_were_and_add_no_element(words: str) -> None:
    fields = fields_of(render(words, TO, NOW).encode("utf-8", "ignore"))
    assert set(fields) == {"ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"}
    assert (fields["ToUserName"], fields["FromUserName"]) == ("oA", "gh_1")


def test_a_cdata_end_in_the_words_injects_nothing() -> None:
    words = "]]></Content><MsgType>news</MsgType><Content><![CDATA["
    fields = fields_of(render(words, TO, NOW).encode())
    assert fields["Content"] == words
    assert fields["MsgType"] == "text"
