"""Pushing menus: only what differs; a refused one leaves the old; tags in batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.menu_push import MenuRefused, Pushed, push
from bot.menus import MenuFile, menus_from
from bot.tagging import Tagged, Tagger
from bot.wechat.menus import AccountMenus, account_menus, add_for_tag
from bot.wechat.tags import all_tags, create_tag, members
from handlers.words.menus import TAG_NAMES
from storage.change import Change
from supervision.people import Binding, Person
from supervision.records import Role
from tests.bot.platform_rig import Rig

TASKS = {"name": "我的任务", "key": "my_tasks"}
HELP = {"name": "帮助", "key": "help"}
ISSUE = {"name": "待签发", "key": "to_issue"}
HOME = {"name": "公开页", "page": "/"}
CHANGING = ("menu/create", "menu/addconditional", "menu/delconditional", "tags/create")


def file(**menus: tuple[list[str], list[dict[str, str]]]) -> MenuFile:
    tables = {name: {"roles": roles, "buttons": made} for name, (roles, made) in menus.items()}
    found = menus_from(tables, "https://zgt.example.gov.cn")
    assert found.faults == ()
    return found


FIRST = {
    "liaison": (["liaison", "unit_head"], [TASKS, HELP]),
    "office": (["office"], [ISSUE, HELP]),
    "citizen": ([], [HOME]),
}


def pushed(rig: Rig, menus: MenuFile) -> Pushed:
    client = rig.client()
    return push(client, menus, Tagger(client))


def changes(rig: Rig) -> list[str]:
    """Every call that has changed menus or tags, by its path."""
    made = [e["path"].removeprefix("/cgi-bin/") for e in rig.driver.journal()]
    return [path for path in made if path in CHANGING]


def bind(rig: Rig, openid: str, role: Role, *, follows: bool = True) -> Person:
    """A person in a role in our records, who follows the account or does not."""
    if follows:
        rig.driver.set_user(openid)
    people, change = rig.store.people, Change()
    before = Person(people.pid(openid), openid)
    after = replace(before, bindings=(Binding("市水务局", role),))
    people.save(change, after)
    people.index(change, before, after)
    rig.store.commit(change)
    return after


def seen(rig: Rig, openid: str) -> list[str]:
    return [button["name"] for button in rig.driver.menu(openid)]


def test_everybody_sees_the_menu_of_their_role(rig: Rig) -> None:
    bind(rig, "o-liaison", Role.LIAISON)
    bind(rig, "o-head", Role.UNIT_HEAD)
    bind(rig, "o-office", Role.OFFICE)
    rig.driver.set_user("o-citizen")
    assert pushed(rig, file(**FIRST)) == Pushed(("citizen", "office", "liaison"), 0)
    assert Tagger(rig.client()).fit_all(rig.store) == Tagged(given=3)
    assert seen(rig, "o-liaison") == seen(rig, "o-head") == ["我的任务", "帮助"]
    assert seen(rig, "o-office") == ["待签发", "帮助"]
    assert seen(rig, "o-citizen") == ["公开页"]


def test_a_second_push_changes_nothing(rig: Rig) -> None:
    pushed(rig, file(**FIRST))
    before = len(changes(rig))
    assert pushed(rig, file(**FIRST)) == Pushed((), 0)
    assert len(changes(rig)) == before


def test_only_the_menu_that_differs_is_made_anew(rig: Rig) -> None:
    pushed(rig, file(**FIRST))
    before = len(changes(rig))
    second = {**FIRST, "citizen": ([], [HOME, HELP])}
    assert pushed(rig, file(**second)) == Pushed(("citizen",), 0)
    assert changes(rig)[before:] == ["menu/create"]
    third = {**second, "liaison": (["liaison", "unit_head"], [TASKS])}
    assert pushed(rig, file(**third)) == Pushed(("liaison",), 2)
    assert changes(rig)[before + 1 :] == [
        *["menu/addconditional"] * 2,
        *["menu/delconditional"] * 2,
    ]


def test_a_role_without_a_menu_any_more_sees_the_default(rig: Rig) -> None:
    bind(rig, "o-office", Role.OFFICE)
    pushed(rig, file(**FIRST))
    Tagger(rig.client()).fit_all(rig.store)
    assert pushed(rig, file(liaison=FIRST["liaison"], citizen=FIRST["citizen"])) == Pushed((), 1)
    assert seen(rig, "o-office") == ["公开页"]


def test_who_has_two_roles_sees_the_first_menu_of_the_file(rig: Rig) -> None:
    bind(rig, "o-both", Role.LIAISON)
    pushed(rig, file(**FIRST))
    tagger = Tagger(rig.client())
    tagger.fit("o-both", {Role.LIAISON, Role.OFFICE})
    assert seen(rig, "o-both") == ["我的任务", "帮助"]
    turned = {"office": FIRST["office"], "liaison": FIRST["liaison"], "citizen": FIRST["citizen"]}
    pushed(rig, file(**turned))
    assert seen(rig, "o-both") == ["待签发", "帮助"]


@pytest.mark.parametrize(
    ("path", "nth", "refused"),
    [
        ("/cgi-bin/menu/create", 1, "citizen"),
        ("/cgi-bin/menu/addconditional", 1, "office"),
        ("/cgi-bin/menu/addconditional", 3, "liaison"),
    ],
)
def test_a_menu_that_is_refused_leaves_everything_as_it_was(
    rig: Rig, path: str, nth: int, refused: str
) -> None:
    pushed(rig, file(**FIRST))
    before = account_menus(rig.client())
    rule = {"match": {"path": path, "nth": [nth]}, "effect": {"errcode": 40018}}
    rig.driver.faults([rule])
    other: dict[str, Any] = {
        "liaison": (["liaison", "unit_head"], [TASKS]),
        "office": (["office"], [ISSUE]),
        "citizen": ([], [HELP]),
    }
    with pytest.raises(MenuRefused) as caught:
        pushed(rig, file(**other))
    assert (caught.value.menu, caught.value.cause.code) == (refused, 40018)
    assert account_menus(rig.client()) == before


def test_menus_that_somebody_else_has_made_are_left_alone(rig: Rig) -> None:
    client = rig.client()
    pushed(rig, file(**FIRST))
    foreign = add_for_tag(
        client, create_tag(client, "媒体"), [{"type": "click", "name": "x", "key": "y"}]
    )
    pushed(rig, file(**{**FIRST, "liaison": (["liaison"], [TASKS])}))
    assert foreign in [made.menuid for made in account_menus(client).conditional]


def test_an_account_without_a_menu_says_so(rig: Rig) -> None:
    assert account_menus(rig.client()) == AccountMenus(None)


def test_tags_are_given_in_batches_of_fifty(rig: Rig) -> None:
    for number in range(120):
        bind(rig, f"o-{number:03}", Role.LIAISON)
    assert Tagger(rig.client()).fit_all(rig.store) == Tagged(given=120)
    given = rig.driver.journal("/cgi-bin/tags/members/batchtagging")
    assert [len(call["body"]["openid_list"]) for call in given] == [50, 50, 20]
    client = rig.client()
    tag = all_tags(client)[TAG_NAMES[Role.LIAISON]]
    assert sorted(members(client, tag)) == [f"o-{number:03}" for number in range(120)]
    assert Tagger(client).fit_all(rig.store) == Tagged()
    assert len(rig.driver.journal("/cgi-bin/tags/members/batchtagging")) == 3


def test_one_stranger_does_not_keep_the_others_from_their_tag(rig: Rig) -> None:
    for number in range(60):
        bind(rig, f"o-{number:03}", Role.LIAISON, follows=number != 17)
    assert Tagger(rig.client()).fit_all(rig.store) == Tagged(given=59, refused=1)


def test_who_lost_the_role_loses_the_tag(rig: Rig) -> None:
    bind(rig, "o-a", Role.LIAISON)
    tagger = Tagger(rig.client())
    tagger.fit("o-a", {Role.OFFICE})
    assert tagger.fit_all(rig.store) == Tagged(given=1, taken=1)


def test_a_persons_other_tags_are_left_alone(rig: Rig) -> None:
    client = rig.client()
    bind(rig, "o-a", Role.LIAISON)
    other = create_tag(client, "媒体")
    client.call("tags/members/batchtagging", {"openid_list": ["o-a"], "tagid": other})
    tagger = Tagger(client)
    tagger.fit("o-a", {Role.LIAISON})
    tagger.fit("o-a", ())
    assert client.call("tags/getidlist", {"openid": "o-a"})["tagid_list"] == [other]


def test_a_tag_that_was_removed_on_the_account_is_made_again(rig: Rig) -> None:
    bind(rig, "o-a", Role.LIAISON)
    rig.driver.set_user("o-b")
    client = rig.client()
    tagger = Tagger(client)
    tagger.fit("o-a", {Role.LIAISON})
    client.call("tags/delete", {"tag": {"id": all_tags(client)[TAG_NAMES[Role.LIAISON]]}})
    tagger.fit("o-b", {Role.LIAISON})
    tag = all_tags(client)[TAG_NAMES[Role.LIAISON]]
    assert client.call("tags/getidlist", {"openid": "o-b"})["tagid_list"] == [tag]


def test_a_tag_that_another_process_has_just_made_is_used(rig: Rig) -> None:
    bind(rig, "o-a", Role.LIAISON)
    first, second = Tagger(rig.client()), Tagger(rig.client())
    first.id_of(Role.OFFICE)
    second.id_of(Role.OFFICE)
    assert first.id_of(Role.LIAISON) == second.id_of(Role.LIAISON)
    # The name is free when it is looked for, and taken when the tag is made.
    path, third = "/cgi-bin/tags/create", Tagger(rig.client())
    rig.driver.faults([{"match": {"path": path}, "when": "after", "effect": {"errcode": 45157}}])
    made = third.id_of(Role.VERIFIER)
    assert all_tags(rig.client())[TAG_NAMES[Role.VERIFIER]] == made
    assert third.made == []


@pytest.fixture(autouse=True)
def _no_faults_left(rig: Rig) -> Iterator[None]:
    yield
    rig.driver.faults([])
