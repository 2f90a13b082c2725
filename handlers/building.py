"""Lists that an earlier version did not keep (补建备查表), built once before they are asked for."""

from __future__ import annotations

from handlers.office import Office
from handlers.overview import recount
from storage.change import Change
from storage.errors import Conflict

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
            _build_some(office, name)


def _build_some(office: Office, plan: str) -> None:
    for attempt in range(1, TRIES + 1):
        change = Change()
        office.store.lists.build_some(change, plan)
        try:
            office.store.commit(change)
        except Conflict:
            if attempt == TRIES:
                raise
            continue
        return
