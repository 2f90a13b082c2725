"""The tree of units: four levels, and nothing that runs in a circle stops it."""

from __future__ import annotations

from supervision.records import Level, Unit
from supervision.unit_tree import above, drawn_as_tree, township_in

UNITS = (
    Unit("柳林村", Level.VILLAGE, parent="柳林镇"),
    Unit("市政府", Level.CITY),
    Unit("东河区", Level.DISTRICT, parent="市政府"),
    Unit("柳林镇", Level.TOWNSHIP, parent="东河区"),
    Unit("孤村", Level.VILLAGE, parent="没有的镇"),
)
LISTED = {unit.name: unit for unit in UNITS}


def test_a_village_stands_below_three_others() -> None:
    line = above("柳林村", LISTED.get)
    assert [unit.name for unit in line] == ["柳林村", "柳林镇", "东河区", "市政府"]
    assert township_in(line) == LISTED["柳林镇"]


def test_a_parent_that_is_not_listed_ends_the_line() -> None:
    assert above("孤村", LISTED.get) == [LISTED["孤村"]]
    assert township_in(above("孤村", LISTED.get)) is None
    assert above("没有的", LISTED.get) == []


def test_everybody_is_drawn_once_below_the_parent() -> None:
    drawn = [(depth, unit.name) for depth, unit in drawn_as_tree(UNITS)]
    assert drawn == [(0, "市政府"), (1, "东河区"), (2, "柳林镇"), (3, "柳林村"), (0, "孤村")]


def test_parents_in_a_circle_are_walked_once() -> None:
    ring = (
        Unit("甲", Level.TOWNSHIP, parent="乙"),
        Unit("乙", Level.TOWNSHIP, parent="甲"),
    )
    found = {unit.name: unit for unit in ring}
    assert [unit.name for unit in above("甲", found.get)] == ["甲", "乙"]
    assert sorted(unit.name for _, unit in drawn_as_tree(ring)) == ["乙", "甲"]
