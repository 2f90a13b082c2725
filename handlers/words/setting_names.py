"""Names of the settings of a policy's sections (设置名称), as an office says them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LEFT_OUT = frozenset({"rules"})
"""Parts of a path that say nothing."""

PART_NAMES: Mapping[str, str] = MappingProxyType(
    {
        # sections
        "limits": "申请和答复",
        "terms": "整改时限",
        "duties": "应办事项",
        "assessment": "考核评分",
        "indicators": "环境质量指标",
        "complaints": "举报",
        "acceptance": "验收销号",
        "inspection": "检查周期",
        # limits
        "approvers": "审批人",
        "reply_days": "书面答复工作日",
        "extensions": "延期次数",
        # terms
        "immediate": "立行立改",
        "special": "专项整治",
        "short": "短期",
        "staged": "阶段性",
        "review": "复核",
        "months": "月数",
        # duties
        "publication": "公开整改结果",
        "clue": "问题线索",
        "yearly_report": "年度报告",
        "yearly_publication": "年度公开",
        "ask_unreported": "催报未报结果的",
        "kind": "种类",
        "within": "期限（工作日）",
        "due": "截止日",
        "opens": "开始提示日",
        "first_year": "起始年",
        "levels": "适用层级",
        "remind": "提前提醒（天）",
        "on_holiday": "遇节假日",
        # assessment
        "min_sample": "最少项数",
        "pass_mark": "合格分",
        "items": "计分项",
        "deductions": "扣分项",
        "name": "名称",
        "figure": "取数",
        "points": "分值",
        "count": "计数",
        "each": "每次扣分",
        "at_most": "最多扣分",
        # indicators
        "unit": "单位",
        "target": "目标",
        "direction": "方向",
        "by": "截止日",
        "counts_as": "计入",
        "measured": "怎样测",
        # complaints
        "answer_within": "答复天数",
        "remind_before": "提前提醒天数",
        "keep_who": "保留举报人天数",
        "long_after": "长期未办结天数",
        # acceptance
        "clauses": "条款",
        "evidence": "佐证最少件数",
        "self_check": "自验说明",
        "site_check": "现场核查",
        "opinions": "验收意见",
        "agreement": "审定",
        "publicity_days": "公示天数",
        "counting": "公示天数怎样数",
        "filing": "备案",
        "four": "四个不放过",
        "spot_check": "季度抽查比例（%）",
        "draw_reminders": "季末提醒抽查（工作日）",
        "clause": "条款",
    }
)
"""A part of a setting's path → its name."""

CHOICE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        **{
            name: PART_NAMES[name]
            for name in (
                *("immediate", "special", "short", "staged"),
                *("publication", "clue", "yearly_report", "yearly_publication"),
            )
        },
        "liaison": "联络员",
        "unit_head": "单位负责人",
        "leader": "领导小组",
        "verifier": "核验人员",
        "office": "整改办",
        "citizen": "群众",
        "same": "不顺延",
        "next": "顺延到下一个工作日",
        "second_noon": "顺延到第二个工作日中午",
        "on_time": "按期完成率",
        "completed": "核实完成率",
        "satisfaction": "群众满意率",
        "environment": "环境质量",
        "criticism": "通报批评",
        "yellow_card": "黄牌警告",
        "false_report": "反馈失实",
        "result_not_reported": "未报送结果",
        "not_published": "未公开",
        "criticised_by_higher_level": "被上级通报批评",
        "at_most": "不高于",
        "at_least": "不低于",
        "below": "低于",
        "air": "空气",
        "water": "水",
        "one": "一家同意即可",
        "each": "每家都要同意",
        "none": "不用",
        "working": "工作日",
        "natural": "自然日",
        "automatic": "自动",
    }
)
"""A choice among a few, as the file writes it → how it is told."""


def path(name: str) -> str:
    """应办事项·公开整改结果·条款."""
    parts = [part for part in name.split(".") if part not in LEFT_OUT]
    return "·".join(PART_NAMES.get(part, part) for part in parts)
