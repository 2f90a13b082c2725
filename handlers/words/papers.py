"""Words of the papers that are printed (通报、黄牌等公文)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from documents.paper import Paper, Part
from handlers.words.documents import DocumentText
from supervision.documents import Document

HAN = "一二三四五六七八九十"


def title(name: str, unit: str) -> str:
    """关于对市建设局通报批评的通知."""
    return f"关于对{unit}{name}的通知"


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
            if section.heading != "受文单位"
            for line in _numbered(section.heading, section.lines)
        ]
        parts.append(Part(f"{_han(place)}、{document.decision.unit}", tuple(lines)))
    note = "超期天数按自然日，从时限的次日起算。单位上报的进度未经核实，没有上报的按 0% 计。"
    parts.append(Part(f"{_han(len(parts) + 1)}、说明", (note,)))
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
    lines = [paper.title, *([paper.below_title] if paper.below_title else [])]
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
