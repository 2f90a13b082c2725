"""The figures of the contract on the evaluation set, and how a message of the set is read."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from language.contract import shown
from language.understanding import understand
from supervision.records import Role
from supervision.times import from_iso
from tests.language.conftest import LexiconOf
from tests.language.scoring import Score, messages_of, score

FILES = sorted((Path(__file__).parent / "messages").glob("*.jsonl"))
SECONDS_A_MESSAGE = 0.002


def read(message: dict[str, Any], lexicon_of: LexiconOf, ledger: str) -> dict[str, Any]:
    lexicon = lexicon_of(ledger)
    acts = understand(
        message["text"],
        Role(message["role"]),
        from_iso(message["now"]),
        lexicon,
        unit=message.get("unit", ""),
        asked=message.get("context") == "bot_asked_yes_no",
    )
    return shown(acts, lexicon)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_aims_hold(
    file: Path, lexicon_of: LexiconOf, capsys: pytest.CaptureFixture[str]
) -> None:
    result: Score = score(messages_of(file), lambda m: read(m, lexicon_of, file.stem[:3]))
    with capsys.disabled():
        print(f"\n{file.name}\n{result.table()}")  # noqa: T201
    told = "\n".join(result.mistakes)
    assert (result.harm, result.stored_wrong) == (0, 0), told
    assert result.intents >= 0.97, told
    assert result.hard_intents >= 0.92, told
    assert result.slot_f1 >= 0.95, told


def test_a_message_is_quick(lexicon_of: LexiconOf) -> None:
    messages = list(messages_of(*(file for file in FILES if file.stem[:3] == "001")))
    for message in messages:
        read(message, lexicon_of, "001")
    began = time.process_time()
    for message in messages:
        read(message, lexicon_of, "001")
    assert (time.process_time() - began) / len(messages) < SECONDS_A_MESSAGE


def test_every_intent_and_every_kind_of_trap_is_in_the_set() -> None:
    messages = list(messages_of(*FILES))
    intents = {
        act["intent"] for m in messages for act in m["expected"].get("acts", [m["expected"]])
    }
    assert len(messages) >= 300
    assert len(intents) == 31
    assert sum("not_a_report" in m["tags"] for m in messages) >= 60
