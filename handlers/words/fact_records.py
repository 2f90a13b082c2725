"""What is said of records of facts: taken back, listed, brought by a file (事实记录)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.words.fact_names import what
from handlers.words.facts import moment
from supervision.facts import Fact
from supervision.recorded import RecordedFact
from supervision.times import SHANGHAI

# ---- taking back ----------------------------------------------------------------------------


def nothing_to_withdraw() -> str:
    """No record of the sender's that is young enough."""
    return (
        "30 分钟内没有您可以撤回的记录。回复「记录列表」查看；"
        "已引出的措施不当，请发「不办 编号 原因」或「暂缓 编号 原因」。"
    )


def used(fact: Fact) -> str:
    """A step has been drawn up or decided because of it."""
    return (
        f"{what(fact)}：已经用于拟制文书，不能撤回。"
        "文书不当，请发「不办 编号 原因」或「暂缓 编号 原因」。"
    )


def withdrawn(facts: Sequence[Fact], documents: Sequence[str]) -> str:
    """Taken back; the record stays, marked."""
    several = f"等 {len(facts)} 条" if len(facts) > 1 else ""
    also = f"\n由它拟办的 {'、'.join(documents)} 不再办理。" if documents else ""
    return f"已撤回：{what(facts[0])}{several}。记录保留，注明已撤回。{also}"


# ---- the list -------------------------------------------------------------------------------


def listed(records: Sequence[RecordedFact], unit: str, now: datetime) -> str:
    """The newest records, withdrawn ones marked."""
    if not records:
        return f"还没有{unit}的记录。" if unit else "还没有记录。写法请回复「记录」。"
    lines = [f"最近 {len(records)} 条记录："]
    lines += [line(record, now) for record in records]
    return "\n".join(lines)


def line(record: RecordedFact, now: datetime) -> str:
    """9月5日（周二） 10:02 市建设局 14-2 反馈整改情况失实（已撤回）."""
    mark = "（已撤回）" if record.withdrawn_at else ""
    return f"{moment(record.fact.at, now)} {what(record.fact, record.remark)}{mark}"


# ---- the command ----------------------------------------------------------------------------


def file_recorded(new: int, known: int, late: int, drawn: int) -> str:
    """What ``facts record`` has done."""
    parts = [f"新记录 {new} 条，早已记录 {known} 条。"]
    if late:
        parts.append(
            f"其中 {late} 条早于上次拟制时刻，下一次拟制时引出措施；只计数、不引出措施请用 --past。"
        )
    if drawn:
        parts.append(f"已拟办 {drawn} 件，回复「待签发」查看。")
    return "".join(parts)


def tables_wait(count: int) -> str:
    """Monthly tables are recorded and not public."""
    return f"其中排名表 {count} 张，没有公开；要公开，请整改办在微信回复「公开排名」。"


def unlisted(units: Sequence[str]) -> str:
    """Names that the ledger does not list: right for townships of a ranking, else a typing slip."""
    named_ = "、".join(units[:8]) + (f"等 {len(units)} 个" if len(units) > 8 else "")
    return f"注意：台账里没有 {named_}，请核对名称。"


def file_line(record: RecordedFact) -> str:
    """0f3a9c21 2017-09-05 10:02 市建设局 14-2 反馈整改情况失实（已撤回）."""
    at = record.fact.at.astimezone(SHANGHAI)
    mark = "（已撤回）" if record.withdrawn_at else ""
    name = record.id if ":" in record.id else record.id[:8]  # one of a complaint says of which
    return f"{name} {at:%Y-%m-%d %H:%M} {what(record.fact, record.remark)}{mark}"


def tried(facts: Sequence[Fact]) -> str:
    """What a trial run would record."""
    lines = [f"{f.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} {what(f)}" for f in facts]
    return "\n".join([*lines, f"试运行：将新记录 {len(facts)} 条，没有写入。"])


def none_recorded() -> str:
    """An empty list."""
    return "还没有记录。"


def record_withdrawn(record: RecordedFact) -> str:
    """Taken back by a command."""
    return f"已撤回：{what(record.fact)}。记录保留，注明已撤回。"
