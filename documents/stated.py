"""The numbers that a plan gives of itself: 10大类37个方面, 32个问题, 130项措施 (文中数目)."""

from __future__ import annotations

import re

from documents.folding import fold
from documents.tally import Stated

_CATEGORIES = re.compile(r"(\d{1,3})大类")
_ASPECTS = re.compile(r"(\d{1,4})个方面")
_PROBLEMS = re.compile(r"(\d{1,4})个(?:具体|突出)?问题")
_MEASURES = re.compile(r"(\d{1,4})项(?:具体|主要)?(?:整改)?(?:措施|任务)")

_TASKS = re.compile(r"(?:大类|共)(\d{1,4})项|(\d{1,4})项(?:整改)?任务")


def read_stated(text: str) -> Stated:
    """The first number of each kind in a text, None for a kind that it does not count."""
    folded = fold(text)
    return Stated(
        categories=_number(_CATEGORIES, folded),
        aspects=_number(_ASPECTS, folded),
        problems=_number(_PROBLEMS, folded),
        measures=_number(_MEASURES, folded),
    )


def stated_tasks(text: str) -> int | None:
    """How many tasks a list says it holds (8大类34项, 共34项整改任务)."""
    return _number(_TASKS, fold(text))


def _number(form: re.Pattern[str], folded: str) -> int | None:
    match = form.search(folded)
    return int(match[match.lastindex or 1]) if match else None
