"""What ``policy check`` says of a file (制度核对的话): what is wrong, and what to write instead.

The rules import nothing of ours, so these words stand here and not in ``handlers/words``; those of
a text that is no TOML stand in :mod:`supervision.toml_mistakes`. No sentence ends with a full
stop: the place in the file stands before it, and a hint may follow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

LONG = 16
"""More words than this are not listed when one of them was probably meant."""


# ---- sections -----------------------------------------------------------------------------------

UNREADABLE = "读不出内容"
NO_SECTION = "缺少这一节，或它不是一个表"
NO_CLAUSES = "至少要有一条依据条款"
NO_RULES = "至少要有一条规则"
NO_LIST = "应为列表"


def placed(section: str, place: int) -> str:
    """The member of a list that is meant, counted from 1: rules 第 3 条."""
    return f"{section} 第 {place} 条"


def unknown_section(meant: str | None) -> str:
    """A section that no policy has."""
    return f"没有这一节，请核对拼写{_guess(f'[{meant}]' if meant else None)}"


def unknown_cycle(cycles: tuple[str, str, str], meant: str | None) -> str:
    """A cycle that is none of bulletin, dispatch and inspection."""
    bulletin, dispatch, inspection = cycles
    known = f"{bulletin}（通报）、{dispatch}（调度）和 {inspection}（检查）"
    return f"周期只有 {known}，请核对拼写{_guess(meant)}"


# ---- settings -----------------------------------------------------------------------------------

MISSED = "缺少这个设置"
NO_TEXT = "应为非空文字，写在英文双引号里"
NO_FLAG = "应为 true 或 false，不加引号"
NO_DAY = "应为日期，不加引号，例如 2017-07-05"
NO_HOUR = "应为时刻，不加引号，例如 09:00:00"
NO_MEMBERS = "应为列表，写在方括号里，例如 [1, 15]"
NO_DECIMAL = '应为写在引号里的数，例如 "93.8"'
NO_DAY_OF_YEAR = '应为每年的月日，写在引号里，例如 "12-31"'


def strange(found: object, known: Collection[str], meant: str | None) -> str:
    """A word that is none of those that may stand there."""
    guess = f"是不是想写 {meant}？" if meant else ""
    # Of a long list only the probable word helps; the whole of it stands in the manual.
    choices = "" if meant and len(known) > LONG else f"可用：{'、'.join(known)}"
    return f"「{found}」不认识，{guess}{choices}"


def out_of_range(found: object, low: int, high: int) -> str:
    """No whole number, or one beyond its bounds."""
    example = min(max(low, 10), high)
    quoted = "，不加引号" if isinstance(found, str) else ""
    told = f"，现在是 {found}" if isinstance(found, int) and not isinstance(found, bool) else ""
    return f"应为 {low}–{high} 的整数{quoted}，例如 {example}{told}"


def unknown_setting(meant: str | None) -> str:
    """A key that means nothing here."""
    return f"没有这个设置，请核对拼写{_guess(meant)}"


def of_other_triggers(trigger: str, owners: Iterable[str]) -> str:
    """A setting that other triggers have."""
    return f"{trigger} 用不到这个设置（它属于 {'、'.join(owners)}），请删去或改 trigger"


def not_quoted(clause: str) -> str:
    """A clause that the policy does not quote."""
    return f"[clauses] 里没有 {clause}；请加一节 [clauses.{clause}] 写明出处和原文，或改用已有条款"


def _guess(meant: str | None) -> str:
    return f"；是不是想写 {meant}？" if meant else ""


# ---- what cannot be meant -----------------------------------------------------------------------

QUIET_TOO_EARLY = "应晚于 quiet_until（免打扰从当晚到次日早晨），例如 20:00:00"
NO_CYCLE_DAYS = '至少要有一天，例如 [15, "last"]'
NO_RECEIVER = '至少要有一个送达对象，例如 ["liaison"]'
NO_DAYS_BEFORE = "缺少这个设置，例如 [30, 7, 3, 1]"
NO_SCORES = '至少要有一项，例如 {name = "按期完成率", figure = "on_time", points = 60}'
NEVER_COUNTED = "永远不会触发：没有哪条规则会通报批评（step = criticism），次数总是 0"
RECEIVER_TWICE = "同一对象写了两次，删去一个即可"
DAY_TWICE = "同一天数写了两次，删去一个即可"


def issued_too_early(draw_up: object) -> str:
    """The hour of issue lies before that of drawing up."""
    return f"签发时刻应晚于拟制时刻（draw_up = {draw_up}），例如 15:00:00"


def no_cycle_day(found: object) -> str:
    """A day that some month does not have."""
    return f'每个应为 1–28 的整数，或 "last"（月末），现在有 {found}'


def must_be_signed(step: str) -> str:
    """A step that nobody but a person issues."""
    return f"{step} 必须由人签发，删去这一行或写 true"


def cannot_approve(approvers: Iterable[str], stranger: str) -> str:
    """Somebody who may not extend a deadline."""
    return f"延期只能由 {'、'.join(approvers)} 批，不能是 {stranger}"


def name_twice(name: str) -> str:
    """Two indicators of one name."""
    return f"「{name}」重复，请改一个名称"


def unkept(clause: str) -> str:
    """A clause that nothing carries."""
    return (
        "没有任何规则、周期、设置或功能落实这一条；请在规则里写 "
        f'clause = "{clause}"，或用 kept_by = ["…"] 写明由哪项功能落实'
    )


# ---- rules beside each other --------------------------------------------------------------------


def rule(place: int) -> str:
    """第 3 条; ``place`` counts from 0."""
    return f"第 {place + 1} 条"


def without_cycle(cycle: str) -> str:
    """A rule that is looked at on the days of a cycle that the policy does not have."""
    return f"永远不会触发：它只在 {cycle} 的日子里看；请加一节 [cycles.{cycle}]，或删去这条"


def idle_cycle(trigger: str) -> str:
    """A cycle on whose days nothing happens."""
    return f"到了这些日子没有规则可执行；需要时加一条 trigger = {trigger} 的规则"


def same_as(other: str) -> str:
    """A rule that stands twice."""
    return f"与{other}完全相同，请删去一条"


def one_document_with(other: str) -> str:
    """Two rules that give a unit one document a day."""
    return (
        f"与{other}的措施、触发条件、条款都相同，同一天对同一单位只会有一份文书，"
        "这条会落空；请合并为一条"
    )


def reached_before(step: str, other: str, count: int | None) -> str:
    """A step that another count has set off already."""
    return f"永远不会触发：{step} 在{other}已按 {count} 次触发，同一措施对一个单位只触发一次"


def count_left_out(below: int, count: int | None) -> str:
    """The count before has no step."""
    return f"第 {below} 次通报批评没有对应的措施，直接到第 {count} 次；请确认"


def everybody_named(last: int, at_least: int) -> str:
    """A ranking so short that all of it is named."""
    return f"排名单位刚够 {at_least} 个时全部会被点名；请把 at_least 改得大于 {last}"


def objecting_too_long(rectify_within: int | None) -> str:
    """More time to object than to put things right."""
    return f"申辩期限比整改期限（{rectify_within} 个工作日）还长；请确认"
