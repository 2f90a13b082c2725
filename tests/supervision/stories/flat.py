"""The settings of a policy file beside the ladder, each on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Setting = tuple[str, str]


def settings_of(section: str, values: Any) -> Iterator[Setting]:
    """Every setting of a section as (where, what); members with a name go by it."""
    match values:
        case dict():
            for key, value in values.items():
                if key != "name":
                    yield from settings_of(f"{section} {key}", value)
        case [dict(), *_]:
            for place, member in enumerate(values, 1):
                name = member.get("name", member.get("clause", place))
                yield from settings_of(f"{section} {name}", member)
        case list():
            yield section, "、".join(map(_told, values))
        case _:
            yield section, _told(values)


def _told(value: Any) -> str:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)
