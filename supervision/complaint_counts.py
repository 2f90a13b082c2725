"""Counts of complaints (举报统计) that reconcile: cases, assignments and kinds, each by itself.

A case assigned to two units counts once as a case and twice as an assignment; a case of two kinds
counts once as a case and once under each kind. So the three totals differ, and none is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from supervision.complaints import Complaint, Handling, Pollution, Source, Verdict

CASES, ASSIGNMENTS, KINDS = "cases", "assignments", "kinds"
NO_KIND = "kind:"
"""Of cases whose kind nobody has entered yet."""


def tally(complaint: Complaint) -> Counter[str]:
    """What one complaint adds to every count; nothing for one that is not counted yet."""
    if not complaint.counted:
        return Counter()
    found: Counter[str] = Counter({CASES: 1, f"state:{complaint.state}": 1})
    found[f"source:{complaint.source}"] += 1
    found[f"finding:{complaint.finding or ''}"] += 1
    found[ASSIGNMENTS] += len(complaint.assignments)
    for one in complaint.assignments:
        found[f"unit:{one.unit}"] += 1
    if len(complaint.assignments) > 1:
        found["shared"] += 1
    found[KINDS] += len(complaint.kinds)
    for kind in complaint.kinds:
        found[f"kind:{kind}"] += 1
    if not complaint.kinds:
        found[NO_KIND] += 1
    found["repeated"] += bool(complaint.first and complaint.first != complaint.number)
    found["starred"] += complaint.starred
    found["leader"] += bool(complaint.leader)
    found["listed"] += bool(complaint.listed)
    if complaint.verdict:
        found[f"verdict:{complaint.verdict}"] += 1
    return +found


def changed(before: Complaint | None, after: Complaint) -> dict[str, int]:
    """What a change of a complaint adds to the counts, or takes from them."""
    old, new = tally(before) if before else Counter[str](), tally(after)
    return {name: new[name] - old[name] for name in sorted({*old, *new}) if new[name] != old[name]}


@dataclass(frozen=True, slots=True)
class Share:
    """A rate with the figures that it is made of; ``whole`` 0 means that there is none."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """In percent; None of nothing."""
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a region, read by what they count."""

    numbers: Mapping[str, int]

    def of(self, name: str) -> int:
        """How many of this name."""
        return self.numbers.get(name, 0)

    @property
    def cases(self) -> int:
        """Complaints, each once."""
        return self.of(CASES)

    @property
    def assignments(self) -> int:
        """Assignments to units: a case of two units is two."""
        return self.of(ASSIGNMENTS)

    @property
    def kinds(self) -> int:
        """Kinds of pollution named: a case of two kinds is two."""
        return self.of(KINDS)

    def state(self, state: Handling) -> int:
        """Cases that stand here."""
        return self.of(f"state:{state}")

    def kind(self, kind: Pollution) -> int:
        """Cases that are of this kind, among others."""
        return self.of(f"kind:{kind}")

    def source(self, source: Source) -> int:
        """Cases that came in this way."""
        return self.of(f"source:{source}")

    def verdict(self, verdict: Verdict) -> int:
        """Senders who said so."""
        return self.of(f"verdict:{verdict}")

    @property
    def units(self) -> dict[str, int]:
        """Unit → its assignments; the most first."""
        found = {k.removeprefix("unit:"): n for k, n in self.numbers.items() if k[:5] == "unit:"}
        return dict(sorted(((u, n) for u, n in found.items() if n), key=lambda p: (-p[1], p[0])))

    @property
    def closed_strictly(self) -> Share:
        """办结率 where a staged end does not count."""
        return Share(self.state(Handling.CLOSED), self.cases)

    @property
    def closed_with_staged(self) -> Share:
        """办结率 where a staged end counts as one."""
        return Share(self.state(Handling.CLOSED) + self.state(Handling.STAGED), self.cases)

    @property
    def satisfied(self) -> Share:
        """满意率: those who said 满意 or 基本满意, of those who said anything."""
        good = self.verdict(Verdict.SATISFIED) + self.verdict(Verdict.MOSTLY)
        return Share(good, good + self.verdict(Verdict.NOT))

    @property
    def reconciles(self) -> bool:
        """Whether every breakdown adds up to its total."""
        by_state = sum(self.state(state) for state in Handling)
        by_source = sum(self.source(source) for source in Source)
        by_kind = sum(self.kind(kind) for kind in Pollution)
        by_unit = sum(self.units.values())
        return (by_state, by_source, by_kind, by_unit) == (
            self.cases,
            self.cases,
            self.kinds,
            self.assignments,
        )
