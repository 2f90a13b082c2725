"""What the office reads when it records what it has found (记录事实)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from handlers.words.chat import YES_OR_NO
from handlers.words.fact_names import KINDS, what
from handlers.words.forms import day, named
from handlers.words.steps import RECIPIENT_NAMES, STEP_NAMES, basis, clause
from supervision.decisions import Decision
from supervision.facts import Fact, FactKind
from supervision.policy import Policy
from supervision.progress import Entry
from supervision.records import Level, Measure
from supervision.rules import Rule
from supervision.times import SHANGHAI, local_date

LEVELS = {
    Level.CITY: "市级",
    Level.DEPARTMENT: "部门",
    Level.DISTRICT: "县区",
    Level.TOWNSHIP: "乡镇（街道）",
    Level.VILLAGE: "村（社区）",
    Level.ENTERPRISE: "企业",
}
STEPS_SHOWN = 4


# ---- asking ---------------------------------------------------------------------------------


def how(unit: str, item: str) -> str:
    """记录 alone, or with words that are none of its forms."""
    return "\n".join(
        (
            "没有记录。请这样写：",
            f"「记录 {unit} {item} 反馈失实」",
            f"「记录 {unit} 未报送结果」「记录 {unit} 未公开」",
            f"「记录 {unit} 被省级通报批评」",
            f"「记录 {unit} 发现问题 3 个 扬尘」",
            f"「记录 {unit} 年度空气目标未完成 12%」",
            f"「记录 {item} 正当理由 到9月30日 汛期停工」",
            "「记录列表」看已记录的，「撤回记录」撤回刚才的",
        )
    )


def not_your_group() -> str:
    """Another work group records facts."""
    return "事实由督查督办组、责任追究组记录。请转告他们，没有记录。"


def by_file() -> str:
    """A ranking is too long for a chat."""
    return "排名表不能在这里记，没有记录。请系统管理员用文件录入。"


def whose(example: str) -> str:
    """No unit."""
    return f"请写明单位全称，例如「{example}」。没有记录。"


def several_answer(measure: Measure, units: Sequence[str], said: str) -> str:
    """Several units answer for the measure."""
    listed = "、".join(units[:5]) + ("等" if len(units) > 5 else "")
    return (
        f"{named(measure)} 由{listed}负责，请写明单位，"
        f"例如「记录 {units[0]} {measure.number} {said}」。没有记录。"
    )


def another_reports(measure: Measure, unit: str) -> str:
    """The unit has nothing to do with the measure."""
    owners = "、".join(measure.duty.answerable[:3])
    return f"{named(measure)} 由{owners}负责，不由{unit}负责，没有记录。"


def which_measure() -> str:
    """A proper reason stops the climb of one measure."""
    return "正当理由要写明事项编号，例如「记录 14-2 正当理由 到9月30日 汛期停工」。没有记录。"


def who_criticised(unit: str) -> str:
    """Not said whether it was the state or the province."""
    return f"{unit}是被谁通报批评？\n1. 国家\n2. 省级\n回复序号选择，0 取消"


def which_target(unit: str) -> str:
    """Not said which yearly target."""
    return f"{unit}哪个年度目标没有完成？\n1. 空气质量\n2. 水环境质量\n回复序号选择，0 取消"


def how_much() -> str:
    """The share that was missed."""
    return "差百分之几没有完成？请直接回复，例如 12%。回复 0 不记录"


def until_when(measure: Measure) -> str:
    """The last day of a proper reason."""
    return f"{named(measure)} 的正当理由到哪一天为止？请直接回复日期，例如 9月30日。回复 0 不记录"


def why(measure: Measure) -> str:
    """The proper reason itself."""
    return f"{named(measure)} 的正当理由是什么？请直接回复。回复 0 不记录"


def until_passed(until: date, today: date) -> str:
    """A proper reason that stops nothing any more."""
    return f"{day(until, today)}已经过去，正当理由要到今天或以后。没有记录。"


def settled(measure: Measure) -> str:
    """Nothing of the measure is owed."""
    return f"{named(measure)} 已通过验收或销号，不会算超期，不用记录正当理由。"


# ---- confirming and recording ---------------------------------------------------------------


def confirm(fact: Fact, remark: str, follows: str, *, unlisted: Level | None, now: datetime) -> str:
    """Names exactly what will be recorded, and what will follow from it when."""
    lines = [f"将记录：{what(fact, remark)}（{moment(fact.at, now)}）"]
    if unlisted is not None:
        lines.append(f"注意：台账里没有「{fact.unit}」，按{LEVELS[unlisted]}计")
    lines += [follows, f"{YES_OR_NO}。"]
    return "\n".join(lines)


def recorded(fact: Fact, remark: str, follows: str, now: datetime) -> str:
    """Recorded, and what follows."""
    back = "记错了，30 分钟内回复「撤回记录」。"
    return f"已记录：{what(fact, remark)}（{moment(fact.at, now)}）\n{follows}\n{back}"


def follows(decisions: Sequence[Decision], policy: Policy, now: datetime) -> str:
    """What the fact leads to: each step with its hour, to whom, and its clause."""
    lines = ["随后："]
    for decision in decisions[:STEPS_SHOWN]:
        whom = "、".join(RECIPIENT_NAMES[to] for to in decision.to)
        count = f"，累计第 {decision.count}" if decision.count else ""
        how = "拟办，由您决定" if decision.needs_signature else "自动签发，可暂缓"
        lines.append(
            f"{moment(decision.at, now)} {STEP_NAMES[decision.step]}{decision.unit}"
            f"（{whom}{count}，{how}）"
        )
    if len(decisions) > STEPS_SHOWN:
        lines.append(f"等 {len(decisions)} 件")
    clauses = dict.fromkeys(made.clause for made in decisions)
    first, *others = clauses
    lines.append("依据：" + "；".join([basis(policy, first), *(clause(policy, c) for c in others)]))
    return "\n".join(lines)


def follows_nothing(kind: FactKind, *, has_rule: bool) -> str:
    """Recorded all the same."""
    if has_rule:
        return "没有达到本市督察制度规定的界限，只记录备查，不引出措施。"
    return f"本市督察制度对{KINDS[kind]}没有规定措施，只记录备查。"


def follows_a_sum(total: int, coming: Rule | None, *, of_kind: str) -> str:
    """Problems add up to the next threshold."""
    kind = f"{of_kind}类" if of_kind else ""
    said = f"本年{kind}累计 {total} 个，这次不引出措施。"
    if coming is None:
        return said
    whom = "、".join(RECIPIENT_NAMES[to] for to in coming.to)
    return f"{said}达到 {coming.count} 个{STEP_NAMES[coming.step]}{whom}（{coming.clause}）"


def stops(entry: Entry, until: date, today: date) -> str:
    """What a proper reason does."""
    before = entry.progress.proper_reason_until
    earlier = f"（原来到 {day(before, today)}）" if before else ""
    return (
        f"{named(entry.measure, 16)}：{day(until, today)}前不算超期，不预警、不通报{earlier}；"
        "方案的到期日不变"
    )


def known() -> str:
    """The very same record."""
    return "这件事刚才已经记录，没有重复。"


def moment(at: datetime, now: datetime) -> str:
    """今天 10:02, 9月6日（周三） 09:00."""
    local, today = at.astimezone(SHANGHAI), local_date(now)
    date_ = "今天" if local.date() == today else day(local.date(), today)
    return f"{date_} {local:%H:%M}"
