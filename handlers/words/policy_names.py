"""What triggers, receivers, levels and settings of a policy are called (制度用语)."""

from __future__ import annotations

from handlers.words import steps
from handlers.words.steps import STEP_NAMES
from supervision.decisions import Recipient
from supervision.features import PLACES, Door, Feature
from supervision.records import Level
from supervision.rules import Rule, Trigger

TRIGGER_NAMES = {
    Trigger.DUE_SOON: "临期",
    Trigger.BECAME_OVERDUE: "到期未完成",
    Trigger.BEHIND_PACE: "进度滞后",
    Trigger.OVERDUE_AT_BULLETIN: "通报时超期",
    Trigger.CRITICISMS: "被通报批评",
    Trigger.CRITICISED_BY_HIGHER_LEVEL: "被国家或省级通报",
    Trigger.RESULT_NOT_REPORTED: "未及时报送结果",
    Trigger.FALSE_REPORT: "反馈失实",
    Trigger.NOT_PUBLISHED: "未及时公开",
    Trigger.CLOSED: "销号之后",
    Trigger.PROBLEMS_FOUND: "发现问题累计",
    Trigger.TARGET_MISSED: "年度目标未完成",
    Trigger.RANKED_LAST: "月度排名靠后",
    Trigger.REPEATED_COMPLAINTS: "反复举报",
    Trigger.OFFICE_CHOICE: "整改办决定",
}

RECIPIENT_NAMES = {**steps.RECIPIENT_NAMES, Recipient.PUBLIC: "社会公开"}
"""As a document has them, but for the public, who is no receiver there."""

LEVEL_NAMES = {
    Level.CITY: "市本级",
    Level.DEPARTMENT: "部门",
    Level.DISTRICT: "区县",
    Level.TOWNSHIP: "乡镇（街道）",
    Level.VILLAGE: "村（社区）",
    Level.ENTERPRISE: "企业",
}

SETTING_NAMES = {
    "to": "送达对象",
    "needs_signature": "须签发",
    "issuer": "署名",
    "consequence": "后果",
    "clause": "条款",
    "days_before": "提前工作日",
    "points": "落后百分点",
    "count": "次数",
    "level": "单位层级",
    "one_kind": "只计同类问题",
    "within_days": "累计天数",
    "short_by": "未完成比例（%）",
    "last": "末位单位数",
    "at_least": "最少排名单位",
    "days_after": "销号后天数",
    "rectify_within": "整改期限（工作日）",
    "object_within": "申辩期限（工作日）",
}
"""The settings of a rule as an office says them."""

DOOR_NAMES = {Door.PAGE: "页面", Door.COMMAND: "命令", Door.CHAT: "会话"}


def rule_name(rule: Rule) -> str:
    """问责（发现问题累计 10，区县）."""
    about = TRIGGER_NAMES[rule.trigger]
    if rule.count is not None:
        unit = " 次" if rule.trigger is not Trigger.PROBLEMS_FOUND else " 个"
        about += f" {rule.count}{unit}"
    if rule.level is not None:
        about += f"，{LEVEL_NAMES[rule.level]}"
    return f"{STEP_NAMES[rule.step]}（{about}）"


def feature_name(feature: Feature) -> str:
    """公开总览（页面 /）."""
    place = PLACES[feature]
    where = f"「{place.where}」" if place.door is Door.CHAT else f" {place.where}"
    return f"{place.name}（{DOOR_NAMES[place.door]}{where}）"
