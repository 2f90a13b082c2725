"""Tags: the platform's limits, and what they mean for a person."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.conftest import Bench


def code(bench: Bench, path: str, body: Any) -> int:
    return int(bench.post(path, body).json().get("errcode", 0))


def make(bench: Bench, name: str) -> int:
    return int(bench.post("tags/create", {"tag": {"name": name}}).json()["tag"]["id"])


def of(bench: Bench, openid: str) -> list[int]:
    return list(bench.post("tags/getidlist", {"openid": openid}).json()["tagid_list"])


def test_a_tag_is_made_given_counted_and_taken(bench: Bench) -> None:
    bench.driver.follow("o-a")
    bench.driver.follow("o-b")
    tag = make(bench, "联络员")
    both = {"openid_list": ["o-a", "o-b"], "tagid": tag}
    assert code(bench, "tags/members/batchtagging", both) == 0
    assert code(bench, "tags/members/batchtagging", both) == 0
    assert {"id": tag, "name": "联络员", "count": 2} in bench.get("tags/get").json()["tags"]
    assert bench.post("user/tag/get", {"tagid": tag}).json()["data"]["openid"] == ["o-a", "o-b"]
    assert bench.get("user/info", openid="o-a").json()["tagid_list"] == [tag]
    one = {"openid_list": ["o-a"], "tagid": tag}
    assert code(bench, "tags/members/batchuntagging", one) == 0
    assert (of(bench, "o-a"), of(bench, "o-b")) == ([], [tag])


def test_who_leaves_loses_every_tag(bench: Bench) -> None:
    bench.driver.follow("o-a")
    tag = make(bench, "联络员")
    code(bench, "tags/members/batchtagging", {"openid_list": ["o-a"], "tagid": tag})
    bench.driver.unfollow("o-a")
    bench.driver.follow("o-a")
    assert of(bench, "o-a") == []


def test_a_tag_that_is_removed_leaves_its_people(bench: Bench) -> None:
    bench.driver.follow("o-a")
    tag = make(bench, "联络员")
    code(bench, "tags/members/batchtagging", {"openid_list": ["o-a"], "tagid": tag})
    assert code(bench, "tags/delete", {"tag": {"id": tag}}) == 0
    assert of(bench, "o-a") == []
    assert code(bench, "tags/update", {"tag": {"id": tag, "name": "别的"}}) == 45159


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("tags/create", {"tag": {"name": ""}}, 45157),
        ("tags/create", {"tag": {"name": "已有"}}, 45157),
        ("tags/create", {"tag": {"name": "十一个字的标签名太长了"}}, 45158),
        ("tags/update", {"tag": {"id": 2, "name": "星"}}, 45058),
        ("tags/delete", {"tag": {"id": 9999}}, 45159),
        ("tags/members/batchtagging", {"openid_list": ["o-a"], "tagid": 9999}, 45159),
        ("tags/members/batchtagging", {"openid_list": ["o-a"], "tagid": True}, 45159),
        ("tags/members/batchtagging", {"openid_list": [], "tagid": 100}, 40032),
        ("tags/members/batchtagging", {"openid_list": ["o-a"] * 51, "tagid": 100}, 40032),
        ("tags/members/batchtagging", {"openid_list": ["o-a", "stranger"], "tagid": 100}, 40003),
        ("tags/getidlist", {"openid": "stranger"}, 40003),
    ],
)
def test_what_the_platform_refuses(bench: Bench, path: str, body: Any, expected: int) -> None:
    bench.driver.follow("o-a")
    assert make(bench, "已有") == 100
    assert code(bench, path, body) == expected
    assert of(bench, "o-a") == []


def test_an_account_has_a_hundred_tags_and_a_person_twenty(bench: Bench) -> None:
    bench.driver.follow("o-a")
    token = bench.fetch_token("stable_token")["access_token"]
    tags = []
    for number in range(100):
        made = bench.post("tags/create", {"tag": {"name": f"t{number}"}}, token).json()
        tags.append(made["tag"]["id"])
    assert code(bench, "tags/create", {"tag": {"name": "more"}}) == 45056
    codes = [
        bench.post(
            "tags/members/batchtagging", {"openid_list": ["o-a"], "tagid": tag}, token
        ).json()["errcode"]
        for tag in tags[:21]
    ]
    assert codes == [0] * 20 + [45059]
