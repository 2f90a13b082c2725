"""A plan as it was read, whatever the format it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from documents.repairing import Repair
from documents.tally import Tally
from supervision.records import Measure, Plan, Problem, Region, Unit
from supervision.reportable import reportable

_PLAN_ID = re.compile(r"[\w.-]{1,40}")


def is_plan_id(text: str) -> bool:
    """Whether a text can be the id of a plan: it stands in addresses, keys and commands."""
    return _PLAN_ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A plan with its region, its units and its records in printed order.

    Two documents are equal when their records are; the tally and the repair tell of the reading
    only.
    """

    region: Region
    units: tuple[Unit, ...]
    plan: Plan
    problems: tuple[Problem, ...]
    measures: tuple[Measure, ...]
    tally: Tally = field(default=Tally(), compare=False)
    repair: Repair = field(default=Repair(0, 0), compare=False)

    @property
    def records(self) -> tuple[Measure, ...]:
        """What people report on, in printed order: measures, and problems that have none."""
        return reportable(self.problems, self.measures)

    def under(self, plan_id: str) -> PlanDocument:
        """The same document with another plan id, in the plan and in every record."""
        return replace(
            self,
            plan=replace(self.plan, id=plan_id),
            problems=tuple(replace(problem, plan=plan_id) for problem in self.problems),
            measures=tuple(replace(measure, plan=plan_id) for measure in self.measures),
        )
