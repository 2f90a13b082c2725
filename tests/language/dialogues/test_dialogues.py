"""Whole dialogues, played through the door with sealed messages.

Another set is played when ``DIALOGUES`` names its file.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import redis

from storage.embedded import EmbeddedServer
from tests.figures import Tell
from tests.language.dialogues.player import dialogues_of, play_all

FILE = Path(os.environ.get("DIALOGUES") or Path(__file__).parent / "dialogues.jsonl")


@pytest.mark.timeout(600)
def test_whole_dialogues_are_right(
    tmp_path: Path,
    redis_server: EmbeddedServer,
    redis_client: redis.Redis,
    tell: Tell,
) -> None:
    dialogues = list(dialogues_of(FILE))
    wrong = play_all(dialogues, tmp_path, redis_server, redis_client)
    tell(f"whole dialogues right {len(dialogues) - len(wrong)} of {len(dialogues)}")
    assert wrong == {}, "\n".join(f"{n}\n  " + "\n  ".join(w) for n, w in wrong.items())
