"""What the commands about complaints and units answer."""

from __future__ import annotations

from datetime import date

from handlers.words.case_lines import left
from handlers.words.case_names import kinds
from handlers.words.complaints import standing
from handlers.words.forms import short
from supervision.complaints import Complaint
from supervision.records import Level, Unit
from supervision.times import local_date

LEVEL_NAMES = {
    Level.CITY: "市级",
    Level.DISTRICT: "县区",
    Level.DEPARTMENT: "部门",
    Level.TOWNSHIP: "乡镇街道",
    Level.VILLAGE: "村社区",
    Level.ENTERPRISE: "企业",
}


def line(case: Complaint, today: date) -> str:
    """One complaint, its parts divided by tabs."""
    first = f"重复，首件 {case.first}" if case.first and case.first != case.number else ""
    return "\t".join(
        (
            f"{'★' if case.starred else ''}{case.number}",
            local_date(case.at).isoformat(),
            standing(case),
            left(case.due, today) if case.open else "",
            kinds(case.kinds) or "类型未填",
            "、".join(case.units) or "未交办",
            short(case.place or case.what, 24),
            first,
        )
    ).rstrip()


def none() -> str:
    """Nothing to list."""
    return "没有举报件。"


def which_format(file: str) -> str:
    """A file of another kind."""
    return f"{file}：文件名要以 .xlsx 或 .csv 结尾。"


def cannot_write(file: str) -> str:
    """The file cannot be written."""
    return f"{file}：写不进去，请核对文件夹和权限。"


def exported(count: int, file: str) -> str:
    """Written."""
    return f"已导出 {count} 件：{file}"


def recounted(entered: int) -> str:
    """Old ones are counted."""
    return f"新计入 {entered} 件。" if entered else "全部已计入，没有改动。"


def unit_line(depth: int, unit: Unit) -> str:
    """A unit below its parent."""
    return f"{'  ' * depth}{unit.name}（{LEVEL_NAMES[unit.level]}）"


def no_units() -> str:
    """The ledger is empty."""
    return "台账里还没有单位，请先导入方案或台账。"
