"""The words of a story (Chinese, for people) and the names that the contracts give them."""

from __future__ import annotations

FACTS = {
    "上报进展": "report",
    "核实": "verified",
    "申请验收": "applied",
    "验收通过": "accepted",
    "退回": "sent_back",
    "销号": "closed",
    "反弹": "rebound",
    "同意延期": "extension_granted",
    "正当理由": "proper_reason",
    "反馈失实": "false_report",
    "未及时报送结果": "result_not_reported",
    "未及时公开": "not_published",
    "被上级通报批评": "criticised_by_higher_level",
    "书面答复": "replied",
    "月度排名": "ranking",
    "发现问题": "problem_found",
    "年度目标未完成": "annual_target_missed",
    "群众举报": "complaint",
}

STEPS = {
    "提醒": "reminder",
    "预警": "warning",
    "通报批评": "criticism",
    "黄牌警告": "yellow_card",
    "列入督办计划": "monthly_supervision",
    "挂牌督办": "listed_supervision",
    "约谈": "summons",
    "诫勉谈话": "admonition",
    "问责": "accountability",
    "线索移送": "referral",
    "专项督查": "special_inspection",
    "回头看": "look_back",
    "一票否决": "veto",
    "深刻检查": "self_criticism",
}

REASONS = {
    "即将到期": "due_soon",
    "到期未完成": "became_overdue",
    "进度滞后": "behind_pace",
    "通报时超期": "overdue_at_bulletin",
    "第一次被通报": "first_criticism",
    "第二次被通报": "second_criticism",
    "第三次被通报": "third_criticism",
    "被上级通报批评": "criticised_by_higher_level",
    "未及时报送结果": "result_not_reported",
    "反馈失实": "false_report",
    "未及时公开": "not_published",
    "销号满期": "closed",
    "问题累计": "problem_found",
    "年度目标未完成": "annual_target_missed",
    "排名末位": "ranking",
    "反复举报": "complaint",
    "整改办决定": "office_choice",
}

RECIPIENTS = {
    "联络员": "liaison",
    "单位负责人": "unit_head",
    "分管负责人": "deputy_head",
    "主要负责人": "main_head",
    "包抓领导": "leader",
    "领导小组组长": "group_leader",
    "整改办": "office",
    "纪检监察机关": "discipline",
    "社会": "public",
}

LEVELS = {
    "市": "city",
    "部门": "department",
    "区县": "district",
    "乡镇街道": "township",
    "村社区": "village",
    "企业": "enterprise",
}

TABLES = {"空气": "air", "水": "water"}
FROM_ABOVE = {"国家": "state", "省": "province"}
YES = {"是": True, "否": False}
