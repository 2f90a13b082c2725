"""What a message asks for, read by plain rules."""

from __future__ import annotations

import re
from datetime import datetime

from language.acts import UNKNOWN, Act, Intent
from language.command_table import RULES
from language.formal_requests import read_requests
from language.names import Names, UnitNames
from language.normalise import normalise
from language.numerals import mentions_share
from language.progress_reports import read_reports
from supervision.records import Role
from supervision.times import local_date

NO_NAMES = UnitNames()

REPORTERS = frozenset({Role.LIAISON, Role.UNIT_HEAD})
"""Whose words can be a progress report; from anybody else the same words change nothing."""

_MANNERS = re.compile(r"^(?:(?:请问?|麻烦|帮我|帮忙|给我)[您你]?\s*)+")
_LAST_SIGNS = " 。.!！~～,，、;；…"

_FREE_TEXT = frozenset({Intent.COMPLAINT, Intent.HOLD})
"""Intents whose words are somebody's own and may hold any figure."""


def understand(text: str, role: Role, now: datetime, names: Names = NO_NAMES) -> tuple[Act, ...]:
    """The acts of a message in their order, at least one; see :mod:`language.acts` for the slots.

    The same words mean different things from different roles: a citizen's are never a report.
    A message that fits no rule gives one :data:`UNKNOWN`. ``now`` gives dates their year.
    """
    plain = normalise(text)
    reports = read_reports(plain, local_date(now))
    if reports:
        return reports if role in REPORTERS else (_not_theirs(),)
    command = _MANNERS.sub("", plain.rstrip(_LAST_SIGNS)).strip()
    asked = read_requests(command, role, local_date(now), names)
    if asked:
        return asked
    figures = mentions_share(command)
    for rule in RULES:
        match = rule.pattern.fullmatch(command) if role in rule.roles else None
        acts = rule.make(match, names) if match else ()
        if acts and (not figures or acts[0].intent in _FREE_TEXT):
            return tuple(Act(act.intent, act.slots, rule.name) for act in acts)
    return (UNKNOWN,)


def _not_theirs() -> Act:
    return Act(Intent.SMALLTALK_OR_UNKNOWN, rule="report_by_other_role")
