from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.normalise import LONGEST, normalise


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("１４－２　完成８０％", "14-2 完成80%"),
        ("14—2", "14-2"),
        ("收到[微笑]", "收到"),
        ("收到/::)", "收到"),
        ("好/:strong", "好"),
        ("1️⃣", "1"),
        ("收到👍🏻", "收到"),
        ("我的\u200b任务\ufeff", "我的任务"),
        ("  我的  任务 \r\n\r\n 14-2 ", "我的 任务\n14-2"),
        ("困难：资金未到位，需协调", "困难：资金未到位，需协调"),
        ("\x00\x07任务", "任务"),
    ],
)
def test_phones_spell_in_many_ways_and_we_read_one(typed: str, read: str) -> None:
    assert normalise(typed) == read


@pytest.mark.parametrize("text", ["[污泥]", "[14-2]", "http://example.com/a"])
def test_what_is_no_face_stays(text: str) -> None:
    assert normalise(text) == text


@given(st.text())
def test_normalising_twice_changes_nothing_for_words_without_faces(text: str) -> None:
    if "[" in text or "/" in text:
        return
    once = normalise(text)
    assert normalise(once) == once or len(once) > LONGEST
