"""What is said about items and reports on them (上报): who may, which item, how far, recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.said import Photo, Said, Video, Voice
from handlers.words.forms import day, named, short
from handlers.words.roles import OFFICE_INTENTS, STAFF_INTENTS, WHO_DECIDES
from language.acts import Intent
from supervision.progress import Entry, Report
from supervision.records import Measure, Role
from supervision.reportable import bare
from supervision.times import local_date

YES_OR_NO = "回复 1 确认，0 取消"


def only_words(said: Said) -> str:
    """A photo, a voice message or the like."""
    name = THINGS.get(type(said), "这类消息")
    return f"{name}还不能处理，没有记录。请用文字发送，例如「我的任务」。"


THINGS: dict[type, str] = {Photo: "图片", Voice: "语音", Video: "视频"}


# ---- who may do what ------------------------------------------------------------------------


def not_for_role(intent: Intent, role: Role) -> str:
    """Something that this role cannot do."""
    if role is Role.CITIZEN and intent in STAFF_INTENTS:
        return (
            "这项要先绑定单位。有绑定码请直接发送；查整改进展请发「查」加关键词，例如「查污水」。"
        )
    if intent in OFFICE_INTENTS:
        return f"{WHO_DECIDES.get(intent, '签发和发布')}由整改办办理。回复「帮助」看您能做什么。"
    if role is Role.OFFICE:
        return "进展由责任单位上报，整改办不能代报。回复「待签发」看要办的文书。"
    return "您的身份不能办这项。回复「帮助」看您能做什么。"


def no_such_item(number: str, example: str) -> str:
    """A number that the plan does not have."""
    if not number:
        return f"请带上事项编号，例如「看{example}」。"
    return f"没有编号为 {number} 的事项。请核对编号，例如「看{example}」。"


def which_plan(entries: Sequence[Entry]) -> str:
    """The same number in several plans, or of a measure and of a problem."""
    lines = ["您说的是哪一项？"]
    lines += [
        f"{place}. {named(entry.measure)}（{short(entry.plan.title, 14)}）"
        for place, entry in enumerate(entries, 1)
    ]
    lines.append("回复序号选择")
    return "\n".join(lines)


# ---- reporting ------------------------------------------------------------------------------


def recorded(entry: Entry, report: Report, now: datetime) -> str:
    """已记录, with what was and what is; said only after it is stored."""
    before = f"{entry.progress.claim.percent}% → " if entry.progress.claim else ""
    lower = "，比上次低" if report.percent < entry.progress.claimed_percent else ""
    lines = [f"已记录 {named(entry.measure)}：{before}{report.percent}%（上报，待核实{lower}）。"]
    if report.finish_by:
        lines.append(f"预计 {day(report.finish_by, local_date(now))}完成。")
    if report.problem:
        lines.append("困难已记下，整改办能看到。")
    if report.percent >= 100:
        lines.append("请准备销号材料：自查说明、照片、验收资料。")
    lines.append("说错了回复「撤回」。")
    return "\n".join(lines)


def recorded_state(entry: Entry, report: Report, now: datetime) -> str:
    """未开工 and 在办 without a figure: what was understood, and how a figure is given."""
    what = "未开工，0%" if report.percent == 0 else f"在办，进度仍为 {report.percent}%"
    rest = recorded(entry, report, now).split("\n")[1:]
    lines = [f"已记录 {named(entry.measure)}：{what}（上报，待核实）。", *rest[:-1]]
    if report.percent:
        more = min(report.percent + 10, 99)
        lines.append(f"有新进度直接回复，例如「{report.measure} {more}%」。")
    return "\n".join([*lines, rest[-1]])


def put_right(entry: Entry, report: Report, wrong: Report, now: datetime) -> str:
    """A report in the place of another, which is taken back in the same step."""
    first = recorded(entry, report, now).split("\n")
    old = (
        f"{wrong.measure} 的 {wrong.percent}%" if wrong.item != report.item else f"{wrong.percent}%"
    )
    return "\n".join([first[0], f"原来报的 {old} 已撤回。", *first[1:]])


def cannot_put_right(measure: Measure) -> str:
    """The wrong report cannot be taken back any more."""
    return f"{named(measure)} 已进入验收或销号，原来的上报不能改。请联系整改办。"


def said_twice(measure: Measure) -> str:
    """A second figure for the same item in one message."""
    return f"{measure.number} 在一条消息里说了两次，只记了第一次。要改请再发一条。"


def recorded_unchanged(measure: Measure, percent: int) -> str:
    """无变化, stored."""
    return f"已记录 {named(measure)}：无变化，仍为 {percent}%（上报）。\n说错了回复「撤回」。"


def confirm_done(measure: Measure) -> str:
    """100 % asks first."""
    return (
        f"您上报 {named(measure)} 已全部完成（100%）。\n"
        f"确认后记入台账，并提示您准备销号材料。\n{YES_OR_NO}。"
    )


def confirm_unsure(measure: Measure, percent: int) -> str:
    """15号完成80%: the number of a measure, or a day of the month?"""
    return (
        f"「{bare(measure.number)}号」是事项编号，还是日期？\n"
        f"是编号的话，将记录 {named(measure)} 完成 {percent}%。\n{YES_OR_NO}。"
    )


def which_unit(measure: Measure, units: Sequence[str]) -> str:
    """An item on which several units of this person report."""
    lines = [f"{measure.number} 由您的几个单位共同负责，以哪个单位上报？"]
    lines += [f"{place}. {unit}" for place, unit in enumerate(units, 1)]
    lines.append("回复序号选择")
    return "\n".join(lines)


def confirm_figure(measure: Measure, percent: int) -> str:
    """A report that was said vaguely."""
    return f"将记录 {named(measure)} 完成 {percent}%，对吗？\n{YES_OR_NO}。"


def how_far(measure: Measure) -> str:
    """A report without a percent."""
    return (
        f"{named(measure)} 现在完成百分之几？还没有记录。\n"
        "直接回复数字，例如 60；没有变化回复「无变化」，不报回复 0。"
    )


def how_far_after(measure: Measure, before: int | None, more: int) -> str:
    """A change was said and no level: what stood before, and the sum to say yes to."""
    said = f"提高 {more} 个百分点" if more else "变化"
    if before is None:
        return (
            f"{named(measure)} 还没有报过进度，光说{said}算不出现在是多少。\n"
            "现在完成百分之几？直接回复数字，例如 60；不报回复 0。"
        )
    if more and before + more < 100:
        return (
            f"{named(measure)} 上次报的是 {before}%，{said}就是 {before + more}%，对吗？\n"
            "对的回复 1；不对请直接回复现在的数字，不报回复 0。"
        )
    return (
        f"{named(measure)} 上次报的是 {before}%。现在完成百分之几？还没有记录。\n"
        "直接回复数字，例如 60；不报回复 0。"
    )


def which_item(entries: Sequence[Entry], said: str, typed: str = "") -> str:
    """An item that was not named, or that may be several; ``said``: what would be recorded."""
    first = f"没找到「{short(typed, 12)}」。" if typed else ""
    asked = f"{said}，是哪一项的？" if said else "您说的是哪一项？"
    lines = [first + asked]
    lines += [f"{place}. {named(entry.measure)}" for place, entry in enumerate(entries, 1)]
    lines += ["0. 都不是", "回复序号或事项编号"]
    return "\n".join(lines)


def which_item_again(said: str) -> str:
    """The same in one line."""
    return f"{said or '刚才说的'}是哪一项的？请回复编号，0 取消。"


def how_far_again(measure: Measure) -> str:
    """The same in one line."""
    return f"{named(measure)} 现在完成百分之几？请回复数字，0 取消。"


def confirm_again(measure: Measure, percent: int) -> str:
    """The same in one line, naming what will be recorded."""
    return f"{named(measure)} 完成 {percent}%，记录吗？{YES_OR_NO}。"


def said_of(percent: int | None, *, done: bool, unchanged: bool) -> str:
    """What a report says, without its item."""
    if unchanged:
        return "「无变化」"
    if done:
        return "「已完成」"
    return "" if percent is None else f"「{percent}%」"


def not_yours(measure: Measure, unit: str) -> str:
    """A measure of another unit."""
    owners = "、".join(measure.duty.answerable[:2])
    more = "等" if len(measure.duty.answerable) > 2 else ""
    return (
        f"{measure.number} 由{owners}{more}负责，您绑定的是{unit or '群众'}，不能上报。\n"
        f"要看进展请回复「看{measure.number}」。"
    )


def already_closed(measure: Measure) -> str:
    """A closed measure takes no report."""
    return f"{named(measure)} 已销号，不再接受上报。\n要看记录请回复「看{measure.number}」。"


def under_check(measure: Measure) -> str:
    """A measure that waits for its verdict."""
    return f"{named(measure)} 正在验收，结果出来前不能上报。\n请回复「看{measure.number}」看进度。"


def out_of_range(measure: Measure) -> str:
    """A percent that is none."""
    return f"完成比例要在 0 到 100 之间。请重发，例如「{measure.number} 完成80%」。"


def below_verified(measure: Measure, verified: int) -> str:
    """A percent below what was checked."""
    return (
        f"{named(measure)} 已核实 {verified}%，不能报得比它低。\n"
        f"请核对后重发，例如「{measure.number} 完成{min(100, verified + 5)}%」；"
        "核实有误请联系整改办。"
    )
