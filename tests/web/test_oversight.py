"""Pages of oversight: every figure with its formula, and nothing that is not public."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from handlers.indicators import enter, named
from handlers.office import Office
from storage.change import Change
from storage.rankings import Approval
from supervision.facts import Fact, FactKind
from supervision.policy import Policy
from supervision.progress import Lifecycle
from supervision.records import Problem
from supervision.times import local_date
from tests.web.pages import Page
from tests.web.world import (
    LEDGER,
    NOW,
    PLAN,
    POLICY,
    WATER,
    Wired,
    make_app,
    measure,
    progress,
    write_ledger,
)

POLICIES = POLICY.parent


def client_of(office: Office, policy: str = "gansu-2025") -> tuple[Office, FlaskClient]:
    text = (POLICIES / f"{policy}.toml").read_text(encoding="utf-8")
    other = replace(office, policy=Policy.parse(text))
    return other, make_app(Wired(other)).test_client()


def put(office: Office, name: str, value: str, day: str, source: str = "省公报") -> None:
    [one] = named(office, name, local_date(NOW))
    enter(office, [(one, value, date.fromisoformat(day), source)], NOW)


def test_an_indicator_shows_target_value_source_and_reckoning(ledger: Office) -> None:
    office, client = client_of(ledger)
    assert "还没有数值" in Page(client.get("/indicators/").text).text
    put(office, "优良天数", "90", "2023-12-31")
    put(office, "优良天数", "91.9", "2024-12-31", "2024年公报")
    put(office, "细颗粒物", "24", "2024-12-31")
    text = Page(client.get("/indicators/").text).text
    for said in (
        "不低于 93.8%（2025年12月31日前）",
        "到期未达到",  # the page is read in August 2026
        "相差 1.9，差幅 2.03%（相差 ÷ 目标）",
        "2024年公报",
        "24 微克/立方米 ≤ 目标 25 微克/立方米",
        "按直线推算",
    ):
        assert said in text, said


def test_indicators_come_as_json_with_their_history(ledger: Office) -> None:
    office, client = client_of(ledger)
    put(office, "优良天数", "90", "2023-12-31")
    put(office, "优良天数", "94", "2024-12-31")
    items = json.loads(client.get("/api/v1/indicators").text)["items"]
    [days] = [one for one in items if one["name"] == "优良天数比率"]
    assert (days["track"], days["target"], days["clause"]) == ("met", 93.8, "G8")
    assert [v["value"] for v in days["values"]] == [90, 94]
    entries = [e.body for e in office.store.journal.entries()]
    assert [e["act"] for e in entries if e["act"] == "enter_indicator"] == ["enter_indicator"] * 2


def test_a_policy_without_indicators_says_so(client: FlaskClient) -> None:
    assert "没有规定指标" in Page(client.get("/indicators/").text).text


@pytest.fixture
def ranked(office: Office) -> Office:
    """Six published measures of one unit, four of them of one problem; three of another unit."""
    change = Change()
    problem = Problem(PLAN.id, "1", "一、", "葫芦河沿岸生活污水直排", LEDGER[0][0].duty)
    office.store.ledger.put_problem(change, problem, 1)
    office.store.commit(change)
    lines = []
    for n in range(1, 7):
        made = replace(measure(str(n), f"事项{n}"), problem="1")
        stands = progress(100, 100, Lifecycle.CLOSED) if n < 4 else progress(100)
        lines.append((made, stands, True))
    lines += [
        (measure(str(n), f"事项{n}", "市生态环境局"), progress(100, 100), True) for n in (7, 8)
    ]
    write_ledger(office, tuple(lines))
    return office


def test_units_and_problems_are_ranked_by_what_was_verified(ranked: Office) -> None:
    text = Page(make_app(Wired(ranked)).test_client().get("/rankings/").text).text
    assert f"1{WATER}3 ÷ 6 = 50.0%" in text
    assert "不排市生态环境局2 ÷ 2 = 100.0%" in text
    assert "11 葫芦河沿岸生活污水直排3 ÷ 6 = 50.0%" in text
    assert "已公开不足 5 项的不排名次" in text


def test_the_last_of_a_monthly_table_are_named_by_the_rule(ledger: Office) -> None:
    office, client = client_of(ledger, "beijing-2018")
    for count, month, name in ((22, "2026-07", "air"), (12, "2026-07", "water")):
        units = tuple(f"{name}{n}镇" for n in range(1, count + 1))
        fact = Fact(NOW - timedelta(days=3), FactKind.RANKING, table=name, month=month, units=units)
        change = Change()
        office.store.facts.add(change, f"{name}-{month}", fact)
        office.store.commit(change)
    assert "考核排名" not in Page(client.get("/rankings/").text).text
    for name in ("air", "water"):
        change = Change()
        office.store.tables.approve(change, f"{name}-2026-07", Approval(NOW, "p1"))
        office.store.commit(change)
    text = Page(client.get("/rankings/").text).text
    assert "2026年7月空气质量考核排名" in text
    assert text.count("后 10 位") == 11  # ten units, and the sentence below
    assert "air12镇air13镇 后 10 位" in text
    assert "参加排名的不足 20 个" in text
    assert "经整改办批准，" in text


def test_the_four_systems_count_what_is_public_alone(client: FlaskClient) -> None:
    page = Page(client.get("/overview/").text)
    assert "已公开 4 项 ÷ 台账 5 项 = 80.0%" in page.text
    links = {link["href"] for link in page.all("a")}
    assert {"/rankings/", "/enterprises/", "/cases/", "/results/", "/bulletins/"} <= links
    assert "秘密排污口" not in page.text


@pytest.mark.parametrize("address", ["/enterprises/", "/cases/", "/results/"])
def test_an_empty_list_says_what_will_stand_there(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "还没有公开的内容" in Page(answer.text).text
    assert Page(answer.text).all("script") == []


@pytest.mark.parametrize(
    "address", ["/", f"/units/{WATER}", "/overview/", "/rankings/", "/complaints/"]
)
def test_no_rate_stands_without_its_formula(client: FlaskClient, address: str) -> None:
    text = Page(client.get(address).text).text
    shown = set(re.findall(r"\d+\.\d%", text))
    for rate in shown:
        assert re.search(rf"÷[^=÷]*= ?{re.escape(rate)}", text), rate
    assert shown or address == "/complaints/"
