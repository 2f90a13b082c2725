"""What is a person's name when a name was asked for, and what is something else."""

from __future__ import annotations

import pytest

from language.person_names import read_person_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张三", "张三"),
        ("张三。", "张三"),
        ("王 小 明", "王小明"),
        ("欧阳震华", "欧阳震华"),
        ("买买提·艾力", "买买提·艾力"),
        ("我叫扎西多吉", "扎西多吉"),  # no surname of the list, but said to be a name
        ("姓名：李四", "李四"),
        ("本人张伟", "张伟"),
    ],
)
def test_a_name_is_read(text: str, name: str) -> None:
    assert read_person_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        *("谢谢", "你好", "好的", "收到", "我不知道", "我的任务", "明天", "黄河", "水污染", "污水"),
        *("1", "0", "16 完成90%", "我是联络员", "张三李四王五赵六", "zhang", ""),
    ],
)
def test_other_words_are_no_name(text: str) -> None:
    assert read_person_name(text) == ""
