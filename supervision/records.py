"""What a rectification ledger (台账) is made of.

Plain values that every room shares. What a plan prints never changes here; what people report,
verify, close and publish lives apart in :mod:`supervision.progress`.
Field names are those of the ledger JSONL (one object a line), so a record and its line read alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Where a unit stands in the administration (层级)."""

    CITY = "city"
    DEPARTMENT = "department"
    DISTRICT = "district"
    TOWNSHIP = "township"
    VILLAGE = "village"
    ENTERPRISE = "enterprise"


class Term(StrEnum):
    """What kind of time limit a record has (整改时限)."""

    DATED = "dated"
    IMMEDIATE = "immediate"
    STAGED = "staged"
    RECURRING = "recurring"
    STANDING = "standing"
    NONE = "none"


class Role(StrEnum):
    """Who speaks (角色): decides what the same words may do."""

    LIAISON = "liaison"
    UNIT_HEAD = "unit_head"
    LEADER = "leader"
    VERIFIER = "verifier"
    OFFICE = "office"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class Region:
    """A city or province with one rectification office (地区)."""

    name: str
    office: str = "整改办"


@dataclass(frozen=True, slots=True)
class Unit:
    """A department, county, township, village or enterprise (单位)."""

    name: str
    level: Level
    aliases: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A rectification plan (整改方案); ``issued`` is the day that terms and pace count from."""

    id: str
    title: str
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit (时限): the words of the document, and the last day they allow.

    ``due`` None means that the words name no date; nothing ever counts as overdue by it.
    """

    phrase: str
    due: date | None
    what: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Who answers for a record (责任分工), each list as the document prints it."""

    lead_units: tuple[str, ...] = ()
    responsible_units: tuple[str, ...] = ()
    cooperating_units: tuple[str, ...] = ()
    supervising_units: tuple[str, ...] = ()
    verifying_units: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()

    @property
    def answerable(self) -> tuple[str, ...]:
        """The units that warnings and criticism name: the lead units, else the responsible ones."""
        return self.lead_units or self.responsible_units

    @property
    def reporting(self) -> tuple[str, ...]:
        """Every unit that may report progress, lead units first, none twice."""
        return tuple(dict.fromkeys(self.lead_units + self.responsible_units))


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem found by the inspection (问题)."""

    plan: str
    number: str
    printed: str
    text: str
    duty: Duty
    category: str | None = None
    goal: str | None = None
    deadlines: tuple[Deadline, ...] = ()
    term: Term = Term.NONE


@dataclass(frozen=True, slots=True)
class Measure:
    """A rectification measure (整改措施): the record that people report on.

    ``number`` counts through the plan, sub-items with a dash (``14-2``); ``printed`` keeps the
    document's own numbering. ``inherited`` names the fields taken from the problem above it.
    A problem without measures is such a record, too (:mod:`supervision.reportable`):
    ``divided_into`` are the measures that have come for it since, ``aside`` says that they have
    taken its place.
    """

    plan: str
    number: str
    printed: str
    title: str
    text: str
    duty: Duty
    problem: str | None = None
    category: str | None = None
    goal: str | None = None
    deadlines: tuple[Deadline, ...] = ()
    term: Term = Term.NONE
    inherited: tuple[str, ...] = ()
    divided_into: tuple[str, ...] = ()
    aside: bool = False

    @property
    def id(self) -> str:
        """``plan:number``, the name of this record within its region."""
        return f"{self.plan}:{self.number}"

    @property
    def final_due(self) -> date | None:
        """The last of its dates, or None when it has no date."""
        return max((d.due for d in self.deadlines if d.due), default=None)
