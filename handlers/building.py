"""Lists that an earlier version did not keep (补建备查表), built once before they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from handlers.office import Office
from handlers.overview import recount
from storage.change import Change
from storage.errors import Conflict
from supervision.requests import RequestKind

TRIES = 20
"""How often a few measures are entered anew while people change them."""


def build_lists(office: Office) -> None:
    """Make the lists of every plan whole; costs one look while they are.

    A few measures at a time, each time stored: what is interrupted goes on from there. Raises
    Conflict when others change the same measures all the while.
    """
    store = office.store
    for name in store.lists.unbuilt():
        plan = store.ledger.plan(name)
        if plan is not None and not store.standings.whole(name):
            recount(office, plan)
        while name in store.lists.unbuilt():
            _committed(office, partial(_some_of, office, name))


def _some_of(office: Office, plan: str, change: Change) -> None:
    office.store.lists.build_some(change, plan)


def build_standing(office: Office) -> None:
    """Enter what stands under its measures, so that mornings look at little of it."""
    documents = office.store.documents
    if not documents.looked_for.built():
        _committed(office, lambda change: documents.looked_for.build(change, documents.standing()))


def build_desk(office: Office) -> None:
    """Lay what waits to be signed in its order; the same once, and one look while it is."""
    if not office.store.documents.desk_is_whole():
        _committed(office, office.store.documents.lay_anew)


def build_lines(office: Office, kind: RequestKind) -> None:
    """Put the requests of this kind in line; the same once, and one look while they are."""
    if not office.store.requests.in_line(kind):
        _committed(office, partial(office.store.requests.line_up, kind))


def _committed(office: Office, build: Callable[[Change], None]) -> None:
    for attempt in range(1, TRIES + 1):
        change = Change()
        build(change)
        try:
            office.store.commit(change)
        except Conflict:
            if attempt == TRIES:
                raise
            continue
        return
