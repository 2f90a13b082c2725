"""Putting a report right (更正上报): the wrong one is taken back and the right one stored, at once.

不是3号，是5号 and 不对，85% are as plain as the report itself, so they are asked about only where
that would be: 100 %, and what is doubtful. Both halves are one change; where the right one cannot
be stored, the wrong one stands as it was.
"""

from __future__ import annotations

from handlers.turn import QUESTION_LIFE, Reply, Turn
from handlers.use_cases import run
from language.acts import Act, Intent
from language.amendment import Amendment


def correct_report(turn: Turn, amends: Amendment) -> Reply | None:
    """Put the sender's last report right; None when there is none that was just made."""
    of = amends.of.rpartition(":")[2]
    last = turn.office.store.reports.last_of(turn.person.pid, turn.person.own_units, of)
    if last is None or turn.now - last.at > QUESTION_LIFE:
        return None
    said = amends.act
    if amends.of and said.number("percent") == last.percent:
        return None  # 14-2报错了80%: the wrong figure, and no right one
    item = (said.measure or said.text("item")) if amends.names_item else last.item
    if not amends.says_how_far and item in (last.item, last.measure):
        return None
    slots: dict[str, str | int] = {"percent": last.percent} if not amends.says_how_far else {}
    if last.finish_by:
        slots["finish_by"] = last.finish_by.isoformat()
    if last.problem:
        slots["problem"] = last.problem
    slots |= {**said.slots, "item": item, "replaces": last.id, "wrong": of}
    act = Act(Intent.REPORT_PROGRESS, slots, "amends", "", said.candidates, said.doubts)
    return run(turn, act, confirmed=False)
