"""The numbering of a document as a tree."""

from __future__ import annotations

import pytest

from documents.outline import read_outline


def test_four_levels_in_either_width() -> None:
    text = "题目\n一、甲\n（一）乙\n1．丙。丁\n（1）戊。\n(2)己。\n2.庚。\n二、辛\n壬。"
    outline = read_outline(text)
    assert outline.front == ("题目",)
    assert [(node.level, node.marker, node.title) for p in outline.parts for node in p.walk()] == [
        (1, "一、", "甲"),
        (2, "（一）", "乙"),
        (3, "1．", "丙"),
        (4, "（1）", "戊"),
        (4, "(2)", "己"),
        (3, "2.", "庚"),
        (1, "二、", "辛"),
    ]


@pytest.mark.parametrize(
    ("numeral", "ordinal"),
    [("一", 1), ("九", 9), ("十", 10), ("十一", 11), ("二十", 20), ("二十三", 23), ("一二", 0)],
)
def test_chinese_numerals(numeral: str, ordinal: int) -> None:
    assert read_outline(f"{numeral}、甲").parts[0].ordinal == ordinal


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ("1.甲。乙丙\n丁戊。", ("甲。乙丙丁戊。",)),  # a wrapped sentence goes on
        ("1.甲。(单位:市 \n环保局)", ("甲。(单位:市环保局)",)),  # so does an open bracket
        ("1.甲。乙。\n丙。", ("甲。乙。", "丙。")),  # a finished one does not
        ("1.标题\n正文。", ("标题", "正文。")),  # nor a bare heading
        ("1.甲。含量为\n20.5%。", ("甲。含量为20.5%。",)),  # a decimal is no number of an item
    ],
)
def test_lines_of_a_paragraph(lines: str, paragraphs: tuple[str, ...]) -> None:
    ((node,),) = [part.children for part in read_outline(f"一、任务\n{lines}").parts]
    assert node.paragraphs == paragraphs


def test_heading_on_its_own_line_is_not_repeated_in_the_text() -> None:
    (part,) = read_outline("一、标题\n正文。\n又一段。").parts
    assert (part.title, part.text) == ("标题", "正文。\n又一段。")
