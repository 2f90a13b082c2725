"""A story as values: the ledger, what happened, and the steps that people expect."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.supervision.stories import words
from tests.supervision.stories.happening import Line, fact, instant, listed
from tests.supervision.stories.tables import Row, StoryError, read_tables

FOLDER = Path(__file__).parent
PRESETS = ("tianshui-2017", "gansu-2025", "jiyuan-2019", "beijing-2018", "baicheng-2023")


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One step, as a row expects it and as a line of ``policy simulate`` gives it.

    ``listed``: the numbers of the measures that a step about a unit as a whole prints.
    """

    at: str
    step: str
    unit: str
    measure: str
    to: tuple[str, ...]
    clause: str
    reason: str
    count: int
    signed: bool
    listed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A year of one preset."""

    policy: str
    effective_from: date
    first: date
    last: date
    ledger: tuple[Line, ...]
    facts: tuple[Line, ...]
    steps: tuple[Step, ...]
    menu: tuple[tuple[Any, ...], ...]
    signatures: Mapping[tuple[str, str], tuple[str, str]]
    terms: tuple[tuple[str, str, str], ...]


def read_story(preset: str) -> Story:
    """The story of a preset. Raises StoryError with the file and the line."""
    return story_of(FOLDER / f"{preset}.md")


def story_of(file: Path, text: str | None = None) -> Story:
    """The story in a file. Raises StoryError with the file and the line."""
    tables = read_tables(file, text)
    if len(tables["概况"]) != 1:
        raise StoryError(file, 1, "「概况」应有一行")
    (head,) = tables["概况"]
    units = [_unit(row) for row in tables["单位"]]
    names = {unit["name"] for unit in units}
    measures = [_measure(row, head, names) for row in tables["台账"]]
    plan = {"kind": "plan", "id": "story", "title": "整改方案", "issued": head["方案印发"]}
    region = {"kind": "region", "name": "故事", "office": "整改办"}
    return Story(
        policy=head["制度"],
        effective_from=_day(head, "施行日期"),
        first=_day(head, "从"),
        last=_day(head, "到"),
        ledger=(region, *units, plan, *measures),
        facts=tuple(fact(row, names) for row in tables["发生了什么"]),
        steps=tuple(sorted(s for row in tables["应当采取的措施"] for s in _steps(row, names))),
        menu=tuple(_choice(row) for row in tables["整改办可选的措施"]),
        signatures=dict(_signature(row) for row in tables["落款"]),
        terms=tuple((row["事项"], row["从"], row["到"]) for row in tables["期限算例"]),
    )


def step_of(line: Mapping[str, Any]) -> Step:
    """The step in a line of ``policy simulate``."""
    named = re.findall(r"([\d-]+)（", line["because"]) if not line["measure"] else []
    return Step(
        at=datetime.fromisoformat(line["at"]).strftime("%Y-%m-%d %H:%M"),
        step=line["step"],
        unit=line["unit"],
        measure=line["measure"] or "",
        to=tuple(line["to"]),
        clause=line["clause"],
        reason=line["reason"],
        count=line.get("count", 0),
        signed=line["needs_signature"],
        listed=tuple(named),
    )


# ---- the ledger -----------------------------------------------------------------------------


def _unit(row: Row) -> Line:
    level = row.word("层级", words.LEVELS)
    return {"kind": "unit", "name": row["单位"], "level": level, "aliases": [], "parent": None}


def _measure(row: Row, head: Row, names: set[str]) -> Line:
    dues = [_day(row, "时限", one) if one != "长期坚持" else None for one in row.several("时限")]
    return {
        "kind": "measure",
        "plan": "story",
        "number": row["编号"],
        "printed": row["编号"],
        "problem": None,
        "category": None,
        "title": row["事项"],
        "text": row["事项"],
        "goal": None,
        "lead_units": [listed(row, name, names) for name in row.several("牵头单位")],
        "responsible_units": [listed(row, name, names) for name in row.several("责任单位")],
        "deadlines": [
            {"phrase": due.isoformat() if due else "长期坚持", "due": due and due.isoformat()}
            for due in dues
        ],
        "term": "dated" if any(dues) else "standing",
    }


# ---- what is expected -----------------------------------------------------------------------


def _steps(row: Row, names: set[str]) -> list[Step]:
    """A row that names several units, or several measures, expects one step for each."""
    units, numbers = row.several("单位"), row.several("编号") or [""]
    if not units or (len(units) > 1 and len(numbers) > 1):
        raise row.wrong("应写明单位；几个单位、几个编号不能同时写")
    count = row["次数"]
    if count and not count.isdecimal():
        raise row.wrong("次数应为数字")
    return [
        Step(
            at=instant(row),
            step=row.word("措施", words.STEPS),
            unit=listed(row, unit, names),
            measure=number,
            to=_recipients(row),
            clause=row["依据"],
            reason=row.word("原因", words.REASONS),
            count=int(count or 0),
            signed=bool(row.word("需签发", words.YES)),
            listed=tuple(row.several("列明")),
        )
        for unit in units
        for number in numbers
    ]


def _recipients(row: Row) -> tuple[str, ...]:
    return tuple(row.word("送达", words.RECIPIENTS, one) for one in row.several("送达"))


def _choice(row: Row) -> tuple[Any, ...]:
    step, signed = row.word("措施", words.STEPS), bool(row.word("需签发", words.YES))
    return step, _recipients(row), row["依据"], signed, row["落款"]


def _signature(row: Row) -> tuple[tuple[str, str], tuple[str, str]]:
    key = row.word("措施", words.STEPS), row.word("原因", words.REASONS)
    return key, (row["落款"], row["写明的后果"])


def _day(row: Row, column: str, text: str | None = None) -> date:
    said = row[column] if text is None else text
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise row.wrong(f"{column}「{said}」应为日期，例如 2017-07-05") from None
