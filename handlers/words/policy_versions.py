"""What the commands say of the policy in force and its versions (现行制度)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from handlers.words.forms import day
from supervision.policy import Policy
from supervision.regime import Version
from supervision.times import SHANGHAI

SHOWN = 12
"""Signs of a digest that are enough to compare two files by eye."""


def not_clean(mistakes: int, file: str) -> str:
    """A file with mistakes is not put in force."""
    return f"{file} 有 {mistakes} 处错误，没有设定。请先用 policy check 查看并改正。"


def too_early(tomorrow: date) -> str:
    """A day that has begun keeps its policy."""
    return f"--from 最早是 {tomorrow}：今天和以前的日子已按原制度办理，不再改动。"


def done(version: Version, before: Version, later: Iterable[Version], today: date) -> str:
    """A version is set."""
    begins = day(version.since, today) if version.since else ""
    lines = [
        f"已设定第 {version.number} 版：{version.id}，{begins}起执行。",
        f"此前执行：第 {before.number} 版 {before.id}。已触发的措施不因此再次触发。",
        *(
            f"注意：{one.since} 起另有第 {one.number} 版 {one.id}，到时改按那一版。"
            for one in later
        ),
    ]
    return "\n".join(lines)


def same(before: Version, since: date | None) -> str:
    """That very text is in force already."""
    when = f"{since} " if since else ""
    return f"{when}执行的就是这份制度（第 {before.number} 版 {before.id}），没有改动。"


def shown(policy: Policy, version: Version | None, on: date) -> str:
    """The policy in force on a day."""
    if version is None:
        origin = "来自地区设置的制度文件，还没有用 policy set 设定过"
    elif version.since is None:
        origin = f"第 {version.number} 版，起初的制度"
    else:
        origin = f"第 {version.number} 版，{version.since} 起执行"
    lines = [
        f"{on} 执行的制度：{policy.id}",
        f"名称：{policy.title}",
        f"文件：{policy.document}",
        f"版本：{origin}",
    ]
    if version is not None:
        lines.append(f"校验：{version.digest[:SHOWN]}")
        if version.reason:
            lines.append(f"原因：{version.reason}")
    lines.append(f"条款 {len(policy.clauses)} 条，规则 {len(policy.rules)} 条。")
    return "\n".join(lines)


def listed(versions: Iterable[Version], current: Version | None) -> Iterator[str]:
    """Every version, the one in force marked."""
    for one in versions:
        begins = f"{one.since} 起" if one.since else "起初的制度"
        at = f"{one.set_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 设定"
        parts = [f"第 {one.number} 版", begins, one.id, one.digest[:SHOWN], at, one.reason]
        mark = "（现行）" if one == current else ""
        yield "  ".join(part for part in parts if part) + mark


def none_stored() -> str:
    """Nothing was set yet."""
    return "还没有设定过版本，执行的是地区设置的制度文件。"
