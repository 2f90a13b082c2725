"""The list of complaints as a table (转办和边督边改公开情况一览表): xlsx or csv.

What people wrote stands in the cells, so none of it may become a formula of the reader's program.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

COLUMNS = (
    ("序号", 6),
    ("受理编号", 15),
    ("交办问题基本情况", 44),
    ("行政区域", 14),
    ("污染类型", 12),
    ("调查核实情况", 36),
    ("是否属实", 10),
    ("处理和整改情况", 44),
    ("是否办结", 12),
    ("责任人被处理情况", 20),
)
"""Headings in their order, each with the width of its column."""

TITLE = "群众举报件办理情况一览表"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell of a csv that begins with one of these would be reckoned by a spreadsheet."""


def to_xlsx(rows: Iterable[Sequence[str]], note: str = "") -> bytes:
    """The table as a workbook; ``note`` stands below it."""
    book = Workbook()
    sheet = book.active
    sheet.title = TITLE
    sheet.append([heading for heading, _ in COLUMNS])
    for place, (_, width) in enumerate(COLUMNS, 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    last = 1
    for last, row in enumerate(rows, 2):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(last, place, _plain(text))
            cell.data_type = "s"  # also where the text begins like a formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    if note:
        sheet.cell(last + 2, 1, _plain(note)).data_type = "s"
    sheet.freeze_panes = "C2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The table as csv in UTF-8 with a mark at its head, as spreadsheets of offices want it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([heading for heading, _ in COLUMNS])
    for row in rows:
        cells = [_plain(text) for text in row]
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    return _CONTROL.sub("", text)
