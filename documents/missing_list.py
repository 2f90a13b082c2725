"""Whether an official text leaves its task list to another file (附件)."""

from __future__ import annotations

import re

from documents.folding import flat, fold

_ATTACHED = re.compile(r"附件\d{0,2}:(?:\d[.、])?《?([^《》\n。]{2,60}?(?:清单|台账|方案))")
_QUOTED = re.compile(r"《([^《》]{2,60}(?:任务|问题|措施)清单)》")
_OFFICIAL = re.compile("督察|环境保护|环保")
_LEAST = 400
"""Shorter than this it is a note, no official text."""


def missing_list(text: str) -> str | None:
    """What the text calls its list, empty when it does not; None for any other kind of text."""
    folded = fold(text)
    attached = _ATTACHED.search(folded) or _QUOTED.search(flat(folded))
    if attached:
        return flat(attached[1])
    return "" if len(flat(text)) >= _LEAST and _OFFICIAL.search(text) else None
