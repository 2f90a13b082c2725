"""The first bars on the set of an outside examiner, who had read the contract and nothing else.

Figures are printed and mistakes are not, so that no rule is made for them.
"""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import redis

from storage.embedded import EmbeddedServer
from tests.figures import Tell
from tests.language.answering import read
from tests.language.conftest import LexiconOf
from tests.language.dialogues.player import dialogues_of, play_all
from tests.language.outside.fairness import judged
from tests.language.scoring import first_bars, messages_of, score

HERE = Path(__file__).parent


@pytest.mark.parametrize("ledger", ["001", "003"])
def test_the_first_bars_hold_on_messages(ledger: str, lexicon_of: LexiconOf, tell: Tell) -> None:
    messages = list(messages_of(HERE / f"{ledger}.jsonl"))
    read(messages[0], lexicon_of, ledger)
    given, took = [], []
    for message in messages:
        started = time.process_time()
        given.append(read(message, lexicon_of, ledger))
        took.append((time.process_time() - started) * 1000)
    each = median(took)  # a busy machine doubles the mean, hardly the median
    answers = [judged(m, answer) for m, answer in zip(messages, given, strict=True)]
    queue = iter(answers)
    result = score(messages, lambda _: next(queue))
    plain = [a for m, a in zip(messages, answers, strict=True) if _is_plain_report(m)]
    to_ask = [a for m, a in zip(messages, answers, strict=True) if _must_ask(m, a)]
    needless = sum(answer.get("asks", False) for answer in plain)
    unasked = sum(not answer.get("asks", False) for answer in to_ask)
    tell(
        f"outside/{ledger}.jsonl\n{result.table()}\n"
        f"plain reports asked about needlessly {needless} of {len(plain)}\n"
        f"no question where the contract demands one {unasked} of {len(to_ask)}\n"
        f"time for one message {each:.2f} ms"
    )
    assert [bar for bar, holds in first_bars(result).items() if not holds] == []
    assert unasked == 0
    assert each <= 2


@pytest.mark.timeout(600)
def test_the_first_bar_holds_on_dialogues(
    tmp_path: Path,
    redis_server: EmbeddedServer,
    redis_client: redis.Redis,
    tell: Tell,
) -> None:
    dialogues = list(dialogues_of(HERE / "dialogues.jsonl"))
    right = len(dialogues) - len(play_all(dialogues, tmp_path, redis_server, redis_client))
    tell(f"outside dialogues right {right} of {len(dialogues)}")
    assert right * 40 >= 32 * len(dialogues)


def _is_plain_report(message: dict[str, Any]) -> bool:
    expected = message["expected"]
    told = "asks" not in message.get("open", ()) and not expected.get("asks")
    return bool(expected["intent"] == "report_progress" and told)


def _must_ask(message: dict[str, Any], answer: dict[str, Any]) -> bool:
    """Whether it is understood to be one of those that the contract lets nobody do unasked."""
    expected = message["expected"]
    return bool(expected.get("asks") and expected["intent"] == answer["intent"])
