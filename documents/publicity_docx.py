"""A notice of publicity (销号公示) as a Word document, as offices post and file it."""

from __future__ import annotations

import io
from datetime import date

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from supervision.acceptance.notice import PublicNotice

BODY, HEADING, TITLE = "仿宋", "黑体", "方正小标宋简体"
"""The typefaces of official documents (公文格式); a machine without one shows its own instead."""

SIZE, TITLE_SIZE = Pt(16), Pt(22)
INDENT = Pt(32)
"""Two signs of the body."""


def publicity_docx(notice: PublicNotice) -> bytes:
    """The notice as the content of a .docx file."""
    document = Document()
    document.core_properties.title = notice.title
    document.core_properties.author = notice.office
    _line(
        document.add_paragraph(), notice.title, TITLE, TITLE_SIZE
    ).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _line(document.add_paragraph(), f"编号：{notice.number}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    _body(document.add_paragraph(), notice.basis)
    for heading, text in notice.sections:
        _body(document.add_paragraph(), heading, HEADING)
        for part in text.splitlines():
            _body(document.add_paragraph(), part)
    _body(document.add_paragraph(), notice.objecting)
    _body(document.add_paragraph(), f"公示期的计算：{notice.reckoning}。")
    _body(document.add_paragraph(), f"受理单位：{notice.office}")
    if notice.phone:
        _body(document.add_paragraph(), f"监督电话：{notice.phone}")
    for text in (notice.signed, _written(notice.day)):
        _line(document.add_paragraph(), text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _body(paragraph: Paragraph, text: str, face: str = BODY) -> None:
    _line(paragraph, text, face).paragraph_format.first_line_indent = INDENT


def _line(paragraph: Paragraph, text: str, face: str = BODY, size: Pt = SIZE) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, size
    # Word takes Chinese signs from a name of their own.
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    return paragraph


def _written(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
