"""The platform's template library (模板库), a made-up part of it, and its categories (类目)."""

from __future__ import annotations

from dataclasses import dataclass

from .template import Template

MOST = 25  # templates of an account, of either system
CATEGORIES = {612: "政务民生 > 环保", 613: "政务民生 > 政府机关"}


@dataclass(frozen=True)
class Entry:
    """A template of the library: its short id, title and keywords as (key, name) pairs."""

    short_id: str
    title: str
    keywords: tuple[tuple[str, str], ...]
    category: int = 612


_ENTRIES = (
    Entry(
        "43001",
        "整改预警通知",
        (
            ("thing1", "任务名称"),
            ("thing2", "责任单位"),
            ("phrase3", "预警等级"),
            ("time4", "整改期限"),
            ("character_string5", "文书编号"),
        ),
    ),
    Entry(
        "43002",
        "待办事项提醒",
        (("thing1", "事项"), ("time2", "截止时间"), ("const3", "状态"), ("name4", "经办人")),
        613,
    ),
    Entry(
        "43003", "办理结果通知", (("thing1", "事项"), ("phrase2", "结果"), ("date3", "日期")), 613
    ),
)
LIBRARY = {entry.short_id: entry for entry in _ENTRIES}


def chosen(entry: Entry, wanted: list[str], template_id: str) -> Template | None:
    """The template with the keywords of these names, None when one is not among the entry's."""
    names = {name: (key, name) for key, name in entry.keywords}
    if not wanted or not set(wanted) <= set(names):
        return None
    return Template(template_id, entry.title, tuple(names[name] for name in wanted))
