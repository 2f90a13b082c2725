"""The city of these stories under two of the policies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from tests.scenarios.acceptance.town import Town, make_town


@pytest.fixture
def gansu(
    tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis
) -> Iterator[Town]:
    """Under the policy of G5."""
    found = make_town(tmp_path, f"unix://{socket_path(redis_server.folder)}", "gansu-2025")
    yield found
    found.wiring.close()


@pytest.fixture
def jiyuan(
    tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis
) -> Iterator[Town]:
    """Under the policy of J3 and J7."""
    found = make_town(tmp_path, f"unix://{socket_path(redis_server.folder)}", "jiyuan-2019")
    yield found
    found.wiring.close()
