"""Score sheets (年度考核评分) in words: every item with its formula, every gap named."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.rates import percent
from handlers.words.steps import basis
from supervision.assessment import Deducted, Scored, Share, Sheet
from supervision.assessment_rules import Assessment, Figure
from supervision.decisions import Step
from supervision.policy import Policy

PARTS = {
    Figure.ON_TIME: ("按期完成并核实", "应完成"),
    Figure.COMPLETED: ("完成并核实", "应完成"),
    Figure.SATISFACTION: ("满意", "已评价"),
    Figure.ENVIRONMENT: ("达标", "考核指标"),
}
"""What is divided by what."""

RATED = "举报人评价（满意＋基本满意）"
"""Where satisfaction comes from while nobody has entered a survey."""

DEFINITION = (
    "应完成＝本单位牵头或负责、期限在本年度且已到的事项，加上年结转未完成的；"
    "超期未完成的计在内。"
    "按期申请验收、等待核查的和有正当理由的不计。"
)


def formula(one: Scored, least: int) -> str:
    """How an item's points came about, or why it has none."""
    if one.share is None:
        return "还没有数据，不计分"
    part, whole = PARTS[one.item.figure]
    counts = f"{part} {one.share.part} ÷ {whole} {one.share.whole}"
    if one.score is None:
        return f"{counts}，不足 {least} 个，不计分"
    share = percent(one.share.part, one.share.whole)
    return f"{counts} = {share}%，× {one.item.points} 分 = {one.score}"


def deduction(one: Deducted) -> str:
    """How a deduction came about."""
    rule = one.deduction
    return f"{one.times} 次 × {rule.each} 分，最多 {rule.at_most} 分 = {one.points}"


def total(sheet: Sheet) -> str:
    """How the total came about."""
    if sheet.total is None:
        return "没有可计分的项目，不评分"
    earned = f"得分 {sheet.earned} ÷ 计分项满分 {sheet.possible} × 100"
    return f"{earned} − 扣分 {sheet.taken} = {sheet.total}"


def sheet(made: Sheet, rules: Assessment, policy: Policy) -> str:
    """One unit's sheet on a phone."""
    lines = [f"{made.unit} {made.year} 年考核评分（截至 {made.last.month}月{made.last.day}日）"]
    lines += [f"{one.item.name}：{formula(one, rules.min_sample)}" for one in made.scored]
    lines += [f"{one.deduction.name}：扣 {deduction(one)}" for one in made.deducted if one.times]
    lines.append(f"总分：{total(made)}")
    lines += [veto(made, policy)] if made.failed else []
    left_out = max((one.share.left_out for one in made.scored if one.share), default=0)
    lines += [f"另有 {left_out} 项等待核查或有正当理由，未计"] if left_out else []
    lines.append(f"依据：{basis(policy, rules.clause)}")
    return "\n".join(lines)


def veto(made: Sheet, policy: Policy) -> str:
    """What failing means, where the policy says so; people decide."""
    told = f"低于合格线 {made.pass_mark} 分"
    rule = next((rule for rule in policy.rules if rule.step is Step.VETO), None)
    if rule is None:
        return told
    return f"{told}，按 {rule.clause} 可提请一票否决，由{rule.issuer or '整改办'}决定"


def all_units(found: Sequence[Sheet], rules: Assessment, year: int, most: int) -> str:
    """All units with a total, the best first, and how many have none."""
    with_total = sorted(
        (s for s in found if s.total is not None), key=lambda s: (-(s.total or 0), s.unit)
    )
    without = len(found) - len(with_total)
    if not with_total:
        return (
            f"{year} 年还没有单位可以评分：每个单位至少要有 {rules.min_sample} 项到期。"
            f"看一个单位请发「考核 {year} 市水务局」。"
        )
    lines = [f"{year} 年考核总分（满分 100，只评单位）："]
    totals = [s.total for s in with_total]
    # Equal totals share a place.
    lines += [f"{totals.index(s.total) + 1}. {s.unit} {s.total}" for s in with_total[:most]]
    if len(with_total) > most:
        lines.append(f"等 {len(with_total)} 个单位，全部请用 assessment show 导出")
    if without:
        lines.append(f"{without} 个单位样本不足 {rules.min_sample} 项，不评")
    lines.append("总分 = 得分 ÷ 计分项满分 × 100 − 扣分")
    lines.append(f"看算式请发「考核 {year} {with_total[0].unit}」")
    return "\n".join(lines)


def not_in_policy() -> str:
    """The policy has no score sheet."""
    return "本制度没有规定考核评分，没有评分表。"


def year_to_come(year: int) -> str:
    """A year that has not begun."""
    return f"{year} 年还没有开始，请写已经开始的年份。"


def not_yours(unit: str) -> str:
    """Somebody else's sheet."""
    whose = f"{unit}的" if unit else ""
    return f"{whose}考核评分由整改办和领导查看。看本单位的请发「考核」。"


def entered(unit: str, year: int, figure: Figure, share: Share) -> str:
    """A share was entered by hand."""
    part, whole = PARTS[figure]
    counts = f"{part} {share.part} ÷ {whole} {share.whole}"
    return f"已录入 {unit} {year} 年：{counts} = {percent(share.part, share.whole)}%"


def part_exceeds_whole(part: int, whole: int) -> str:
    """A share above 100 %."""
    return f"分子 {part} 大于分母 {whole}，没有录入。请核对。"
