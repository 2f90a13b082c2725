"""Whole dialogues, played through the door with sealed messages.

Another set is played when ``DIALOGUES`` names its file.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import redis

from documents.plan import read_plan
from handlers.import_plan import import_plan
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from tests.language.dialogues.player import dialogues_of, play
from tests.scenarios.conftest import SEED, City

FILE = Path(os.environ.get("DIALOGUES") or Path(__file__).parent / "dialogues.jsonl")


@pytest.mark.timeout(600)
def test_whole_dialogues_are_right(
    tmp_path: Path,
    redis_server: EmbeddedServer,
    redis_client: redis.Redis,
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = read_plan(SEED.read_bytes(), name=SEED.name, plan_id="ts2017")
    dialogues = list(dialogues_of(FILE))
    wrong: dict[str, list[str]] = {}
    for dialogue in dialogues:
        redis_client.flushall()
        city = City(tmp_path, f"unix://{socket_path(redis_server.folder)}")
        import_plan(city.office, document, city.now)
        lines = play(city, dialogue)
        city.wiring.close()
        if lines:
            wrong[dialogue["name"]] = lines
    with capsys.disabled():
        print(f"\nwhole dialogues right {len(dialogues) - len(wrong)} of {len(dialogues)}")  # noqa: T201
    assert wrong == {}, "\n".join(f"{n}\n  " + "\n  ".join(w) for n, w in wrong.items())
