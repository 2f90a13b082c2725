"""What a tap on the menu asks for (菜单点击): a key of the menu file → the act that words would be.

Keys are for ever: a phone shows an old menu for minutes, and an office keeps its own menu file for
years. So a key is never given another meaning; one that is no longer wanted stays here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from language.acts import Act, Intent

RULE = "menu"
"""The rule that an act from the menu names."""

REPORT, SEARCH, FOLLOW = "report", "search", "follow"
"""What help can be asked about by the menu."""


def _act(intent: Intent, **slots: str) -> Act:
    return Act(intent, slots, RULE)


KEYS: Mapping[str, Act] = MappingProxyType(
    {
        # of a unit
        "my_tasks": _act(Intent.MY_TASKS),
        "how_to_report": _act(Intent.HELP, about=REPORT),
        "my_warnings": _act(Intent.MY_WARNINGS),
        "acknowledge": _act(Intent.ACKNOWLEDGE),
        "withdraw": _act(Intent.WITHDRAW),
        "my_cases": _act(Intent.MY_CASES),
        "patrol_list": _act(Intent.PATROL_LIST),
        # of the office and the leaders
        "to_issue": _act(Intent.TO_ISSUE),
        "progress_summary": _act(Intent.PROGRESS_SUMMARY),
        "overdue_list": _act(Intent.OVERDUE_LIST),
        "complaint_list": _act(Intent.COMPLAINT_LIST),
        # of all staff
        "due_this_week": _act(Intent.DEADLINES, window="this_week"),
        "due_this_month": _act(Intent.DEADLINES, window="this_month"),
        "due_next_month": _act(Intent.DEADLINES, window="next_month"),
        "overdue": _act(Intent.DEADLINES, window="overdue"),
        # of everybody
        "overview": _act(Intent.PUBLIC_OVERVIEW),
        "how_to_search": _act(Intent.HELP, about=SEARCH),
        "how_to_follow": _act(Intent.HELP, about=FOLLOW),
        "complaint": _act(Intent.COMPLAINT),
        "bind": _act(Intent.BIND),
        "contact_office": _act(Intent.CONTACT_OFFICE),
        "help": _act(Intent.HELP),
    }
)
