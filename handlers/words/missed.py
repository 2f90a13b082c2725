"""What the office reads when it records all that was missed of a period at once (逾期未办)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.chat import YES_OR_NO
from handlers.words.duties import FAILURE_NAMES, NAMES, name
from handlers.words.forms import short
from supervision.duties import Duty, DutyKind

UNITS = 40
"""Units that one message names; more do not fit a message of WeChat."""

ALL = "记录逾期"
"""What the office sends to record all of a period."""


def nothing_waits() -> str:
    """Nothing was missed, or all of it was judged."""
    return "没有等您记录的逾期事项。回复「应办事项」看各单位待办的。"


def no_such_unit(names: Sequence[str]) -> str:
    """A unit that is to be spared is none of the ledger's."""
    first = short(names[0], 12)
    return f"台账里没有「{first}」，没有记录。请核对单位名称，例如「{ALL} 除市建设局外」。"


def which_period(groups: Sequence[Sequence[Duty]], *, excuse: bool) -> str:
    """Several periods: one after the other."""
    lines = ["先免记哪一批？" if excuse else "先记录哪一批？"]
    lines += [f"{place}. {_batch(one)} {_count(one)}" for place, one in enumerate(groups, 1)]
    return "\n".join([*lines, "回复序号看名单，0 取消"])


def confirm(duties: Sequence[Duty], left: int, *, excuse: bool) -> str:
    """Every unit that it concerns, and what follows."""
    whom = f"将免记 {_count(duties)}" if excuse else f"将记录 {_count(duties)}{_failure(duties)}"
    why = f"{_batch(duties)}到期未办" + ("，不引出措施" if excuse else "")
    follows = "" if excuse else "下一次拟制时按制度逐家拟办，由整改办签发。\n"
    more = f"这次 {len(duties)} 件，其余 {left} 件随后再办。\n" if left else ""
    return (
        f"{whom}，{why}：\n{_units(duties)}\n{more}{follows}"
        f"有单位不该列入的，请发「{'全部免记' if excuse else ALL} 除某单位外」。\n{YES_OR_NO}。"
    )


def done(duties: Sequence[Duty], left: int, *, excuse: bool) -> str:
    """Recorded; the duties are still owed."""
    said = "已免记" if excuse else f"已记录{_failure(duties)}"
    more = f"\n还有 {left} 件，请再发「{'全部免记' if excuse else ALL}」。" if left else ""
    back = "" if excuse else "\n记错了，30 分钟内、拟制前回复「撤回记录」，这一批一起撤回。"
    return f"{said} {_count(duties)}，{_batch(duties)}仍须补办。{back}{more}"


def _batch(duties: Sequence[Duty]) -> str:
    first = duties[0]
    return NAMES[first.kind] if first.kind is DutyKind.CLUE else name(first)


def _failure(duties: Sequence[Duty]) -> str:
    return f"「{FAILURE_NAMES[duties[0].kind]}」"


def _count(duties: Sequence[Duty]) -> str:
    units = len({duty.unit for duty in duties})
    return f"{units} 家" if units == len(duties) else f"{len(duties)} 件（{units} 家）"


def _units(duties: Sequence[Duty]) -> str:
    units = list(dict.fromkeys(short(duty.unit, 10) for duty in duties))
    more = f"等 {len(units)} 家" if len(units) > UNITS else ""
    return "、".join(units[:UNITS]) + more
