"""Brackets of units, the names in them, and the unit list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.districts import Districts, stated_count
from documents.groups import is_group
from documents.unit_brackets import (
    find_brackets,
    find_lookalikes,
    read_duty,
    split_names,
    without_brackets,
)
from documents.units import level_of, list_units
from supervision.records import Level


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("做好。(牵头单位:甲局;责任单位:乙局)", ["牵头单位:甲局;责任单位:乙局"]),
        ("做好。（牵头部门：甲局）", ["牵头部门：甲局"]),
        ("做好。(责任单位:甲局)继续。(配合单位:乙局)", ["责任单位:甲局", "配合单位:乙局"]),
        ("做好。(责任单位:甲局(乙处)、丙局)", ["责任单位:甲局(乙处)、丙局"]),
        ("(试行)(PM10)(党组)(一)(达到或优于Ⅲ类)(2013—2017年度)", []),
    ],
)
def test_brackets_of_units_and_no_others(text: str, contents: list[str]) -> None:
    found = find_brackets(text)
    assert [bracket.content for bracket in found] == contents
    assert all(bracket.closed for bracket in found)


def test_unclosed_bracket_reaches_to_the_end() -> None:
    (bracket,) = find_brackets("做好。(责任单位:甲局、乙")
    assert (bracket.content, bracket.closed) == ("责任单位:甲局、乙", False)


@pytest.mark.parametrize("text", ["(承办单位:甲局)", "(市环保局、市水务局)", "(各县区政府)"])
def test_bracket_that_only_looks_like_units_is_seen(text: str) -> None:
    assert find_lookalikes(f"做好{text}。") == (text,)
    assert not find_lookalikes("做好(责任单位:市环保局、市水务局)(试行)(化工园区)。")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("做好。(责任单位:甲局)", "做好。"),
        ("做好。(责任单位:甲局)。", "做好。"),  # a full stop after the bracket goes with it
        ("做好(责任单位:甲局)。", "做好。"),
    ],
)
def test_text_without_its_brackets(text: str, rest: str) -> None:
    assert without_brackets(text, find_brackets(text)) == rest


def test_duties_go_to_their_fields() -> None:
    content = (
        "牵头单位:甲局;责任单位:乙局、丙局,丁局；配合单位：戊局;督导单位:己局;"
        "验收单位:庚局;包抓领导:李某某"
    )
    assert read_duty(content) == {
        "lead_units": ("甲局",),
        "responsible_units": ("乙局", "丙局", "丁局"),
        "cooperating_units": ("戊局",),
        "supervising_units": ("己局",),
        "verifying_units": ("庚局",),
        "leaders": ("李某某",),
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市 \n环保局、市编办", ("市环保局", "市编办")),
        ("《甲、乙方案》涉及的市直部门、市环保局", ("《甲、乙方案》涉及的市直部门", "市环保局")),
        ("甲局、、乙局。", ("甲局", "乙局")),
    ],
)
def test_names_of_a_list(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


TEXT = "秦州区、麦积区、秦安县、张家川县政府要制定方案,除甘谷县、秦安县、武山县、清水县外。"


@pytest.mark.parametrize(
    ("names", "written_out"),
    [
        ("秦州、麦积、秦安、张家川县区政府", "秦州区政府 麦积区政府 秦安县政府 张家川县政府"),
        ("秦州、麦积区委和区政府", "秦州区委 秦州区政府 麦积区委 麦积区政府"),
        ("市环保局、秦州、麦积区政府", "市环保局 秦州区政府 麦积区政府"),
        ("秦州区、秦安县政府", "秦州区政府 秦安县政府"),
        ("秦安县政府、市编办", "秦安县政府 市编办"),
        ("各县区委和县区政府", "各县区委和县区政府"),
        ("开发区管委会、农业园区管委会", "开发区管委会 农业园区管委会"),
    ],
)
def test_short_lists_are_written_out(names: str, written_out: str) -> None:
    assert Districts(TEXT).write_out(split_names(names)) == (tuple(written_out.split()), ())


def test_short_list_that_the_document_does_not_explain_stays_as_printed() -> None:
    printed = "甲乙、秦安县区政府"
    assert Districts(TEXT).write_out(split_names(printed)) == ((printed,), (printed,))
    assert list_units([printed], []) == ()


def test_counties_beside_a_named_one_are_named_too() -> None:
    districts = Districts(TEXT)
    districts.write_out(("秦安县政府",))
    assert districts.named() == ("秦安县", "武山县")
    assert stated_count("对全市7个县区的督察") == 7
    assert stated_count("对3个区域的督察") is None


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("各县区政府", True),
        ("市环委会各成员单位", True),
        ("市水污染防治领导小组成员单位", True),
        ("《方案》涉及的市直部门", True),
        ("市直有关部门", True),
        ("市环保局等部门", True),
        ("市环保局", False),
        ("市改善农村人居环境协调推进领导小组办公室", False),
        ("秦州区政府", False),
    ],
)
def test_group_names(name: str, group: bool) -> None:
    assert is_group(name) is group


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("市环保局", Level.DEPARTMENT),
        ("市委办公室", Level.DEPARTMENT),
        ("天水军分区", Level.DEPARTMENT),
        ("开发区管委会", Level.DEPARTMENT),
        ("麦积山大景区管委会", Level.DEPARTMENT),
        ("市政府", Level.CITY),
        ("秦州区政府", Level.DISTRICT),
        ("秦安县", Level.DISTRICT),
        ("关子镇政府", Level.TOWNSHIP),
        ("七里墩街道办事处", Level.TOWNSHIP),
        ("王家村", Level.VILLAGE),
        ("天水水务集团有限公司", Level.ENTERPRISE),
    ],
)
def test_level_that_a_name_proves(name: str, level: Level) -> None:
    assert level_of(name) is level


def test_county_named_only_in_prose_is_listed_when_all_counties_are_meant() -> None:
    assert [unit.name for unit in list_units(["各县区政府"], ["甘谷县"])] == ["甘谷县政府"]
    assert list_units(["市环保局"], ["甘谷县"])[1:] == ()


@pytest.mark.parametrize(
    ("names", "units"),
    [
        (["甘谷县委", "甘谷县政府"], {"甘谷县政府": ("甘谷县", "甘谷县委")}),
        (["甘谷县委", "各县区政府"], {"甘谷县政府": ("甘谷县", "甘谷县委")}),
        (["甘谷县委"], {"甘谷县委": ()}),
        (["甘谷县人民政府"], {"甘谷县人民政府": ("甘谷县",)}),
    ],
)
def test_county_is_one_unit(names: list[str], units: dict[str, tuple[str, ...]]) -> None:
    found = list_units(names, ["甘谷县"])
    assert {unit.name: unit.aliases for unit in found} == units
    assert all(unit.level is Level.DISTRICT for unit in found)


@given(st.text(alphabet="(（责任牵头单位部门:：局、;)）《》 \n", max_size=60))
def test_brackets_of_any_text_lie_apart_and_in_order(text: str) -> None:
    position = 0
    for bracket in find_brackets(text):
        assert position <= bracket.start < bracket.end <= len(text)
        position = bracket.end
        read_duty(bracket.content)
