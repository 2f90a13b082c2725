"""Help (帮助), welcome, contact, and the honest answer to what was not understood."""

from __future__ import annotations

from collections.abc import Callable

from handlers import menu_keys
from handlers.lookup import example_number
from handlers.turn import Reply, Turn
from handlers.words import binding, helping
from handlers.words import menus as menu_words
from language.acts import Act
from language.courtesies import GREETING, THANKS

HOW_TO: dict[str, Callable[[str], str]] = {
    menu_keys.REPORT: menu_words.how_to_report,
    menu_keys.SEARCH: menu_words.how_to_search,
    menu_keys.FOLLOW: menu_words.how_to_follow,
}


def help_(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """What this role can do, or how one thing is done, with an example that works."""
    about = HOW_TO.get(act.text("about"))
    if about:
        return Reply(about(example_number(turn)))
    return Reply(helping.for_role(turn.person.role, example_number(turn)))


def not_understood(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """One honest line, and two things that this person most likely wants.

    A greeting is answered as one, with the same two things.
    """
    if act.rule in (GREETING, THANKS):
        return Reply(helping.greeted(turn.person.role, example_number(turn), act.rule == THANKS))
    turn.office.store.counts.add("not_understood")
    return Reply(helping.not_understood(turn.person.role, example_number(turn)))


def welcome(turn: Turn) -> Reply:
    """The first words to a new follower (关注)."""
    if turn.person.was_staff and not turn.person.bindings:
        return Reply(binding.welcome_back())
    region = turn.office.store.ledger.region()
    return Reply(helping.welcome(region.name if region else "", turn.person.role))
