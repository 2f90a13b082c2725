"""An objection from a web page (网页异议): a step of its own, with nothing of who sent it."""

from __future__ import annotations

from datetime import datetime

from handlers.acceptance.moving import Dossier, Work
from handlers.acceptance.objections import A_DAY, NOBODY, file_objection
from handlers.office import Office
from handlers.words import objections as said
from handlers.words.acceptance_refusals import refused
from storage.change import Change
from storage.errors import Conflict
from supervision.acceptance.objection import Objection
from supervision.acceptance.table import Refusal
from supervision.times import local_date, start_of

SHORTEST = 4
TRIES = 8
"""Conflicts in a row: many may object at once, each taking the next number."""


class NotReceived(Exception):
    """An objection was not taken: ``words`` for the page, and its HTTP ``status``."""

    def __init__(self, words_of_it: str, status: int) -> None:
        super().__init__(words_of_it)
        self.words, self.status = words_of_it, status


def object_on_page(office: Office, number: str, what: str, now: datetime) -> Objection:
    """File an objection to the publicity of this number.

    Raises NotReceived, and Conflict when others go on changing the same case.
    """
    if len(what.strip()) < SHORTEST:
        raise NotReceived(said.too_short(), 400)
    for attempt in range(1, TRIES + 1):
        change = Change()
        filed = _file(office, change, number, what.strip(), now)
        try:
            office.store.commit(change)
        except Conflict:
            if attempt == TRIES:
                raise
            continue
        return filed
    raise AssertionError("unreachable: the last try returns or raises")


def _file(office: Office, change: Change, number: str, what: str, now: datetime) -> Objection:
    store = office.store
    item = store.acceptance.item_of(number)
    entry = store.ledger.entry(item) if item else None
    if entry is None:
        raise NotReceived(said.nothing_runs(number), 404)
    found = Dossier(entry, store.acceptance.case(entry))
    opened = found.case.publicity
    if opened is None or opened.number != number:
        raise NotReceived(said.nothing_runs(number), 409)
    since = start_of(local_date(now)).timestamp()
    if store.objections.received_since(number, since) >= 10 * A_DAY:
        raise NotReceived(said.too_many(10 * A_DAY), 429)
    filed = file_objection(Work(office, change, NOBODY, now), found, what, "")
    if isinstance(filed, Refusal):
        raise NotReceived(refused(entry.measure, filed), 409)
    return filed
