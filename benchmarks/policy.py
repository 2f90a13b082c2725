"""How long a simulated year takes: ``policy simulate`` as it is typed, and larger ledgers.

A plan of 130 measures with its start of the process (issue hour and draw-up hour of every working
day, four reports a measure, a third finished in time); then 1,000 and 10,000 measures in process.
A cost per measure that does not grow is near-linear.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from documents.plan import read_plans
from handlers.simulate_policy import lines, prepare, steps_of
from handlers.working_calendar import published_days
from supervision.policy import Policy

ROOT = Path(__file__).resolve().parent.parent
PRESET = "tianshui-2017"
FIRST, LAST = date(2017, 7, 5), date(2018, 7, 4)
SIZES = (130, 1_000, 10_000)
OF_ONE_UNIT = 5
REPORTS = 4
AIM_SECONDS, AIM_GROWTH = 2.0, 1.5

Line = dict[str, object]


def ledger(measures: int) -> Iterator[Line]:
    """A plan whose deadlines are spread over the year."""
    units = max(measures // OF_ONE_UNIT, 1)
    yield {"kind": "region", "name": "基准市", "office": "市整改办"}
    for n in range(units):
        yield {"kind": "unit", "name": _unit(n, units), "level": "department"}
    yield {"kind": "plan", "id": "bench", "title": "基准方案", "issued": FIRST.isoformat()}
    for n in range(1, measures + 1):
        due = _due(n).isoformat()
        yield {
            "kind": "measure",
            "plan": "bench",
            "number": _number(n),
            "printed": _number(n),
            "title": f"第{n}项整改",
            "text": f"第{n}项整改。",
            "lead_units": [_unit(n, units)],
            "responsible_units": [],
            "deadlines": [{"phrase": due, "due": due}],
            "term": "dated",
        }


def facts(measures: int) -> Iterator[Line]:
    """Reports through the time of each measure; two thirds are verified, half of them late."""
    units = max(measures // OF_ONE_UNIT, 1)
    for n in range(1, measures + 1):
        due, unit = _due(n), _unit(n, units)
        for k in range(1, REPORTS + 1):
            at = FIRST + (due - FIRST) * k / (REPORTS + 1)
            percent = min(100, 25 * k - n % 20)
            yield _fact(at, "report", unit=unit, measure=_number(n), percent=percent)
        if n % 3:
            done = due + timedelta(days=20 if n % 3 == 1 else -1)
            yield _fact(done, "verified", unit=unit, measure=_number(n), percent=100)


def _fact(day: date, kind: str, **fields: object) -> Line:
    return {"at": f"{day.isoformat()}T10:00+08:00", "fact": kind, **fields}


def _due(n: int) -> date:
    return FIRST + timedelta(days=40 + n * 37 % 320)


def _number(n: int) -> str:
    return f"{n // 10 + 1}-{n % 10 + 1}"


def _unit(n: int, units: int) -> str:
    return f"第{n % units}局"


def _jsonl(values: Iterator[Line]) -> str:
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values)


def in_process(measures: int) -> tuple[float, int]:
    """Seconds from the texts of the files to the last line, and how many lines there are."""
    policy = Policy.parse((ROOT / "policies" / f"{PRESET}.toml").read_text(encoding="utf-8"))
    plan, happened = _jsonl(ledger(measures)).encode(), _jsonl(facts(measures))
    began = time.perf_counter()
    tried = prepare(read_plans(plan, name="bench"), happened, published_days(), FIRST, LAST)
    taken = sum(1 for _ in lines(policy, steps_of(policy, tried), tried))
    return time.perf_counter() - began, taken


def as_typed(measures: int) -> float:
    """Seconds of the command, from the start of its process to its end."""
    with tempfile.TemporaryDirectory() as folder:
        plan, happened = Path(folder, "ledger.jsonl"), Path(folder, "facts.jsonl")
        plan.write_text(_jsonl(ledger(measures)), encoding="utf-8")
        happened.write_text(_jsonl(facts(measures)), encoding="utf-8")
        strange = ("WECHAT_", "ZGT_", "REDIS_URL")
        ours = {k: v for k, v in os.environ.items() if not k.startswith(strange)}
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "policy", "simulate", PRESET]
        command += ["--ledger", str(plan), "--facts", str(happened)]
        command += ["--from", FIRST.isoformat(), "--to", LAST.isoformat()]
        env = ours | {"ZGT_DATA": str(Path(folder, "data"))}
        began = time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    typed = statistics.median(as_typed(SIZES[0]) for _ in range(options.times))
    print(f"{'policy simulate, a year of the ladder':<42}{'seconds':>9}{'steps':>9}{'aim':>6}")
    label = f"{SIZES[0]} measures, with start of process"
    print(f"{label:<42}{typed:>9.2f}{'':>9}{AIM_SECONDS:>6}")
    each = {}
    for size in SIZES:
        took, taken = min(in_process(size) for _ in range(3))
        each[size] = took / size
        print(f"{f'{size:,} measures, in process':<42}{took:>9.2f}{taken:>9,}")
    growth = each[SIZES[-1]] / each[SIZES[1]]
    label = f"cost a measure, {SIZES[-1]:,} to {SIZES[1]:,}"
    print(f"{label:<42}{growth:>9.2f}{'':>9}{AIM_GROWTH:>6}")


if __name__ == "__main__":
    main()
