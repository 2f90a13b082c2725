"""Recording that a duty was missed (记录未办): the program proposes it, one person decides (T4)."""

from __future__ import annotations

from handlers.duties.missing import excuse_on, record_missed_on
from handlers.duties.record_all_missed import record_all_missed
from handlers.recorders import may_record
from handlers.turn import Reply, Turn
from handlers.words import duties as words
from handlers.words.facts import not_your_group
from language.acts import Act
from supervision.duties import FAILURES, Duty


def record_missed(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Record the failure, or that nothing follows; the duty itself stays owed either way.

    Without a number it is about all that were missed of one period.
    """
    number = act.text("number")
    if not number:
        return record_all_missed(turn, act, confirmed=confirmed)
    duty = turn.office.store.duties.get(number)
    if duty is None or not duty.waits_for_the_office(turn.now):
        return Reply(words.decided_before(duty) if duty else words.no_such(number))
    if not may_record(turn, FAILURES[duty.kind]):
        return Reply(not_your_group())
    return _judge(turn, act, duty, confirmed=confirmed)


def _judge(turn: Turn, act: Act, duty: Duty, *, confirmed: bool) -> Reply:
    if act.flag("excuse"):
        excuse_on(turn, [duty])
        return Reply(words.excused(duty))
    if not confirmed:
        return Reply(words.confirm_record(duty), turn.ask_to_confirm(act))
    record_missed_on(turn, [duty])
    return Reply(words.recorded(duty))
