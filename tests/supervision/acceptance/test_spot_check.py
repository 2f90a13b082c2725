"""Spot checks: a draw is a function of its seed, and at least one is drawn."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.acceptance.spot_check import draw, quarter_ends, quarter_of

ITEMS = st.lists(st.text("0123456789-", min_size=1, max_size=5), max_size=60, unique=True)


@pytest.mark.parametrize(
    ("of", "percent", "drawn"),
    [
        (0, 5, 0),
        (1, 5, 1),
        (19, 5, 1),
        (20, 5, 1),
        (21, 5, 2),
        (100, 5, 5),
        (40, 100, 40),
        (40, 0, 0),
    ],
)
def test_so_many_are_drawn(of, percent, drawn):
    assert len(draw("seed", [f"p:{n}" for n in range(of)], percent)) == drawn


@given(items=ITEMS, seed=st.text(max_size=20), percent=st.integers(1, 100))
def test_the_same_seed_draws_the_same_whatever_the_order(items, seed, percent):
    drawn = draw(seed, items, percent)
    assert draw(seed, [*reversed(items), *items], percent) == drawn
    assert set(drawn) <= set(items)


def test_every_item_is_drawn_about_as_often():
    items = [f"p:{n}" for n in range(20)]
    counts = dict.fromkeys(items, 0)
    for n in range(4000):
        for item in draw(f"seed{n}", items, 5):
            counts[item] += 1
    assert sum(counts.values()) == 4000
    assert all(140 < count < 260 for count in counts.values())


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        ("2018-01-01", "2018Q1"),
        ("2018-03-31", "2018Q1"),
        ("2018-04-01", "2018Q2"),
        ("2018-12-31", "2018Q4"),
    ],
)
def test_a_day_belongs_to_its_quarter(day, quarter):
    assert quarter_of(date.fromisoformat(day)) == quarter


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2018-01-01", "2018-03-31"),
        ("2018-06-30", "2018-06-30"),
        ("2018-08-15", "2018-09-30"),
        ("2018-10-01", "2018-12-31"),
    ],
)
def test_a_quarter_ends_on_its_last_day(day, last):
    assert quarter_ends(date.fromisoformat(day)) == date.fromisoformat(last)
