"""What the schedule says of complaints (举报件提醒、超期)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.words.case_lines import left
from handlers.words.forms import short
from supervision.complaints import Complaint

LINES = 5
Due = tuple[Complaint, date]


def to_unit(soon: Sequence[Due], late: Sequence[Due], today: date) -> str:
    """A unit's complaints that are due soon or overdue, in one notice."""
    parts = []
    if late:
        parts.append(f"{len(late)} 件超期")
    if soon:
        parts.append(f"{len(soon)} 件快到期")
    both = [*late, *soon]
    lines = [
        f"{case.number} {short(case.place or case.what, 12)}（{left(due, today)}）"
        for case, due in both[:LINES]
    ]
    more = f"\n等 {len(both)} 件，回复「我的举报件」看全部" if len(both) > LINES else ""
    number = both[0][0].number
    return (
        f"【举报件提醒】您单位{'，'.join(parts)}，还没有报结果：\n"
        + "\n".join(lines)
        + more
        + f"\n报结果请回复「办理 {number} 属实 办结 处理情况」"
    )


def to_office(
    late: Mapping[str, Sequence[Due]],
    unanswered: Sequence[Complaint],
    stuck: Sequence[Complaint] = (),
) -> str:
    """What has become overdue since the last working day, and what is long unsolved."""
    lines = [
        f"{unit}：{'、'.join(case.number for case, _ in cases[:LINES])}"
        for unit, cases in list(late.items())[:LINES]
    ]
    if len(late) > LINES:
        lines.append(f"等 {len(late)} 家单位")
    if unanswered:
        numbers = "、".join(case.number for case in unanswered[:LINES])
        more = f"等 {len(unanswered)} 件" if len(unanswered) > LINES else ""
        lines.append(f"超过答复举报人期限：{numbers}{more}")
    if stuck:
        numbers = "、".join(case.number for case in stuck[:LINES])
        more = f"等 {len(stuck)} 件" if len(stuck) > LINES else ""
        lines.append(f"长期未办结：{numbers}{more}，领导包案请回复「包案 {stuck[0].number} 姓名」")
    count = sum(len(cases) for cases in late.values())
    heads = (
        (count, f"单位逾期未报 {count} 次"),
        (len(unanswered), f"{len(unanswered)} 件未按期答复"),
        (len(stuck), f"{len(stuck)} 件长期未办结"),
    )
    head = next(text for number, text in heads if number)
    return f"【举报件超期】{head}\n" + "\n".join(lines) + "\n回复「举报列表」看全部未办结的"
