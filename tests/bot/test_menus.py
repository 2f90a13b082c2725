"""The menu file: the one of the program is in order, and what is wrong with another is told."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from bot.menus import FILE, Menu, menus_from, read_menus
from emulator.menus import read_buttons
from handlers.menu_keys import KEYS
from handlers.use_cases import USE_CASES
from supervision.records import Role

PAGES = "https://zgt.example.gov.cn"
TASKS = {"name": "我的任务", "key": "my_tasks"}


def shipped() -> tuple[Menu, ...]:
    found = read_menus(FILE, "ZGT_MENUS", PAGES)
    assert found.faults == ()
    return found.menus


def taps() -> list[tuple[Role, str]]:
    """Every key of the program's own menus, with a role that sees it."""
    return [
        (role, item["key"])
        for menu in shipped()
        for role in menu.roles or (Role.CITIZEN,)
        for button in menu.buttons
        for item in button.get("sub_button", (button,))
        if item["type"] == "click"
    ]


def test_every_role_has_a_menu_and_only_one() -> None:
    roles = [role for menu in shipped() for role in menu.roles]
    assert sorted(roles) == sorted(set(Role) - {Role.CITIZEN})
    assert [menu.name for menu in shipped() if not menu.roles] == ["citizen"]


def test_the_platform_takes_every_menu_of_the_program() -> None:
    for menu in shipped():
        read_buttons([dict(button) for button in menu.buttons])


@pytest.mark.parametrize(("role", "key"), taps())
def test_whoever_sees_a_key_may_do_what_it_asks_for(role: Role, key: str) -> None:
    assert role in USE_CASES[KEYS[key].intent].roles


def test_pages_are_those_of_the_region() -> None:
    office = next(menu for menu in shipped() if menu.name == "office")
    urls = [item["url"] for item in office.buttons[2]["sub_button"] if item["type"] == "view"]
    assert urls == [f"{PAGES}/bulletins/", f"{PAGES}/"]


@pytest.mark.parametrize(
    ("buttons", "told"),
    [
        ([], "要有 1 到 3 个"),
        ([TASKS] * 4, "要有 1 到 3 个"),
        ([{"name": "更多", "items": []}], "二级菜单要有 1 到 5 个"),
        ([{"name": "更多", "items": [TASKS] * 6}], "二级菜单要有 1 到 5 个"),
        ([{"name": "更多", "items": [{"name": "再", "items": [TASKS]}]}], "下面不能再分"),
        ([{"name": "更多", "key": "help", "items": [TASKS]}], "中的一个"),
        ([{"name": "我的全部任务", "key": "my_tasks"}], "最多 16 个字节"),
        ([{"name": "", "key": "my_tasks"}], "（没有名称）"),
        ([{"name": "任\n务", "key": "my_tasks"}], "不能换行"),
        ([{"name": "更多", "items": [{"name": "字" * 21, "key": "help"}]}], "最多 60 个字节"),
        ([{"name": "任务"}], "要写 key"),
        ([{"name": "任务", "key": "my_tasks", "url": "https://a/"}], "中的一个"),
        ([{"name": "任务", "type": "click"}], "要写 key"),
        ([{"name": "任务", "key": "tasks"}], "key「tasks」不认识"),
        ([{"name": "页面", "page": "bulletins"}], "应以 / 开头"),
        ([{"name": "页面", "url": "zgt.example"}], "应以 http:// 或 https:// 开头"),
        ([{"name": "页面", "url": "https://a/" + "b" * 1024}], "最多 1024 个字节"),
        (["我的任务"], "要写 key"),
    ],
)
def test_what_is_wrong_with_a_button_is_told_with_its_place(buttons: Any, told: str) -> None:
    faults = menus_from({"default": {"buttons": buttons}}, PAGES).faults
    assert any(told in fault for fault in faults), faults
    assert all(fault.startswith(("[default]", "default › ")) for fault in faults)
    assert all(fault.endswith("。") for fault in faults)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a]\nbuttons = [{ name = 'x', key = 'help' }]\n[b]\nbuttons = []", "有且只有一个"),
        ("[a]\nroles = ['office']\nbuttons = [{ name = 'x', key = 'help' }]", "有且只有一个"),
        ("[a]\nroles = ['boss']\nbuttons = []", "角色 boss 不认识"),
        ("[a]\nroles = ['citizen']\nbuttons = []", "角色 citizen 不认识"),
        (
            "[a]\nroles = ['office']\nbuttons = []\n[b]\nroles = ['office']\nbuttons = []",
            "已在别的",
        ),
        ("[a]\nbuttons = 'x'", "要有 buttons"),
        ("a = 1", "要有 buttons"),
        ("[a]\nbutton = []\nbuttons = []", "不认识 button"),
    ],
)
def test_what_is_wrong_with_a_menu_is_told(text: str, told: str) -> None:
    faults = menus_from(tomllib.loads(text), PAGES).faults
    assert any(told in fault for fault in faults), faults
