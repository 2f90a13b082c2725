"""All missed duties of one period at once (记录逾期、全部免记): a list, exceptions, one yes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from handlers.duties.missing import excuse_on, record_missed_on
from handlers.recorders import may_record
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import missed as words
from handlers.words.facts import not_your_group
from language.acts import Act
from supervision.duties import FAILURES, Duty, DutyKind

AT_ONCE = 100
"""Duties of one yes; one atomic step stays small, and what is left is asked about next."""

LOOKED_AT = 2000
"""Late duties that are looked at; what was judged and is still owed stands among them."""

OFFERED = 8


def record_all_missed(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Record, or excuse, what was missed of one period; asked which one where there are several.

    ``period`` is kind and period as :func:`_period` writes them; ``except`` names units whose
    duties are left as they are, joined by 、.
    """
    waiting = _waiting(turn)
    if not waiting:
        return Reply(words.nothing_waits())
    mine = [duty for duty in waiting if may_record(turn, FAILURES[duty.kind])]
    if not mine:
        return Reply(not_your_group())
    spared = tuple(filter(None, act.text("except").split("、")))
    unknown = [unit for unit in spared if turn.office.store.ledger.unit(unit) is None]
    if unknown:
        return Reply(words.no_such_unit(unknown))
    periods = dict.fromkeys(_period(duty) for duty in mine)
    chosen = act.text("period") or (next(iter(periods)) if len(periods) == 1 else "")
    if not chosen:
        return _which(turn, act, mine)
    meant = [d for d in mine if _period(d) == chosen and d.unit not in spared]
    return _of_one_period(turn, act, meant, chosen, confirmed=confirmed)


def _of_one_period(
    turn: Turn, act: Act, meant: Sequence[Duty], period: str, *, confirmed: bool
) -> Reply:
    duties, excuse = meant[:AT_ONCE], act.flag("excuse")
    if not duties:
        return Reply(words.nothing_waits())
    mark = hashlib.sha256("|".join(duty.number for duty in duties).encode()).hexdigest()[:16]
    if not confirmed or act.text("shown") != mark:
        shown = Act(act.intent, {**act.slots, "period": period, "shown": mark})
        text = words.confirm(duties, len(meant) - len(duties), excuse=excuse)
        return Reply(text, turn.ask_to_confirm(shown))
    (excuse_on if excuse else record_missed_on)(turn, duties)
    return Reply(words.done(duties, len(meant) - len(duties), excuse=excuse))


def _which(turn: Turn, act: Act, mine: Sequence[Duty]) -> Reply:
    groups: dict[str, list[Duty]] = {}
    for duty in mine:
        groups.setdefault(_period(duty), []).append(duty)
    listed = list(groups.items())[:OFFERED]
    options = {
        str(place): Option(str(act.intent), {**act.slots, "period": period})
        for place, (period, _) in enumerate(listed, 1)
    }
    text = words.which_period([duties for _, duties in listed], excuse=act.flag("excuse"))
    return Reply(text, Question({**options, "0": Option()}, turn.now))


def _waiting(turn: Turn) -> list[Duty]:
    late = turn.office.store.duties.late(turn.now, LOOKED_AT)
    return [duty for duty in late if duty.waits_for_the_office(turn.now)]


def _period(duty: Duty) -> str:
    """Kind and period; clues have no period of their own and are taken together."""
    return duty.kind if duty.kind is DutyKind.CLUE else f"{duty.kind}:{duty.period}"
