"""The whole story on the running program: from the first code to the yellow card."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.program import Program
from tests.waiting import await_that

UNIT = "市水务局"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program in trial mode with its sample, started as `make run` starts it."""
    found = Program(tmp_path_factory.mktemp("story")).start()
    found.post("/simulator/open", {})
    yield found
    if found.process and found.process.poll() is None:
        found.stop()


def test_from_the_first_code_to_the_yellow_card(program: Program) -> None:
    # A new liaison binds with a one-time code …
    code = program.post("/simulator/invite", {"unit": UNIT, "role": "liaison"})["code"]
    assert f"您将绑定：{UNIT} 联络员" in program.say("newcomer", code)
    assert "已绑定" in program.say("newcomer", "1")

    # … sees the unit's tasks and reports on one that is not yet due.
    number, due = coming_task(program)
    assert f"已记录 {number}" in program.say("newcomer", f"{number} 完成85%")
    reports = [json.loads(line) for line in program.command("reports", "export").splitlines()]
    mine = [r for r in reports if (r["measure"], r["percent"]) == (number, 85)]
    assert len(mine) == 1
    assert mine[0]["unit"] == UNIT

    # The office publishes it, and a citizen finds it by chat and on the page.
    assert "85%" in program.say("office", f"发布 {number}")
    assert "已公开" in program.say("office", "1")
    assert "单位上报：85%" in program.say("citizen-a", f"看{number}")
    status, page = program.get(f"/measures/{number}")
    assert status == 200
    assert "85%" in page
    assert "已关注" in program.say("citizen-a", f"关注{number}")

    # The deadline passes: on the next working morning the warning arrives, with its receipt.
    before = program.last_seq("newcomer")
    program.move(to="date", date=due)
    for _ in range(10):
        program.move(to="day")
        if any("预警" in e["text"] for e in program.inbox("newcomer", before)):
            break
    warning = program.await_push("newcomer", "预警", before)
    assert number in warning
    assert "已签收" in program.say("newcomer", "收到")

    # The bulletin criticises the unit, and the yellow card arrives, unless a day that passed
    # before the warning was seen has brought it already.
    program.move(to="bulletin")
    card = program.await_push("newcomer", "黄牌警告", before)
    assert UNIT in card
    path = program.link_of("newcomer", card, "黄牌警告", before)
    status, page = program.get(path)
    assert status == 200
    assert "列入督办计划" in page
    assert "第 1 次通报批评" in page
    assert program.get(path.split("?")[0])[0] == 404  # without its key it is nobody's business
    assert UNIT in program.get("/bulletins/")[1]
    await_that(lambda: program.state()["outbox"]["waiting"] == 0, "every notice is sent")

    # Everything of it stands in the journal, whose chain holds.
    acts = {json.loads(line)["act"] for line in program.command("journal", "export").splitlines()}
    wanted = {"bind", "report_progress", "publish", "follow", "warning", "criticism", "yellow_card"}
    assert wanted <= acts
    assert program.command("journal", "verify")
    assert program.stop() == 0


def coming_task(program: Program) -> tuple[str, str]:
    """Number and date of a task of the unit that is not yet due."""
    tasks = program.say("newcomer", "我的任务")
    for line in tasks.splitlines()[1:-1]:
        number = line.split()[0]
        detail = program.say("newcomer", f"看{number}")
        found = re.search(r"到期：(?:(\d+)年)?(\d+)月(\d+)日", detail)
        if found and "超期" not in line and "今天到期" not in line:
            now = program.state()["now"]["date"]
            year = found.group(1) or now[:4]
            return number, f"{year}-{int(found.group(2)):02d}-{int(found.group(3)):02d}"
    raise AssertionError(tasks)


def test_it_starts_again_on_the_same_data(tmp_path: Path) -> None:
    first = Program(tmp_path).start()
    first.post("/simulator/open", {})
    assert "已记录" in first.say("liaison", "13 完成77%")
    assert first.stop() == 0
    again = Program(tmp_path)
    again.port, again.env = first.port, first.env
    again.start()
    try:
        assert "77%" in again.say("liaison", "看13")
        assert len([e for e in again.inbox("liaison") if "已记录" in e["text"]]) == 1
    finally:
        assert again.stop() == 0
