"""``policy simulate`` as it is typed: what it refuses, and that it stores nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from storage.embedded import EmbeddedServer
from tests.bot.conftest import Run
from tests.bot.desk import MEASURE, PLAN, refused
from tests.supervision.builders import POLICIES
from tests.supervision.stories.running import jsonl

Simulate = Callable[..., Result]

REPORT = {
    "at": "2017-08-16T10:00+08:00",
    "fact": "report",
    "unit": "市水务局",
    "measure": "1",
    "percent": 40,
}


@pytest.fixture
def simulate(run: Run, tmp_path: Path) -> Simulate:
    """Runs the command on a small ledger and one report, except for what the test says."""

    def typed(
        policy: str = "tianshui-2017",
        facts: str | bytes = json.dumps(REPORT, ensure_ascii=False),
        **options: str,
    ) -> Result:
        ledger, happened = tmp_path / "ledger.jsonl", tmp_path / "facts.jsonl"
        ledger.write_text(jsonl([*PLAN, MEASURE]), encoding="utf-8")
        happened.write_bytes(facts.encode() if isinstance(facts, str) else facts)
        words = {
            "ledger": str(ledger),
            "facts": str(happened),
            "from": "2017-07-05",
            "to": "2018-01-31",
        } | options
        flat = [part for name, value in words.items() for part in (f"--{name}", value)]
        return run("policy", "simulate", policy, *flat)

    return typed


def broken_policy(tmp_path: Path, old: str, new: str) -> str:
    file = tmp_path / "broken.toml"
    text = (POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8")
    file.write_text(text.replace(old, new), encoding="utf-8")
    return str(file)


def test_a_file_that_is_not_there_is_named(simulate: Simulate) -> None:
    assert refused(simulate(policy="nowhere.toml"), "读不了文件 nowhere.toml")
    assert refused(simulate(ledger="nowhere.jsonl"), "读不了文件 nowhere.jsonl")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("points = 15 ", "pionts = 15 ", "pionts"),
        ("[hours]", "[hours", "行"),
        ('trigger = "due_soon"', 'trigger = "dew_soon"', "dew_soon"),
    ],
)
def test_a_policy_with_a_mistake_is_refused_in_one_line(
    simulate: Simulate, tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert refused(simulate(policy=broken_policy(tmp_path, old, new)), says)


BAD_FACTS = [
    ("{", "不是完整的 JSON 对象"),
    ("[]", "不是 JSON 对象"),
    (
        json.dumps(
            REPORT | {"fact": "ranking", "table": "air", "month": "2017-08", "units": [" "]}
        ),
        "units 应为",
    ),
    (json.dumps(REPORT | {"fact": "rumour"}), "fact 应为"),
    (json.dumps(REPORT | {"measure": "99"}), "台账里没有编号 99"),
    (json.dumps(REPORT | {"percent": 101}), "percent 应为 0–100 的整数"),
    (json.dumps(REPORT | {"percent": True}), "percent 应为 0–100 的整数"),
    (json.dumps(REPORT | {"at": "2017-08-16T10:00"}), "带时区的时刻"),
    (json.dumps(REPORT | {"at": "0001-01-01T00:00+08:00"}), "带时区的时刻"),
    (json.dumps({k: v for k, v in REPORT.items() if k != "unit"}), "缺少 unit"),
    (json.dumps(REPORT | {"fact": "extension_granted", "until": "2017-02-30"}), "until 应为"),
    (json.dumps(REPORT | {"fact": "proper_reason", "until": "9999-12-31"}), "until 应在"),
]


@pytest.mark.parametrize(("line", "says"), BAD_FACTS)
def test_a_bad_line_of_facts_is_told_with_its_number(
    simulate: Simulate, line: str, says: str
) -> None:
    told = simulate(facts=f"{json.dumps(REPORT)}\n\n{line}\n")
    assert refused(told, "事实文件第 3 行有误")
    assert says in told.stderr


def test_facts_that_are_no_text_are_refused(simulate: Simulate) -> None:
    assert refused(simulate(facts="事实".encode("gb18030")), "UTF-8")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"from": "2018-02-01"}, "--to 不能早于 --from"),
        ({"from": "soon"}, "应为日期，例如 2017-07-05"),
        ({"to": "9999-12-31"}, "--to"),
        ({"from": "0001-01-01"}, "--from"),
    ],
)
def test_a_span_that_is_none_is_refused(
    simulate: Simulate, options: dict[str, str], says: str
) -> None:
    assert refused(simulate(**options), says)


def test_facts_that_are_not_there_are_named(run: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.jsonl"
    ledger.write_text(jsonl([*PLAN, MEASURE]), encoding="utf-8")
    files = ("--ledger", str(ledger), "--facts", "nowhere.jsonl")
    span = ("--from", "2017-07-05", "--to", "2018-01-31")
    assert refused(run("policy", "simulate", "tianshui-2017", *files, *span), "nowhere.jsonl")


def test_what_is_not_said_is_asked_for_in_one_line(run: Run) -> None:
    assert refused(run("policy", "simulate", "tianshui-2017"), "--ledger")


def test_a_percent_is_the_number_that_json_means(simulate: Simulate) -> None:
    told = simulate(facts=json.dumps(REPORT | {"percent": 40.0}))
    assert told.exit_code == 0
    assert told.stdout == simulate().stdout


def test_a_simulation_prints_steps_and_stores_nothing(
    simulate: Simulate, redis_server: EmbeddedServer
) -> None:
    told = simulate()
    assert told.exit_code == 0
    taken = [json.loads(line) for line in told.stdout.splitlines()]
    assert [line["step"] for line in taken if line["at"] == "2018-01-02T09:00+08:00"] == [
        *("warning", "summons")
    ]
    with redis_server.client() as client:
        assert client.dbsize() == 0


def test_days_that_nobody_has_decided_on_are_told_beside_the_steps(simulate: Simulate) -> None:
    told = simulate(**{"from": "2027-01-01", "to": "2027-01-31"})
    assert told.exit_code == 0
    assert "2026-12-31" in told.stderr
    assert all(json.loads(line) for line in told.stdout.splitlines())
