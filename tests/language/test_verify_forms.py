"""The plain forms of a verified percent: what they read, from whom, and what they leave alone."""

from __future__ import annotations

import pytest

from language.acts import Intent
from language.verify_forms import level_of, read_verified
from supervision.records import Role


@pytest.mark.parametrize(
    ("said", "percent"),
    [
        ("核实 14-2 60%", 60),
        ("核实14-2完成60%", 60),
        ("核实 14-2 60", 60),
        ("核实 14-2,进度60%", 60),
        ("核实14-2整改进度为百分之六十", 60),
        ("14-2 核实 60%", 60),
        ("14-2经核实完成六成", 60),
        ("14-2已核实,完成60%", 60),
        ("14-2 60% 已核实", 60),
        ("14-2完成60%核实无误", 60),
        ("核实 14-2 到位", 100),
        ("14-2核实已全部完成", 100),
        ("核实 14-2 0%", 0),
        ("核实 14-2 120%", 120),
        ("核实 14-2", None),
    ],
)
def test_what_is_read(said: str, percent: int | None) -> None:
    [act] = read_verified(said, Role.VERIFIER)
    assert act.intent is Intent.VERIFY
    assert act.text("item") == "14-2"
    assert act.number("percent") == percent


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("liaison", "14-2核实完成60%"),  # tells of its own work
        ("liaison", "核实 14-2"),
        ("unit_head", "14-2经核实完成60%"),
        ("citizen", "核实 14-2 60%"),
        ("verifier", "14-2核实了没有"),
        ("verifier", "14-2核实了吗?"),
        ("verifier", "核实14-2怎么操作"),
        ("verifier", "核实 60%"),
        ("verifier", "再核实一下"),
        ("office", "核实 JB2018-0001 属实"),
        ("office", "14-2完成60%,请核实"),
        ("office", "核实 14-2 60% 14-3 70%"),
        ("office", "14-2未核实"),
        ("office", "14-2 核实没有完成"),
    ],
)
def test_what_is_left_to_others(role: str, said: str) -> None:
    assert read_verified(said, Role(role)) == ()


def test_a_unit_that_orders_it_is_told_who_may_and_claims_nothing_by_it() -> None:
    [act] = read_verified("核实 14-2 60%", Role.LIAISON)
    assert act.intent is Intent.VERIFY


@pytest.mark.parametrize(
    ("said", "percent"),
    [("60%", 60), ("60", 60), ("六成", 60), ("完成了", 100), ("到位", 100), ("看情况", None)],
)
def test_a_figure_as_an_answer(said: str, percent: int | None) -> None:
    assert level_of(said) == percent
