"""The menu: a tap says what words would say, and who is bound sees the menu of their role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handlers.menu_keys import KEYS
from handlers.tagging import TAG
from supervision.records import Role
from tests.scenarios.conftest import City
from tests.scenarios.identity import code_in
from tests.scenarios.program import Program
from tests.waiting import await_that

SAME = [
    (Role.LIAISON, "my_tasks", "我的任务"),
    (Role.LIAISON, "my_warnings", "我的预警"),
    (Role.LIAISON, "due_this_month", "本月到期"),
    (Role.LIAISON, "overdue", "超期"),
    (Role.LIAISON, "my_cases", "我的举报件"),
    (Role.LIAISON, "patrol_list", "巡查列表"),
    (Role.LIAISON, "contact_office", "联系整改办"),
    (Role.LIAISON, "help", "帮助"),
    (Role.OFFICE, "to_issue", "待签发"),
    (Role.OFFICE, "overdue_list", "超期清单"),
    (Role.OFFICE, "complaint_list", "举报列表"),
    (Role.OFFICE, "progress_summary", "整体进度"),
    (Role.LEADER, "due_next_month", "下月到期"),
    (Role.CITIZEN, "overview", "整体进度"),
    (Role.CITIZEN, "complaint", "我要举报"),
    (Role.CITIZEN, "bind", "绑定"),
]


@pytest.mark.parametrize(("role", "key", "words"), SAME)
def test_a_tap_gives_the_same_reply_as_the_words(
    tianshui: City, role: Role, key: str, words: str
) -> None:
    if role is not Role.CITIZEN:
        tianshui.bind("oA", "市建设局", role)
    assert tianshui.event("oA", "CLICK", key) == tianshui.say("oA", words) != ""


@pytest.mark.parametrize("role", list(Role))
def test_every_key_is_answered_to_everybody(tianshui: City, role: Role) -> None:
    if role is not Role.CITIZEN:
        tianshui.bind("oA", "市建设局", role)
    for key in KEYS:
        reply = tianshui.event("oA", "CLICK", key)
        assert reply, key
        assert "没看懂" not in reply, key
        assert "菜单项已更新" not in reply, key


def test_a_list_opened_by_a_tap_is_gone_through_with_words(tianshui: City) -> None:
    tianshui.bind("oA", "市建设局")
    listed = tianshui.event("oA", "CLICK", "my_tasks")
    number = listed.splitlines()[1].split()[0]
    assert number in tianshui.say("oA", number)


def test_a_key_of_a_menu_of_long_ago_is_answered_kindly(tianshui: City) -> None:
    tianshui.bind("oA", "市建设局")
    assert "这个菜单项已更新" in tianshui.event("oA", "CLICK", "V1001_OLD")
    assert tianshui.event("oA", "CLICK", "我的任务") == tianshui.say("oA", "我的任务")


def test_a_tap_on_help_answers_and_says_what_still_waits_for_a_yes(tianshui: City) -> None:
    tianshui.bind("oA", "市建设局")
    number = tianshui.say("oA", "我的任务").splitlines()[1].split()[0]
    assert "回复 1 确认" in tianshui.say("oA", f"{number} 已完成")
    reply = tianshui.event("oA", "CLICK", "help")
    assert reply.splitlines()[-1].startswith(f"刚才的还没有记录。{number} ")
    assert f"已记录 {number}" in tianshui.say("oA", "1")


def test_a_tap_that_offers_a_list_ends_the_question_and_says_so(tianshui: City) -> None:
    tianshui.bind("oA", "市建设局")
    number = tianshui.say("oA", "我的任务").splitlines()[1].split()[0]
    assert "回复 1 确认" in tianshui.say("oA", f"{number} 已完成")
    reply = tianshui.event("oA", "CLICK", "my_tasks")
    assert reply.startswith("刚才等您确认的事没有办理。还要办，请重新发送。")
    assert "已记录" not in tianshui.say("oA", "1")


def test_how_to_report_names_an_item_that_can_be_reported(tianshui: City) -> None:
    tianshui.bind("oA", "市建设局")
    told = tianshui.event("oA", "CLICK", "how_to_report")
    examples = [line[1 : line.index("」")] for line in told.splitlines() if line.startswith("「")]
    assert len(examples) == 4
    for example in examples[:3]:
        assert "已记录" in tianshui.say("oA", example), example


def tagged(city: City) -> list[str]:
    """For whom a tag is to be set, in the order in which it was caused."""
    errands = city.office.store.errands.waiting(50)
    names = {city.office.store.people.pid(openid): openid for openid in ("oA", "oB", "oC")}
    return [names[record.errand.about["pid"]] for record in errands if record.errand.kind == TAG]


def test_every_change_of_a_binding_sets_the_tag(tianshui: City) -> None:
    tianshui.bind("oA", "市建设局")
    assert tagged(tianshui) == ["oA"]
    tianshui.at("2017-07-06T10:01:00+08:00")
    code = code_in(tianshui.say("oA", "移交"))
    tianshui.say("oB", code)
    assert "已绑定" in tianshui.say("oB", "1")
    assert sorted(tagged(tianshui)) == ["oA", "oA", "oB"]
    tianshui.at("2017-07-06T10:02:00+08:00")
    tianshui.event("oB", "unsubscribe")
    assert sorted(tagged(tianshui)) == ["oA", "oA", "oB", "oB"]


def test_who_only_talks_or_follows_as_a_citizen_causes_no_errand(tianshui: City) -> None:
    tianshui.event("oA", "subscribe")
    tianshui.say("oA", "整体进度")
    tianshui.event("oA", "CLICK", "overview")
    assert tagged(tianshui) == []


def test_staff_who_follow_again_are_tagged_again(tianshui: City) -> None:
    tianshui.bind("oA", "市建设局")
    tianshui.event("oA", "subscribe")
    assert tagged(tianshui) == ["oA", "oA"]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The whole program, with the simulator open as a browser opens it."""
    started = Program(Path(tmp_path_factory.mktemp("program"))).start()
    try:
        started.post("/simulator/open", {})
        yield started
    finally:
        assert started.stop() == 0


def menu(program: Program, who: str) -> list[dict[str, Any]]:
    import json

    status, body = program.get(f"/simulator/menu?who={who}")
    assert status == 200
    found: list[dict[str, Any]] = json.loads(body)
    return found


def names(program: Program, who: str) -> list[str]:
    return [button["name"] for button in menu(program, who)]


def tap(program: Program, who: str, name: str) -> str:
    """Tap an item by its name; gives what the account says then."""
    items = [i for b in menu(program, who) for i in (b["sub_button"] or (b,))]
    key = next(item["key"] for item in items if item["name"] == name)
    before = program.last_seq(who)
    assert program.post("/simulator/tap", {"who": who, "key": key})["failure"] is None
    (entry,) = [e for e in program.inbox(who, before) if e["from"] == "account"]
    return str(entry["text"])


def test_who_binds_by_chat_sees_the_liaisons_menu_and_a_tap_is_answered(program: Program) -> None:
    await_that(lambda: names(program, "newcomer") != [], "the account has menus")
    assert names(program, "newcomer") == ["查进展", "整体进度", "举报·关注"]
    code = program.post("/simulator/invite", {"unit": "市水务局", "role": "liaison"})["code"]
    program.say("newcomer", f"绑定 {code}")
    assert "已绑定" in program.say("newcomer", "1")
    await_that(
        lambda: names(program, "newcomer") == ["我的任务", "上报进展", "预警·更多"],
        "the liaison's menu",
        lambda: str(names(program, "newcomer")),
    )
    assert names(program, "citizen-a") == ["查进展", "整体进度", "举报·关注"]
    assert tap(program, "newcomer", "我的任务") == program.say("newcomer", "我的任务")
    assert tap(program, "newcomer", "我的预警") == program.say("newcomer", "我的预警")


def test_staff_of_the_sample_have_their_menus_as_soon_as_they_follow(program: Program) -> None:
    await_that(lambda: names(program, "office")[:1] == ["待签发"], "the office's menu")
    await_that(lambda: names(program, "head")[:1] == ["我的任务"], "the unit head's menu")


def test_the_templates_of_the_trial_are_in_order(program: Program) -> None:
    assert "模板检查通过" in program.command("templates", "check")
