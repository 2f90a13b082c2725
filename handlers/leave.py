"""Leave (取消关注): what the law does not require to keep of a person is deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from handlers.bindings import Deed, bindings_changed, entry
from handlers.office import Office
from handlers.told import Privacy, PrivacyAct
from handlers.turn import Turn
from storage.change import Change
from storage.errors import Conflict
from supervision.people import Person, departed

TRIES = 8
"""Conflicts in a row that only a fault can cause: somebody who goes does not talk much."""

STILL_FOLLOWS: Mapping[PrivacyAct, bool] = {PrivacyAct.REVOKED: True, PrivacyAct.CANCELLED: False}
"""What takes back the consent to be known, and whether they follow the account afterwards."""


def leave(turn: Turn) -> None:
    """Forget the sender, who has stopped following, as part of their turn."""
    deed = Deed(turn.person.pid, turn.person.role, turn.now, turn.message)
    turn.after = forget(turn.office, turn.change, turn.person, deed, follows=False)


def take_back_consent(office: Office, said: Privacy, now: datetime) -> None:
    """Forget whoever has withdrawn the consent to be known (撤回授权) or closed their account.

    Raises ``Conflict`` and ``RedisError``; then let it come again.
    """
    follows, people = STILL_FOLLOWS.get(said.act), office.store.people
    if follows is None:
        return
    pid = people.pid(said.openid)
    for _ in range(TRIES):
        person = people.get(pid)
        if person is None or not person.openid:
            return
        change = Change()
        deed = Deed(pid, person.role, now, f"privacy:{pid}:{person.version}")
        people.save(change, forget(office, change, person, deed, follows=follows))
        try:
            office.store.commit(change)
        except Conflict:
            continue
        return
    raise Conflict("person")


def forget(office: Office, change: Change, person: Person, deed: Deed, *, follows: bool) -> Person:
    """Delete who somebody is: openid, name, telephone, bindings, question, follows, words.

    Credit and consents to messages go too. Reports, the journal and the records of service stay;
    they name a pseudonym. An office that was to be handed over can still be taken over by its
    code. The caller saves what this gives.
    """
    store = office.store
    for item in store.publication.following(person.pid):
        store.publication.unfollow(change, person.pid, item)
    store.reports.forget(change, person.pid)
    store.complaints.forget(change, person.pid)
    store.objections.forget(change, person.pid)
    store.patrols.forget(change, person.pid)
    store.kept.forget(change, person.pid)
    store.handed_in.forget(change, person.pid)
    store.optins.forget(change, person.pid)
    for held in person.bindings:
        store.invitations.release(change, held.successor)
    after = replace(departed(person), subscribed=follows)
    if person.bindings:
        bindings_changed(office, change, person, after, deed)
    for held in person.bindings:
        before = {"role": held.role, "unit": held.unit}
        change.journal(entry("unsubscribe", deed, unit=held.unit, before=before))
    return after
