"""A city with both: problem 1 has the measures 1 and 2, the problems 2 and 3 have none."""

from __future__ import annotations

import json
from typing import Any

from documents.plan import read_plan
from handlers.import_plan import import_plan
from handlers.plan_difference import Difference
from supervision.progress import Entry
from tests.scenarios.conftest import City

ALONE = "问题3"
"""Problem 3 has no measures, and no measure has its number; problem 2 shares it with a measure."""

WATER, BUILDING, OFFICE = "市水务局", "市建设局", "市环保局"

Line = dict[str, Any]


def record(kind: str, number: str, unit: str, due: str, words: str, **more: Any) -> Line:
    """A line of the ledger."""
    own = {"title": words, "problem": None, "inherited": []} if kind == "measure" else {}
    return {
        "kind": kind,
        "plan": "ts2017",
        "number": number,
        "printed": f"{number}.",
        "category": "水污染防治",
        "text": f"{words}。整改不到位。",
        "goal": "达标排放",
        "lead_units": [unit],
        "responsible_units": [],
        "cooperating_units": [],
        "supervising_units": [],
        "verifying_units": [],
        "leaders": ["王某"],
        "deadlines": [{"phrase": f"{due}前", "due": due, "what": None}],
        "term": "dated",
        **own,
        **more,
    }


LEDGER: tuple[Line, ...] = (
    {"kind": "region", "name": "天水市", "office": "市整改办"},
    *(
        {"kind": "unit", "name": name, "aliases": [], "level": "department", "parent": None}
        for name in (WATER, BUILDING, OFFICE)
    ),
    {"kind": "plan", "id": "ts2017", "title": "天水市整改方案", "issued": "2017-07-05"},
    record("problem", "1", BUILDING, "2017-12-31", "污泥处置不规范"),
    record("problem", "2", WATER, "2017-12-31", "河道采砂管理混乱"),
    record("problem", "3", WATER, "2017-08-31", "排污口没有台账"),
    record("measure", "1", BUILDING, "2017-12-31", "建成污泥处置中心", problem="1"),
    record("measure", "2", BUILDING, "2017-12-31", "清运存量污泥", problem="1"),
)

PARTS: tuple[Line, ...] = (
    record("measure", "3-1", WATER, "2017-08-31", "摸清全部排污口", problem="3"),
    record("measure", "3-2", WATER, "2017-10-31", "建立一口一档", problem="3"),
)
"""Measures that a later plan gives to problem 3."""


def jsonl(lines: tuple[Line, ...]) -> str:
    """The ledger as it is imported."""
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n"


def take_in(city: City, *lines: Line) -> Difference:
    """Import a ledger; without lines that of the city."""
    document = read_plan(jsonl(lines or LEDGER).encode(), name="整改方案")
    return import_plan(city.office, document, city.now)


def entry(city: City, number: str = ALONE) -> Entry:
    """The entry of a record."""
    found = city.office.store.ledger.entry(f"ts2017:{number}")
    assert found is not None
    return found


def does(city: City, openid: str, words: str) -> str:
    """Say something that is confirmed, and confirm it; gives the question and what follows."""
    asked = city.say(openid, words)
    assert "回复 1 确认" in asked, asked
    return f"{asked}\n{city.say(openid, '1')}"


def run(city: City, *words: str, stdin: str = "") -> str:
    """A command as it is typed."""
    done = city.app.test_cli_runner().invoke(args=list(words), input=stdin)
    assert done.exit_code == 0, done.output
    return done.output


def lines(city: City, *words: str, stdin: str = "") -> list[Line]:
    """The objects that a command prints."""
    return [json.loads(line) for line in run(city, *words, stdin=stdin).splitlines()]


def page(city: City, address: str) -> tuple[int, str]:
    """A public page: its status and its text."""
    answer = city.app.test_client().get(address)
    return answer.status_code, answer.get_data(as_text=True)
