"""Does an answer cost more in a larger ledger? The same questions at two or three sizes.

A chat answer, the due query of the clock and a public search, each with a result of the same size
(design §6): in process, on an embedded Redis of its own for each size. The median of many answers
counts; the sizes are asked in turn, so that a busy machine slows all of them alike.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ledgers import TITLE, Shape, bind, fill
from handlers.office import Office
from handlers.public import search
from handlers.respond import Heard, respond
from handlers.said import Text
from language.patterns import compile_every
from language.segment import Segmenter
from storage.connect import connect
from storage.embedded import EmbeddedServer
from storage.inbox import Admission, Claim
from storage.people import to_person
from storage.store import Store
from supervision.policy import Policy
from supervision.times import overdue_from

SIZES = (10_000, 100_000)
FULL = (10_000, 100_000, 1_000_000)
OF_ONE_UNIT = 50
A_DAY = 20
RARE = 20
RARE_WORD = "葫芦河"
HITS = 3
FIRST_DUE = date(2027, 1, 1)
OPENID = "oScale0000000000000000000000"
NOW = datetime(2026, 11, 2, 2, tzinfo=UTC)
POLICY = Path(__file__).resolve().parent.parent / "policies" / "tianshui-2017.toml"
ASKED = 30
"""Questions in one turn: enough for a median, few enough that the sizes change places often."""

FIRST_BAR, AIM = 1.5, 1.1

Ask = Callable[[], None]


class Site:
    """One ledger with its server, and the three questions about it."""

    def __init__(self, folder: Path, measures: int) -> None:
        rare = frozenset(range(measures // RARE, measures + 1, measures // RARE))
        units = measures // OF_ONE_UNIT
        self._shape = Shape(measures, units, FIRST_DUE, A_DAY, rare, RARE_WORD)
        store = Store(connect(None, folder), "default")
        segmenter = Segmenter(folder / "words", (RARE_WORD,))
        segmenter.warm()
        compile_every()
        policy = Policy.parse(POLICY.read_text(encoding="utf-8"))
        self._office = Office(store, policy, segmenter, "http://127.0.0.1")
        fill(store, self._shape, segmenter.words_for_index(TITLE, TITLE))
        bind(store, {OPENID: self._shape.unit(1)})
        self._asked = 0

    def chat(self) -> None:
        """我的任务, from admission to the stored reply."""
        store = self._office.store
        self._asked += 1
        name = str(self._asked)
        pid = store.people.pid(OPENID)
        claim = Claim(name, name, ("0", name), name, pid)
        admitted = store.inbox.admit(claim)
        _must(admitted.verdict is Admission.YOURS, "admission")
        person = to_person(pid, admitted.person)
        heard = Heard(claim, OPENID, Text("我的任务"), seen=admitted.revisions)
        words = respond(self._office, heard, person, NOW)
        _must(f"有 {OF_ONE_UNIT} 项未完成" in words, words)

    def due(self) -> None:
        """What becomes due on one day."""
        day = FIRST_DUE.replace(day=11)
        after, until = overdue_from(day.replace(day=10)), overdue_from(day)
        _must(len(self._office.store.ledger.due_between(after, until)) == A_DAY, "due")

    def search(self) -> None:
        """A rare word together with one that stands in every measure."""
        found = search(self._office, f"{RARE_WORD}污水处理", HITS)
        _must(len(found) == HITS and all(RARE_WORD in item.title for item in found), "search")

    def search_common(self) -> None:
        """Only words that stand in every measure."""
        _must(len(search(self._office, "污水处理厂", HITS)) == HITS, "search")


QUESTIONS: dict[str, Callable[[Site], None]] = {
    "chat answer (我的任务)": Site.chat,
    "due query, 20 deadlines": Site.due,
    "public search, a rare and a common word": Site.search,
    "public search, common words only": Site.search_common,
}


def main() -> None:
    """Fill the ledgers, ask, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="a million measures too (minutes)")
    parser.add_argument("--turns", type=int, default=10)
    options = parser.parse_args()
    with ExitStack() as stack:
        sites = {}
        for size in FULL if options.full else SIZES:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            stack.enter_context(EmbeddedServer(folder))
            sites[size] = Site(folder, size)
        found = {name: _times(sites, ask, options.turns) for name, ask in QUESTIONS.items()}
    show(found)


def show(found: dict[str, dict[int, float]]) -> None:
    """Milliseconds for every size, and the ratio of the largest to the smallest."""
    sizes = list(next(iter(found.values())))
    heads = "".join(f"{size:>11,}" for size in sizes)
    print(f"{'ms at so many measures':<42}{heads}{'ratio':>8}{'first bar':>11}{'aim':>6}")
    for name, times in found.items():
        wide = 42 - sum(ord(sign) > 0x2E7F for sign in name)
        columns = "".join(f"{times[size]:>11.2f}" for size in sizes)
        ratio = times[sizes[-1]] / times[sizes[0]]
        print(f"{name:<{wide}}{columns}{ratio:>8.2f}{FIRST_BAR:>11}{AIM:>6}")


def _times(sites: dict[int, Site], ask: Callable[[Site], None], turns: int) -> dict[int, float]:
    """The median time of an answer in milliseconds, for every size."""
    took: dict[int, list[float]] = {size: [] for size in sites}
    for turn in range(turns + 1):
        for size, site in sites.items():
            for _ in range(ASKED):
                began = time.perf_counter()
                ask(site)
                if turn:
                    took[size].append(time.perf_counter() - began)
    return {size: statistics.median(times) * 1000 for size, times in took.items()}


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise SystemExit(f"{what}: a wrong answer; nothing to compare")


if __name__ == "__main__":
    main()
