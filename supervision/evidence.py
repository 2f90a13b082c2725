"""Evidence (佐证材料): what a unit hands in beside its words, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

BELONGS = timedelta(hours=2)
"""How long after a report, or after other evidence, what is sent without words goes with it."""

AT_ONCE = timedelta(minutes=30)
"""What is sent within this time of the last piece is taken back together with it (撤回)."""


class EvidenceKind(StrEnum):
    """What the person sent (照片、视频、录音、文件)."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    FILE = "file"


class EvidenceState(StrEnum):
    """Where a piece stands: to be fetched from the platform, kept, refused, taken back."""

    AWAITED = "awaited"
    STORED = "stored"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Flaw(StrEnum):
    """Why a piece was refused."""

    GONE = "gone"  # the platform has it no longer, or never let it be fetched
    UNFETCHED = "unfetched"  # the platform would not give it in time
    TOO_LARGE = "too_large"
    UNKNOWN_TYPE = "unknown_type"
    BROKEN_PICTURE = "broken_picture"
    TOO_MANY_PIXELS = "too_many_pixels"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence; a withdrawn or refused one stays as a record, without its content.

    ``person`` is the pid of who sent it; ``report`` the report that it goes with, "" for none.
    ``name`` is what the sender calls a file. From when it is stored: ``sha256`` and ``size`` of
    its content, ``suffix`` of what it is, ``look`` of a picture (感知指纹), and ``like``, earlier
    pieces of the same content or look: a hint for the office, no judgement.
    """

    id: str
    at: datetime
    kind: EvidenceKind
    unit: str
    plan: str
    measure: str
    report: str = ""
    person: str = ""
    name: str = ""
    state: EvidenceState = EvidenceState.AWAITED
    flaw: Flaw | None = None
    sha256: str = ""
    size: int = 0
    suffix: str = ""
    look: str = ""
    like: tuple[str, ...] = ()

    @property
    def item(self) -> str:
        """``plan:number`` of the measure."""
        return f"{self.plan}:{self.measure}"

    @property
    def stands(self) -> bool:
        """Whether it counts: kept, or on its way."""
        return self.state in (EvidenceState.AWAITED, EvidenceState.STORED)


def belongs(last: datetime | None, now: datetime) -> bool:
    """Whether what is sent now goes with what was done at ``last``."""
    return last is not None and timedelta() <= now - last <= BELONGS
