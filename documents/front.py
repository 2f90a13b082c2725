"""What stands before the first part: title, region, office, date of issue (文首)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from documents.folding import flat, fold
from supervision.records import Region

_TITLE = re.compile(r"[^《》,。;:\d]{4,80}方案(?:\([^()]{1,10}\))?$")
_QUOTED_TITLE = re.compile("《([^《》]{4,80}方案)》")
_REGION = re.compile("^(?P<name>[\u4e00-\u9fff]{1,7}?(?:省|自治区|市|自治州|州|盟|地区|县|区|旗))")
_OFFICE = re.compile("(?P<tier>省|市|州|县|区)(?:环保督察)?整改办")
_DATE_LINE = re.compile(r"^(20\d\d)年(\d{1,2})月(\d{1,2})日$")
_TITLE_LINES = 3
"""A title is centred and broken over at most this many lines."""


def read_title(front: Iterable[str]) -> str | None:
    """The title of the plan: the last heading that ends in 方案, its lines joined.

    Without one, the first 《…方案》 that the lines before it quote.
    """
    lines = [flat(line) for line in front]
    for last in range(len(lines) - 1, -1, -1):
        if not _TITLE.search(fold(lines[last])):
            continue
        title = lines[last]
        for line in reversed(lines[max(last - _TITLE_LINES + 1, 0) : last]):
            if not line or _REGION.match(title) or not _TITLE.search(fold(line + title)):
                break
            title = line + title
        if not re.search("[《》,。]", fold(title)):
            return title
    quoted = _QUOTED_TITLE.search("".join(lines))
    return quoted[1] if quoted else None


def read_issued(front: Iterable[str]) -> date | None:
    """The date of issue (成文日期): a date that is a line of its own."""
    for line in front:
        match = _DATE_LINE.match(fold(flat(line)))
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


def read_region(title: str, text: str) -> Region:
    """The region that the title opens with, and the office as the text calls it most shortly.

    The name is empty when the title names none.
    """
    match = _REGION.match(title)
    office = _OFFICE.search(flat(text))
    return Region(match["name"] if match else "", f"{office['tier']}整改办" if office else "整改办")


def default_plan_id(title: str, issued: date | None) -> str:
    """A plan id that the same document always gets: its date, else a digest of its title."""
    if issued:
        return f"plan-{issued:%Y%m%d}"
    return f"plan-{hashlib.sha256(title.encode()).hexdigest()[:8]}"
