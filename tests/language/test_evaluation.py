"""The figures of the contract on the evaluation set, and how a message of the set is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures import Tell
from tests.language.answering import read
from tests.language.conftest import LexiconOf
from tests.language.scoring import Score, messages_of, score

HERE = Path(__file__).parent
FILES = sorted((HERE / "messages").glob("*.jsonl"))
GROUPS = [file for file in FILES if file.stem.endswith("-groups") or file.stem == "900"]
FINAL = sorted((HERE / "final").glob("*.jsonl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_aims_hold(file: Path, lexicon_of: LexiconOf, tell: Tell) -> None:
    result: Score = score(messages_of(file), lambda m: read(m, lexicon_of, file.stem[:3]))
    tell(f"{file.name}\n{result.table()}")
    told = "\n".join(result.mistakes)
    assert (result.harm, result.stored_wrong) == (0, 0), told
    assert result.intents >= 0.97, told
    assert result.hard_intents >= 0.92, told
    assert result.slot_f1 >= 0.95, told


@pytest.mark.parametrize("file", FINAL, ids=lambda file: file.stem)
def test_the_bars_hold_on_what_nobody_has_tuned_for(
    file: Path, lexicon_of: LexiconOf, tell: Tell
) -> None:
    """The final half. Its mistakes are not printed, so that no rule is made for them."""
    result: Score = score(messages_of(file), lambda m: read(m, lexicon_of, file.stem[:3]))
    tell(f"final/{file.name}\n{result.table()}")
    assert (result.harm, result.stored_wrong) == (0, 0)
    assert result.intents >= 0.90
    assert result.hard_intents >= 0.80
    assert result.slot_f1 >= 0.85


@pytest.mark.parametrize("file", GROUPS, ids=lambda file: file.stem)
def test_a_plain_report_asks_nothing_needlessly(file: Path, lexicon_of: LexiconOf) -> None:
    """It may ask for the figure, where none was said, and before 100 %."""
    asked = []
    for message in messages_of(file):
        expected = message["expected"]
        acts = expected.get("acts", [expected])
        if expected.get("asks") or any(act["intent"] != "report_progress" for act in acts):
            continue
        told = all(0 <= act["slots"].get("percent", -1) < 100 for act in acts)
        if told and read(message, lexicon_of, file.stem[:3]).get("asks"):
            asked.append(message["text"])
    assert asked == []


def test_every_intent_and_every_kind_of_trap_is_in_the_set() -> None:
    messages = list(messages_of(*FILES))
    intents = {
        act["intent"] for m in messages for act in m["expected"].get("acts", [m["expected"]])
    }
    assert len(messages) >= 300
    assert len(intents) == 31
    assert sum("not_a_report" in m["tags"] for m in messages) >= 60
