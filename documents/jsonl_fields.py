"""Reading the fields of one line of ledger JSONL, each with its own clear refusal."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from documents.document import is_plan_id
from documents.errors import PLAN_ID_FORM, BadLine
from supervision.times import YEARS

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_NUMBER = re.compile(r"[1-9]\d{0,3}(-[1-9]\d{0,3})*", re.ASCII)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of line ``line``. Every method raises BadLine on what it cannot accept."""

    line: int
    values: dict[str, object]

    @classmethod
    def parse(cls, line: int, text: str) -> Fields:
        """The fields of a line that must be one JSON object."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BadLine(line, "不是完整的 JSON 对象") from error
        if not isinstance(values, dict):
            raise BadLine(line, "不是 JSON 对象")
        return cls(line, values)

    def bad(self, why: str) -> BadLine:
        """The refusal of this line."""
        return BadLine(self.line, why)

    def text(self, key: str) -> str:
        """A text that must be there and not be blank."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.bad(f"缺少 {key}")
        return self._sane(key, value)

    def maybe_text(self, key: str) -> str | None:
        """A text, or null, or nothing."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.bad(f"{key} 应为文字")
        return self._sane(key, value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; nothing is an empty list."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.bad(f"{key} 应为文字列表")
        return tuple(self._sane(key, each) for each in value)

    def objects(self, key: str) -> tuple[Fields, ...]:
        """A list of objects that must be there."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.bad(f"{key} 应为对象列表")
        return tuple(Fields(self.line, each) for each in value)

    def maybe_date(self, key: str) -> date | None:
        """A date as YYYY-MM-DD from 1990 to 2100, or null, or nothing."""
        value = self.maybe_text(key)
        if value is None:
            return None
        refusal = self.bad(f"{key} 应为 YYYY-MM-DD 格式的日期")
        if not _DATE.fullmatch(value):
            raise refusal
        try:
            found = date.fromisoformat(value)
        except ValueError as error:
            raise refusal from error
        if found.year not in YEARS:
            raise self.bad(f"{key} 应在 {YEARS[0]} 年到 {YEARS[-1]} 年之间")
        return found

    def number(self, key: str) -> str:
        """A record's number, as 14 or 14-2: no zero in front, four digits a part at most."""
        value = self.text(key)
        if not _NUMBER.fullmatch(value):
            raise self.bad(f"{key} 应为 14 或 14-2 这样的编号")
        return value

    def plan_id(self, key: str) -> str:
        """The id of a plan, see :func:`documents.document.is_plan_id`."""
        value = self.text(key)
        if not is_plan_id(value):
            raise self.bad(f"{key} 应为方案代号，{PLAN_ID_FORM}")
        return value

    def choice(self, key: str, kind: type[_Choice]) -> _Choice:
        """One of the values of an enumeration."""
        value = self.text(key)
        try:
            return kind(value)
        except ValueError as error:
            raise self.bad(f"{key} 应为 {'、'.join(kind)} 之一") from error

    def _sane(self, key: str, value: str) -> str:
        if _LONE_SURROGATE.search(value):
            raise self.bad(f"{key} 含有无效字符")
        return value
