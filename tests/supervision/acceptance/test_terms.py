"""The section [acceptance] of a policy: what each preset says, and what is no policy."""

from pathlib import Path

import pytest

from supervision.acceptance.publicity import Counting
from supervision.acceptance.terms import Agreement, Filing, Opinions, Terms, take_terms
from supervision.errors import PolicyError
from supervision.policy import Policy

POLICIES = Path(__file__).parents[3] / "policies"
PLAIN = {
    "evidence": 0,
    "self_check": False,
    "site_check": False,
    "opinions": Opinions.ONE,
    "agreement": Agreement.NONE,
    "publicity_days": 10,
    "counting": Counting.WORKING,
    "filing": Filing.AUTOMATIC,
    "four": False,
    "spot_check": 5,
    "draw_reminders": (15, 3),
}
CHECKED = {"evidence": 1, "self_check": True, "site_check": True}


@pytest.mark.parametrize(
    ("preset", "clauses", "differs"),
    [
        ("tianshui-2017", ("T4",), {}),
        # G5: a visit, each verifying unit's opinion, the leading group's agreement
        ("gansu-2025", ("G5",), {**CHECKED, "opinions": "each", "agreement": "leader"}),
        # J3: checked, assessed, closed; J7: the four
        ("jiyuan-2019", ("J3", "J5", "J7"), {**CHECKED, "four": True}),
        ("beijing-2018", ("B3",), {"opinions": "each"}),
        ("baicheng-2023", ("C5",), {}),
    ],
)
def test_what_the_presets_say(preset, clauses, differs):
    found = Policy.parse((POLICIES / f"{preset}.toml").read_text(encoding="utf-8")).acceptance
    assert found == Terms(clauses=clauses, **{**PLAIN, **differs})


def test_without_the_section_the_defaults_hold():
    assert take_terms({}, ()) == Terms(**PLAIN)


@pytest.mark.parametrize(
    ("section", "where"),
    [
        ({"clauses": ["G9"]}, "clauses"),
        ({"opinions": "all"}, "opinions"),
        ({"agreement": "leaders"}, "agreement"),
        ({"publicity_days": 61}, "publicity_days"),
        ({"publicity_days": "ten"}, "publicity_days"),
        ({"counting": "days"}, "counting"),
        ({"filing": "never"}, "filing"),
        ({"four": "yes"}, "four"),
        ({"spot_check": 101}, "spot_check"),
        ({"draw_reminders": [0]}, "draw_reminders"),
        ({"evidence": -1}, "evidence"),
        ({"publicty_days": 7}, "publicty_days"),
    ],
)
def test_a_mistake_is_named(section, where):
    with pytest.raises(PolicyError) as wrong:
        take_terms({"acceptance": section}, ("G5",))
    assert "[acceptance]" in str(wrong.value)
    assert where in str(wrong.value)
