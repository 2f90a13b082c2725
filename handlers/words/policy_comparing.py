"""How two policies are told apart (制度比较): settings in words, and what changes for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any
from unicodedata import east_asian_width

from handlers.compare_policies import Turn, Turned, UnitTurns
from handlers.words import setting_names, simulation
from handlers.words.policy_names import LEVEL_NAMES, RECIPIENT_NAMES, SETTING_NAMES, rule_name
from handlers.words.steps import STEP_NAMES
from supervision.decisions import Decision, Recipient
from supervision.features import PLACES, Feature
from supervision.policy import BULLETIN, DISPATCH, LAST_DAY, Clause, Cycle
from supervision.policy_difference import Difference, Part
from supervision.records import Level
from supervision.rules import Rule
from supervision.times import SHANGHAI

TURNED_NAMES = {
    Turned.ADDED: "增加",
    Turned.DROPPED: "取消",
    Turned.MOVED: "改期",
    Turned.CHANGED: "变化",
}

CYCLE_NAMES = {BULLETIN: "通报周期", DISPATCH: "调度周期", "inspection": "检查周期"}

KEY_NAMES = {
    "title": "名称",
    "document": "文件",
    "effective_from": "文件日期",
    "hours.draw_up": "拟制时刻",
    "hours.issue": "签发时刻",
    "hours.quiet_from": "免打扰开始",
    "hours.quiet_until": "免打扰结束",
    "limits.extensions": "延期次数",
    "limits.complaint_days": "举报答复天数",
    "limits.reply_days": "书面答复工作日",
    "days": "日子",
    "clause": "条款",
    "where": "出处",
    "text": "原文",
    "kept_by": "落实",
}

DAYS_OF_YEAR = ("due", "opens")
"""Settings that are a month and a day of it."""

MOST = 30
"""Steps of one unit that are listed; ``--json`` gives all."""


def settings(found: Sequence[Difference]) -> Iterator[str]:
    """预警（进度滞后）：落后百分点 15→10."""
    if not found:
        yield "两套制度的设置完全相同。"
    for one in found:
        yield setting(one)


def setting(one: Difference) -> str:
    """One difference in a line."""
    if one.part is Part.RULE and one.about is not None:
        if not one.key:
            return f"{'增加' if one.before is None else '取消'}规则：{_whole(one.about)}"
        name = SETTING_NAMES.get(one.key, one.key)
        return f"{rule_name(one.about)}：{name} {value(one.before)}→{value(one.after)}"
    if one.part is Part.SETTING:
        path = f"{one.name}.{one.key}" if one.key else one.name
        name = KEY_NAMES.get(path) or setting_names.path(path)
        return f"{name} {value(one.before)}→{value(one.after)}"
    name = f"条款 {one.name}" if one.part is Part.CLAUSE else CYCLE_NAMES.get(one.name, one.name)
    if not one.key:
        return f"{'增加' if one.before is None else '取消'}{name}：{value(one.before or one.after)}"
    tell = _days if one.key == "days" else value
    return f"{name}：{KEY_NAMES.get(one.key, one.key)} {tell(one.before)}→{tell(one.after)}"


def value(found: Any) -> str:
    """A setting as an office says it."""
    if found is None or found == "":
        return "无"
    for kind, tell in FORMS:
        if isinstance(found, kind):
            return tell(found)
    if is_dataclass(found) and not isinstance(found, type):
        return _section(found)
    return str(found)


def table(found: Sequence[UnitTurns], first: date, last: date) -> Iterator[str]:
    """What would change for whom: the sum per unit, then each step."""
    yield f"从 {first} 到 {last}，各单位的措施变化："
    if not found:
        yield "没有变化。"
        return
    head = ["单位", *TURNED_NAMES.values()]
    rows = [[one.unit, *(str(one.number(turned)) for turned in Turned)] for one in found]
    yield from _columns([head, *rows])
    for one in found:
        yield ""
        yield one.unit
        yield from _columns([_row(turn) for turn in one.turns[:MOST]], indent="  ")
        if len(one.turns) > MOST:
            yield f"  还有 {len(one.turns) - MOST} 条，加 --json 看全部。"


def reason(made: Decision) -> str:
    """Why a step is taken."""
    return simulation.because(made)


def _row(turn: Turn) -> list[str]:
    before, after = turn.before, turn.after
    when = _at(turn.shown)
    if turn.turned is Turned.MOVED and before and after:
        when = f"{_at(before)}→{_at(after)}"
    told = reason(turn.shown)
    if turn.turned is Turned.CHANGED and before and after:
        told = "；".join(_changes(before, after)) or told
    return [TURNED_NAMES[turn.turned], when, STEP_NAMES[turn.shown.step], told]


def _changes(before: Decision, after: Decision) -> Iterator[str]:
    for name, old, new in (
        ("条款", before.clause, after.clause),
        ("送达对象", before.to, after.to),
        ("须签发", before.needs_signature, after.needs_signature),
        ("次数", before.count, after.count),
        ("事项", _measures(before), _measures(after)),
    ):
        if old != new:
            yield f"{name} {value(old)}→{value(new)}"


def _measures(made: Decision) -> tuple[str, ...]:
    return tuple(sorted({found.measure for found in made.findings}))


def _at(made: Decision) -> str:
    return f"{made.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _whole(rule: Rule) -> str:
    points = f"，落后 {rule.points} 个百分点" if rule.points else ""
    return f"{rule_name(rule)}，依据 {rule.clause}{points}，送{value(rule.to)}"


def _section(found: Any) -> str:
    """月数 1，条款 T2: a whole group of settings; what says nothing is left out."""
    told = ((field.name, getattr(found, field.name)) for field in fields(found))
    said = [
        f"{setting_names.PART_NAMES.get(name, name)} "
        + ("{}月{}日".format(*one) if name in DAYS_OF_YEAR else value(one))
        for name, one in told
        if one not in (None, "", (), 0)
    ]
    return f"（{'，'.join(said)}）"


def _list(found: tuple[Any, ...]) -> str:
    return "、".join(value(one) for one in found) or "无"


def _days(days: Iterable[int]) -> str:
    """每月15日、月末."""
    return "每月" + "、".join("月末" if day == LAST_DAY else f"{day}日" for day in days)


FORMS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda found: "是" if found else "否"),
    (Clause, lambda found: found.text),
    (Cycle, lambda found: _days(found.days)),
    (time, lambda found: f"{found:%H:%M}"),
    (tuple, _list),
    (Feature, lambda found: PLACES[found].name),
    (Recipient, lambda found: RECIPIENT_NAMES[found]),
    (Level, lambda found: LEVEL_NAMES[found]),
    (StrEnum, lambda found: setting_names.CHOICE_NAMES.get(str(found), str(found))),
    (Mapping, lambda found: "、".join(value(one) for one in found.values()) or "无"),
)
"""Kind of a value → how it is told; anything else tells itself."""


def _columns(rows: Sequence[Sequence[str]], indent: str = "") -> Iterator[str]:
    """Lines whose columns stand below each other; a Chinese sign is two wide."""
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        yield (indent + "  ".join(cells)).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "FWA" else 1 for sign in text)
