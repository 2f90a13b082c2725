"""What is said about spot checks (抽查) and the rate of rebound (反弹率)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import day_of, named, short
from supervision.acceptance.spot_check import NAMED, Draw, DrawHead
from supervision.records import Measure


def no_spot_checks() -> str:
    """The city's rules have none."""
    return "本市督察制度没有规定抽查比例（[acceptance] spot_check），不抽查。"


def nothing_closed() -> str:
    """There is nothing to draw from."""
    return "还没有已销号的事项，本季度不用抽查。"


def drawn_before(made: DrawHead, now: datetime) -> str:
    """A quarter has one draw."""
    return (
        f"{quarter(made.quarter)}已于 {day_of(made.at, now)}抽过：{_numbers(made)}。\n"
        "回复「抽查清单」看结果。"
    )


def none_drawn(quarter_: str, closed: int, left: str) -> str:
    """The line towards the end of a quarter without a draw; no ``left`` on its last day."""
    when = f"离季末{left}" if left else "今天是最后一天"
    return f"{quarter(quarter_)}还没有抽查（已销号 {closed} 项，{when}），回复「抽查」抽取"


def confirm(quarter_: str, among: int, percent: int) -> str:
    """Names exactly what will be drawn."""
    return (
        f"将抽取{quarter(quarter_)}抽查项目：从已销号 {among} 项中随机抽 {percent}%，至少 1 项。\n"
        f"种子和名单留痕，任何人可复算。{YES_OR_NO}。"
    )


def drawn(made: Draw, measures: Sequence[Measure]) -> str:
    """What was drawn, by which seed."""
    lines = [f"{quarter(made.quarter)}抽查：已销号 {len(made.among)} 项中抽中 {len(measures)} 项"]
    lines += [named(measure) for measure in measures[:NAMED]]
    lines.append(f"种子 {made.seed}")
    first = measures[0].number if measures else "编号"
    lines.append(f"核查后回复「抽查 {first} 合格」或「抽查 {first} 不合格 原因」")
    return "\n".join(lines)


def to_verifiers(measure: Measure, quarter_: str) -> str:
    """What verifiers of a drawn measure are told."""
    return (
        f"【抽查】{named(measure)} 被抽中{quarter(quarter_)}抽查\n"
        f"核查后回复「抽查 {measure.number} 合格」或「抽查 {measure.number} 不合格 原因」"
    )


def listed(
    last: DrawHead | None,
    open_: Sequence[Measure],
    waiting: int,
    rebound: tuple[int, int],
    now: datetime,
) -> str:
    """The last draw, what has no result, and how much did not last.

    ``waiting``: how many have no result; ``rebound``: came back, of so many ever closed.
    """
    if last is None:
        return "还没有抽查过。回复「抽查」从已销号的事项中抽取。"
    when, among = day_of(last.at, now), last.among
    lines = [
        f"{quarter(last.quarter)}抽查（{when}）：{among} 项中抽中 {_numbers(last)}",
        f"种子 {last.seed}",
    ]
    lines += [f"未出结果：{named(measure)}" for measure in open_]
    if waiting > len(open_):
        lines.append(f"未出结果共 {waiting} 项，记录结果后显示其余")
    lines.append(rate(*rebound))
    return "\n".join(lines)


def rate(back: int, closed: int) -> str:
    """反弹率 with its formula."""
    if not closed:
        return "反弹率：还没有销号的事项，暂无法计算"
    share = f"{back * 100 / closed:.1f}%"
    return f"反弹率：曾重新纳入 {back} 项 ÷ 曾销号 {closed} 项 = {share}"


def why_failed(measure: Measure) -> str:
    """A failed check has a reason."""
    return f"请写明 {named(measure)} 抽查不合格的原因，直接回复即可。回复 0 不办理"


def confirm_result(measure: Measure, reason: str, *, failed: bool) -> str:
    """Names exactly what will hold."""
    if failed:
        return (
            f"将记录 {named(measure)} 抽查不合格，重新纳入整改，要重新申请验收。\n"
            f"原因：{short(reason, 60)}\n{YES_OR_NO}。"
        )
    return f"将记录 {named(measure)} 抽查合格。\n{YES_OR_NO}。"


def passed(measure: Measure) -> str:
    """It has lasted."""
    return f"已记录 {named(measure)} 抽查合格。"


def quarter(name: str) -> str:
    """2018Q1 → 2018年第1季度."""
    year, _, number = name.partition("Q")
    return f"{year}年第{number}季度"


def _numbers(made: DrawHead) -> str:
    return "、".join(item.rpartition(":")[2] for item in made.first)
