"""Words of the papers that are printed (通报、黄牌等公文)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from documents.paper import Paper, Part
from handlers.words.documents import DocumentText
from supervision.documents import Document

HAN = "一二三四五六七八九十"


NOT_REPEATED = ("编号", "受文单位")
"""Sections of a document that a paper says elsewhere: below its title, and as whom it is to."""

SAID_ONCE = ("条款", "后果")
"""Sections that are the same for every unit of a bulletin."""


def single(document: Document, text: DocumentText) -> Paper:
    """One document: 关于对市水务局黄牌警告的通知."""
    unit = document.decision.unit
    told = [section for section in text.sections if section.heading not in NOT_REPEATED]
    parts = tuple(
        Part(f"{_han(place)}、{section.heading}", section.lines)
        for place, section in enumerate(told, 1)
    )
    title = f"关于对{unit}{text.title}的通知"
    return Paper(title, parts, f"编号：{text.number}", text.closing, to=unit)


def bulletin(
    documents: Sequence[Document], texts: Sequence[DocumentText], day: date, office: str
) -> Paper:
    """One paper: how many units and measures, then each unit with what is overdue."""
    measures = {(d.decision.plan, f.measure) for d in documents for f in d.decision.findings}
    head = Part(
        "一、总体情况",
        (f"本期通报批评 {len(documents)} 个单位，涉及超期未完成事项 {len(measures)} 项。",),
    )
    parts = [head]
    for place, (document, text) in enumerate(zip(documents, texts, strict=True), 2):
        lines = [
            line
            for section in text.sections
            if section.heading not in (*SAID_ONCE, "受文单位")
            for line in _numbered(section.heading, section.lines)
        ]
        parts.append(Part(f"{_han(place)}、{document.decision.unit}", tuple(lines)))
    once = [
        line
        for text in texts
        for section in text.sections
        if section.heading in SAID_ONCE
        for line in section.lines
    ]
    note = "超期天数按自然日，从时限的次日起算。单位上报的进度未经核实，没有上报的按 0% 计。"
    parts.append(Part(f"{_han(len(parts) + 1)}、依据和说明", (*dict.fromkeys(once), note)))
    issuer = texts[0].closing[0] if texts[0].closing else office
    dated = f"{day.year}年{day.month}月{day.day}日"
    return Paper(f"整改工作通报（{dated}）", tuple(parts), closing=(issuer, dated))


def _numbered(heading: str, lines: Sequence[str]) -> list[str]:
    if len(lines) == 1:
        return [f"{heading}：{lines[0]}"]
    return [f"{heading}：", *(f"{n}. {line}" for n, line in enumerate(lines, 1))]


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return HAN[ones - 1]
    return (HAN[tens - 1] if tens > 1 else "") + "十" + (HAN[ones - 1] if ones else "")


def plain(paper: Paper) -> str:
    """A paper as lines of text."""
    lines = [line for line in (paper.title, paper.below_title, paper.to) if line]
    for part in paper.parts:
        lines += ["", part.heading, *part.lines]
        if part.grid is not None:
            lines.append("  ".join(part.grid.heads))
            lines += ["  ".join(row) for row in part.grid.rows]
    return "\n".join([*lines, "", *paper.closing])


def opens_by_link(link: str) -> str:
    """Where the page of a case file is."""
    return f"内部页面（凭链接打开，请勿公开）：{link}"


def no_such_document(number: str) -> str:
    """No document of this number, no bulletin of this day."""
    return f"没有编号为 {number} 的文书，也没有这一天的通报。编号见「待签发」或通报页。"
