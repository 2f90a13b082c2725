"""What the commands of the command line answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from supervision.times import SHANGHAI

WEEKDAYS = "一二三四五六日"


def invited(code: str, unit: str, expires: datetime) -> str:
    """A binding code, and what its owner does with it."""
    until = expires.astimezone(SHANGHAI)
    return (
        f"{unit}的绑定码：{code}\n"
        f"请本人在公众号里发送：绑定 {code}\n"
        f"有效至 {until:%Y-%m-%d %H:%M}，只能用一次。"
    )


def journal_whole(entries: int, head: str) -> str:
    """The chain holds."""
    return f"留痕完整：共 {entries} 条，链尾 {head or '（空）'}。"


def journal_broken(at: int) -> str:
    """The chain does not hold from one entry on."""
    return f"留痕不完整：第 {at} 条起对不上，可能被删改。请保留现场并联系管理员。"


def year(number: int, off: Sequence[date], made_up: Sequence[date], working: int) -> str:
    """What makes the working days of a year differ from Monday to Friday."""
    return "\n".join(
        [
            f"{number} 年工作日 {working} 天",
            f"放假的工作日（{len(off)} 天）：{_days(off)}",
            f"上班的周末（{len(made_up)} 天）：{_days(made_up)}",
        ]
    )


def year_unknown(number: int) -> str:
    """Nobody has said when people work in that year."""
    return f"{number} 年的工作日表还没有。请待国务院通知公布后用 calendar set 录入。"


def no_year_file(file: str) -> str:
    """A file does not say the working days of one year."""
    return (
        f"{file} 不是放假安排，应写成：year = 2027，off = [2027-01-01]，work = [2027-01-09]，"
        "日子都在这一年，不重复。"
    )


def cannot_read(file: str) -> str:
    """A file is not there or must not be read."""
    return f"读不了文件 {file}。请检查路径和权限。"


def _days(days: Sequence[date]) -> str:
    return "、".join(f"{d:%m-%d}（{WEEKDAYS[d.weekday()]}）" for d in days) or "无"


def text_or_batch() -> str:
    """``understand`` without anything to read, or with too much."""
    return "请写一句话，例如 understand '14-2 完成80%'，或用 --batch 从标准输入逐行读 JSON。"


def bad_line(number: int) -> str:
    """A line of JSONL that cannot be used."""
    example = '{"role": "liaison", "text": "14-2 完成80%"}'
    return f"第 {number} 行读不了：每行应是一个 JSON，例如 {example}。"
