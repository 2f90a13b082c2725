"""What was not understood (没看懂的): noted by kind, and shown to the office in one line."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import timedelta

from handlers.greet import greet
from handlers.lookup import example_number
from handlers.turn import Reply, Turn
from handlers.village import is_village_contact
from handlers.words import helping
from handlers.words import unknown as words
from language.acts import Act
from language.courtesies import GREETING, THANKS
from language.unknown_kinds import kind_of
from storage.unknown import UnknownText, week_of

WEEK = timedelta(days=7)


def not_understood(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """One honest line, and two things that this person most likely wants.

    A greeting is answered as one, with what waits for them.
    """
    role, example = turn.person.role, example_number(turn)
    if act.rule in (GREETING, THANKS):
        return Reply(helping.thanked() if act.rule == THANKS else greet(turn))
    kept = note_unknown(turn, act)
    if is_village_contact(turn):
        return Reply(helping.not_understood_in_village(kept=kept))
    return Reply(helping.not_understood(role, example, kept=kept))


def note_unknown(turn: Turn, act: Act) -> bool:
    """Count it; keep the words where the region has said so. True when they are kept."""
    store, kind = turn.office.store, kind_of(act.rule)
    store.counts.add("not_understood")
    store.unknown.count(turn.change, turn.now, turn.person.role, kind)
    if not turn.said or not store.unknown.keeps_words():
        return False
    name = hashlib.sha256(f"{turn.message}|unknown".encode()).hexdigest()[:12]
    one = UnknownText("", str(turn.person.role), str(kind), turn.said, name)
    store.unknown.keep(turn.change, turn.now, one)
    return True


def unknown_list(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """没看懂的: this week by kind, and last week's sum beside it."""
    store = turn.office.store.unknown
    kinds: Counter[str] = Counter()
    for (_, kind), times in store.week(week_of(turn.now)).items():
        kinds[kind] += times
    before = store.week(week_of(turn.now - WEEK)).total()
    return Reply(words.this_week(kinds, before, kept=store.keeps_words()))
