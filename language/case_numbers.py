"""Numbers of complaints, words left and patrols (编号): JB2017-0001, however it was typed."""

from __future__ import annotations

import re

from language.patterns import late

JB = r"(?P<number>jb\s?\d{4}\s?-?\s?\d{1,6})"
XC = r"(?P<number>xc\s?\d{4}\s?-?\s?\d{1,6})"

_SHORT = late(r"(jb|ly|xc)(\d{4})-?(\d{1,6})", re.IGNORECASE)


def case_number(words: str) -> str:
    """JB2017-0001, however it was typed; a document's number keeps its dashes."""
    short = _SHORT.fullmatch(words.replace(" ", ""))
    if short:
        return f"{short[1].upper()}{short[2]}-{int(short[3]):04d}"
    return words.upper()
