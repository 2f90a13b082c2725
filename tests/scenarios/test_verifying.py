"""A verifier confirms a percent apart from the acceptance (核实进度): claimed is never verified."""

from __future__ import annotations

import pytest

from handlers.invite import invite
from supervision.acceptance.table import Stage
from supervision.progress import Verification
from supervision.records import Role
from tests.scenarios.acceptance.conftest import gansu  # noqa: F401 - the city of these stories
from tests.scenarios.acceptance.town import ITEM, VERIFIERS, Town

pytestmark = pytest.mark.usefixtures("gansu")


@pytest.fixture
def town(gansu: Town) -> Town:  # noqa: F811 - the fixture
    """With 80 % reported."""
    assert "已记录" in gansu.say("oUnit", f"{ITEM} 完成80%")
    return gansu


def verified(town: Town) -> int | None:
    verification = town.entry().progress.verification
    return verification.percent if verification else None


def journalled(town: Town) -> list[dict[str, object]]:
    entries = town.office.store.journal.entries()
    return [dict(e.body) for e in entries if e.body["act"] == "verified"]


def test_what_a_verifier_found_is_shown_confirmed_recorded_and_told(town: Town) -> None:
    asked = town.say("oAir", f"核实 {ITEM} 60%")
    for words in (f"将记录 {ITEM}", "核实进度 60%", "单位上报 80%（9月29日（周日），兰州市政府）"):
        assert words in asked
    assert "还没有核实过" in asked
    assert verified(town) is None
    assert "已记录" in town.say("oAir", "1")
    assert town.entry().progress.verification == Verification(60, town.now)
    assert town.entry().progress.claimed_percent == 80
    [told] = [text for text in town.pushed("oUnit") if "【核实结果】" in text]
    assert f"{VERIFIERS[0]}核实进度 60%" in told
    assert "上报 80%" in told
    [entry] = journalled(town)
    assert (entry["unit"], entry["measure"], entry["before"]) == (VERIFIERS[0], ITEM, None)
    assert entry["after"] == {"percent": 60, "claimed": 80}
    assert "上报 80%，核实 60%（9月29日（周日））" in town.say("oUnit", f"看{ITEM}")
    assert "已核实 60%，不能报得比它低" in town.say("oUnit", f"{ITEM} 完成50%")


def test_a_lower_figure_takes_the_place_of_a_higher_and_both_are_in_the_journal(town: Town) -> None:
    town.does("oAir", f"核实 {ITEM} 60%")
    town.at("2024-09-30T10:00:00+08:00")
    asked = town.does("oOffice", f"{ITEM} 核实完成40%")
    assert "比上次核实低" in asked
    assert "上次核实 60%（9月29日（周日））" in asked
    assert verified(town) == 40
    first, second = journalled(town)
    assert first["after"] == {"percent": 60, "claimed": 80}
    assert second["before"] == {"percent": 60, "at": "2024-09-29T02:00:00+00:00"}


def test_a_hundred_percent_says_what_it_means_before_it_holds(town: Town) -> None:
    asked = town.say("oAir", f"核实 {ITEM} 到位")
    assert "核实 100% 就是整改到位，不再算超期；验收销号仍要单位申请" in asked
    assert not town.entry().progress.settled
    town.say("oAir", "1")
    assert town.entry().progress.settled
    assert town.stage() is Stage.OPEN
    assert ITEM not in town.say("oUnit", "下月到期")
    town.does("oAir", f"核实 {ITEM} 90%")
    assert not town.entry().progress.settled
    assert ITEM in town.say("oUnit", "下月到期")


def test_verified_is_not_accepted_while_an_application_waits(town: Town) -> None:
    town.does("oAir", f"核实 {ITEM} 100%")
    town.applied()
    assert "已申请验收" in town.say("oUnit", f"看{ITEM}")
    assert "由验收认定" in town.say("oAir", f"核实 {ITEM} 100%")


def test_who_does_not_say_how_far_is_asked_and_may_answer_in_own_words(town: Town) -> None:
    assert "核实到百分之几？单位上报 80%" in town.say("oAir", f"核实 {ITEM}")
    assert "核实进度 60%" in town.say("oAir", "六成")
    town.say("oAir", "1")
    assert verified(town) == 60
    assert "核实到百分之几" in town.say("oAir", f"核实 {ITEM}")
    town.say("oAir", "0")
    assert verified(town) == 60


def test_a_yes_is_only_said_to_what_was_shown(town: Town) -> None:
    town.say("oAir", f"核实 {ITEM} 60%")
    town.say("oUnit", f"{ITEM} 完成90%")
    assert "单位上报 90%" in town.say("oAir", "1")
    assert verified(town) is None


def test_who_may_not_verify_is_told_why(town: Town) -> None:
    town.bind("oElse", "兰州市政府", Role.VERIFIER)
    assert "不由您单位核实" in town.say("oElse", f"核实 {ITEM} 60%")
    assert "核实进度由整改办办理" in town.say("oUnit", f"核实 {ITEM} 60%")
    code = invite(town.office, VERIFIERS[0], Role.VERIFIER, town.now).code
    town.say("oUnit", code)
    town.say("oUnit", "1")
    assert "不能自己核实" in town.say("oUnit", f"核实 {ITEM} 60%")
    assert "由整改办办理" in town.say("oLeader", f"核实 {ITEM} 60%")
    town.say("oCitizen", f"核实 {ITEM} 60%")
    assert verified(town) is None


def test_no_figure_outside_of_the_whole_is_recorded(town: Town) -> None:
    assert "在 0% 到 100% 之间" in town.say("oAir", f"核实 {ITEM} 120%")
    assert verified(town) is None


def test_what_was_accepted_or_closed_stays_as_it_was(town: Town) -> None:
    town.applied().passed()
    assert "已通过验收，核实 100%，没有改动" in town.say("oAir", f"核实 {ITEM} 60%")
    town.in_publicity().at("2024-10-17T09:00:30+08:00").tick()
    assert town.stage() is Stage.CLOSED
    assert "已销号，没有记录核实进度" in town.say("oAir", f"核实 {ITEM} 60%")
    assert verified(town) == 100


def test_after_a_rebound_it_is_verified_anew(town: Town) -> None:
    town.closed()
    town.does("oOffice", f"重新纳入 {ITEM} 板房又搭起来了")
    town.at("2024-10-18T10:00:00+08:00")
    town.does("oWater", f"核实 {ITEM} 70%")
    assert "核实 70%（10月18日（周五））" in town.say("oOffice", f"看{ITEM}")
