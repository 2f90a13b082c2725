"""Names that stand for many units (统称): they stay as printed and are no unit of their own."""

from __future__ import annotations

import re

_GROUP = re.compile(r"^各|成员单位|涉及的|有关|相关|等(?:部门|单位|县区)?$")


def is_group(name: str) -> bool:
    """Whether a name stands for many units, as in 各县区政府 or …领导小组成员单位."""
    return bool(_GROUP.search(name))


def names_all_districts(name: str) -> bool:
    """Whether a name stands for every county and district (各县区…)."""
    return bool(re.match(r"各(?:县区|区县|县市区|市县|县|区)", name))
