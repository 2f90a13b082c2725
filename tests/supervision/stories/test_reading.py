"""A story is read strictly: what is not understood is told with its file and line."""

from __future__ import annotations

import pytest

from tests.supervision.stories.reading import FOLDER, story_of
from tests.supervision.stories.tables import StoryError

FILE = FOLDER / "tianshui-2017.md"
TEXT = FILE.read_text(encoding="utf-8")

REPORT = "| 2017-08-10 10:00 | 上报进展 | 市建设局 | 1 | 60% | — |"
CARD = "| 2017-09-15 15:00 | 黄牌警告 | 市建设局 |"


def line_of(text: str) -> int:
    return TEXT[: TEXT.index(text)].count("\n") + 1


def test_the_story_itself_is_understood() -> None:
    assert story_of(FILE, TEXT).policy == "tianshui-2017"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (REPORT, REPORT.replace("上报进展", "汇报"), "事实「汇报」不认识"),
        (REPORT, REPORT.replace("60%", "六成"), "应写成：60%"),
        (REPORT, REPORT.replace("市建设局", "市建委"), "单位「市建委」不在单位表里"),
        (REPORT, REPORT.replace("2017-08-10 10:00", "8月10日"), "时刻「8月10日」应写成"),
        (REPORT, REPORT.replace(" 60% |", ""), "应有 6 格，写了 5 格"),
        (REPORT, REPORT.replace("60%", ""), "「数值」一格是空的"),
        (CARD, CARD.replace("黄牌警告", "红牌警告"), "措施「红牌警告」不认识"),
        (CARD, CARD.replace("市建设局", "—"), "应写明单位"),
        ("| 单位 | 层级 |", "| 单位 | 级别 |", "表头应为：单位 | 层级"),
        ("## 落款", "## 署名", "「署名」不是故事的一节"),
        ("| 8 | 护林巡查 | 市林业局 |", "| 8 | 护林巡查 | 林业局 |", "单位「林业局」不在单位表里"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(old: str, new: str, says: str) -> None:
    with pytest.raises(StoryError) as told:
        story_of(FILE, TEXT.replace(old, new, 1))
    assert str(told.value).startswith(f"tianshui-2017.md:{line_of(old)}: ")
    assert says in str(told.value)


def test_a_section_that_is_missing_is_named() -> None:
    with pytest.raises(StoryError, match="缺少「期限算例」一节"):
        story_of(FILE, TEXT.split("## 期限算例")[0])
