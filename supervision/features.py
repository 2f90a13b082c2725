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
    ITEM_DETAIL = "item_detail"
    DEADLINES = "deadlines"
    PROGRESS_SUMMARY = "progress_summary"
    PUBLISH = "publish"
    ACCEPTANCE = "acceptance"
    COMPLAINT = "complaint"
    COMPLAINT_LIST = "complaint_list"
    COMPLAINT_PAGE = "complaint_page"
    WORK_GROUPS = "work_groups"
    ORDER_WARNING = "order_warning"
    CLUE_HAND_OVER = "clue_hand_over"
    SCORE_SHEET = "score_sheet"
    INDICATORS = "indicators"
    YEARLY_REPORT = "yearly_report"


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
    Feature.ITEM_DETAIL: _chat("整改事项详情", "看14-2", "liaison", "item_detail"),
    Feature.DEADLINES: _chat("到期清单", "本月到期", "liaison", "deadlines"),
    Feature.PROGRESS_SUMMARY: _chat("整体进度", "整体进度", "leader", "public_overview"),
    Feature.PUBLISH: _chat("公开整改进展", "发布14-2", "office", "publish"),
    Feature.ACCEPTANCE: _chat("申请验收", "14-2申请验收", "liaison", "apply_acceptance"),
    Feature.COMPLAINT: _chat("群众举报", "举报", "citizen", "complaint"),
    Feature.COMPLAINT_LIST: _chat("举报台账", "举报列表", "office", "complaint_list"),
    Feature.COMPLAINT_PAGE: _page("举报办理公开页", "/complaints/<number>"),
    Feature.WORK_GROUPS: _chat("工作组与人员", "人员", "office", "staff_list"),
    Feature.CLUE_HAND_OVER: _command("线索移交与书面反馈", "duties list"),
    Feature.SCORE_SHEET: _command("年度评分表", "assessment show"),
    Feature.INDICATORS: _command("指标与目标", "indicator list"),
    Feature.YEARLY_REPORT: _command("年度报告", "duties list"),
    Feature.ORDER_WARNING: _chat("整改办直接预警", "预警 市建设局", "office", "warn"),
}
"""Where every feature is found."""
