"""The first bars on a set whose texts the makers of the rules have not read.

Figures are printed and mistakes are not, so that no rule is made for them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import redis

from storage.embedded import EmbeddedServer
from tests.figures import Tell
from tests.language.answering import read
from tests.language.conftest import LexiconOf
from tests.language.dialogues.player import dialogues_of, play_all
from tests.language.scoring import first_bars, messages_of, score

HERE = Path(__file__).parent


@pytest.mark.parametrize("ledger", ["001", "003"])
def test_the_first_bars_hold_on_messages(ledger: str, lexicon_of: LexiconOf, tell: Tell) -> None:
    messages = list(messages_of(HERE / f"{ledger}.jsonl"))
    answers = {m["text"]: read(m, lexicon_of, ledger) for m in messages}
    result = score(messages, lambda m: answers[m["text"]])
    plain = [m["text"] for m in messages if _is_plain_report(m["expected"])]
    needless = sum(answers[text].get("asks", False) for text in plain)
    tell(
        f"unseen/{ledger}.jsonl\n{result.table()}\n"
        f"plain reports asked about needlessly {needless} of {len(plain)}"
    )
    assert [bar for bar, holds in first_bars(result).items() if not holds] == []


@pytest.mark.timeout(600)
def test_the_first_bar_holds_on_dialogues(
    tmp_path: Path,
    redis_server: EmbeddedServer,
    redis_client: redis.Redis,
    tell: Tell,
) -> None:
    dialogues = list(dialogues_of(HERE / "dialogues.jsonl"))
    right = len(dialogues) - len(play_all(dialogues, tmp_path, redis_server, redis_client))
    tell(f"unseen dialogues right {right} of {len(dialogues)}")
    assert right * 40 >= 32 * len(dialogues)


def _is_plain_report(expected: dict[str, object]) -> bool:
    return expected["intent"] == "report_progress" and not expected.get("asks")
