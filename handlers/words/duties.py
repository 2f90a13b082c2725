"""What is said about duties (应办事项): opened, reminded, listed, missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from urllib.parse import quote

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import day, days_left, short
from handlers.words.steps import basis, joined
from supervision.duties import Duty, DutyKind, DutyState
from supervision.policy import Policy
from supervision.times import SHANGHAI, local_date
from supervision.working_days import WorkingDays

NAMES: Mapping[DutyKind, str] = {
    DutyKind.PUBLICATION: "公开整改结果",
    DutyKind.YEARLY_REPORT: "年度整改报告",
    DutyKind.YEARLY_PUBLICATION: "年度公开",
    DutyKind.CLUE: "问题线索",
}

FAILURE_NAMES: Mapping[DutyKind, str] = {
    DutyKind.PUBLICATION: "未及时公开整改结果",
    DutyKind.YEARLY_PUBLICATION: "未及时公开整改结果",
    DutyKind.YEARLY_REPORT: "未及时报送整改结果",
    DutyKind.CLUE: "未及时报送整改结果",
}


def name(duty: Duty) -> str:
    """公开整改结果（2017年8月）, 2019年度整改报告, 问题线索：……."""
    if duty.kind is DutyKind.PUBLICATION:
        year, month = duty.period.split("-")
        return f"公开整改结果（{year}年{int(month)}月）"
    if duty.kind is DutyKind.CLUE:
        return f"问题线索「{short(duty.what, 16)}」"
    return f"{duty.period}{NAMES[duty.kind]}"


def until(duty: Duty, today: date) -> str:
    """8月29日（周二）, with the hour where the day ends early."""
    local = duty.due.astimezone(SHANGHAI)
    hour = f" {local:%H:%M}" if (local.hour, local.minute) != (0, 0) else ""
    return f"{day(duty.due_day, today)}{hour}"


def how(duty: Duty) -> str:
    """What to send when it is done."""
    if duty.kind in (DutyKind.PUBLICATION, DutyKind.YEARLY_PUBLICATION):
        return "公开后回复「已公开 网址」；没有网址的，回复「已公开」再发照片"
    if duty.kind is DutyKind.CLUE:
        return f"查处后回复「回复 {duty.number} 办理结果」"
    return "请回复「年度报告 网址或内容」报送"


def opened(duty: Duty, policy: Policy, today: date, base_url: str) -> str:
    """A duty that has just been opened."""
    draft = ""
    if duty.kind is DutyKind.YEARLY_PUBLICATION:
        draft = f"底稿：{base_url}/units/{quote(duty.unit)}/reports/{duty.period}"
    return joined(
        f"【应办】{name(duty)}，{until(duty, today)}前",
        f"编号：{duty.number}",
        f"依据：{basis(policy, duty.clause)}",
        draft,
        how(duty),
    )


def reminder(duty: Duty, today: date, days: WorkingDays) -> str:
    """A duty whose day comes closer."""
    left = days_left(duty.due_day, today, days)
    return f"【提醒】{name(duty)}：{left}（{until(duty, today)}前）。{how(duty)}"


def missed(duty: Duty, today: date) -> str:
    """What the unit reads the morning after."""
    return (
        f"【逾期】{name(duty)}：{until(duty, today)}前应办，还没有收到。\n"
        f"编号：{duty.number}。{how(duty)}"
    )


def missed_for_office(duties: Sequence[Duty]) -> str:
    """The office's line about what was missed since yesterday."""
    units = list(dict.fromkeys(duty.unit for duty in duties))
    more = f"等 {len(units)} 家" if len(units) > 3 else ""
    kinds = "、".join(dict.fromkeys(NAMES[duty.kind] for duty in duties))
    one_by_one = "「应办事项」记录或免记"
    ways = f"「记录逾期」一次记录，或{one_by_one}" if len(duties) > 1 else one_by_one
    return (
        f"逾期未办 {len(duties)} 件：{kinds}（{'、'.join(short(u, 8) for u in units[:3])}{more}），"
        f"回复{ways}"
    )


# ---- lists --------------------------------------------------------------------------------------


def of_unit(page: Sequence[Duty], total: int, start: int, now: datetime, days: WorkingDays) -> str:
    """What a person's units still owe."""
    if not page:
        return "您单位没有待办的应办事项。"
    lines = [f"应办事项 {total} 件："]
    lines += [f"{place}. {line(duty, now, days)}" for place, duty in enumerate(page, start + 1)]
    return "\n".join([*lines, _more(start + len(page) < total, "回复序号看详情和办法")])


def _more(more: bool, last: str) -> str:
    return f"回复「下一页」看更多，{last.removeprefix('回复')}" if more else last


def also(duties: Sequence[Duty], now: datetime, days: WorkingDays) -> str:
    """Below a unit's tasks: what else it owes, the most urgent named."""
    if not duties:
        return ""
    most = line(duties[0], now, days)
    several = f" {len(duties)} 件，最急的是" if len(duties) > 1 else "："
    return f"\n另有应办{several}{most}，回复「应办事项」"


def also_for_office(late: int) -> str:
    """Below what waits to be decided: duties that were missed."""
    return f"\n逾期未办 {late} 件，回复「应办事项」" if late else ""


def for_office(
    page: Sequence[Duty], counts: tuple[int, int], start: int, now: datetime, days: WorkingDays
) -> str:
    """What units owe, ``counts`` in all and late; a place in the list opens one."""
    total, late = counts
    if not page:
        return "各单位没有待办的应办事项。"
    lines = [f"应办事项 {total} 件，逾期 {late} 件："]
    for place, duty in enumerate(page, start + 1):
        lines.append(f"{place}. {short(duty.unit, 10)} {line(duty, now, days)}")
    last = "回复序号看详情，逐件记录或免记" + ("；全部记录请发「记录逾期」" if late > 1 else "")
    return "\n".join([*lines, _more(start + len(page) < total, last)])


def detail(duty: Duty, policy: Policy, now: datetime, *, mine: bool) -> str:
    """One duty in full."""
    today = local_date(now)
    return joined(
        f"{name(duty)}",
        f"编号：{duty.number}",
        f"单位：{duty.unit}",
        f"内容：{duty.what}" if duty.what else "",
        f"期限：{until(duty, today)}前，{state(duty, now)}",
        f"依据：{basis(policy, duty.clause)}",
        f"办理：{proof(duty)}" if duty.state is DutyState.DONE else "",
        how(duty) if mine and duty.state is DutyState.OPEN else "",
    )


def state(duty: Duty, now: datetime) -> str:
    """待办, 逾期 3 天, 已办（8月20日）."""
    today = local_date(now)
    if duty.state is DutyState.DONE and duty.done_at:
        late = "，逾期办理" if duty.done_at >= duty.due else ""
        return f"已办（{day(local_date(duty.done_at), today)}）{late}"
    if not duty.late(now):
        return "待办"
    gone = (today - duty.due_day).days
    recorded = "，免记" if duty.excused else "，已记录" if duty.failed_at else ""
    return f"逾期 {gone} 天{recorded}" if gone else f"逾期{recorded}"


def proof(duty: Duty) -> str:
    """The link, the words, the pictures."""
    photos = f"照片 {duty.photos} 张" if duty.photos else ""
    return "，".join(part for part in (short(duty.proof, 160), photos) if part)


def line(duty: Duty, now: datetime, days: WorkingDays) -> str:
    """A duty and how long it has, as a list shows it."""
    if duty.late(now):
        return f"{name(duty)} {state(duty, now)}"
    return f"{name(duty)} {days_left(duty.due_day, local_date(now), days)}"


def no_such(number: str) -> str:
    """A number that names no open duty of the sender's units."""
    return f"没有编号为 {number} 的应办事项，或已经办结。\n回复「应办事项」查看。"


# ---- missed -------------------------------------------------------------------------------------


def ask_record(duty: Duty, policy: Policy, now: datetime) -> str:
    """A missed duty, and what may be recorded: 1 records, 2 excuses."""
    return joined(
        detail(duty, policy, now, mine=False),
        f"1. 记为「{FAILURE_NAMES[duty.kind]}」，下一次拟制时按制度处理",
        "2. 有正当理由，免记",
    )


def confirm_record(duty: Duty) -> str:
    """What recording leads to."""
    return (
        f"将记录：{duty.unit}{FAILURE_NAMES[duty.kind]}。\n"
        f"事由：{name(duty)}到期未办。\n"
        f"下一个拟制时刻按制度拟办，由整改办签发。{YES_OR_NO}。"
    )


def recorded(duty: Duty) -> str:
    """The fact is recorded."""
    return f"已记录：{duty.unit}{FAILURE_NAMES[duty.kind]}。编号 {duty.number} 仍须补办。"


def excused(duty: Duty) -> str:
    """Nothing follows."""
    return f"已免记：{duty.unit} {name(duty)}。编号 {duty.number} 仍须补办。"


def decided_before(duty: Duty) -> str:
    """Somebody of the office has been quicker, or it was done meanwhile."""
    return f"{duty.number} 已经处理过，没有再记。回复「应办事项」看最新情况。"


# ---- the command line ---------------------------------------------------------------------------


def row(duty: Duty, now: datetime) -> str:
    """One line of ``duties list``."""
    parts = (
        duty.number,
        duty.unit,
        name(duty),
        f"{duty.due_day:%Y-%m-%d}",
        state(duty, now),
        proof(duty),
    )
    return "  ".join(part for part in parts if part)


def none_listed() -> str:
    """Nothing to list."""
    return "没有应办事项。"
