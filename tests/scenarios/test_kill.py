"""kill -9 of each process in turn while people report: nothing is lost, nothing is there twice."""

from __future__ import annotations

import json
import logging
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.accounts import RegionSettings
from bot.settings import Settings
from emulator.driver import Driver
from handlers.sample import trial_openid
from storage.connect import connect
from storage.store import Store
from supervision.records import Role
from tests.scenarios.platform import Platform
from tests.scenarios.processes import await_replaced, everything, kill, pid_of
from tests.scenarios.program import Program
from tests.scenarios.reporters import Reporters, Told
from tests.waiting import await_that

logger = logging.getLogger("zgt.tests")

LIAISONS = {
    "liaison": ("市住建局", ["13", "14-1", "12"]),
    "environment": ("市生态环境局", ["3", "29"]),
    "industry": ("市工信局", ["5", "20"]),
    "agriculture": ("市农业农村局", ["22", "21"]),
}
"""Liaisons of the sample and open measures of their units; two pairs meet at one measure."""

INVITED = {"柳湾镇政府": ["13", "3"], "云溪排水有限公司": ["14-1", "14-2"]}
"""Units whose liaison binds first."""

TURN = ("worker", "web", "redis", "clock", "sender", "emulator")
BETWEEN = 20
"""Reports that are recorded between two kills."""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The program in trial mode with its sample."""
    found = Program(tmp_path).start()
    found.post("/simulator/open", {})
    yield found
    assert found.process is not None
    if found.process.poll() is None:
        found.stop()


def test_nothing_is_lost_and_nothing_is_twice_whoever_is_killed(program: Program) -> None:
    kill_sender_amid_notices(program)
    with emulator(program) as driver:
        offset = (driver.now() - datetime.now(UTC)).total_seconds()
    platform = Platform(program.port, account_of(program), offset)
    reporters = Reporters(platform, bound(program, platform))
    reporters.start()
    try:
        await_more(reporters, "reports are recorded")
        for part in TURN:
            began = time.monotonic()
            victim = kill(program, part)
            await_replaced(program, part, victim)
            await_more(reporters, f"reports are recorded after the kill of {part}")
            logger.info("%s: goes on %.1f s after its kill", part, time.monotonic() - began)
        for most in (1, None):
            began = time.monotonic()
            start_after_kill(program, everything(program)[:most])
            logger.info("started again %.1f s after kill -9", time.monotonic() - began)
            await_more(reporters, "reports are recorded after a fresh start")
    finally:
        reporters.finish()
    repeat_some(platform, reporters.told)
    check_reports(program, reporters.told)
    check_notices(program)
    assert program.stop() == 0


def account_of(program: Program) -> RegionSettings:
    """The account of the trial, as the program reads it."""
    return Settings.from_env(program.env).regions[0]


def emulator(program: Program) -> Driver:
    """The emulator of the program."""
    return Driver(f"http://127.0.0.1:{program.env['ZGT_EMULATOR_PORT']}")


def pushes(program: Program) -> list[dict[str, Any]]:
    """Every notice that stands in somebody's chat."""
    with connect(None, program.folder) as client, emulator(program) as driver:
        store = Store(client, "default")
        phones = {who.openid for role in Role for who in store.people.with_role(role)}
        entries = [entry for openid in phones for entry in driver.inbox(openid)]
    return [entry for entry in entries if entry.get("client_msg_id")]


def kill_sender_amid_notices(program: Program) -> None:
    """Let notices pile up, and kill the sender when the first of them has arrived."""
    sender = pid_of(program, "sender")
    os.kill(sender, signal.SIGSTOP)
    program.move(to="bulletin")
    assert program.state()["outbox"]["waiting"] > 2
    before = len(pushes(program))
    os.kill(sender, signal.SIGCONT)
    await_that(lambda: len(pushes(program)) > before, "the first notice arrives")
    os.kill(sender, signal.SIGKILL)


def bound(program: Program, platform: Platform) -> list[tuple[str, str, list[str]]]:
    """Everybody who will report."""
    people = [(trial_openid(name), unit, measures) for name, (unit, measures) in LIAISONS.items()]
    for place, (unit, measures) in enumerate(INVITED.items()):
        openid = f"oKill-{place}-".ljust(28, "0")
        code = json.loads(program.command("invite", unit, "--json"))["code"]
        assert "您将绑定" in str(platform.say(openid, code))
        assert "已绑定" in str(platform.say(openid, "1"))
        people.append((openid, unit, measures))
    return people


def start_after_kill(program: Program, victims: list[int]) -> None:
    """``kill -9`` these, the supervisor among them, and start anew at once."""
    assert program.process is not None
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    program.process.wait()
    program.start()


def await_more(reporters: Reporters, what: str) -> None:
    wanted = reporters.stored() + BETWEEN
    await_that(lambda: reporters.stored() >= wanted, what)


def repeat_some(platform: Platform, told: list[Told]) -> None:
    """A late repetition gets the reply that was given, whatever was killed in between."""
    for one in [t for t in told if t.stored][::20]:
        assert platform.deliver(one.message) == one.words


def check_reports(program: Program, told: list[Told]) -> None:
    lines = [json.loads(line) for line in program.command("reports", "export").splitlines()]
    found = {line["problem"]: line for line in lines if line["problem"]}
    times = Counter(line["problem"] for line in lines)
    for one in told:
        if one.stored:
            assert times[one.tag] == 1, one
            stands = found[one.tag]
            known = (stands["unit"], stands["measure"], stands["percent"])
            assert known == (one.unit, one.measure, one.percent)
        else:
            assert times[one.tag] <= int(one.unsettled), one
    logger.info(
        "sent %d, answered as recorded %d, without a settled answer %d of which stored %d",
        len(told),
        sum(one.stored for one in told),
        sum(one.unsettled for one in told),
        sum(times[one.tag] for one in told if one.unsettled),
    )
    entries = [json.loads(line) for line in program.command("journal", "export").splitlines()]
    journalled = Counter(e["after"]["report"] for e in entries if e["act"] == "report_progress")
    assert set(journalled.values()) == {1}
    assert len(journalled) == len(lines)
    assert program.command("journal", "verify")
    stored = [one for one in told if one.stored]
    assert {one.unit for one in stored} == {unit for unit, _ in LIAISONS.values()} | set(INVITED)


def check_notices(program: Program) -> None:
    """Every notice arrived once on the phone that it was for."""
    with connect(None, program.folder) as client:
        keys, prefix = Store(client, "default").keys, Store(client, "default").keys.notice("")
        for name in client.zrange(keys.outbox_held(), 0, -1):
            # What the killed sender had claimed would wait for a minute; its claims lapse now.
            client.zadd(keys.outbox_held(), {str(name): 0}, xx=True)
        await_that(lambda: program.state()["outbox"]["waiting"] == 0, "all is sent")
        records: dict[str, Any] = {
            str(key).removeprefix(prefix): client.hgetall(key)
            for key in client.scan_iter(f"{prefix}*")
        }
    arrived = Counter(e["client_msg_id"] for e in pushes(program))
    taken = [record for record in records.values() if record["state"] in ("sent", "delivered")]
    letters: dict[str, set[str]] = {}
    for name, record in records.items():
        letters.setdefault(record["msgid"], set()).add(name)
    logger.info("notices %d, letters %d, arrived %d", len(records), len(letters), len(arrived))
    assert len(taken) == len(records)
    # What may go to one person at the same time goes as one letter, under the name of one of them.
    assert sorted(len(names & set(arrived)) for names in letters.values()) == [1] * len(arrived)
    assert set(arrived.values()) == {1}
