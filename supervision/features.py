"""Features of the program that carry a clause which is no rule (条款的落实处): where each is found.

A clause names them in ``kept_by``. A test opens every one, so that none is named that is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Door(StrEnum):
    """Where a feature is found."""

    PAGE = "page"  # 页面
    COMMAND = "command"  # 命令
    CHAT = "chat"  # 会话


class Feature(StrEnum):
    """What the program does for a clause beside the steps of the ladder."""

    LEDGER_IMPORT = "ledger_import"
    LEDGER_EXPORT = "ledger_export"
    OVERVIEW = "overview"
    ITEM_PAGE = "item_page"
    UNIT_PAGE = "unit_page"
    BULLETINS = "bulletins"
    CITIZENS_LOOK_UP = "citizens_look_up"
    PUBLISH = "publish"
    ITEM_DETAIL = "item_detail"
    DEADLINES = "deadlines"
    FOUR_AXES = "four_axes"
    LED_ITEMS = "led_items"
    WORK_GROUPS = "work_groups"
    ACCEPTANCE = "acceptance"
    PUBLICITY = "publicity"
    SPOT_CHECK = "spot_check"
    DUTIES = "duties"
    CLUE_HAND_OVER = "clue_hand_over"
    INSPECTIONS = "inspections"
    ORDER_WARNING = "order_warning"
    FACTS = "facts"
    COMPLAINT = "complaint"
    COMPLAINT_LIST = "complaint_list"
    COMPLAINT_PAGE = "complaint_page"
    REPEATED_CASES = "repeated_cases"
    PATROLS = "patrols"
    ENTERPRISE_LIST = "enterprise_list"
    EXAMPLES = "examples"
    RESULTS = "results"
    CASE_FILE = "case_file"
    SCORE_SHEET = "score_sheet"
    INDICATORS = "indicators"


@dataclass(frozen=True, slots=True)
class Place:
    """What a feature is called, and how it is reached.

    ``where`` is an address, a command, or words of the chat; words are said by ``role`` and mean
    ``intent``.
    """

    name: str
    door: Door
    where: str
    role: str = ""
    intent: str = ""


def _page(name: str, where: str) -> Place:
    return Place(name, Door.PAGE, where)


def _command(name: str, where: str) -> Place:
    return Place(name, Door.COMMAND, where)


def _chat(name: str, where: str, role: str, intent: str) -> Place:
    return Place(name, Door.CHAT, where, role, intent)


PLACES: dict[Feature, Place] = {
    Feature.LEDGER_IMPORT: _command("方案导入台账并逐项核对", "plan import"),
    Feature.LEDGER_EXPORT: _command("台账导出", "ledger export"),
    Feature.OVERVIEW: _page("公开总览", "/"),
    Feature.ITEM_PAGE: _page("整改事项公开页", "/measures/<number>"),
    Feature.UNIT_PAGE: _page("单位公开页", "/units/<name>"),
    Feature.BULLETINS: _page("通报公开页", "/bulletins/"),
    Feature.CITIZENS_LOOK_UP: _page("群众查询", "/search"),
    Feature.PUBLISH: _chat("公开整改进展", "发布14-2", "office", "publish"),
    Feature.ITEM_DETAIL: _chat("整改事项详情", "看14-2", "liaison", "item_detail"),
    Feature.DEADLINES: _chat("到期清单", "本月到期", "liaison", "deadlines"),
    Feature.FOUR_AXES: _chat("四项制度总览", "总览", "office", "four_axes"),
    Feature.LED_ITEMS: _chat("领导包抓事项", "我的包抓", "leader", "led_items"),
    Feature.WORK_GROUPS: _chat("工作组与人员", "人员", "office", "staff_list"),
    Feature.ACCEPTANCE: _chat("验收销号", "14-2申请验收", "liaison", "apply_acceptance"),
    Feature.PUBLICITY: _page("销号公示", "/publicity/"),
    Feature.SPOT_CHECK: _command("已销号事项抽查", "acceptance draw"),
    Feature.DUTIES: _chat("应办事项", "应办事项", "liaison", "duties"),
    Feature.CLUE_HAND_OVER: _chat(
        "线索移交与书面反馈", "移交线索 市建设局 倾倒垃圾", "office", "hand_over_clue"
    ),
    Feature.INSPECTIONS: _chat("检查登记", "检查 市建设局 14-2 暗访 现场正常", "office", "inspect"),
    Feature.ORDER_WARNING: _chat("整改办直接预警", "预警 市建设局", "office", "warn"),
    Feature.FACTS: _command("事实登记", "facts record"),
    Feature.COMPLAINT: _chat("群众举报", "举报", "citizen", "complaint"),
    Feature.COMPLAINT_LIST: _chat("举报台账", "举报列表", "office", "complaint_list"),
    Feature.COMPLAINT_PAGE: _page("举报办理公开页", "/complaints/<number>"),
    Feature.REPEATED_CASES: _chat("重复件一览", "重复件", "office", "repeated_cases"),
    Feature.PATROLS: _chat("村（社区）巡查", "巡查列表", "liaison", "patrol_list"),
    Feature.ENTERPRISE_LIST: _command("企业名单", "enterprise list"),
    Feature.EXAMPLES: _command("典型案例", "example list"),
    Feature.RESULTS: _command("问责结果公开", "result list"),
    Feature.CASE_FILE: _command("专案卷宗", "case show"),
    Feature.SCORE_SHEET: _command("年度考核评分表", "assessment show"),
    Feature.INDICATORS: _command("环境质量指标", "indicators show"),
}
"""Where every feature is found."""
