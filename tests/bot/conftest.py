"""The emulated platform, and what sends to it, for the tests of the sending edge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.store import Store
from tests.bot.platform_rig import Platform, Rig, open_platform, open_rig


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    with open_platform() as opened:
        yield opened


@pytest.fixture
def rig(platform: Platform, store: Store) -> Iterator[Rig]:
    with open_rig(platform, store) as opened:
        yield opened
