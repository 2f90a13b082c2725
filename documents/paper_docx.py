"""A paper of an office (公文) written as docx: A4, the fonts and sizes of GB/T 9704.

Title in 小标宋 二号, headings in 黑体 and text in 仿宋, both 三号. Where a machine lacks these,
its own serve.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.paper import Grid, Paper

TITLE_FONT, HEADING_FONT, TEXT_FONT = "方正小标宋简体", "黑体", "仿宋"
TITLE_SIZE, TEXT_SIZE, TABLE_SIZE = 22, 16, 10.5
LEADING = 28
"""Points from line to line."""

MARGINS = (37, 35, 28, 26)
"""Millimetres above, below, left and right (GB/T 9704)."""

TWO_SIGNS = 2 * TEXT_SIZE
"""Points by which the first line of a paragraph is set in."""


def write_paper(paper: Paper) -> bytes:
    """The paper as the bytes of a docx file."""
    document = Document()
    _page(document)
    _line(document, paper.title, TITLE_FONT, TITLE_SIZE, align=WD_ALIGN_PARAGRAPH.CENTER)
    if paper.below_title:
        _line(document, paper.below_title, TEXT_FONT, 12, align=WD_ALIGN_PARAGRAPH.CENTER)
    document.paragraphs[-1].paragraph_format.space_after = Pt(LEADING / 2)
    if paper.to:
        _line(document, f"{paper.to}：", TEXT_FONT, TEXT_SIZE)
    for part in paper.parts:
        _line(document, part.heading, HEADING_FONT, TEXT_SIZE, indent=True, keep=True)
        for words in part.lines:
            _line(document, words, TEXT_FONT, TEXT_SIZE, indent=True)
        if part.grid is not None:
            _grid(document, part.grid)
    for words in paper.closing:
        _line(document, words, TEXT_FONT, TEXT_SIZE, align=WD_ALIGN_PARAGRAPH.RIGHT)
    document.core_properties.title = paper.title
    document.core_properties.author = paper.closing[0] if paper.closing else ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    above, below, left, right = (Mm(length) for length in MARGINS)
    section.top_margin, section.bottom_margin = above, below
    section.left_margin, section.right_margin = left, right


def _line(
    document: Any,
    words: str,
    font: str,
    size: float,
    *,
    align: Any = None,
    indent: bool = False,
    keep: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing = Pt(max(LEADING, size * 1.4))
    shape.space_before = shape.space_after = Pt(0)
    shape.keep_with_next = keep
    if indent:
        shape.first_line_indent = Pt(TWO_SIGNS)
    if align is not None:
        paragraph.alignment = align
    _write(paragraph, words, font, size)


def _grid(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=1, cols=len(grid.heads))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _repeat(table.rows[0])
    for cell, words in zip(table.rows[0].cells, grid.heads, strict=True):
        # The heads never stand alone at the foot of a page.
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        _write(cell.paragraphs[0], words, HEADING_FONT, TABLE_SIZE)
    for row in grid.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], words, TEXT_FONT, TABLE_SIZE)
    document.add_paragraph()


def _repeat(row: Any) -> None:
    """Let the heads stand above the table on every page that it goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(paragraph: Any, words: str, font: str, size: float) -> None:
    run = paragraph.add_run(words)
    run.font.name, run.font.size = font, Pt(size)
    # The name above holds for Latin signs alone; Chinese ones have a font of their own.
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
