"""Repeated complaints: hinted at with reasons, by place, by text and by time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from supervision.repeats import ALIKE, Case, likeness, repeats, text_likeness

DAY = date(2017, 7, 6)


def case(number: str, what: str, place: tuple[str, ...] = (), days: int = 0) -> Case:
    return Case(number, "".join(place), place, what, DAY + timedelta(days=days))


DUMPING = case("JB2017-0001", "葫芦河大桥下有人倒建筑垃圾", ("葫芦河", "大桥"))


def test_every_reason_is_a_figure() -> None:
    other = case("JB2017-0002", "葫芦河大桥下面还有人倒建筑垃圾", ("葫芦河", "大桥", "下"), 12)
    found = likeness(other, DUMPING)
    assert found is not None
    assert (found.number, found.shared, found.days) == ("JB2017-0001", ("葫芦河", "大桥"), 12)
    # 12 and 14 neighbouring pairs, 11 of them in both: 2 × 11 ÷ 26
    assert found.percent == 85


def test_the_same_place_alone_is_a_hint_and_so_is_the_same_text() -> None:
    smoke = case("JB2017-0002", "工厂半夜冒黑烟", ("葫芦河", "大桥"))
    copied = case("JB2017-0003", DUMPING.what, ("北道", "工厂"))
    other = case("JB2017-0004", "工厂半夜冒黑烟", ("北道", "工厂"))
    assert likeness(smoke, DUMPING) is not None
    copy = likeness(copied, DUMPING)
    assert copy is not None
    assert (copy.shared, copy.percent) == ((), 100)
    assert likeness(other, DUMPING) is None


def test_one_word_of_two_is_not_the_same_place() -> None:
    other = case("JB2017-0002", "学校旁边油烟", ("葫芦河", "学校"))
    assert likeness(other, DUMPING) is None


def test_what_lies_years_apart_is_no_repetition() -> None:
    assert likeness(case("JB2018-0001", DUMPING.what, DUMPING.place_words, 366), DUMPING)
    assert likeness(case("JB2018-0002", DUMPING.what, DUMPING.place_words, 367), DUMPING) is None


def test_the_same_place_comes_first_and_then_the_likest_text() -> None:
    mine = case("JB2017-0009", "葫芦河大桥下有人倒建筑垃圾", ("葫芦河", "大桥"))
    others = [
        case("JB2017-0001", "葫芦河大桥下有人倒建筑垃圾", ("北道", "工厂")),
        case("JB2017-0002", "大桥噪声很大", ("葫芦河", "大桥")),
        case("JB2017-0003", "大桥下有人倒建筑垃圾", ("葫芦河", "大桥")),
    ]
    found = [like.number for like in repeats(mine, others, 2)]
    assert found == ["JB2017-0003", "JB2017-0002"]


@given(st.text("河桥倒垃圾烟 ，。", max_size=30), st.text("河桥倒垃圾烟 ，。", max_size=30))
def test_likeness_is_mutual_and_between_nothing_and_all(one: str, other: str) -> None:
    found = text_likeness(one, other)
    assert found == text_likeness(other, one)
    assert 0 <= found <= 100


def test_stops_and_spaces_count_for_nothing() -> None:
    assert text_likeness("河边，倒 垃圾。", "河边倒垃圾") == 100
    assert text_likeness("", "河边倒垃圾") == 0
    assert text_likeness("河边倒垃圾", "工厂冒黑烟") < ALIKE
