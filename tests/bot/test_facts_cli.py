"""``facts record``, ``facts list``, ``facts withdraw``: files of facts, all or nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from supervision.decisions import Step
from supervision.documents import State
from tests.scenarios.conftest import City, city, tianshui

__all__ = ["city", "tianshui"]

FALSE = {
    "at": "2017-07-06T09:30+08:00",
    "fact": "false_report",
    "unit": "建设局",
    "measure": "14-2",
}
PROVINCE = {
    "at": "2017-07-06T09:40+08:00",
    "fact": "criticised_by_higher_level",
    "unit": "市建设局",
    "by": "province",
}


def run(town: City, *words: str) -> tuple[int, str]:
    result = town.app.test_cli_runner().invoke(args=list(words))
    return result.exit_code, result.output


def file_of(folder: Path, facts: Sequence[dict[str, object]]) -> str:
    path = folder / "facts.jsonl"
    path.write_text("".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in facts))
    return str(path)


def steps(town: City, step: Step) -> list[State]:
    found = town.office.store.documents.of_unit("市建设局")
    return [d.state for d in found if d.decision.step is step]


def test_a_file_is_recorded_once_and_its_steps_follow(tianshui: City, tmp_path: Path) -> None:
    path = file_of(tmp_path, [FALSE, PROVINCE])
    code, said = run(tianshui, "facts", "record", path)
    assert (code, said) == (0, "新记录 2 条，早已记录 0 条。已拟办 1 件，回复「待签发」查看。\n")
    assert steps(tianshui, Step.ACCOUNTABILITY) == [State.PROPOSED]
    assert run(tianshui, "facts", "record", path) == (0, "新记录 0 条，早已记录 2 条。\n")
    tianshui.at("2017-07-07T09:00:30+08:00").tick()
    reasons = [
        d.decision.reason
        for d in tianshui.office.store.documents.of_unit("市建设局")
        if d.decision.step is Step.SUMMONS
    ]
    assert "false_report" in reasons
    acts = [str(e.body["act"]) for e in tianshui.office.store.journal.entries()]
    assert acts.count("false_report") == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            {
                "at": "2017-07-06T09:50+08:00",
                "fact": "report",
                "unit": "市建设局",
                "measure": "14-2",
                "percent": 40,
            },
            "第 2 行有误：report 由单位上报",
        ),
        ({"at": "2017-07-06T09:50+08:00", "fact": "false_report"}, "第 2 行有误：缺少 unit"),
        (
            {"at": "2017-07-06T19:50+08:00", "fact": "false_report", "unit": "市建设局"},
            "还没有发生",
        ),
    ],
)
def test_one_bad_line_and_nothing_is_recorded(
    tianshui: City, tmp_path: Path, wrong: dict[str, object], said: str
) -> None:
    code, answer = run(tianshui, "facts", "record", file_of(tmp_path, [FALSE, wrong]))
    assert code == 2
    assert said in answer
    assert tianshui.office.store.facts.records() == []


def test_what_is_old_counts_without_a_step_when_that_is_asked(
    tianshui: City, tmp_path: Path
) -> None:
    tianshui.at("2017-07-07T10:00:00+08:00").tick()
    path = file_of(tmp_path, [{**FALSE, "at": "2017-07-05T10:00+08:00"}])
    code, said = run(tianshui, "facts", "record", path, "--past")
    assert (code, said) == (0, "新记录 1 条，早已记录 0 条。\n")
    tianshui.at("2017-07-10T09:00:30+08:00").tick()
    found = tianshui.office.store.documents.of_unit("市建设局")
    assert not [d for d in found if d.decision.reason == "false_report"]


def test_names_that_the_ledger_does_not_list_are_told(tianshui: City, tmp_path: Path) -> None:
    ranking = {
        "at": "2017-07-06T09:50+08:00",
        "fact": "ranking",
        "table": "air",
        "month": "2017-06",
        "units": [f"第{n}镇" for n in range(1, 22)],
    }
    code, said = run(tianshui, "facts", "record", file_of(tmp_path, [ranking]))
    assert code == 0
    assert "台账里没有 第1镇、第2镇" in said


def test_the_list_can_be_recorded_elsewhere_and_a_record_withdrawn(
    tianshui: City, tmp_path: Path
) -> None:
    run(tianshui, "facts", "record", file_of(tmp_path, [FALSE]))
    line = json.loads(run(tianshui, "facts", "list", "--unit", "建设局", "--json")[1])
    assert line["unit"] == "市建设局"
    assert line["withdrawn"] is False
    assert {"at", "fact", "unit", "measure"} <= set(line)
    assert "反馈整改情况失实" in run(tianshui, "facts", "list")[1]
    assert run(tianshui, "facts", "withdraw", line["id"][:8])[0] == 0
    assert "（已撤回）" in run(tianshui, "facts", "list")[1]
    code, said = run(tianshui, "facts", "withdraw", line["id"][:8])
    assert code == 2
    assert "早已撤回" in said


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"units": ["第1镇", "第2镇", "第1镇"]}, "「第1镇」写了两次"),
        ({"month": "2017-08"}, "2017-08 还没有到"),
        ({"month": "2017-05"}, "录入过"),
    ],
)
def test_a_monthly_table_that_is_wrong_is_refused_whole(
    tianshui: City, tmp_path: Path, fields: dict[str, object], why: str
) -> None:
    units = [f"第{n}镇" for n in range(1, 22)]
    table = {"at": "2017-07-06T09:40+08:00", "fact": "ranking", "table": "air", "units": units}
    earlier = {**table, "month": "2017-05"}
    assert run(tianshui, "facts", "record", file_of(tmp_path, [earlier]))[0] == 0
    later = {**table, "at": "2017-07-06T09:50+08:00", "month": "2017-06", **fields}
    code, said = run(tianshui, "facts", "record", file_of(tmp_path, [later]))
    assert code == 2
    assert why in said
    assert "没有记录任何一条" in said
