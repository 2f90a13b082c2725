"""Drafts, publications, tickets for pages, and people by the hundred."""

from __future__ import annotations

from typing import Any

import pytest

DRAFT, PUBLISH = "/cgi-bin/draft", "/cgi-bin/freepublish"
ARTICLE = {"title": "半月通报", "content": "<p>36 项</p>", "thumb_media_id": "any"}


def draft(bench: Any, *articles: dict[str, Any]) -> dict[str, Any]:
    return dict(bench.call(f"{DRAFT}/add", {"articles": list(articles or (ARTICLE,))}))


def test_a_draft_is_kept_changed_listed_and_forgotten(bench: Any) -> None:
    media_id = draft(bench)["media_id"]
    change = {"media_id": media_id, "index": 0, "articles": {**ARTICLE, "title": "改"}}
    assert bench.call(f"{DRAFT}/update", change)["errcode"] == 0
    assert bench.call(f"{DRAFT}/update", {**change, "index": 1})["errcode"] == 40114
    [item] = bench.call(f"{DRAFT}/get", {"media_id": media_id})["news_item"]
    assert (item["title"], item["author"]) == ("改", "")
    newer = draft(bench)["media_id"]
    assert bench.call(f"{DRAFT}/count")["total_count"] == 2
    page = bench.call(f"{DRAFT}/batchget", {"offset": 0, "count": 1, "no_content": 1})
    assert (page["total_count"], page["item"][0]["media_id"]) == (2, newer)
    assert "content" not in page["item"][0]["content"]["news_item"][0]
    assert bench.call(f"{DRAFT}/delete", {"media_id": media_id})["errcode"] == 0
    assert bench.call(f"{DRAFT}/get", {"media_id": media_id})["errcode"] == 40007


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([], 44004),
        ([{**ARTICLE, "content": ""}], 44004),
        ([ARTICLE] * 9, 45008),
        ([{**ARTICLE, "title": "整" * 65}], 45003),
        ([{**ARTICLE, "digest": "整" * 121}], 45004),
        ([{**ARTICLE, "thumb_media_id": ""}], 40007),
    ],
)
def test_an_unfit_draft_is_refused(
    bench: Any, articles: list[dict[str, Any]], expected: int
) -> None:
    assert bench.call(f"{DRAFT}/add", {"articles": articles})["errcode"] == expected


@pytest.mark.parametrize("count", [1, 2])
def test_a_publication_is_told_when_it_is_done(bench: Any, count: int) -> None:
    media_id = draft(bench, *[ARTICLE] * count)["media_id"]
    publish_id = bench.call(f"{PUBLISH}/submit", {"media_id": media_id})["publish_id"]
    [event] = bench.events("PUBLISHJOBFINISH")
    info = event["PublishEventInfo"]
    items = info["article_detail"]["item"]
    assert (info["publish_id"], info["publish_status"]) == (publish_id, "0")
    assert len(items if isinstance(items, list) else [items]) == count
    got = bench.call(f"{PUBLISH}/get", {"publish_id": publish_id})
    assert (got["publish_status"], got["article_detail"]["count"]) == (0, count)
    assert bench.call(f"{DRAFT}/count")["total_count"] == 0
    article = {"article_id": got["article_id"]}
    assert len(bench.call(f"{PUBLISH}/getarticle", article)["news_item"]) == count
    listed = bench.call(f"{PUBLISH}/batchget", {"offset": 0, "count": 20})
    assert listed["item"][0]["article_id"] == got["article_id"]
    assert bench.call(f"{PUBLISH}/delete", article)["errcode"] == 0
    assert bench.call(f"{PUBLISH}/getarticle", article)["errcode"] == 53600
    assert bench.call(f"{PUBLISH}/batchget", {})["total_count"] == 0


def test_a_publication_can_fail_and_its_draft_stays(bench: Any) -> None:
    bench.driver.switch(bench.app_id, publish_status=4)
    media_id = draft(bench)["media_id"]
    publish_id = bench.call(f"{PUBLISH}/submit", {"media_id": media_id})["publish_id"]
    info = bench.events("PUBLISHJOBFINISH")[0]["PublishEventInfo"]
    assert (info["publish_id"], info["publish_status"]) == (publish_id, "4")
    assert "article_id" not in info
    assert bench.call(f"{DRAFT}/count")["total_count"] == 1


def test_a_ticket_is_the_same_until_it_ends(bench: Any) -> None:
    first = bench.call("/cgi-bin/ticket/getticket", type="jsapi")
    assert first["expires_in"] == 7200
    bench.driver.advance(7000)
    again = bench.call("/cgi-bin/ticket/getticket", type="jsapi")
    assert again["ticket"] == first["ticket"]
    assert again["expires_in"] <= 200
    bench.driver.advance(200)
    later = bench.call("/cgi-bin/ticket/getticket", type="jsapi")
    assert (later["ticket"] != first["ticket"], later["expires_in"]) == (True, 7200)
    assert bench.call("/cgi-bin/ticket/getticket", type="x")["errcode"] == 40097


def test_people_are_told_by_the_hundred(bench: Any) -> None:
    for n in range(2):
        bench.driver.follow(f"o-{n}")
    bench.driver.unfollow("o-1")
    path = "/cgi-bin/user/info/batchget"

    def ask(*openids: str) -> dict[str, Any]:
        return dict(bench.call(path, {"user_list": [{"openid": openid} for openid in openids]}))

    assert [p["subscribe"] for p in ask("o-0", "o-1")["user_info_list"]] == [1, 0]
    assert ask("o-0", "o-9")["errcode"] == 40003
    assert ask()["errcode"] == ask(*["o-0"] * 101)["errcode"] == 40032
