"""What is said when the office ends what stands (摘牌), or does not pursue a proposal (不办)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.words.causes import cause
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import day, short
from handlers.words.steps import STEP_NAMES, cut
from supervision.documents import Document

SHOWN = 8


def name(document: Document) -> str:
    """黄牌警告 HP-20170915-3F2A9C."""
    return f"{STEP_NAMES[document.decision.step]} {document.number}"


def listed(documents: Sequence[tuple[Document, bool]]) -> str:
    """The units of everything that stands; those whose cause is gone first."""
    if not documents:
        return "现在没有在挂牌督办、黄牌警告或督办计划中的单位。"
    theirs: dict[str, list[tuple[Document, bool]]] = {}
    for document, gone in documents:
        theirs.setdefault(document.decision.unit, []).append((document, gone))
    lines = [_of_unit(unit, found) for unit, found in sorted(theirs.items(), key=_open_last)]
    head = f"督办中 {len(theirs)} 家 {len(documents)} 件："
    return f"{head}\n{cut(lines, '其余请写单位名称', SHOWN)}\n摘牌请发「摘牌 单位 原因」"


def _open_last(pair: tuple[str, list[tuple[Document, bool]]]) -> bool:
    return not all(gone for _, gone in pair[1])


def _of_unit(unit: str, found: Sequence[tuple[Document, bool]]) -> str:
    names = "、".join(dict.fromkeys(STEP_NAMES[d.decision.step] for d, _ in found))
    gone = "（涉及事项已全部完成，可以摘牌）" if all(gone for _, gone in found) else ""
    return f"{unit} {names}{gone}"


def none_stands(whom: str) -> str:
    """Nothing of this unit or number stands."""
    return f"{whom}没有在督办中的文书，没有办理。回复「摘牌」看督办中的单位。"


def why(documents: Sequence[Document]) -> str:
    """The reason is missing; it stands on the document."""
    listed_ = "、".join(name(d) for d in documents)
    return f"为什么解除{documents[0].decision.unit}的{listed_}？请直接回复原因。回复 0 不办理"


def confirm(documents: Sequence[Document], reason: str, unsettled: Sequence[Document]) -> str:
    """Names exactly what ends, and what is not done yet."""
    lines = [f"将摘牌：{documents[0].decision.unit}"]
    lines += [f"{name(d)}（{short(cause(d), 24)}）" for d in documents]
    lines.append(f"原因：{short(reason, 60)}")
    if unsettled:
        numbers = dict.fromkeys(f.measure for d in unsettled for f in d.decision.findings)
        about = f"事项 {'、'.join(list(numbers)[:5])} 还没有全部通过验收" if numbers else "请核实"
        lines.append(f"注意：{about}")
    lines.append("文书保留，注明已解除，并通知该单位")
    return "\n".join([*lines, f"{YES_OR_NO}。"])


def lifted(documents: Sequence[Document], told: int) -> str:
    """Ended."""
    return f"已摘牌：{'、'.join(name(d) for d in documents)}，将通知 {told} 人。"


def to_unit(documents: Sequence[Document], reason: str, today: date) -> str:
    """What the unit reads."""
    return "\n".join(
        (
            f"【解除】{documents[0].decision.unit}{day(today, today)}起解除：",
            *(name(d) for d in documents),
            f"原因：{short(reason, 60)}",
            "以后的整改和上报照常进行。",
        )
    )


# ---- a proposal that is not pursued ---------------------------------------------------------


def which_proposal() -> str:
    """A number that names no proposal."""
    return "没有这个编号的拟办事项。已拟制的通报、黄牌不发请用「暂缓」。回复「待签发」看编号。"


def why_not(document: Document) -> str:
    """The reason is missing."""
    return f"为什么不办{name(document)}（{document.decision.unit}）？请直接回复原因。回复 0 不办理"


def confirm_decline(document: Document, reason: str) -> str:
    """Names exactly what is not pursued."""
    return (
        f"将不办：{name(document)} {document.decision.unit}\n"
        f"事由：{cause(document)}\n"
        f"原因：{short(reason, 60)}\n"
        f"记录保留，注明不再办理。{YES_OR_NO}。"
    )


def declined(document: Document) -> str:
    """Not pursued."""
    return f"已记录：{name(document)} {document.decision.unit}不再办理。"
