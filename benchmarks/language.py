"""What understanding a message costs, beside plain jieba cutting the same text.

Each row is a fresh process: seconds from its start until it has read one message, memory added,
and the processor time of a message over the evaluation set, on the ledger of a city and on one of
ten thousand measures. Below: whether jieba understands more with the region's own words.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from dataclasses import replace
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

MESSAGES = ROOT / "tests" / "language" / "messages" / "001.jsonl"
LEDGER = ROOT / "tests" / "language" / "ledgers" / "001.jsonl"
FIRST_BAR, AIM = 2.0, 0.5
MEGABYTE = 1024 * 1024


def resident() -> float:
    """Megabytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / MEGABYTE


def measure(what: str, folder: Path) -> dict[str, float]:
    """Start, memory and time of a message for one engine, in this process."""
    messages = [json.loads(line) for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    before, began = resident(), time.perf_counter()
    read = _jieba() if what == "jieba" else _engine(folder, int(what))
    read(messages[0])
    start, memory = time.perf_counter() - began, resident() - before
    for message in messages:
        read(message)  # what is built once for a unit is built here
    memory = max(memory, resident() - before)
    times = []
    for message in messages:
        began = time.process_time()
        read(message)
        times.append((time.process_time() - began) * 1000)
    times.sort()
    return {
        "start": start,
        "memory": memory,
        "median": statistics.median(times),
        "p99": times[int(len(times) * 0.99)],
    }


def _jieba():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - its load is what is measured
    jieba.setLogLevel(60)
    return lambda message: list(jieba.cut(message["text"]))


def _engine(folder: Path, size: int):
    from documents.plan import read_plan  # noqa: PLC0415 - its load is part of the start
    from language.known import Known  # noqa: PLC0415
    from language.lexicon import Lexicon  # noqa: PLC0415
    from language.segment import Segmenter  # noqa: PLC0415
    from language.understanding import understand  # noqa: PLC0415
    from supervision.records import Role  # noqa: PLC0415

    plan = read_plan(LEDGER.read_bytes(), name=LEDGER.name)
    known = [Known.of(each, plan.units) for each in plan.measures]
    copies = (
        replace(each, id=f"{each.id}.{n}", number=f"{each.number}" if n == 0 else f"{1000 + n}")
        for n in range(max(size // len(known), 1))
        for each in known
    )
    measures = list(copies)[: max(size, len(known))]
    segmenter = Segmenter(folder)
    words = Lexicon(plan.units, measures, segmenter.cut, segmenter.is_word, plan.region.name)
    return lambda message: understand(
        message["text"],
        Role(message["role"]),
        datetime.fromisoformat(message["now"]),
        words,
        unit=message.get("unit", ""),
        asked="context" in message,
    )


def own_words(folder: Path) -> list[tuple[str, int, int, int, int]]:
    """What the evaluation set gains when jieba is given the region's units and places.

    (ledger, words given, messages right, of all, slots hit), without them and with them.
    """
    from documents.plan import read_plan  # noqa: PLC0415
    from language.contract import shown  # noqa: PLC0415
    from language.known import Known  # noqa: PLC0415
    from language.lexicon import _PLACE, Lexicon  # noqa: PLC0415
    from language.segment import Segmenter  # noqa: PLC0415
    from language.understanding import understand  # noqa: PLC0415
    from supervision.records import Role  # noqa: PLC0415
    from tests.language.scoring import messages_of, score  # noqa: PLC0415

    rows = []
    for name in ("001", "003"):
        plan = read_plan((LEDGER.parent / f"{name}.jsonl").read_bytes(), name=f"{name}.jsonl")
        known = [Known.of(each, plan.units) for each in plan.measures]
        names = set(Lexicon(plan.units).names.spelled)
        places = {place for each in known for place in _PLACE.findall(each.title + each.text)}
        for words in (set(), names | places):
            segmenter = Segmenter(folder / name, words)
            lexicon = Lexicon(plan.units, known, segmenter.cut, segmenter.is_word)

            def read(message, lexicon=lexicon):
                acts = understand(
                    message["text"],
                    Role(message["role"]),
                    datetime.fromisoformat(message["now"]),
                    lexicon,
                    unit=message.get("unit", ""),
                    asked="context" in message,
                )
                return shown(acts, lexicon)

            result = score(messages_of(*sorted(MESSAGES.parent.glob(f"{name}*.jsonl"))), read)
            rows.append((name, len(words), result.right, result.messages, result.slots["hit"]))
    return rows


def main() -> None:
    """Measure each engine in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="measure one engine here and print it as JSON")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measure(options.only, options.folder)))
        return
    head = ("", "start s", "memory MB", "median ms", "p99 ms", "bar", "aim")
    print(f"{head[0]:<34}" + "".join(f"{name:>11}" for name in head[1:]))
    with tempfile.TemporaryDirectory() as folder:
        for what, label in (
            ("jieba", "jieba.cut alone"),
            ("0", "understand, first start"),
            ("0", "understand, 44 measures"),
            ("10000", "understand, 10,000 measures"),
        ):
            command = [sys.executable, __file__, "--only", what, "--folder", folder]
            found = json.loads(subprocess.check_output(command, cwd=ROOT))
            cells = (found["start"], found["memory"], found["median"], found["p99"])
            print(
                f"{label:<34}"
                + "".join(f"{cell:>11.2f}" for cell in cells)
                + f"{FIRST_BAR:>11.1f}{AIM:>11.1f}"
            )
        print(f"\n{'words of the region for jieba':<34}{'right':>11}{'of':>11}{'slots hit':>11}")
        for ledger, given, right, messages, hit in own_words(Path(folder)):
            print(f"{f'ledger {ledger}, {given} words':<34}{right:>11}{messages:>11}{hit:>11}")


if __name__ == "__main__":
    main()
