"""What is said about a monthly table (月度排名) that cannot be recorded."""

from __future__ import annotations

from supervision.facts import Fact
from supervision.rankings import Fault, RankingFault

WHAT = {
    RankingFault.UNKNOWN_TABLE: "没有「{about}」这种排名，table 应为 air 或 water",
    RankingFault.BAD_MONTH: "月份「{about}」读不懂，应写成 2019-03",
    RankingFault.MONTH_TO_COME: "{about} 还没有到",
    RankingFault.NO_UNITS: "没有写单位",
    RankingFault.UNKNOWN_UNIT: "台账里没有「{about}」",
    RankingFault.REPEATED_UNIT: "「{about}」写了两次",
    RankingFault.RECORDED_BEFORE: "{about} 的这种排名已经录入过；要更正，请先撤回原来的记录",
}


def fault(fact: Fact, found: Fault) -> str:
    """One line that names the table and what is wrong with it."""
    told = WHAT[found.kind].format(about=found.about)
    return f"排名（{fact.table} {fact.month}）：{told}。没有记录任何一条。"
