"""What the five documents ask for, as they are read by a second program.

Every row says which step follows, by which clause, and who is told. The numbers in brackets of
the documents (15 points, 30 days, 3 in 90 days, 10/20 …) stand where they are used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tests.supervision.simulation.word_by_word import is_first, is_half_month

Row = tuple[str, str, tuple[str, ...]]
"""A step, its clause, and to whom it goes."""

LIAISON = ("liaison",)
HEAD = ("unit_head",)
MAIN = ("main_head",)
DISCIPLINE = ("discipline",)
MAIN_AND_DISCIPLINE = (*MAIN, *DISCIPLINE)
HEAD_AND_PUBLIC = (*HEAD, "public")
WARNED = ("liaison", "unit_head")
CARDED = ("unit_head", "liaison")
CRITICISED = ("unit_head", "liaison", "group_leader", "public")
LOOKS_BACK = ("liaison", "office")

SIGNED = {
    *("admonition", "accountability", "referral", "veto", "self_criticism"),
    *("listed_supervision", "summons", "special_inspection"),
}
"""Reading 9: what the office must sign or decide; proposed at nine."""

ISSUED_AT_THREE = {"criticism", "yellow_card", "monthly_supervision", "look_back"}

MONTHLY_CARD: Row = ("monthly_supervision", "T10", (*CARDED, "office"))


@dataclass(frozen=True)
class System:
    """One document."""

    reminder: str
    overdue: tuple[Row, ...] = ()
    behind: tuple[Row, ...] = ()
    failures: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    from_above: tuple[Row, ...] = ()
    bulletin: str = ""
    bulletin_day: Callable[[date], bool] = is_first
    ladder: Mapping[int, tuple[Row, ...]] = field(default_factory=dict)
    look_back: str = ""
    signed: frozenset[str] = frozenset(SIGNED)
    of_beijing: bool = False


TALK: tuple[Row, ...] = (("summons", "T4", MAIN),)

SYSTEMS = {
    "tianshui-2017": System(
        reminder="T5",
        overdue=(("warning", "T5", WARNED), *TALK),
        behind=(("warning", "T5", WARNED),),
        failures={"false_report": TALK, "result_not_reported": TALK, "not_published": TALK},
        from_above=(("accountability", "T10", MAIN_AND_DISCIPLINE),),
        bulletin="T8",
        bulletin_day=is_half_month,
        ladder={
            1: (("yellow_card", "T10", CARDED), MONTHLY_CARD),
            2: (("admonition", "T10", MAIN),),
            3: (("accountability", "T10", MAIN_AND_DISCIPLINE),),
        },
    ),
    "gansu-2025": System(
        reminder="G1",
        overdue=(("referral", "G7", DISCIPLINE),),
        behind=(
            ("criticism", "G4", CRITICISED),
            ("summons", "G4", MAIN),
            ("listed_supervision", "G4", HEAD_AND_PUBLIC),
        ),
        failures={"false_report": (("referral", "G7", DISCIPLINE),)},
        # G4 proposes the circular to the leading group: the exception of docs/decisions/0030.
        signed=frozenset({*SIGNED, "criticism"}),
    ),
    "jiyuan-2019": System(
        reminder="J2",
        overdue=(("listed_supervision", "J5", HEAD_AND_PUBLIC),),
        bulletin="J2",
        look_back="J5",
    ),
    "beijing-2018": System(
        reminder="B3",
        failures={"false_report": (("self_criticism", "B6", MAIN), ("referral", "B6", DISCIPLINE))},
        of_beijing=True,
    ),
    "baicheng-2023": System(
        reminder="C4",
        overdue=(("special_inspection", "C5", HEAD),),
        behind=(("special_inspection", "C5", HEAD),),
        failures={
            "false_report": (("accountability", "C6", MAIN_AND_DISCIPLINE),),
            "result_not_reported": (("accountability", "C6", MAIN_AND_DISCIPLINE),),
        },
        look_back="C5",
    ),
}
