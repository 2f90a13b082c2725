"""``policy check``, ``compare``, ``set``, ``show`` and ``versions`` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from tests.bot.conftest import Run, wiring
from tests.bot.desk import MEASURE, PLAN, refused
from tests.supervision.builders import POLICIES

TEXT = (POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8")


@pytest.fixture
def stricter(tmp_path: Path) -> str:
    """The preset with a pace of 10 points."""
    file = tmp_path / "stricter.toml"
    file.write_text(TEXT.replace("points = 15 ", "points = 10 "), encoding="utf-8")
    return str(file)


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """The preset with two slips of the pen."""
    file = tmp_path / "broken.toml"
    text = TEXT.replace("points = 15 ", "pionts = 15 ").replace("draw_up =", "drawup =")
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("command", ["check", "simulate", "compare", "set", "show", "versions"])
def test_every_command_tells_how_it_is_used(run: Run, command: str) -> None:
    told = run("policy", command, "--help")
    assert told.exit_code == 0
    assert "--region" in told.stdout


def test_a_preset_is_checked_by_its_name(run: Run) -> None:
    told = run("policy", "check", "tianshui-2017")
    assert told.exit_code == 0
    assert "  T10（六（四））" in told.stdout
    assert "规则 黄牌警告（被通报批评 1 次）（第 " in told.stdout
    assert told.stdout.splitlines()[-1].startswith("tianshui-2017：没有错误。条款 14 条，规则 ")


def test_mistakes_are_listed_with_their_lines_and_the_exit_code_says_so(
    run: Run, broken: str
) -> None:
    told = run("policy", "check", broken)
    assert told.exit_code == 1
    lines = told.stdout.splitlines()
    written = Path(broken).read_text(encoding="utf-8").splitlines()
    drawn = next(n for n, line in enumerate(written, 1) if line.startswith("drawup"))
    assert lines[0] == (
        f"第 {drawn} 行 错误 [hours] drawup：没有这个设置，请核对拼写；是不是想写 draw_up？"
    )
    assert "pionts" in lines[1]
    assert lines[-1] == f"{broken}：2 处错误。改正后再查。"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check", "nowhere.toml"), "读不了文件 nowhere.toml"),
        (("check", "tianshui-2017", "--region", "lanzhou"), "没有地区 lanzhou"),
        (("compare", "tianshui-2017", "nowhere.toml"), "读不了文件"),
        (("compare", "tianshui-2017"), "制度B"),
        (("compare", "tianshui-2017", "jiyuan-2019", "--to", "2017-12-31"), "要么都写"),
        (("set", "nowhere.toml"), "读不了文件"),
        (("set", "jiyuan-2019", "--from", "2017-08-31"), "最早是 2017-09-01"),
        (("set", "jiyuan-2019", "--from", "soon"), "应为日期，例如 2017-07-05"),
    ],
)
def test_bad_input_is_one_clear_line(run: Run, words: tuple[str, ...], says: str) -> None:
    assert refused(run("policy", *words), says)


def test_a_policy_with_mistakes_is_compared_by_nobody(run: Run, broken: str) -> None:
    assert refused(run("policy", "compare", "tianshui-2017", broken), "行 [hours] drawup")


def test_a_policy_is_set_from_tomorrow_and_shown(run: Run, stricter: str) -> None:
    assert "还没有用 policy set 设定过" in run("policy", "show").stdout
    told = run("policy", "set", stricter, "--reason", "市政府常务会议")
    assert told.exit_code == 0
    assert "已设定第 2 版：tianshui-2017，9月1日（周五）起执行。" in told.stdout
    assert "第 1 版，起初的制度" in run("policy", "show").stdout
    later = run("policy", "show", "--at", "2017-09-01").stdout
    assert "第 2 版，2017-09-01 起执行" in later
    assert "原因：市政府常务会议" in later
    assert "没有改动" in run("policy", "set", stricter).stdout
    first, second = run("policy", "versions").stdout.splitlines()
    assert first.endswith("（现行）")
    assert "2017-09-01 起" in second
    assert not second.endswith("（现行）")


def test_the_text_comes_out_as_it_went_in(run: Run, stricter: str) -> None:
    assert run("policy", "show", "--text").stdout == TEXT
    run("policy", "set", stricter)
    assert run("policy", "show", "--text").stdout == TEXT
    text = run("policy", "show", "--text", "--at", "2017-09-01").stdout
    assert text == Path(stricter).read_text(encoding="utf-8")


def test_what_was_set_stands_in_the_journal(run: Run, stricter: str) -> None:
    run("policy", "set", stricter, "--from", "2017-10-01", "--reason", "会议")
    entry = json.loads(run("journal", "export").stdout.splitlines()[-1])
    assert (entry["act"], entry["role"], entry["before"]["version"]) == ("policy", "office", 1)
    assert entry["after"]["since"] == "2017-10-01"
    assert entry["after"]["reason"] == "会议"
    assert run("journal", "verify").exit_code == 0


def test_a_mistaken_policy_is_not_set_and_nothing_is_stored(
    run: Run, broken: str, app: Flask
) -> None:
    assert refused(run("policy", "set", broken), "有 2 处错误，没有设定")
    assert wiring(app).store().policies.versions() == []


def test_what_would_change_for_whom_is_a_table_or_json(
    run: Run, stricter: str, tmp_path: Path
) -> None:
    ledger, facts = tmp_path / "ledger.jsonl", tmp_path / "facts.jsonl"
    lines = (json.dumps(line, ensure_ascii=False) for line in (*PLAN, MEASURE))
    ledger.write_text("\n".join(lines), encoding="utf-8")
    # 31 % of the way on 1 September, reported 20 %: behind by 11 points.
    fact = {"at": "2017-08-20T10:00+08:00", "fact": "report", "unit": "市水务局"}
    facts.write_text(json.dumps({**fact, "measure": "1", "percent": 20}), encoding="utf-8")
    words = ["policy", "compare", "tianshui-2017", stricter, "--ledger", str(ledger)]
    words += ["--facts", str(facts), "--from", "2017-07-05", "--to", "2017-09-30"]
    told = run(*words)
    assert told.exit_code == 0
    assert told.stdout.splitlines()[0] == "预警（进度滞后）：落后百分点 15→10"
    assert "  增加  2017-09-01 09:00  预警  1 项整改事项进度滞后：1（" in told.stdout
    answer = json.loads(run(*words, "--json").stdout)
    assert answer["settings"] == ["预警（进度滞后）：落后百分点 15→10"]
    (step,) = answer["steps"]
    assert (step["unit"], step["change"], step["before"]) == ("市水务局", "added", None)
    assert (step["after"]["step"], step["after"]["reason"]) == ("warning", "behind_pace")
