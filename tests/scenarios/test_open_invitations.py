"""Codes that nobody has used: seen without the code, made void by chat and by command."""

from __future__ import annotations

import json

import pytest

from handlers.invite import invite
from supervision.records import Role
from tests.scenarios.conftest import City
from tests.scenarios.identity import acts, code_for, held


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    return tianshui


def run(town: City, *words: str) -> tuple[int, str]:
    done = town.app.test_cli_runner().invoke(args=list(words))
    return done.exit_code, done.output


def test_the_office_sees_whom_a_code_is_for_and_makes_it_void(town: City) -> None:
    code = invite(town.office, "市水务局", Role.LIAISON, town.now, name="张三").code
    code_for(town, "市建设局")
    listed = town.say("oOffice", "未用绑定码")
    assert "未用的绑定码 2 个" in listed
    assert "市水务局 联络员 张*，7月13日（周四）到期" in listed
    assert code not in listed
    place = next(line[0] for line in listed.splitlines() if "市水务局" in line)
    assert "将作废市水务局 联络员" in town.say("oOffice", place)
    assert "已作废" in town.say("oOffice", "1")
    assert acts(town)[-1] == "withdraw_invitation"
    assert "绑定码不对或已过期" in town.say("oA", code)
    assert held(town, "oA") == set()
    assert "未用的绑定码 1 个" in town.say("oOffice", "绑定码列表")


def test_a_code_that_was_used_or_has_ended_is_not_listed(town: City) -> None:
    town.bind("oA", "市建设局")
    code_for(town, "市水务局")
    town.at("2017-07-14T10:00:00+08:00")
    assert "没有未用的绑定码" in town.say("oOffice", "绑定码列表")


def test_an_office_to_be_handed_over_stays_when_its_code_is_made_void(town: City) -> None:
    town.bind("oA", "市建设局")
    town.say("oA", "移交")
    town.say("oA", "1")
    assert "市建设局 联络员（移交）" in town.say("oOffice", "绑定码列表")
    assert "原来的人继续负责" in town.say("oOffice", "1")
    town.say("oOffice", "1")
    assert held(town, "oA") == {("市建设局", Role.LIAISON)}
    found = town.office.store.people.get(town.office.store.people.pid("oA"))
    assert found is not None
    assert found.bindings[0].successor == ""


def test_nobody_else_sees_them(town: City) -> None:
    town.bind("oA", "市建设局")
    code_for(town, "市水务局")
    assert "市水务局" not in town.say("oA", "绑定码列表")


def test_the_command_lists_and_withdraws_by_id(town: City) -> None:
    code = code_for(town, "市建设局")
    line = json.loads(run(town, "invitations", "list", "--json")[1])
    assert (line["unit"], line["role"]) == ("市建设局", "liaison")
    assert code not in run(town, "invitations", "list")[1]
    done, said = run(town, "invitations", "withdraw", line["id"][:5])
    assert (done, "未用绑定码" in said) == (2, True)
    assert run(town, "invitations", "withdraw", line["id"])[0] == 0
    assert run(town, "invitations", "list")[1] == ""
    assert "绑定码不对或已过期" in town.say("oA", code)
