"""A liaison reports by chat; what is stored is what was said, once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from documents.plan import read_plan
from handlers.import_plan import import_plan
from storage.change import Change
from supervision.progress import Entry, Lifecycle
from supervision.records import Role
from supervision.times import from_iso
from tests.scenarios.conftest import SEED, City

LIAISON, OTHER, CITIZEN, OFFICE = "oLiaison", "oOther", "oCitizen", "oOffice"


def entry(city: City, number: str) -> Entry:
    found = city.office.store.ledger.find(number)
    assert found is not None
    return found


@pytest.fixture
def town(tianshui: City) -> City:
    """A liaison of 市建设局 and one of 市商务局 are bound, and somebody of the office."""
    tianshui.bind(LIAISON, "市建设局")
    tianshui.bind(OTHER, "市商务局")
    tianshui.bind(OFFICE, "整改办", Role.OFFICE)
    return tianshui


def test_a_report_is_recorded_with_what_was_and_what_is(town: City) -> None:
    assert "已记录 14-2" in town.say(LIAISON, "14-2 完成60%")
    reply = town.say(LIAISON, "14-2 完成80%")
    assert "60% → 80%（上报，待核实）" in reply
    assert "撤回" in reply
    assert entry(town, "14-2").progress.claimed_percent == 80
    reports = list(town.office.store.reports.all())
    assert [(r.unit, r.percent) for r in reports] == [("市建设局", 60), ("市建设局", 80)]


def test_a_lower_figure_is_recorded_and_pointed_out(town: City) -> None:
    town.say(LIAISON, "14-2 完成60%")
    assert "60% → 40%（上报，待核实，比上次低）" in town.say(LIAISON, "14-2 完成40%")


def test_a_message_delivered_four_times_is_one_report_with_one_reply(town: City) -> None:
    reply = town.say(LIAISON, "14-2 完成60%", attempts=4)
    assert "已记录" in reply
    assert len(list(town.office.store.reports.all())) == 1


def test_done_is_asked_before_it_is_stored(town: City) -> None:
    reply = town.say(LIAISON, "14-2 已完成")
    assert "100%" in reply
    assert "回复 1 确认，0 取消" in reply
    assert entry(town, "14-2").progress.claim is None
    assert "已取消" in town.say(LIAISON, "0")
    assert entry(town, "14-2").progress.claim is None

    town.say(LIAISON, "14-2 已完成")
    assert "已记录" in town.say(LIAISON, "确认")
    assert entry(town, "14-2").progress.claimed_percent == 100


def test_a_number_that_may_be_a_day_is_asked_before_it_is_stored(town: City) -> None:
    town.bind("oDay", "市环保局")
    assert "已记录 16" in town.say("oDay", "16号完成40%")  # no day near the sixth
    reply = town.say("oDay", "5号完成60%")
    assert "「5号」是事项编号，还是日期？" in reply
    assert "完成 60%" in reply
    assert town.say("oDay", "0") == "已取消，没有改动。"
    assert entry(town, "5").progress.claim is None
    town.say("oDay", "5号完成60%")
    assert "已记录" in town.say("oDay", "1")
    assert entry(town, "5").progress.claimed_percent == 60
    assert "将记录" in town.say("oDay", "5号 无变化")
    assert "无变化，仍为 60%" in town.say("oDay", "1")


def test_a_yes_after_half_an_hour_stores_nothing(town: City) -> None:
    town.say(LIAISON, "14-2 已完成")
    town.at("2017-07-06T10:31:00+08:00")
    assert "没有办理" in town.say(LIAISON, "1")
    assert entry(town, "14-2").progress.claim is None


def test_unchanged_keeps_the_percent_and_is_a_report(town: City) -> None:
    town.say(LIAISON, "14-2 完成60%")
    assert "无变化，仍为 60%" in town.say(LIAISON, "14-2 无变化")
    assert [r.percent for r in town.office.store.reports.all()] == [60, 60]


def test_withdrawing_names_the_report_and_puts_back_what_was(town: City) -> None:
    town.say(LIAISON, "14-2 完成60%")
    town.say(LIAISON, "14-2 完成90%")
    assert "已撤回" in town.say(LIAISON, "撤回")
    assert entry(town, "14-2").progress.claimed_percent == 60
    marked = [(r.percent, r.withdrawn) for r in town.office.store.reports.all()]
    assert marked == [(60, False), (90, True)]


def test_what_was_said_long_ago_is_named_before_it_is_withdrawn(town: City) -> None:
    town.say(LIAISON, "14-2 完成60%")
    town.at((town.now + timedelta(minutes=31)).isoformat())
    assert "将撤回您对 14-2" in town.say(LIAISON, "撤回")
    assert entry(town, "14-2").progress.claimed_percent == 60
    assert "已撤回" in town.say(LIAISON, "1")
    assert [r.withdrawn for r in town.office.store.reports.all()] == [True]


def test_nothing_to_withdraw_is_said_plainly(town: City) -> None:
    assert "没有可撤回的上报" in town.say(LIAISON, "撤回")


@pytest.mark.parametrize(
    ("who", "words", "said"),
    [
        (OTHER, "14-2 完成80%", "不能上报"),  # another unit's item
        (LIAISON, "14-2 完成180%", "0 到 100"),  # out of range
        (LIAISON, "99-9 完成80%", "没有编号为 99-9"),  # no such item
        (CITIZEN, "14-2 完成80%", "绑定"),  # the same words from a citizen
        (OFFICE, "14-2 完成80%", "不能代报"),  # the office reports nothing itself
        (LIAISON, "14-2 能完成80%吗？", "没有记录"),  # a question
        (LIAISON, "争取14-2月底完成80%", "没有记录"),  # a wish
    ],
)
def test_what_is_no_report_is_answered_in_words_and_stores_nothing(
    town: City, who: str, words: str, said: str
) -> None:
    assert said in town.say(who, words)
    assert list(town.office.store.reports.all()) == []


def test_the_second_report_of_a_message_is_kept_while_the_first_asks(town: City) -> None:
    reply = town.say(LIAISON, "14-2 已完成\n31 完成50%")
    assert "已记录 31" in reply
    assert reply.splitlines()[-1] == "回复 1 确认，0 取消。"
    assert "没有办理" in town.say(LIAISON, "我的任务")
    assert [(r.measure, r.percent) for r in town.office.store.reports.all()] == [("31", 50)]


def test_two_figures_for_one_item_in_one_message_store_the_first_and_say_so(town: City) -> None:
    reply = town.say(LIAISON, "14-2 完成60%\n14-2 无变化")
    assert "说了两次，只记了第一次" in reply
    assert [r.percent for r in town.office.store.reports.all()] == [60]


def test_unchanged_at_a_hundred_percent_asks_nothing_again(town: City) -> None:
    town.say(LIAISON, "14-2 已完成")
    town.say(LIAISON, "1")
    assert "无变化，仍为 100%" in town.say(LIAISON, "14-2 无变化")


def test_withdrawing_names_an_item_and_never_another_units_report(town: City) -> None:
    town.say(LIAISON, "14-2 完成60%")
    town.say(LIAISON, "31 完成50%")
    assert "已撤回 14-2" in town.say(LIAISON, "撤回14-2")
    town.bind(LIAISON, "市水务局")
    town.say(LIAISON, "解绑 市建设局")
    town.say(LIAISON, "1")
    assert "没有可撤回的上报" in town.say(LIAISON, "撤回")


def test_a_question_of_another_version_of_the_program_counts_as_none(town: City) -> None:
    people = town.office.store.people
    key = town.office.store.keys.person(people.pid(LIAISON))
    for pending in ('{"choices":{}}', '{"options":{"1":{"intent":"fly"}},"asked_at":"x"}', "no"):
        town.office.store.redis.hset(key, "pending", pending)
        assert "我的任务" in town.say(LIAISON, "帮助")


def test_what_was_applied_for_in_time_is_not_listed_as_overdue(town: City) -> None:
    found = entry(town, "14-2")
    change = Change()
    town.office.store.ledger.save_progress(
        change,
        found,
        replace(
            found.progress,
            lifecycle=Lifecycle.APPLIED,
            applied_at=from_iso("2017-06-30T02:00:00+00:00"),
        ),
    )
    town.office.store.commit(change)
    assert "14-2" not in town.say(LIAISON, "超期")
    reply = town.say(LIAISON, "看14-2")
    assert "超期" not in reply
    assert "上报，" not in reply.splitlines()[-1]


def test_a_number_of_two_plans_is_asked_and_never_guessed(town: City) -> None:
    document = read_plan(SEED.read_bytes(), name=SEED.name, plan_id="second")
    import_plan(town.office, document, town.now)
    asked = town.say(LIAISON, "14-2 完成80%")
    assert "您说的是哪一项？" in asked
    assert list(town.office.store.reports.all()) == []
    assert "已记录 14-2" in town.say(LIAISON, "2")
    (report,) = town.office.store.reports.all()
    assert report.plan == "ts2017"  # the plan imported last is the current one and comes first


def test_the_journal_tells_it_all_without_openids_or_words(town: City) -> None:
    town.say(LIAISON, "14-2 完成80%，困难：管网资金没到位")
    entries = list(town.office.store.journal.entries())
    last = entries[-1].body
    assert (last["act"], last["unit"], last["measure"]) == ("report_progress", "市建设局", "14-2")
    assert last["after"]["percent"] == 80
    text = json.dumps([e.body for e in entries], ensure_ascii=False)
    assert LIAISON not in text
    assert "资金" not in text
    assert town.office.store.journal.verify().broken_at is None


def test_my_tasks_lists_the_most_urgent_first_and_turns_pages(town: City) -> None:
    reply = town.say(LIAISON, "我的任务")
    lines = reply.splitlines()
    assert "市建设局" in lines[0]
    assert len(lines) <= 10
    assert "超期" in lines[1]  # 2017-06-30 had passed when the plan was issued
    assert "回复" in lines[-1]


def test_a_number_alone_opens_its_line_of_the_list_even_number_one(town: City) -> None:
    town.bind("oLead", "市委办公室")
    lines = town.say("oLead", "我的任务").splitlines()
    assert any(line.startswith("1 ") for line in lines)
    assert town.say("oLead", "1").startswith("1 牢固树立绿色发展理念")
    assert town.say("oLead", "2.").startswith("2 把生态环境保护")


def test_an_overdue_list_and_a_window(town: City) -> None:
    assert "14-2" in town.say(LIAISON, "超期")
    assert "没有今天到期的事项" in town.say(LIAISON, "今天到期")


def test_a_deadline_explains_itself(town: City) -> None:
    reply = town.say(LIAISON, "为什么14-2")
    assert "6月30日（周五）" in reply
    assert "方案原文" in reply


def test_help_fits_the_role(town: City) -> None:
    assert "我的任务" in town.say(LIAISON, "帮助")
    assert "待签发" in town.say(OFFICE, "帮助")
    assert "待签发" not in town.say(CITIZEN, "帮助")


def test_small_talk_changes_nothing_and_helps_on(town: City) -> None:
    reply = town.say(LIAISON, "今天天气不错")
    assert "没有记录" in reply
    assert "我的任务" in reply


def test_hostile_words_break_nothing(town: City) -> None:
    for words in ("]]>", "]]></Content><MsgType>x", "\x1d\x00", "%s{0}$(x)", "𠮷👍" * 300):
        assert town.say(CITIZEN, words)
