"""Help (帮助) and welcome."""

from __future__ import annotations

from collections.abc import Callable

from handlers import menu_keys
from handlers.lookup import example_number
from handlers.turn import Reply, Turn
from handlers.village import is_village_contact
from handlers.words import binding, help_topics, helping
from handlers.words import menus as menu_words
from language import help_forms
from language.acts import Act
from supervision.records import Role

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
    if act.text("about") == help_forms.PAGES:
        return Reply(help_topics.pages(turn.office.base_url))
    office = turn.person.role is Role.OFFICE
    topic = help_topics.topic(act.text("about"), example_number(turn), office=office)
    if topic:
        return Reply(topic)
    kept = turn.office.store.unknown.keeps_words()
    if is_village_contact(turn):
        return Reply(helping.for_village(kept=kept))
    role = turn.person.role
    extends = role in turn.policy.limits.approvers
    return Reply(helping.for_role(role, example_number(turn), kept=kept, extends=extends))


def welcome(turn: Turn) -> Reply:
    """The first words to a new follower (关注)."""
    if turn.person.was_staff and not turn.person.bindings:
        return Reply(binding.welcome_back())
    region = turn.office.store.ledger.region()
    return Reply(helping.welcome(region.name if region else "", turn.person.role))
