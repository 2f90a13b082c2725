"""What a plain form (规范说法) is: the whole text must fit it, nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from language.acts import Act
from language.names import UnitNames as Names
from supervision.records import Role
from supervision.reportable import WORD

LONGEST = 700
"""Signs; WeChat delivers at most 2048 bytes of text."""

ITEM = rf"(?P<item>(?:{WORD}\s?)?[#第]?\d[\d\-之项号]*+)"
"""The number of a measure in a form, or of a problem that is reported on (问题3)."""

Make = Callable[[re.Match[str], date, Names], "Act | None"]


@dataclass(frozen=True, slots=True)
class Form:
    """One plain form: who may say it, what the whole text must be, the act that it makes.

    A form without a name is named after the intent of its act.
    """

    name: str
    roles: frozenset[Role]
    pattern: re.Pattern[str]
    make: Make


def read_form(
    forms: Iterable[Form], plain: str, role: Role, today: date, names: Names
) -> tuple[Act, ...]:
    """The one act of the first form that the whole text fits; none when it fits none."""
    for form in forms:
        match = form.pattern.fullmatch(plain) if role in form.roles else None
        act = form.make(match, today, names) if match else None
        if act:
            return (Act(act.intent, act.slots, form.name or str(act.intent)),)
    return ()
