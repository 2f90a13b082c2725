"""The seed of the plan reader, and an invented plan that exercises every rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.document import PlanDocument
from documents.plan import read_plan

SHARED = Path(__file__).parents[2].parent / "shared"
SEED = SHARED / "seeds" / "001_fef0e02e472affd1.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of contracts and seeds, which stands beside the repository."""
    if not SEED.is_file():
        pytest.fail(f"{SEED} is missing: the shared folder must stand beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def seed_bytes(shared: Path) -> bytes:
    """The plan of Tianshui as it was published."""
    return SEED.read_bytes()


@pytest.fixture(scope="session")
def seed(seed_bytes: bytes) -> PlanDocument:
    """The plan of Tianshui as it is read."""
    return read_plan(seed_bytes, name="seed.txt")


@pytest.fixture(scope="session")
def sample_bytes() -> bytes:
    """An invented plan in full-width signs, with a case of every rule."""
    return (Path(__file__).parent / "sample_plan.txt").read_bytes()


@pytest.fixture(scope="session")
def sample(sample_bytes: bytes) -> PlanDocument:
    """The invented plan as it is read."""
    return read_plan(sample_bytes, name="sample.txt")
