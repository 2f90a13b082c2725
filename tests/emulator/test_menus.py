"""Menus: the platform's limits, and which one of several a person sees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from emulator.driver import Driver
from emulator.server import start
from tests.emulator.conftest import Bench, describe

TASKS = {"type": "click", "name": "我的任务", "key": "tasks"}
PAGE = {"type": "view", "name": "公开页", "url": "http://zgt.example/"}


def code(bench: Bench, path: str, body: Any) -> int:
    return int(bench.post(path, body).json().get("errcode", 0))


def names(menu: list[dict[str, Any]]) -> list[str]:
    return [button["name"] for button in menu]


def tagged(bench: Bench, openid: str, name: str) -> int:
    bench.driver.follow(openid)
    tag = int(bench.post("tags/create", {"tag": {"name": name}}).json()["tag"]["id"])
    assert code(bench, "tags/members/batchtagging", {"openid_list": [openid], "tagid": tag}) == 0
    return tag


def for_tag(tag: int, *buttons: dict[str, Any]) -> dict[str, Any]:
    return {"button": [*buttons], "matchrule": {"tag_id": str(tag)}}


def test_a_menu_comes_back_as_it_was_sent(bench: Bench) -> None:
    more = {"name": "更多", "sub_button": [TASKS, PAGE]}
    assert code(bench, "menu/create", {"button": [TASKS, more]}) == 0
    found = bench.get("menu/get").json()["menu"]["button"]
    assert found == [
        {**TASKS, "sub_button": []},
        {"name": "更多", "sub_button": [{**TASKS, "sub_button": []}, {**PAGE, "sub_button": []}]},
    ]
    other = bench.get("get_current_selfmenu_info").json()
    assert other["is_menu_open"] == 1
    assert other["selfmenu_info"]["button"][1] == {
        "name": "更多",
        "sub_button": {"list": [TASKS, PAGE]},
    }


def test_the_newest_menu_whose_tag_fits_is_seen(bench: Bench) -> None:
    bench.driver.follow("o-citizen")
    tag = tagged(bench, "o-staff", "联络员")
    assert code(bench, "menu/addconditional", for_tag(tag, TASKS)) == 65303
    code(bench, "menu/create", {"button": [PAGE]})
    first = bench.post("menu/addconditional", for_tag(tag, TASKS)).json()["menuid"]
    newer = bench.post("menu/addconditional", for_tag(tag, TASKS, PAGE)).json()["menuid"]
    assert names(bench.driver.menu("o-citizen")) == ["公开页"]
    assert names(bench.driver.menu("o-staff")) == ["我的任务", "公开页"]
    assert names(bench.post("menu/trymatch", {"user_id": "o-staff"}).json()["button"]) == [
        "我的任务",
        "公开页",
    ]
    assert code(bench, "menu/delconditional", {"menuid": newer}) == 0
    assert code(bench, "menu/delconditional", {"menuid": newer}) == 65301
    assert names(bench.driver.menu("o-staff")) == ["我的任务"]
    left = bench.get("menu/get").json()["conditionalmenu"]
    assert [(str(m["menuid"]), m["matchrule"]) for m in left] == [(first, {"group_id": str(tag)})]


def test_removing_the_menu_removes_those_for_some_too(bench: Bench) -> None:
    tag = tagged(bench, "o-staff", "联络员")
    code(bench, "menu/create", {"button": [PAGE]})
    code(bench, "menu/addconditional", for_tag(tag, TASKS))
    assert bench.get("menu/delete").json()["errcode"] == 0
    assert bench.get("menu/get").json()["errcode"] == 46003
    assert bench.get("get_current_selfmenu_info").json() == {"is_menu_open": 0}
    assert bench.driver.menu("o-staff") == []


@pytest.mark.parametrize(
    ("buttons", "expected"),
    [
        ([], 40016),
        ([TASKS] * 4, 40016),
        ([{**TASKS, "type": "tap"}], 40017),
        ([{**TASKS, "name": "我的全部任务"}], 40018),
        ([{**TASKS, "name": ""}], 40018),
        ([{**TASKS, "key": "k" * 129}], 40019),
        ([{"type": "click", "name": "任务"}], 40019),
        ([{**PAGE, "url": "http://zgt.example/" + "a" * 1024}], 40020),
        ([{**PAGE, "url": "zgt.example"}], 40055),
        ([{"name": "更多", "sub_button": [TASKS] * 6}], 40023),
        ([{"name": "更多", "sub_button": [{"name": "再", "sub_button": [TASKS]}]}], 40022),
        ([{"name": "更多", "sub_button": [{**TASKS, "type": ""}]}], 40024),
        ([{"name": "更多", "sub_button": [{**TASKS, "name": "字" * 21}]}], 40025),
        ([{"name": "更多", "sub_button": [{**TASKS, "key": ""}]}], 40026),
        ([{"name": "更多", "sub_button": [{**PAGE, "url": ""}]}], 40027),
        ([{"name": "更多", "sub_button": [{**PAGE, "url": "ftp://a/"}]}], 40054),
    ],
)
def test_a_menu_that_is_refused_leaves_the_old_one(
    bench: Bench, buttons: list[Any], expected: int
) -> None:
    bench.driver.follow("o-a")
    code(bench, "menu/create", {"button": [PAGE]})
    assert code(bench, "menu/create", {"button": buttons}) == expected
    assert names(bench.driver.menu("o-a")) == ["公开页"]


def test_a_menu_for_some_needs_a_rule_a_known_tag_and_few_domains(bench: Bench) -> None:
    tag = tagged(bench, "o-staff", "联络员")
    code(bench, "menu/create", {"button": [PAGE]})
    assert code(bench, "menu/addconditional", {"button": [TASKS], "matchrule": {}}) == 65304
    assert code(bench, "menu/addconditional", for_tag(9999, TASKS)) == 45159
    for host in ("a", "b", "c"):
        page = {**PAGE, "url": f"https://{host}.example/"}
        assert code(bench, "menu/addconditional", for_tag(tag, page)) == 0
    assert (
        code(bench, "menu/addconditional", for_tag(tag, {**PAGE, "url": "https://d.cn/"})) == 65316
    )
    assert code(bench, "menu/trymatch", {"user_id": "stranger"}) == 65302


def test_who_does_not_follow_sees_no_menu(bench: Bench) -> None:
    code(bench, "menu/create", {"button": [PAGE]})
    assert bench.driver.menu("o-a") == []
    bench.driver.follow("o-a")
    assert names(bench.driver.menu("o-a")) == ["公开页"]


def test_opening_a_page_tells_the_product_and_shows_nothing(bench: Bench) -> None:
    bench.driver.follow("o-a")
    before = len(bench.driver.inbox("o-a"))
    bench.driver.view("o-a", "http://zgt.example/")
    fields = bench.echo.deliveries[-1].fields
    assert (fields["Event"], fields["EventKey"]) == ("VIEW", "http://zgt.example/")
    assert len(bench.driver.inbox("o-a")) == before


def test_menus_and_tags_outlive_a_restart(bench: Bench, tmp_path: Path) -> None:
    accounts, state = [describe("aes", bench.echo)], tmp_path / "state.json"
    with start(accounts=accounts, state=state) as running, Driver(running.url) as driver:
        old = Bench(running, driver, bench.echoes, bench.session)
        tag = tagged(old, "o-staff", "联络员")
        code(old, "menu/create", {"button": [PAGE]})
        code(old, "menu/addconditional", for_tag(tag, TASKS))
    with start(accounts=accounts, state=state) as running, Driver(running.url) as driver:
        new = Bench(running, driver, bench.echoes, bench.session)
        assert names(driver.menu("o-staff")) == ["我的任务"]
        assert tagged(new, "o-other", "领导") == tag + 1
