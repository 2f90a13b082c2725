"""What the commands of the command line answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

WEEKDAYS = "一二三四五六日"


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


def not_utf8(file: str) -> str:
    """A file is not text in UTF-8."""
    return f"{file} 不是 UTF-8 编码的文本，请另存为 UTF-8 后再试。"


def all_or_none(options: str) -> str:
    """Options that belong together."""
    return f"{options} 要么都写，要么都不写。"


def no_day(option: str, given: str) -> str:
    """Words that are no day."""
    return f"{option} 应为日期，例如 2017-07-05，现在是「{given}」。"


def days_guessed(known_until: date) -> str:
    """The working days of a part of a span are not known."""
    return f"注意：{known_until:%Y-%m-%d} 之后的放假安排还没有，按周一至周五计算。"


def _days(days: Sequence[date]) -> str:
    return "、".join(f"{d:%m-%d}（{WEEKDAYS[d.weekday()]}）" for d in days) or "无"


# ---- evidence -------------------------------------------------------------------------------


def no_such_item(number: str) -> str:
    """A measure that the ledger does not have."""
    return f"没有编号为 {number} 的事项，请核对后重试。"


def no_such_evidence(name: str, found: int) -> str:
    """An id, or the beginning of one, that names none or several."""
    if found:
        return f"编号 {name} 对应 {found} 份材料，请写得更长一些。"
    return f"没有编号为 {name} 的材料（至少写前 6 位）。用 evidence list 查看编号。"


def not_stored(line: str) -> str:
    """A piece without a content."""
    return f"这份材料没有内容：{line}"


def no_public_copy() -> str:
    """Something that is no picture that can be opened."""
    return "只有 JPG、PNG、GIF、WebP 照片能另存公开副本，请去掉 --public。"


def taken_at(latitude: float, longitude: float) -> str:
    """Where the original says it was taken."""
    return f"照片自带的拍摄位置：纬度 {latitude:.6f}，经度 {longitude:.6f}（仅供核验，不要公开）"


def saved(path: str) -> str:
    """A file was written."""
    return f"已另存为 {path}"


def file_exists(path: str) -> str:
    """The file is there already."""
    return f"文件 {path} 已存在，请换一个文件名。"


def cannot_write(path: str, why: str) -> str:
    """The file cannot be written."""
    return f"写不了文件 {path}：{why}。请换一个位置。"


def no_phone(words: str) -> str:
    """What was entered is no telephone number."""
    return f"「{words}」不像电话号码。例如 --phone 0938-8212345。"


def phone_set(phone: str) -> str:
    """Entered."""
    return f"已登记整改办电话：{phone}"


def text_or_batch() -> str:
    """``understand`` without anything to read, or with too much."""
    return "请写一句话，例如 understand '14-2 完成80%'，或用 --batch 从标准输入逐行读 JSON。"


def bad_line(number: int) -> str:
    """A line of JSONL that cannot be used."""
    example = '{"role": "liaison", "text": "14-2 完成80%"}'
    return f"第 {number} 行读不了：每行应是一个 JSON，例如 {example}。"


def spot_checks_drawn(quarter: str, among: int, numbers: list[str], seed: str) -> str:
    """The draw of a quarter, to be done again by anybody."""
    return f"{quarter}：已销号 {among} 项中抽中 {'、'.join(numbers)}；种子 {seed}"


def no_such_publicity(number: str) -> str:
    """No publicity of this number."""
    return f"没有编号为 {number} 的公示；编号见公开页「公示」，例如 GS2018-0001。"
