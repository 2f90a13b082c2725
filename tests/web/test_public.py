"""The public pages as a browser gets them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient

from handlers.office import Office
from storage.scripts import Lines
from supervision.progress import Lifecycle
from tests.web.pages import Page
from tests.web.world import (
    WATER,
    OneRegion,
    TrialSettings,
    Wired,
    make_app,
    measure,
    progress,
    write_ledger,
)

PAGES = (
    "/",
    "/measures/1",
    "/measures/3",
    f"/units/{quote(WATER)}",
    "/search",
    "/search?q=%E6%B1%A1%E6%B0%B4",
    "/search?q=nothing-here",
    "/bulletins/",
    "/no-such-page",
    "/simulator/",
)


def read(client: FlaskClient, path: str, status: int = 200) -> Page:
    response = client.get(path)
    assert response.status_code == status, response.text
    return Page(response.text)


def test_the_overview_prints_every_rate_with_its_formula(client: FlaskClient) -> None:
    text = read(client, "/").text
    assert "核实完成 1 项 ÷ 已公开 4 项 = 25.0%" in text
    assert "上报完成 1 项 ÷ 已公开 4 项 = 25.0%" in text
    assert "已销号 1 项 ÷ 已公开 4 项 = 25.0%" in text


def test_the_averages_of_a_unit_reconcile_with_its_items(client: FlaskClient) -> None:
    # 市水务局 publishes 1 (80 claimed, 60 verified) and 2 (90, 40).
    text = read(client, f"/units/{quote(WATER)}").text
    assert "各项之和 100% ÷ 已公开 2 项 = 50.0%" in text
    assert "170% ÷ 2 项 = 85.0%" in text
    assert "100% ÷ 2 = 50.0%" in read(client, "/").text


def test_claimed_and_verified_stand_apart_with_their_days(client: FlaskClient) -> None:
    text = read(client, "/measures/2").text
    assert "已核实 40% 2026年8月19日（周三）" in text
    assert "单位上报 90% 2026年8月17日（周一）" in text
    assert "公开于 2026年8月20日（周四） 10:00" in text


def test_a_date_that_has_passed_is_named_and_a_closed_item_has_none(client: FlaskClient) -> None:
    assert "2026年7月31日（周五） 已过" in read(client, "/measures/2").text
    assert "已过" not in read(client, "/measures/1").text
    assert "已过" not in read(client, "/measures/3").text


def test_an_item_without_figures_says_so(client: FlaskClient) -> None:
    text = read(client, "/measures/4").text
    assert "尚未核实" in text
    assert "尚未上报" in text
    assert "0%" not in text


@pytest.mark.parametrize("path", ["/measures/5", "/measures/99", "/units/nobody", "/?page=9"])
def test_what_is_not_published_does_not_exist(client: FlaskClient, path: str) -> None:
    page = read(client, path, 404)
    assert "没有这一页" in page.text
    assert "/search" in {link["href"] for link in page.all("a")}


@pytest.mark.parametrize("page", ["0", "-1", "x", "１", "9" * 40])
def test_a_page_that_is_no_number_is_not_found(client: FlaskClient, page: str) -> None:
    assert client.get("/", query_string={"page": page}).status_code == 404


def test_nothing_unpublished_stands_on_any_page(client: FlaskClient) -> None:
    for path in ("/", f"/units/{quote('市生态环境局')}", "/search?q=" + quote("排污口")):
        assert "秘密排污口" not in client.get(path).text


def test_a_search_finds_by_words_and_by_number(client: FlaskClient) -> None:
    assert "葫芦河沿岸生活污水截流" in read(client, "/search?q=" + quote("污水")).text
    assert "散煤市场抽检" in read(client, "/search?q=4").text


def test_a_search_without_hits_tells_what_to_do_next(client: FlaskClient) -> None:
    text = read(client, "/search?q=zzz").text
    assert "没有找到与「zzz」有关的公开事项" in text
    assert "换短一点的词" in text
    assert "整体进度" in text


def test_a_unit_is_found_by_its_short_name(client: FlaskClient) -> None:
    assert "城区雨污分流改造" in read(client, f"/units/{quote('水务局')}").text


def test_an_empty_ledger_has_pages_that_say_so(office: Office) -> None:
    client = make_app(Wired(office)).test_client()
    assert "还没有公开的事项" in read(client, "/").text
    assert "还没有通报" in read(client, "/bulletins/").text
    assert "写下您关心的事" in read(client, "/search").text


def test_a_long_list_has_pages(office: Office) -> None:
    lines = tuple((measure(str(n), f"事项{n}号"), progress(n, None), True) for n in range(1, 26))
    write_ledger(office, lines)
    client = make_app(Wired(office)).test_client()
    first, second = read(client, "/"), read(client, "/?page=2")
    assert "第 1 页，共 2 页" in first.text
    assert "事项20号" in first.text
    assert "事项21号" not in first.text
    assert "事项25号" in second.text


def test_hostile_text_is_shown_as_text(office: Office) -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    record = replace(measure("1", hostile, "<b>市</b>水务局"), text=hostile, goal=hostile)
    write_ledger(office, ((record, progress(10), True),))
    client = make_app(Wired(office)).test_client()
    for path in ("/", "/measures/1", "/search?q=" + quote(hostile), "/search?q=1"):
        page = read(client, path)
        assert not page.all("script"), path
        assert not page.all("b"), path
        assert all("onerror" not in image for image in page.all("img")), path
    assert hostile in read(client, "/measures/1").text


def test_no_page_loads_anything_from_elsewhere(client: FlaskClient) -> None:
    for path in PAGES:
        page = Page(client.get(path).text)
        assert page.loaded, path
        for address in page.loaded:
            assert not urlsplit(address).netloc, (path, address)
            with client.get(address) as loaded:
                assert loaded.status_code == 200, (path, address)


def test_no_page_needs_a_script_or_style_within_it(client: FlaskClient) -> None:
    for path in PAGES:
        page = Page(client.get(path).text)
        assert not page.all("style"), path
        assert all("src" in script for script in page.all("script")), path
        for tag, attributes in page.tags:
            inline = [n for n in attributes if n == "style" or n.startswith("on")]
            assert not inline, (path, tag)


def test_every_page_can_be_read_by_everybody(client: FlaskClient) -> None:
    for path in PAGES:
        page = Page(client.get(path).text)
        assert page.all("html")[0]["lang"] == "zh-CN", path
        assert len(page.all("h1")) == 1, path
        assert page.all("main"), path
        assert page.all("a")[0]["href"] == "#main", path
        named = {label.get("for") for label in page.all("label")}
        for control in [*page.all("input"), *page.all("select")]:
            assert control["id"] in named, (path, control)
        assert all("alt" in image for image in page.all("img")), path


def test_every_page_keeps_to_itself(client: FlaskClient) -> None:
    for path in PAGES:
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, path
        assert "unsafe" not in policy, path
        assert ("script-src 'none'" in policy) == (path != "/simulator/"), path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY", path


def test_a_page_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/")
    assert "max-age=10" in first.headers["Cache-Control"]
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_chart_shows_every_unit_and_holds_no_script(client: FlaskClient) -> None:
    html = client.get("/").text
    chart = Page(html[html.index('<div class="chart">') : html.index("</svg></div>")])
    assert chart.all("svg")[0]["role"] == "img"
    for unit in ("市水务局", "市生态环境局", "青石区政府"):
        assert unit in chart.text
    assert len([r for r in chart.all("rect") if "reactive" in r.get("class", "")]) == 6
    assert not chart.all("script")


def test_redis_away_gives_a_page_that_says_so(
    client: FlaskClient, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from redis.exceptions import ConnectionError as Away

    def fail(*_: object, **__: object) -> None:
        raise Away

    monkeypatch.setattr(office.store.redis, "execute_command", fail)
    monkeypatch.setattr(Lines, "ask", fail)
    response = client.get("/")
    assert response.status_code == 503
    assert "系统忙，请稍后再试" in response.text
    assert client.get("/api/v1/measures/1").json == {
        "error": "unavailable",
        "message": "系统忙，请稍后再试。",
    }


def test_a_mistake_of_ours_gives_a_page_and_tells_nothing(
    deps: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(deps)
    app.testing = False

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("inner detail")

    monkeypatch.setattr(deps.the_office.store.publication, "page", fail)
    response = app.test_client().get("/")
    assert response.status_code == 500
    assert "系统忙，请稍后再试" in response.text
    assert "inner detail" not in response.text


def test_with_several_regions_links_keep_the_region(ledger: Office) -> None:
    settings = TrialSettings(regions=(OneRegion("test"), OneRegion("other")))
    client = make_app(Wired(ledger, settings=settings)).test_client()
    page = read(client, "/r/other/")
    assert "/r/other/measures/1" in {link["href"] for link in page.all("a")}
    assert "/measures/1" in {link["href"] for link in read(client, "/").all("a")}
    assert client.get("/r/nowhere/").status_code == 404


def test_an_item_verified_as_done_is_not_called_late(office: Office) -> None:
    record = measure("1", "已完成事项", due=date(2026, 7, 1))
    write_ledger(office, ((record, progress(100, 100, Lifecycle.OPEN), True),))
    assert "已过" not in make_app(Wired(office)).test_client().get("/measures/1").text
