"""What happened in a story: rows of a table to lines of facts JSONL."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.supervision.stories import words
from tests.supervision.stories.tables import Row

Line = dict[str, Any]


def listed(row: Row, name: str, names: set[str]) -> str:
    """A unit of the story, or a group name."""
    if name not in names and not name.startswith("各"):
        raise row.wrong(f"单位「{name}」不在单位表里")
    return name


def instant(row: Row, zone: str = "", between: str = " ") -> str:
    """The text of a moment, as it is written or as the contracts want it."""
    text = row["时刻"]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", text):
        raise row.wrong(f"时刻「{text}」应写成：2017-08-16 10:00")
    return text.replace(" ", between) + zone


def fact(row: Row, names: set[str]) -> Line:
    """The line of facts JSONL that a row says."""
    kind = row.word("事实", words.FACTS)
    line: Line = {"at": instant(row, "+08:00", "T"), "fact": kind}
    if row["单位"]:
        line["unit"] = listed(row, row["单位"], names)
    if row["编号"]:
        line["measure"] = row["编号"]
    reader = VALUES.get(kind)
    if reader is None and row["数值"]:
        raise row.wrong(f"{row['事实']}没有数值，请写 —")
    return line | (reader(row) if reader else {})


def _matched(row: Row, form: str, example: str) -> re.Match[str]:
    found = re.fullmatch(form, row["数值"])
    if found is None:
        raise row.wrong(f"数值「{row['数值']}」应写成：{example}")
    return found


def _percent(row: Row) -> Line:
    return {"percent": int(_matched(row, r"(\d+)%", "60%")[1])}


def _until(row: Row) -> Line:
    return {"until": _matched(row, r"到 (\d{4}-\d\d-\d\d)", "到 2017-12-31")[1]}


def _ranking(row: Row) -> Line:
    found = _matched(row, r"(空气|水) (\d{4}-\d\d)：(.+)", "空气 2019-03：甲、乙、丙")
    return {
        "table": words.TABLES[found[1]],
        "month": found[2],
        "units": found[3].split("、"),
    }


def _problems(row: Row) -> Line:
    found = _matched(row, r"(\d+) 个(?:，(.+))?", "3 个，扬尘")
    return {"count": int(found[1])} | ({"kind": found[2]} if found[2] else {})


def _missed(row: Row) -> Line:
    found = _matched(row, r"(空气|水)，差 (\d+(?:\.\d+)?)%", "空气，差 9.99%")
    return {"target": words.TABLES[found[1]], "ratio": round(float(found[2]) / 100, 6)}


def _complaint(row: Row) -> Line:
    found = _matched(row, r"(.+)，(.+)", "工地，扬尘")
    return {"place": found[1], "kind": found[2]}


VALUES: Mapping[str, Callable[[Row], Line]] = {
    "report": _percent,
    "verified": _percent,
    "extension_granted": _until,
    "proper_reason": _until,
    "criticised_by_higher_level": lambda row: {"by": row.word("数值", words.FROM_ABOVE)},
    "replied": lambda row: {"step": row.word("数值", words.STEPS)},
    "ranking": _ranking,
    "problem_found": _problems,
    "annual_target_missed": _missed,
    "complaint": _complaint,
}
