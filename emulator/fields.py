"""Template fields (模板字段): what the platform accepts, and what the phone shows of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from .errors import ApiError
from .template import Template

SHOWN_UNITS = 20  # characters a field; a run of letters and digits counts as one
_CLOCK = r"\d{1,2}:\d{2}(:\d{2})?"
_DAY = r"\d{4}(年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2})"
_TIME = rf"({_DAY} ?)?{_CLOCK}"
_DATE = rf"{_DAY}( ?{_CLOCK})?"
# Rules of the subscribe-message parameter table, by the letters before the field's number.
RULES = {
    "thing": re.compile(r".{1,20}"),
    "character_string": re.compile(r"[!-~ ]{1,32}"),
    "const": re.compile(r".{1,20}"),
    "number": re.compile(r"(?=.{1,32}$)-?\d+(\.\d+)?"),
    "letter": re.compile(r"[A-Za-z]{1,32}"),
    "symbol": re.compile(r"[^\w\s]{1,5}"),
    "time": re.compile(rf"{_TIME}( ?~ ?{_TIME})?"),
    "date": re.compile(rf"{_DATE}( ?~ ?{_DATE})?"),
    "amount": re.compile(r"[¥￥$€£]?\d{1,10}(\.\d+)?元?"),
    "phone_number": re.compile(r"[\d\-+() ]{1,17}"),
    "car_number": re.compile(r".{1,8}"),
    "name": re.compile(r"[一-鿿·]{1,10}|[A-Za-z .·\-]{1,20}"),
    "phrase": re.compile(r"[一-鿿]{1,5}"),
    "short_thing": re.compile(r".{1,20}"),
}
_TYPED = re.compile(r"([a-z_]+?)(\d+)")
_UNIT = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)
_STRIPPED = ("first", "remark")  # removed by the platform since 2023-05-04
_PICTOGRAPHS = (("\U0001f000", "\U0001faff"), ("☀", "➿"), ("️", "️"))


def check_fields(template: Template, data: Mapping[str, Any]) -> None:
    """Check the values of one template message.

    Raises:
        ApiError: 47003, naming the first field that is empty or breaks its type's rule.
    """
    for key, _label in template.fields:
        if key in _STRIPPED:
            continue
        value = _value(data, key)
        if not value.strip():
            raise ApiError(47003, f"argument invalid! data.{key}.value is empty")
        if not accepts(key, value):
            raise ApiError(47003, f"argument invalid! data.{key}.value invalid")


def accepts(key: str, value: str) -> bool:
    """Whether a value fits the type in a key such as ``thing2``; untyped keys take any text."""
    typed = _TYPED.fullmatch(key)
    rule = RULES.get(typed.group(1)) if typed else None
    if rule is None:
        return True
    if any(unicodedata.category(char) == "Cc" for char in value):
        return False
    return rule.fullmatch(value) is not None


def shown_fields(template: Template, data: Mapping[str, Any]) -> dict[str, str]:
    """The values by key as the phone shows them: no first, remark, emoji or line break; cut."""
    return {key: shorten(_value(data, key)) for key, _ in template.fields if key not in _STRIPPED}


def shown_text(template: Template, fields: Mapping[str, str]) -> str:
    """The whole card: its title, then one line a field."""
    lines = [f"{label}：{fields[key]}" for key, label in template.fields if key in fields]
    return "\n".join([template.title, *lines])


def shorten(value: str) -> str:
    """One line without emoji; at most 20 units, then an ellipsis."""
    line = "".join(char for char in value if not _is_pictograph(char))
    units = _UNIT.findall(" ".join(line.split()))
    if len(units) <= SHOWN_UNITS:
        return "".join(units)
    return "".join(units[:SHOWN_UNITS]) + "…"


def _is_pictograph(char: str) -> bool:
    return any(low <= char <= high for low, high in _PICTOGRAPHS)


def _value(data: Mapping[str, Any], key: str) -> str:
    cell = data.get(key)
    value = cell.get("value") if isinstance(cell, Mapping) else None
    return "" if value is None else str(value)
