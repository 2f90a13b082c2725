"""What is said about a publicity (公示): its notice, its period in words, what people are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import day, named, short
from supervision.acceptance.case import Case, Step
from supervision.acceptance.notice import PublicNotice
from supervision.acceptance.publicity import Counting, Period
from supervision.acceptance.table import Event
from supervision.progress import Entry
from supervision.records import Measure, Region
from supervision.reportable import is_problem

HolidayName = Callable[[date], str]
"""What a day off is called; nothing when it has no name."""


def explained(found: Period, name_of: HolidayName) -> str:
    """自9月29日（周日）起，公示当日计入，…共10个工作日，至10月16日（周三）: how it was counted."""
    first, last = day(found.first, found.first), day(found.last, found.first)
    if found.counting is Counting.NATURAL:
        return f"自{first}起，公示当日计入，共{found.days}个自然日，至{last}"
    counted = "公示当日计入" if _is_working(found) else "公示当日不是工作日，不计入"
    others = "、".join([*_off(found.off, name_of), *_made_up(found.made_up)])
    parts = [f"自{first}起", counted, others, f"共{found.days}个工作日", f"至{last}"]
    return "，".join(part for part in parts if part)


def _is_working(found: Period) -> bool:
    if found.first in found.off:
        return False
    return found.first.weekday() < 5 or found.first in found.made_up


def _off(days: Iterable[date], name_of: HolidayName) -> list[str]:
    """国庆节放假10月1日至7日: runs of days off, each by its name where it has one."""
    runs: list[list[date]] = []
    for one in days:
        # A holiday goes on over its own Saturday and Sunday, which are not in the list.
        if (
            runs
            and one - runs[-1][-1] <= timedelta(days=3)
            and name_of(one) == name_of(runs[-1][-1])
        ):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [f"{name_of(run[0])}放假（{_span(run)}）" for run in runs]


def _made_up(days: Iterable[date]) -> list[str]:
    listed = "和".join(f"{one.month}月{one.day}日" for one in days)
    return [f"{listed}补班"] if listed else []


def _span(run: list[date]) -> str:
    first, last = run[0], run[-1]
    if first == last:
        return f"{first.month}月{first.day}日"
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{first.month}月{first.day}日至{month}{last.day}日"


def _called(measure: Measure) -> str:
    """14-2号整改事项, and 问题3整改事项."""
    return f"{measure.number}{'' if is_problem(measure.number) else '号'}整改事项"


def notice(
    entry: Entry, opened: Step, reckoning: str, region: Region | None, phone: str
) -> PublicNotice:
    """The notice, section by section, as the measure and the opened publicity give it."""
    measure, first, last = entry.measure, opened.first, opened.last
    if first is None or last is None:
        raise ValueError("a publicity has a period")
    office = region.office if region else "整改办"
    where = region.name if region else ""
    counted = "个工作日" if opened.counting is Counting.WORKING else "个自然日"
    return PublicNotice(
        number=opened.number,
        title=f"{where}关于{_called(measure)}验收销号的公示",
        basis=f"根据《{entry.plan.title}》，{_called(measure)}已完成整改并通过验收，现予公示。",
        sections=(
            ("一、整改问题", measure.title),
            ("二、实施主体", "、".join(measure.duty.answerable) or "方案没有列明"),
            ("三、重点措施", measure.text),
            ("四、目标任务", measure.goal or "方案没有单列目标，以完成上述措施为准"),
            ("五、完成时限", _deadlines(entry)),
            ("六、完成情况", opened.text),
        ),
        objecting=(
            f"公示期{_written(first)}至{_written(last)}，共{opened.days}{counted}。"
            "对上述内容有异议的，请在公示期内向受理单位反映，也可在本页或公众号提出；"
            f"公众号请发送「对 {measure.number} 有异议：…」。提出异议的人不公开。"
        ),
        reckoning=reckoning,
        office=office,
        phone=phone,
        signed=office,
        day=first,
        last=last,
        measure=measure.number,
    )


def _deadlines(entry: Entry) -> str:
    found = [
        f"{one.phrase}{f'（{one.what}）' if one.what else ''}" for one in entry.measure.deadlines
    ]
    extended = entry.progress.extended_until
    more = f"；获准延期至{_written(extended)}" if extended else ""
    return f"{'；'.join(found) or '方案没有写明日期'}{more}"


def _written(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def result(case: Case) -> str:
    """六、完成情况, where the office gives no words of its own: by the unit and the visit."""
    applied, check = case.application, case.site_check
    given = "、".join(case.opinions)
    parts = [applied.text.rstrip("。") if applied and applied.text else "整改措施已全部完成"]
    if check:
        parts.append(f"现场核查：{check.text.rstrip('。')}")
    parts.append(f"{given}同意验收" if given else "已通过验收")
    return "；".join(parts) + "。"


# ---- what people are told -------------------------------------------------------------------


def calendar_unknown(measure: Measure, unknown: date) -> str:
    """The legal period cannot be reckoned; nothing is guessed."""
    return (
        f"{named(measure)} 还不能公示：公示期会用到 {unknown.year} 年的工作日，放假安排还没有录入，"
        f"公示期不能推算。\n请先用命令 calendar set 录入 {unknown.year} 年放假安排，"
        f"再发「公示 {measure.number}」。"
    )


def confirm(measure: Measure, reckoning: str, completion: str, phone: str) -> str:
    """Names exactly what everybody will read."""
    missing = "" if phone else "\n监督电话还没有录入，公示里只写受理单位；要录入请找系统管理员。"
    return (
        f"将公示 {named(measure)} 验收销号：\n"
        f"公示期{reckoning}。\n"
        f"完成情况：{short(completion, 80)}{missing}\n"
        f"要改写请发「公示 {measure.number} 完成情况：…」。{YES_OR_NO}。"
    )


def opened(measure: Measure, number: str, last: date, link: str) -> str:
    """It runs, and where."""
    return (
        f"已公示 {named(measure)}，编号 {number}，{day(last, last)}期满，无异议的自动进入销号。\n"
        f"{link}"
    )


def to_unit_opened(measure: Measure, reckoning: str, link: str) -> str:
    """What the unit and the verifiers are told."""
    return f"【公示】{named(measure)} 验收销号公示中\n公示期{reckoning}\n{link}"


def to_follower_opened(measure: Measure, last: date) -> str:
    """What a citizen who follows it is told."""
    return (
        f"【公示】您关注的 {named(measure, 20)} 已通过验收，公示到 {day(last, last)}。\n"
        f"有异议请回复「对 {measure.number} 有异议：…」；"
        f"不想再收请回复「取消关注{measure.number}」。"
    )


def period_changed(measure: Measure, before: date, after: date) -> str:
    """The table of working days has changed while it runs."""
    return (
        f"【公示期变更】{named(measure)} 因放假安排变更，公示期满日由 {day(before, before)}"
        f"改为 {day(after, after)}。"
    )


def ended(measure: Measure) -> str:
    """The period is over and the case waits to be filed."""
    return f"【公示期满】{named(measure)} 公示期满，没有成立的异议，待备案销号。"


def held_by_objections(measure: Measure, count: int) -> str:
    """The period is over and objections are open."""
    return (
        f"【公示期满】{named(measure)} 公示期满，还有 {count} 件异议没有办结，不能销号。"
        "请回复「异议列表」办理"
    )


def standing(outcome: Step | None, *, running: bool) -> str:
    """How a publicity stands, in words."""
    if outcome is None:
        return "公示中" if running else "公示期满，待办结"
    if outcome.event is Event.PUBLICITY_ENDED:
        return "公示期满"
    return "公示终止，退回整改"
