"""A thousand messages, each delivered one to four times in any order, over two worker processes."""

from __future__ import annotations

import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.settings import Settings
from handlers.sample import trial_openid
from storage.connect import connect
from storage.store import Store
from supervision.records import Role
from tests.scenarios.platform import Message, Platform
from tests.scenarios.processes import children, pid_of
from tests.scenarios.program import Program
from tests.waiting import stretched

MESSAGES = 1000
MOST_DELIVERIES = 4
CONNECTIONS = 12
BOUND_SECONDS = 40.0

LIAISONS = {
    "liaison": ["13", "14-1", "12"],
    "environment": ["3", "29"],
    "industry": ["5", "20"],
    "agriculture": ["22", "21"],
}
"""Liaisons of the sample, and open measures of their units."""

ASKS = ("我的任务", "帮助", "整体进度", "看13")
"""What changes nothing; three messages of four do."""


@pytest.fixture
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program in trial mode with its sample."""
    found = Program(tmp_path_factory.mktemp("thousand")).start()
    yield found
    assert found.stop() == 0


def said(platform: Platform, dice: random.Random) -> dict[Message, str]:
    """The messages, each with the difficulty that only its report bears, "" for a question."""
    found: dict[Message, str] = {}
    for number in range(MESSAGES):
        who = dice.choice(sorted(LIAISONS))
        tag = f"编号{number}号" if number % 4 else ""
        percent, measure = dice.randint(76, 99), dice.choice(LIAISONS[who])
        text = f"{measure} 完成{percent}%，困难是{tag}" if tag else dice.choice(ASKS)
        found[platform.message(trial_openid(who), text)] = tag
    return found


def test_each_has_one_effect_and_one_reply(program: Program) -> None:
    assert len(children(pid_of(program, "web"))) == 2
    dice = random.Random(20170816)  # noqa: S311 - the same order in every run, no secret
    platform = Platform(program.port, Settings.from_env(program.env).regions[0])
    messages = said(platform, dice)
    deliveries = [m for m in messages for _ in range(dice.randint(1, MOST_DELIVERIES))]
    dice.shuffle(deliveries)

    began = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as connections:
        answers = list(connections.map(platform.attempt, deliveries))
    took = time.monotonic() - began
    assert took < stretched(BOUND_SECONDS), f"{len(deliveries)} deliveries took {took:.0f} s"

    replies: dict[Message, set[str | None]] = defaultdict(set)
    for message, words in zip(deliveries, answers, strict=True):
        replies[message].add(words)
    assert {m.text: r for m, r in replies.items() if len(r) != 1 or not all(r)} == {}
    lines = program.command("reports", "export").splitlines()
    effects = Counter(json.loads(line)["problem"] for line in lines)
    tagged = {tag: replies[message] for message, tag in messages.items() if tag}
    assert all(next(iter(words)).startswith("已记录") for words in tagged.values() if all(words))
    assert {tag: effects[tag] for tag in tagged if effects[tag] != 1} == {}
    assert "完整" in program.command("journal", "verify")
    check_what_is_left(program)


def check_what_is_left(program: Program) -> None:
    """Nobody waits, nothing is late, and the counters know how often messages came again."""
    with connect(None, program.folder) as client:
        store = Store(client, "default")
        assert store.late.count() == 0
        pids = [person.pid for role in Role for person in store.people.with_role(role)]
        assert not any(client.exists(store.keys.turn(pid)) for pid in pids)
        counts = store.counts.all()
    assert counts["callback_attempt:1"] >= MESSAGES
    assert counts["callback_attempt:2"] > 0
    assert counts["callback_left:4s"] > 0
