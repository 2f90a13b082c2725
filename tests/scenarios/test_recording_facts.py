"""The office writes down by chat what it has found, and sees what follows before it says yes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.invite import invite
from handlers.record_facts import record_facts, records_of
from supervision.decisions import Step
from supervision.documents import Document, State
from supervision.people import Group
from supervision.records import Role
from tests.scenarios.conftest import City


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    return tianshui


def documents(town: City, step: Step, unit: str = "市建设局") -> list[Document]:
    found = town.office.store.documents.of_unit(unit)
    return [d for d in found if d.decision.step is step]


def failures(town: City) -> list[str]:
    return [str(d.decision.reason) for d in documents(town, Step.SUMMONS)]


def acts(town: City) -> list[str]:
    return [str(e.body["act"]) for e in town.office.store.journal.entries()]


def test_a_false_report_names_its_step_before_it_is_recorded_and_takes_it_after(town: City) -> None:
    asked = town.say("oOffice", "记录 市建设局 14-2 反馈失实")
    for said in (
        "将记录：市建设局 14-2 反馈整改情况失实（今天 10:00）",
        "7月7日（周五） 09:00 约谈市建设局（主要负责人，拟办，由您决定）",
        "五（二）（T4）",
        "回复 1 确认",
    ):
        assert said in asked
    assert "false_report" not in acts(town)
    assert "已记录：市建设局 14-2 反馈整改情况失实" in town.say("oOffice", "1")
    assert acts(town)[-1] == "false_report"
    town.at("2017-07-07T09:00:30+08:00").tick()
    [talk] = [d for d in documents(town, Step.SUMMONS) if d.decision.reason == "false_report"]
    assert (talk.state, talk.decision.measure) == (State.PROPOSED, "14-2")
    assert not any("约谈" in text for text in town.pushed("oLiaison"))


def test_no_is_no_and_an_old_yes_is_asked_anew(town: City) -> None:
    town.say("oOffice", "记录 市建设局 未公开")
    town.say("oOffice", "0")
    town.say("oOffice", "记录 市建设局 未公开")
    town.at("2017-07-07T09:10:00+08:00").tick()
    town.say("oOffice", "1")
    assert "not_published" not in acts(town)


def test_a_criticism_by_the_province_proposes_accountability_at_once(town: City) -> None:
    asked = town.say("oOffice", "记录 市建设局 被通报批评")
    assert "1. 国家\n2. 省级" in asked
    asked = town.say("oOffice", "2")
    assert "今天 10:00 问责市建设局（主要负责人、纪检监察机关" in asked
    town.say("oOffice", "1")
    [proposal] = documents(town, Step.ACCOUNTABILITY)
    assert proposal.state is State.PROPOSED
    assert any("问责（主要负责人） 市建设局" in text for text in town.pushed("oOffice"))
    assert not any("问责" in text for text in town.pushed("oLiaison"))


def test_a_record_is_taken_back_with_what_it_proposed_and_stays_in_the_list(town: City) -> None:
    town.say("oOffice", "记录 市建设局 被省级通报批评")
    town.say("oOffice", "1")
    town.at("2017-07-06T10:20:00+08:00")
    [proposal] = documents(town, Step.ACCOUNTABILITY)
    assert f"{proposal.number} 不再办理" in town.say("oOffice", "撤回记录")
    assert [d.state for d in documents(town, Step.ACCOUNTABILITY)] == [State.DROPPED]
    assert "（已撤回）" in town.say("oOffice", "记录列表")
    assert acts(town)[-2:] == ["withdraw", "drop"] or acts(town)[-2:] == ["drop", "withdraw"]
    assert "没有您可以撤回的记录" in town.say("oOffice", "撤回记录")


def test_after_half_an_hour_or_once_used_nothing_is_taken_back(town: City) -> None:
    town.say("oOffice", "记录 市建设局 反馈失实")
    town.say("oOffice", "1")
    town.at("2017-07-06T10:31:00+08:00")
    assert "没有您可以撤回的记录" in town.say("oOffice", "撤回记录")
    town.at("2017-07-07T08:50:00+08:00")
    town.say("oOffice", "记录 市建设局 未报送结果")
    town.say("oOffice", "1")
    town.at("2017-07-07T09:00:30+08:00").tick()
    assert "已经用于拟制文书" in town.say("oOffice", "撤回记录")
    assert "result_not_reported" in failures(town)


def test_a_proper_reason_stops_the_climb_and_shows_in_the_detail(town: City) -> None:
    asked = town.say("oOffice", "记录 14-2 正当理由")
    assert "到哪一天为止" in asked
    assert "是什么" in town.say("oOffice", "8月31日")
    asked = town.say("oOffice", "汛期停工")
    assert "8月31日（周四）前不算超期" in asked
    assert "正当理由（到2017年8月31日）：汛期停工" in asked
    town.say("oOffice", "1")
    assert "正当理由到 8月31日（周四）" in town.say("oLiaison", "看14-2")
    why = town.say("oLiaison", "为什么14-2")
    assert "正当理由" in why
    assert "汛期停工" in why
    town.at("2017-07-17T15:00:30+08:00").tick()
    named = [f.measure for d in documents(town, Step.CRITICISM) for f in d.decision.findings]
    assert "14-2" not in named


def test_a_proper_reason_taken_back_leaves_the_one_before(town: City) -> None:
    for words in ("记录 14-2 正当理由 到8月31日 汛期停工", "记录 14-2 正当理由 到9月30日 汛期停工"):
        town.say("oOffice", words)
        town.say("oOffice", "1")
        town.at((town.now + timedelta(minutes=1)).isoformat())
    town.say("oOffice", "撤回")
    entry = town.office.store.ledger.find("14-2")
    assert entry is not None
    assert str(entry.progress.proper_reason_until) == "2017-08-31"


def test_what_the_policy_does_not_answer_is_recorded_and_says_so(town: City) -> None:
    asked = town.say("oOffice", "记录 市建设局 发现问题 3 个 扬尘")
    assert "本市督察制度对检查发现问题没有规定措施" in asked
    asked = town.say("oOffice", "记录 市建设局 年度空气目标未完成 12%")
    assert "差 12%" in asked


def test_the_form_is_told_and_other_things_are_refused(town: City) -> None:
    assert "请这样写" in town.say("oOffice", "记录")
    assert "请这样写" in town.say("oOffice", "记录 今天开了会")
    assert "系统管理员" in town.say("oOffice", "记录 8月空气质量排名")
    assert "请写明单位全称" in town.say("oOffice", "记录 反馈失实")
    assert "没有编号为 999" in town.say("oOffice", "记录 999 反馈失实")
    assert "不由市水务局负责" in town.say("oOffice", "记录 市水务局 14-2 反馈失实")
    assert "台账里没有「北石槽镇」，按乡镇（街道）计" in town.say("oOffice", "记录 北石槽镇 未公开")
    assert town.office.store.facts.records() == []


@pytest.mark.parametrize("openid", ["oLiaison", "oCitizen"])
def test_nobody_else_records(town: City, openid: str) -> None:
    town.say(openid, "记录 市建设局 反馈失实")
    town.say(openid, "1")
    assert town.office.store.facts.records() == []


def test_the_group_for_publicity_records_only_what_it_checks(tianshui: City) -> None:
    for openid, group in (("oPublic", Group.PUBLICITY), ("oSupervises", Group.SUPERVISION)):
        code = invite(tianshui.office, "整改办", Role.OFFICE, tianshui.now, group=group).code
        tianshui.say(openid, code)
        tianshui.say(openid, "1")
    assert "督查督办组" in tianshui.say("oPublic", "记录 市建设局 反馈失实")
    assert "将记录" in tianshui.say("oPublic", "记录 市建设局 未公开")
    assert "将记录" in tianshui.say("oSupervises", "记录 市建设局 反馈失实")


COUNTIES = ("秦州区政府", "麦积区政府", "甘谷县政府", "秦安县政府", "张家川县政府")


def test_a_group_is_recorded_unit_by_unit_after_one_yes_and_taken_back_at_once(town: City) -> None:
    asked = town.say("oOffice", "记录 各县区政府 未公开")
    assert "将逐家记录：未及时公开整改结果" in asked
    assert "各县区政府 " in asked
    for county in COUNTIES:
        assert county in asked
    assert "已记录：各县区政府" in town.say("oOffice", "1")
    recorded = town.office.store.facts.records()
    assert set(COUNTIES) <= {record.fact.unit for record in recorded}
    assert "各县区政府" not in {record.fact.unit for record in recorded}
    assert f"等 {len(recorded)} 条" in town.say("oOffice", "撤回记录")
    assert all(record.withdrawn_at for record in town.office.store.facts.records())


def test_a_file_names_units_as_people_do(town: City) -> None:
    lines = (
        f'{{"at":"2017-07-06T09:00:00+08:00","fact":"not_published","unit":"{unit}"}}'
        for unit in ("住建局", "秦州区", "各县区政府", "火星局")
    )
    done = record_facts(town.office, "\n".join(lines), town.now, counts_only=False)
    units = {record.fact.unit for record in town.office.store.facts.records()}
    assert {"市建设局", *COUNTIES, "火星局"} <= units
    assert not units & {"住建局", "秦州区", "各县区政府"}
    assert done.unlisted == ("火星局",)
    assert records_of(town.office, "住建局", 5)[0].fact.unit == "市建设局"
