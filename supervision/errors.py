"""What can be wrong with what the rules are given.

SupervisionError
├── CalendarUnknown   a legal period was asked for a year whose days off are not known
└── PolicyError       a policy file says something that the rules cannot follow
"""

from __future__ import annotations

from datetime import date


class SupervisionError(Exception):
    """Root of the tree."""


class CalendarUnknown(SupervisionError):
    """No table of working days covers this day; legal periods are not guessed."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"{day.year} 年的工作日表尚未录入，请先运行 calendar set FILE 录入放假安排。"
        )
        self.day = day


class PolicyError(SupervisionError):
    """A policy file is wrong; ``where`` names the table and the key, ``line`` where they stand."""

    def __init__(
        self,
        where: str,
        what: str,
        path: tuple[str | int, ...] = (),
        line: int | None = None,
    ) -> None:
        at = f"第 {line} 行 " if line else ""
        super().__init__(f"政策文件{at or ' '}{where}：{what}")
        self.where = where
        self.what = what
        self.path = path
        self.line = line
