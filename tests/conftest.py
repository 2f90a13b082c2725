"""What every test may ask for: a real Redis of its own, and a store on an empty region."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import disk_usage

import pytest
import redis
from hypothesis import HealthCheck, settings

from language.segment import Segmenter
from storage.connect import connect
from storage.embedded import EmbeddedServer
from storage.keys import Keys
from storage.store import Store

REGION = "test"
"""The region in which tests write."""

OURS = ("WECHAT_", "ZGT_", "REDIS_URL", "PORT", "HOST", "FLASK_", "GUNICORN_")


MEMORY = Path("/dev/shm")  # noqa: S108 - where it is, and no name that anybody could guess
ROOMY = 2 * 1024**3


def pytest_configure(config: pytest.Config) -> None:
    """Where the tests write, how hypothesis looks, and a warning that is nobody's."""
    # pygal puts a finder of the old kind on the import path; every later import warns of it.
    config.addinivalue_line("filterwarnings", "ignore:PluginImportFixer:ImportWarning")
    # Redis writes every change through to the disk before it answers, and waits for it some
    # milliseconds, tens of thousands of times. A disk in memory, where there is one, does not wait.
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and disk_usage(MEMORY).free > ROOMY:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    # How long an example takes says more of the machine than of the program.
    settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("here")


@pytest.fixture(scope="session", autouse=True)
def _clean_environment() -> Iterator[None]:
    """The settings of whoever runs the tests say nothing about what is tested."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(OURS) and name != "HOSTNAME":
                patch.delenv(name)
        # Programs that tests start would compile every module anew, which is half of their start.
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_dictionary() -> Iterator[Callable[[Segmenter], object]]:
    """The dictionary is read once a process, as the program does, and not once a test's folder."""
    read, known = Segmenter._load, dict[tuple[str, ...], object]()

    def once(segmenter: Segmenter) -> object:
        if segmenter._words not in known:
            known[segmenter._words] = read(segmenter)
        return known[segmenter._words]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Segmenter, "_load", once)
        yield read


@pytest.fixture
def dictionary_read_anew(
    _one_dictionary: Callable[[Segmenter], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a test of the reading itself asks for."""
    monkeypatch.setattr(Segmenter, "_load", _one_dictionary)


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    """The embedded server, as the program starts it, in a folder of its own."""
    with EmbeddedServer(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def redis_client(redis_server: EmbeddedServer) -> Iterator[redis.Redis]:
    """A connection as the program makes it, to an empty database."""
    client = connect(None, redis_server.folder)
    client.flushall()
    yield client
    client.close()


@pytest.fixture
def keys() -> Keys:
    """The keys of the region in which tests write."""
    return Keys(REGION)


@pytest.fixture
def store(redis_client: redis.Redis) -> Store:
    """The store of an empty region."""
    return Store(redis_client, REGION)
