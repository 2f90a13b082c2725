"""What kind of time limit a record has, from its own words (整改时限类型)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from supervision.records import Deadline, Term

_IMMEDIATE = re.compile("立行立改|立整立改|即知即改|立即整改")
_STAGED = re.compile("分阶段(?:整改|推进|完成)|阶段性(?:目标|成效|成果)")
_RECURRING = re.compile("每(?:半年|半月|年|季度|季|月|旬|周)(?!均)")
_STANDING = re.compile("长期(?:坚持|整改|整治|保持)|立整立改、长期|常态化推进")
_NAME = re.compile("《[^《》]*》")


def term_of(title: str, text: str, deadlines: Iterable[Deadline]) -> Term:
    """The kind of limit; a date outweighs every other word, and nothing is guessed.

    持续 counts as standing (长期坚持) only in the heading, which names the whole task.
    """
    if any(deadline.due for deadline in deadlines):
        return Term.DATED
    words = _NAME.sub("", text)
    if _IMMEDIATE.search(words):
        return Term.IMMEDIATE
    if _STAGED.search(words):
        return Term.STAGED
    if _RECURRING.search(words):
        return Term.RECURRING
    if _STANDING.search(words) or "持续" in title:
        return Term.STANDING
    return Term.NONE
