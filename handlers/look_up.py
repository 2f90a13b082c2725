"""Look up what was published (公开查询) by chat, and follow an item (关注)."""

from __future__ import annotations

from handlers.public import PublicItem, overview, public_item, published_page, search
from handlers.turn import Option, Question, Reply, Turn
from handlers.words import public as words
from language.acts import Act, Intent
from supervision.people import UNIT_ROLES
from supervision.records import Role

HITS = 3
UNIT_ITEMS = 6


def search_public(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """At most three hits; their place in the list opens one."""
    query = act.text("query")
    hits = search(turn.office, query, HITS)
    if not hits:
        return Reply(words.nothing_found(query, turn.office.base_url))
    followed_by = turn.office.store.publication.following(turn.person.pid)
    if len(hits) == 1:
        followed = hits[0].id in followed_by
        text = words.detail(hits[0], turn.office.base_url, followed=followed)
        return Reply(text, None if followed else _follow_first(turn, hits))
    return Reply(words.hits(query, hits, followed_by), _choice(turn, hits))


def public_overview(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """How far the whole region is, claimed and verified apart."""
    return Reply(words.overview(overview(turn.office), turn.office.base_url))


def public_unit(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """How far one unit is, and its published items."""
    unit = turn.office.store.ledger.unit(act.text("unit"))
    if unit is None:
        return Reply(words.no_such_unit(act.text("unit")))
    page = published_page(turn.office, 1, UNIT_ITEMS, unit.name)
    if not page.items:
        return Reply(words.unit_without_items(unit.name))
    text = words.unit(overview(turn.office, unit.name), page.items, turn.office.base_url)
    return Reply(text, _choice(turn, page.items))


def follow(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Send this person what is published of an item from now on."""
    item = public_item(turn.office, act.text("item"))
    if item is None:
        return Reply(_not_public(turn, act.text("item")))
    store = turn.office.store
    if item.id in store.publication.following(turn.person.pid):
        return Reply(words.already_followed(item))
    store.publication.follow(turn.change, turn.person.pid, item.id)
    turn.journal("follow", measure=item.number)
    return Reply(words.followed(item))


def _not_public(turn: Turn, number: str) -> str:
    """Who sees the whole ledger is told that it is there; nobody else is."""
    known = turn.person.roles - {Role.CITIZEN} and turn.office.store.ledger.find(number)
    return words.not_yet_public(number) if known else words.not_published(number)


def my_follows(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """What this person follows, the smallest numbers first; its place in the list opens one."""
    followed = sorted(turn.office.store.publication.following(turn.person.pid))
    found = (public_item(turn.office, item.rpartition(":")[2]) for item in followed)
    items = tuple(item for item in found if item)[:UNIT_ITEMS]
    of_unit = bool(turn.person.roles & UNIT_ROLES)
    text = words.follows(items, of_unit=of_unit)
    return Reply(text, _choice(turn, items) if items else None)


def unfollow(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """Stop sending this person what is published of an item."""
    item = public_item(turn.office, act.text("item"))
    store = turn.office.store
    if item is None or item.id not in store.publication.following(turn.person.pid):
        return Reply(words.not_followed(act.text("item")))
    store.publication.unfollow(turn.change, turn.person.pid, item.id)
    turn.journal("unfollow", measure=item.number)
    return Reply(words.unfollowed(item))


def _choice(turn: Turn, items: tuple[PublicItem, ...]) -> Question:
    options: dict[str, Option] = {}
    for place, item in enumerate(items, 1):
        options[str(place)] = Option(Intent.ITEM_DETAIL, {"item": item.number})
        options[f"关注{place}"] = Option(Intent.FOLLOW, {"item": item.number})
    return Question(options, turn.now)


def _follow_first(turn: Turn, items: tuple[PublicItem, ...]) -> Question:
    follow_it = Option(Intent.FOLLOW, {"item": items[0].number})
    return Question({"关注": follow_it, "关注1": follow_it}, turn.now)
