"""What importing a plan found, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence

from documents.repairing import Repair
from documents.tally import Doubt, DoubtKind, Tally
from handlers.plan_difference import Difference
from supervision.records import Plan

LISTED = 12
"""So many numbers are listed; of more the rest is counted."""

DOUBTS: dict[DoubtKind, str] = {
    DoubtKind.NO_DUTY: "没有责任分工",
    DoubtKind.BRACKET_NOT_CLOSED: "责任分工的括号没有闭合",
    DoubtKind.BRACKET_NOT_READ: "责任分工的括号没有读入",
    DoubtKind.BRACKET_WITHOUT_LABEL: "像责任分工，但没有写牵头或责任",
    DoubtKind.ELLIPTICAL_UNITS: "单位用了省略写法，无法展开",
    DoubtKind.UNKNOWN_UNIT: "单位清单里没有这个名称",
    DoubtKind.DISTRICTS_MISSING: "县区数与文中所说不符",
    DoubtKind.NUMBER_GAP: "编号不连续",
    DoubtKind.NUMBERED_LAST: "文中没有编号，编在最后",
    DoubtKind.DATE_UNCLEAR: "日期没有作为时限",
    DoubtKind.DATE_WITHOUT_DAY: "时限没有确定到哪一天",
    DoubtKind.NO_ISSUE_DATE: "没有找到印发日期",
    DoubtKind.NO_REGION: "没有找到地区名称",
    DoubtKind.NO_PROBLEM: "没有写明问题",
    DoubtKind.NO_UNITS: "没有责任单位",
    DoubtKind.NO_MEASURES: "没有整改措施",
    DoubtKind.NO_LIMIT: "没有整改时限",
    DoubtKind.CUT_OFF: "文件在这里中断，请取得全文",
    DoubtKind.FIELD_NOT_READ: "这段文字没有读入台账",
    DoubtKind.TEXT_LOST: "文字损坏，无法修复，请对照原件",
    DoubtKind.SUM_DIFFERS: "与文中所说数目不符",
}


def found(title: str, tally: Tally, alone: int = 0) -> str:
    """The counts of the reading, beside what the document says of itself.

    ``alone``: problems that have no measures and are reported on themselves.
    """
    stated = tally.stated
    parts = (
        f"类别 {tally.categories}{_stated(stated.categories)}",
        f"方面 {tally.aspects}{_stated(stated.aspects)}",
        f"小项 {tally.sub_items}",
        f"问题 {tally.problems} 项{_stated(stated.problems)}{_alone(alone)}",
        f"措施 {tally.measures} 项{_stated(stated.measures)}",
        f"时限 {tally.deadlines} 个",
    )
    seen, consumed = tally.brackets_seen, tally.brackets_consumed
    brackets = f"责任分工括号 {seen} 个：读入 {consumed} 个，存疑 {tally.brackets_doubted} 个"
    # A list with labelled fields has no such brackets; 0 of them would only puzzle.
    lines = [title, "，".join(parts), *([brackets] if seen else [])]
    return "\n".join([*lines, *map(doubt, tally.doubts)])


def repaired(repair: Repair) -> str:
    """What was repaired in a text that a conversion had damaged."""
    done = []
    if repair.brackets:
        done.append(f"去掉注音括号 {repair.brackets} 处")
    if repair.characters:
        done.append(f"繁体转简体 {repair.characters} 字")
    examples = "、".join(f"{old}→{new}" for old, new in repair.examples)
    return f"已修复转换损坏：{'，'.join(done)}，例如 {examples}"


def doubt(one: Doubt) -> str:
    """One thing that a person must look at."""
    excerpt = f"（{one.excerpt}）" if one.excerpt else ""
    where = f" {one.where}" if one.where else ""
    return f"请核对{where}：{DOUBTS[one.what]}{excerpt}"


def would_change(difference: Difference) -> str:
    """What an import would do; nothing was stored."""
    return f"试读，台账没有改动。{_difference('将', difference)}"


def changed(difference: Difference) -> str:
    """What an import did."""
    if difference.empty:
        return "台账已经是这样，没有改动。"
    return f"已导入。{_difference('', difference)}"


def of_plan(plan: Plan, told: str) -> str:
    """What is told of one plan among several."""
    return f"{plan.title}（{plan.id}）：{told}"


def _difference(will: str, difference: Difference) -> str:
    parts = [
        f"{will}新增 {len(difference.new)} 项{_numbers(difference.new)}",
        f"{will}更新 {len(difference.changed)} 项{_numbers(difference.changed)}",
        f"不变 {len(difference.unchanged)} 项",
    ]
    if difference.problems:
        named = _numbers(difference.problems)
        parts.append(f"{will}新增或更新问题 {len(difference.problems)} 项{named}")
    if difference.aside:
        named = _numbers(difference.aside)
        parts.append(f"{will}改按措施上报的问题 {len(difference.aside)} 项{named}，原有记录保留")
    if difference.beside:
        named = _numbers(difference.beside)
        parts.append(f"有事项在办、继续单独办到销号的问题 {len(difference.beside)} 项{named}")
    if difference.kept:
        parts.append(f"文中没有、台账保留 {len(difference.kept)} 项{_numbers(difference.kept)}")
    if difference.new_units:
        parts.append(f"{will}新增或更新单位 {len(difference.new_units)} 个")
    return "，".join(parts) + "。"


def _numbers(numbers: Sequence[str]) -> str:
    if not numbers:
        return ""
    more = "……" if len(numbers) > LISTED else ""
    return f"（{'、'.join(numbers[:LISTED])}{more}）"


def _alone(number: int) -> str:
    return f"，其中 {number} 项没有措施，按问题上报" if number else ""


def _stated(number: int | None) -> str:
    return "" if number is None else f"（文中称 {number}）"
