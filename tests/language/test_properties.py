"""What no text may upset, and what changes nothing (hypothesis)."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.contract import shown
from language.understanding import understand
from supervision.records import Role
from tests.language.conftest import LexiconOf
from tests.waiting import slowness

NOW = datetime(2017, 8, 16, 2, tzinfo=UTC)
UNIT = "市建设局"
LIMIT = 0.02

SIGNS = (
    "0123456789-—%％成半百分之完成已无变化预计困难：；，。？\n 项号第#查看关注发布签发绑定"
    "进度市局aZ"
    "月日周底前延期申请撤回收到豹子沟锅炉污泥不是对错听说希望的了吗"
)
BEHIND = ("", " ", "。", "！", "[微笑]", "👍", "\u200b", "\n", "~", "，谢谢", "，辛苦了", "哈")
BEFORE = ("", " ", "　", "[玫瑰]", "您好，", "你好，", "麻烦您，", "不好意思，", "领导好，")
SAID = (
    "14-2完成80%",
    "14-2完成80%，预计月底前完成，资金没到位",
    "豹子沟黑臭水体完成一半",
    "我的任务",
    "本月到期",
    "撤回",
    "看14-2",
    "14-2申请验收",
    "14-2延期半个月",
    "14-2是不是80%",
    "听说14-2完成80%",
    "收到",
)


def read(text: str, lexicon_of: LexiconOf, role: Role = Role.LIAISON) -> dict[str, object]:
    lexicon = lexicon_of("001")
    return shown(understand(text, role, NOW, lexicon, unit=UNIT), lexicon)


@given(
    st.one_of(st.text(max_size=300), st.text(alphabet=SIGNS, max_size=80), st.binary(max_size=200)),
    st.sampled_from(Role),
    st.booleans(),
)
@settings(deadline=None)
def test_any_text_of_any_bytes_gives_an_intent(
    lexicon_of: LexiconOf, text: str | bytes, role: Role, asked: bool
) -> None:
    words = text if isinstance(text, str) else text.decode("utf-8", "surrogateescape")
    lexicon = lexicon_of("001")
    acts = understand(words, role, NOW, lexicon, unit=UNIT, asked=asked)
    assert shown(acts, lexicon)["intent"]
    if role not in (Role.LIAISON, Role.UNIT_HEAD):
        assert "report_progress" not in {act.intent for act in acts}


@given(
    st.sampled_from(SAID),
    st.sampled_from(
        ["", " ", "。", "！", "[微笑]", "👍", "\u200b", "\n", "~", "，谢谢", "，辛苦了", "哈"]
    ),
    st.sampled_from(
        ["", " ", "　", "[玫瑰]", "您好，", "你好，", "麻烦您，", "不好意思，", "领导好，"]
    ),
)
@settings(deadline=None)
def test_signs_faces_and_polite_words_change_nothing(
    lexicon_of: LexiconOf, text: str, after: str, before: str
) -> None:
    assert read(before + text + after, lexicon_of) == read(text, lexicon_of)


@given(st.sampled_from(SAID))
@settings(deadline=None)
def test_full_width_forms_change_nothing(lexicon_of: LexiconOf, text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert read(wide, lexicon_of) == read(text, lexicon_of)


LONG = (
    *("1", "一", "14-2 ", " ,", "完成", "百分之", "已完成了", "查", "进度", "14-2 80%预计", "ﷺ"),
    *("\n", "；", "14-2 80%；", "困难：", "第一项之", "[微笑", "/:", "关注 ", "发布 1-1、", "举报"),
    *("不是1号", "不对", "8月", "锅炉", "污水处理", "huluhe", "a b ", "“", "因为", "延期到", "的"),
    *("wan", "听说", "市水务局", "十", "半个月", "（1）", "我们小区", "倒垃圾"),
)


@pytest.mark.parametrize("part", LONG)
@pytest.mark.parametrize("role", [Role.LIAISON, Role.CITIZEN, Role.OFFICE])
def test_no_text_takes_long(lexicon_of: LexiconOf, part: str, role: Role) -> None:
    read("锅炉 guolu", lexicon_of)
    for text in (part * (2000 // len(part)), f"14-2 80% {part * 300}", f"{part * 300}好"):
        fastest = min(_seconds(text, lexicon_of, role) for _ in range(3))
        if fastest > LIMIT:  # nobody else's work, and no slower machine, is a fault of the text
            fastest = min(_seconds(text, lexicon_of, role) for _ in range(9))
            assert fastest < LIMIT * slowness()


def _seconds(text: str, lexicon_of: LexiconOf, role: Role) -> float:
    began = time.process_time()
    read(text, lexicon_of, role)
    return time.process_time() - began
