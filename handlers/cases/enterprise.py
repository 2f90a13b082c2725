"""Put an enterprise on the public list (企业名单) for what a complaint has proved (T13)."""

from __future__ import annotations

from dataclasses import replace

from handlers.cases.finding import case_named
from handlers.cases.keeping import keep_case
from handlers.turn import Reply, Turn
from handlers.words import case_notes as words
from handlers.words import listings as listing_words
from language.acts import Act
from supervision.complaints import Finding, without_numbers
from supervision.listings import LONGEST_TEXT, Listing, ListingKind
from supervision.times import local_date

PROVED = frozenset({Finding.TRUE, Finding.MOSTLY_TRUE, Finding.PARTLY_TRUE})


def list_enterprise(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - a draft is seen by the office alone
    """Draw up the entry; nobody outside sees it before it is signed."""
    found = case_named(turn, act)
    if isinstance(found, Reply):
        return found
    name, text = act.text("name"), without_numbers(act.text("text"))[:LONGEST_TEXT]
    if found.finding not in PROVED:
        return Reply(words.prove_first(found.number))
    if not name or not text:
        return Reply(words.which_enterprise(found.number))
    if found.enterprise:
        return Reply(words.enterprise_drawn_up(found.number, found.enterprise))
    store = turn.office.store.listings
    number = store.take_number(turn.change, ListingKind.ENTERPRISE, local_date(turn.now).year)
    listing = Listing(
        number, ListingKind.ENTERPRISE, name, text, turn.now, about=f"complaint:{found.number}"
    )
    store.save(turn.change, None, listing)
    keep_case(turn, found, replace(found, enterprise=number), "add_listing", {"listing": number})
    return Reply(listing_words.drawn_up(listing))
