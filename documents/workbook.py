"""Tables written as a workbook (xlsx), one sheet a table; numbers stay numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from documents.tables import Table

WIDEST = 60
"""Signs; a longer cell is wrapped."""

NO_FORMULA = ("=", "+", "-", "@")
"""How a text begins that a table program would compute; it is kept as text."""


def write_workbook(tables: Sequence[Table]) -> bytes:
    """The tables as the bytes of an xlsx file; the first row of each stays in sight."""
    book = Workbook()
    for sheet in list(book.worksheets):
        book.remove(sheet)
    for table in tables:
        sheet = book.create_sheet(table.name[:31])
        sheet.append(list(table.heads))
        for row in table.rows:
            sheet.append(list(row))
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                if isinstance(cell.value, str) and cell.value.startswith(NO_FORMULA):
                    cell.data_type = "s"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for place in range(1, len(table.heads) + 1):
            told = [row[place - 1] for row in (table.heads, *table.rows)]
            widest = max(sum(2 if ord(sign) > 255 else 1 for sign in str(one)) for one in told)
            sheet.column_dimensions[get_column_letter(place)].width = min(WIDEST, widest + 2)
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
