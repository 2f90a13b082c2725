"""A city whose liaisons send files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from tests.scenarios.evidence.town import Town, open_town


@pytest.fixture
def town(tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis) -> Iterator[Town]:
    """The city with a liaison of 市建设局 and one of 市水务局."""
    with open_town(tmp_path, f"unix://{socket_path(redis_server.folder)}") as found:
        yield found.bound(oLiaison="市建设局", oOther="市水务局")
