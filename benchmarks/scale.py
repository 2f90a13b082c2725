"""Does an answer cost more in a larger ledger? The same questions at two or three sizes.

Chat answers, days of the schedule and public searches, each with a result of the same size (design
§6): in process, on an embedded Redis of its own for each size. The median time of many answers
counts; the sizes are asked in turn, so that a busy machine slows all of them alike. Beside the time
stands what Redis was asked and what it sent, which no busy machine changes.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.scale_site import Site
from storage.embedded import EmbeddedServer

SIZES = (10_000, 100_000)
FULL = (10_000, 100_000, 1_000_000)
ASKED = 30
"""Questions in one turn: enough for a median, few enough that the sizes change places often."""

FIRST_BAR, AIM = 1.5, 1.1

Ask = Callable[[Site], None]

QUESTIONS: dict[str, Ask] = {
    "我的任务": Site.my_tasks,
    "我的包抓, 8 of 40": Site.led_items,
    "待签发, 8 shown": Site.to_issue,
    "待办, 6 shown": Site.to_decide,
    "抽查清单, 12 shown": Site.spot_checks,
    "超期清单 of the office, 8 of 20": Site.overdue,
    "总览": Site.overview,
    "due query, 20 deadlines": Site.due,
    "day of dispatch, 20 behind": Site.dispatch,
    "day of bulletin, 20 overdue": Site.bulletin,
    "day of inspection, 40 named": Site.inspection,
    "silent since dispatch, 40": Site.silent,
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
        asked = {name: _asked(sites, ask) for name, ask in QUESTIONS.items()}
    show(found)
    show_asked(asked)


def show(found: dict[str, dict[int, float]]) -> None:
    """Milliseconds for every size, and the ratio of the largest to the smallest."""
    sizes = list(next(iter(found.values())))
    heads = "".join(f"{size:>11,}" for size in sizes)
    print(f"{'ms at so many measures':<42}{heads}{'ratio':>8}{'first bar':>11}{'aim':>6}")
    for name, times in found.items():
        columns = "".join(f"{times[size]:>11.2f}" for size in sizes)
        ratio = times[sizes[-1]] / times[sizes[0]]
        print(f"{_wide(name)}{columns}{ratio:>8.2f}{FIRST_BAR:>11}{AIM:>6}")


def show_asked(found: dict[str, dict[int, tuple[int, int]]]) -> None:
    """Commands and bytes for every size, and the ratio of the bytes."""
    sizes = list(next(iter(found.values())))
    heads = "".join(f"{size:>18,}" for size in sizes)
    print(f"\n{'commands, bytes sent at so many measures':<42}{heads}{'ratio':>8}")
    for name, asked in found.items():
        columns = "".join(f"{asked[size][0]:>9,}{asked[size][1]:>9,}" for size in sizes)
        ratio = asked[sizes[-1]][1] / asked[sizes[0]][1]
        print(f"{_wide(name)}{columns}{ratio:>8.2f}")


def _wide(name: str) -> str:
    wide = 42 - sum(ord(sign) > 0x2E7F for sign in name)
    return f"{name:<{wide}}"


def _asked(sites: dict[int, Site], ask: Ask) -> dict[int, tuple[int, int]]:
    """The commands and the bytes sent that one answer costs, for every size."""
    found = {}
    for size, site in sites.items():
        first, second = _sent(site), _sent(site)
        ask(site)
        third = _sent(site)
        # What it costs to look is taken off.
        commands, sent = (c - b - (b - a) for a, b, c in zip(first, second, third, strict=True))
        found[size] = (commands, sent)
    return found


def _sent(site: Site) -> tuple[int, int]:
    told = cast("dict[str, int]", site.store.redis.info("stats"))
    return told["total_commands_processed"], told["total_net_output_bytes"]


def _times(sites: dict[int, Site], ask: Ask, turns: int) -> dict[int, float]:
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


if __name__ == "__main__":
    main()
