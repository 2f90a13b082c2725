"""Asking how one thing is written: which words name a topic, for whom, and which name none."""

from __future__ import annotations

import pytest

from language.help_forms import read_help
from supervision.records import Role


@pytest.mark.parametrize(
    ("role", "said", "about"),
    [
        ("office", "帮助 验收", "acceptance"),
        ("office", "帮助举报", "cases"),
        ("office", "帮助：督办", "steps"),
        ("office", "验收怎么弄", "acceptance"),
        ("office", "怎么摘牌", "steps"),
        ("office", "移交线索", "duties"),
        ("office", "分办", "cases"),
        ("office", "重复件 JB2017-0001", "cases"),
        ("office", "公示什么时候结束", "acceptance"),
        ("office", "公示了吗", "acceptance"),
        ("unit_head", "帮助 绑定", "people"),
        ("liaison", "帮助 举报", "cases"),
        ("liaison", "怎么申请延期", ""),
        ("liaison", "分办", ""),
        ("office", "帮助", ""),
        ("office", "分办 JB2017-0001 市水务局", ""),
        ("office", "14-2公示了吗", ""),
        ("office", "怎么办", ""),
        ("citizen", "帮助 举报", ""),
        ("verifier", "公示了吗", ""),
    ],
)
def test_the_topic_that_words_name(role: str, said: str, about: str) -> None:
    acts = read_help(said, Role(role))
    assert (acts[0].text("about") if acts else "") == about
