"""What the engine answers to a message of the sets."""

from __future__ import annotations

from typing import Any

from language.contract import shown
from language.understanding import understand
from supervision.records import Role
from supervision.times import from_iso
from tests.language.conftest import LexiconOf


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
