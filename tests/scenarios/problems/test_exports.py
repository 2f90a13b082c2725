"""What other programs are told of a problem without measures: its number, and nothing twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.scenarios.conftest import City
from tests.scenarios.problems.town import ALONE, BUILDING, LEDGER, WATER, jsonl, lines, run

CONTRACTS = Path(__file__).parents[4] / "shared" / "contracts"


def test_the_ledger_comes_out_as_it_went_in_and_back_in_changes_nothing(
    town: City, tmp_path: Path
) -> None:
    exported = run(town, "ledger", "export")
    records = [json.loads(line) for line in exported.splitlines()]
    assert [one for one in records if one["kind"] in ("problem", "measure")] == list(LEDGER[5:])
    file = tmp_path / "ledger.jsonl"
    file.write_text(exported, encoding="utf-8")
    assert "没有改动" in run(town, "plan", "import", str(file))
    town.say("oWater", "3 完成60%")
    assert run(town, "ledger", "export") == exported
    assert "其中 2 项没有措施，按问题上报" in run(town, "plan", "import", "--dry-run", str(file))


def test_reports_journal_and_understand_give_the_number_of_the_plan(town: City) -> None:
    town.say("oWater", f"{ALONE} 完成60%")
    [report] = lines(town, "reports", "export")
    assert (report["measure"], report["unit"], report["percent"]) == ("3", WATER, 60)
    assert lines(town, "journal", "export")[-1]["measure"] == "3"
    assert "没有" not in run(town, "journal", "verify")


UNDERSTOOD = [
    ("3完成60%", WATER, "3", "3"),
    ("问题3完成60%", WATER, "3", "3"),
    ("排污口台账完成60%", WATER, "排污口台账", "3"),
    ("2完成60%", WATER, "2", "问题2"),  # theirs; measure 2 is not
    ("2完成60%", BUILDING, "2", "2"),
    ("看问题2", WATER, "问题2", "问题2"),
    ("看3", "", "3", "3"),
]


@pytest.mark.parametrize(("text", "unit", "item", "item_id"), UNDERSTOOD)
def test_understand_resolves_it(town: City, text: str, unit: str, item: str, item_id: str) -> None:
    asked = {"role": "liaison", "text": text, "unit": unit}
    [answer] = lines(town, "understand", "--batch", stdin=json.dumps(asked) + "\n")
    assert (answer["slots"]["item"], answer.get("item_id")) == (item, item_id), answer
    schema = json.loads((CONTRACTS / "understand-output.schema.json").read_text("utf-8"))
    jsonschema.validate(answer, schema)


def simulated(town: City, folder: Path, *facts: dict[str, Any]) -> list[dict[str, Any]]:
    ledger, happened = folder / "ledger.jsonl", folder / "facts.jsonl"
    ledger.write_text(jsonl(LEDGER), encoding="utf-8")
    happened.write_text("\n".join(map(json.dumps, facts)), encoding="utf-8")
    words = ("--ledger", str(ledger), "--facts", str(happened))
    span = ("--from", "2017-07-05", "--to", "2017-09-30")
    return lines(town, "policy", "simulate", "tianshui-2017", *words, *span)


def test_a_simulation_takes_and_gives_its_number(town: City, tmp_path: Path) -> None:
    schema = json.loads((CONTRACTS / "step.schema.json").read_text("utf-8"))
    steps = simulated(town, tmp_path)
    for one in steps:
        jsonschema.validate(one, schema)
    overdue = [one for one in steps if one["reason"] == "became_overdue"]
    assert [(one["unit"], one["measure"]) for one in overdue if one["step"] == "warning"] == [
        (WATER, "3")
    ]
    reminded = {one["measure"] for one in steps if one["step"] == "reminder"}
    assert reminded == {"3"}
    for name in ("3", ALONE, "ts2017:3", f"ts2017:{ALONE}"):
        fact = {"at": "2017-08-20T10:00+08:00", "fact": "accepted", "measure": name}
        after = simulated(town, tmp_path, fact)
        assert not [one for one in after if one["reason"] == "became_overdue"], name


def test_a_fact_of_a_taken_number_means_the_measure(town: City, tmp_path: Path) -> None:
    report = {"at": "2017-07-06T10:00+08:00", "fact": "report", "unit": BUILDING, "percent": 99}

    def behind(*facts: dict[str, Any]) -> dict[str, str]:
        steps = simulated(town, tmp_path, *facts)
        return {s["unit"]: s["because"] for s in steps if s["reason"] == "behind_pace"}

    assert "2（" in behind()[BUILDING]
    measure = behind(report | {"measure": "2"})
    assert ("2（" in measure[BUILDING], "问题2（" in measure[WATER]) == (False, True)
    problem = behind(report | {"measure": "问题2", "unit": WATER})
    assert ("2（" in problem[BUILDING], "问题2（" in problem[WATER]) == (True, False)
