"""Who is told of a step, and who is not: everybody it is for, and nobody twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.record_fact import record
from handlers.schedule.sign import issue
from storage.change import Change
from supervision.decisions import Recipient, Step
from supervision.facts import Fact, FactKind
from supervision.people import Binding, Person
from supervision.policy import Policy
from supervision.records import Role
from tests.handlers.schedule.hands import OFFICER
from tests.supervision.builders import PLAN, POLICIES, at, measure, tianshui


def governed(city, preset=None, **changes):
    """The city under another preset, or with other receivers of one step."""
    policy = tianshui()
    if preset:
        policy = Policy.parse((POLICIES / f"{preset}.toml").read_text(encoding="utf-8"))
    for step, to in changes.items():
        rules = (replace(r, to=to) if r.step == Step(step) else r for r in policy.rules)
        policy = replace(policy, rules=tuple(rules))
    office = replace(city.office, policy=policy)
    return replace(city, office=office)


def happened(city, now, kind, unit="市建设局", **fields):
    change = Change()
    fact = Fact(at(now), kind, unit, PLAN.id, **fields)
    record(change, city.office, fact, name=f"{now}{unit}{fields}"[:80], hand=OFFICER, now=at(now))
    city.store.commit(change)


def led_by(city, number, due, *leaders):
    made = measure(number, due)
    duty = replace(made.duty, leaders=leaders)
    change = Change()
    city.store.ledger.put_measure(change, replace(made, duty=duty), 1, ())
    city.store.commit(change)


def test_who_is_criticised_at_three_is_warned_at_nine_and_can_still_say_why(city):
    city.add("1", "2017-09-14")
    city.tick("2017-09-14 18:00")
    before = len(city.notices("liaison"))
    city.tick("2017-09-15 09:00")
    assert [n.kind for n in city.notices("liaison")[before:]] == ["warning"]
    city.tick("2017-09-15 15:00")
    assert [n.kind for n in city.notices("liaison")[before:]] == ["warning", "yellow_card"]


def test_leaders_in_charge_are_told_of_their_own_and_the_unbound_are_named_to_the_office(city):
    town = governed(city, warning=(Recipient.LIAISON, Recipient.LEADER))
    change = Change()
    person = Person("wang", "openid-wang", (Binding("", Role.LEADER),), name="王某")
    town.store.people.save(change, person)
    town.store.people.index(change, Person("wang", "openid-wang"), person)
    town.store.commit(change)
    led_by(town, "1", "2017-08-31", "王某", "李某")
    town.tick("2017-09-01 09:00")
    assert [n.kind for n in town.notices("wang")] == ["warning"]
    assert town.notices("leader") == []
    assert any("请转告包抓领导 李某" in text for text in town.texts("office"))


def test_the_office_hears_of_what_it_has_to_follow_up(city):
    city.add("1", "2017-09-08")
    city.tick("2017-09-15 15:00")
    followed = "由整改办跟进：\n列入督办计划 市建设局（1）"
    assert any(followed in text for text in city.texts("office"))


def test_accountability_and_referral_reach_the_office_alone(city):
    town = governed(city, "beijing-2018")
    town.tick("2017-09-05 10:00")
    happened(town, "2017-09-05 10:01", FactKind.FALSE_REPORT)
    happened(town, "2017-09-05 10:02", FactKind.PROBLEM_FOUND, count=10, matter="扬尘")
    before = {pid: len(town.notices(pid)) for pid in ("liaison", "head", "leader")}
    town.tick("2017-09-06 15:00")
    assert {pid: len(town.notices(pid)) for pid in before} == before
    text = "\n".join(town.texts("office"))
    for said in (
        "线索移送 市建设局（反馈整改情况失实）",
        "深刻检查 市建设局（反馈整改情况失实）",
        "问责（分管负责人） 市建设局（本年累计 10 个问题）",
        "问责（主要负责人） 市建设局（本年累计 10 个问题）",
    ):
        assert said in text


def test_the_leading_group_reads_that_a_ranking_is_one(city):
    town = governed(city, "beijing-2018")
    town.tick("2017-09-05 10:00")
    units = tuple(f"第{n}镇" for n in range(1, 21))
    happened(
        town, "2017-09-05 10:01", FactKind.RANKING, "", table="air", month="2017-08", units=units
    )
    town.tick("2017-09-06 15:00")
    text = town.texts("leader")[-1]
    assert text.startswith("【通报批评】10 家单位被通报批评，空气质量月度考核排名靠后\n第11镇")
    page = town.documents("TB")[0]
    assert page.public
    assert any("收不到通知" in text for text in town.texts("office"))


def test_a_monthly_bulletin_is_not_called_half_monthly(city):
    town = governed(city, "jiyuan-2019")
    town.add("1", "2017-09-08")
    town.tick("2017-10-09 15:00")
    assert any(text.startswith("【每月通报】1 家单位") for text in town.texts("leader"))


@pytest.mark.parametrize(
    ("preset", "code"), [("jiyuan-2019", "GP"), ("baicheng-2023", "DC"), ("gansu-2025", "GP")]
)
def test_a_signed_step_says_what_to_do_by_when(city, officer, preset, code):
    town = governed(city, preset)
    town.add("1", "2017-09-08")
    town.tick("2017-10-09 15:00")
    document = town.documents(code)[0]
    assert not any(
        "【" + name in t for name in ("挂牌督办", "专项督查") for t in town.texts("head")
    )
    issue(town.office, document.number, officer, at("2017-10-10 10:00"))
    text = town.texts("head")[-1]
    for said in ("事由：", "依据：", "要求：", "10月17日（周二）前书面答复", "「收到」"):
        assert said in text
    assert document.number in [d.number for d in town.store.documents.unacknowledged("市建设局")]
