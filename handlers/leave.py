"""Leave (取消关注): what the law does not require to keep of a person is deleted."""

from __future__ import annotations

from dataclasses import replace

from handlers.bindings import Deed, bindings_changed
from handlers.turn import Turn
from supervision.people import departed


def leave(turn: Turn, *, follows: bool = False) -> None:
    """Delete who the sender is: openid, name, telephone, bindings, question, credit, follows.

    Reports, the journal and the records of service stay; they name a pseudonym. An office that
    was to be handed over can still be taken over by its code. ``follows``: the person has
    withdrawn the consent to be known, but still follows the account.
    """
    person, store = turn.person, turn.office.store
    for item in store.publication.following(person.pid):
        store.publication.unfollow(turn.change, person.pid, item)
    store.reports.forget(turn.change, person.pid)
    for held in person.bindings:
        store.invitations.release(turn.change, held.successor)
    turn.after = replace(departed(person), subscribed=follows)
    if not person.bindings:
        return
    deed = Deed(person.pid, person.role, turn.now, turn.message)
    bindings_changed(turn.office, turn.change, person, turn.after, deed)
    for held in person.bindings:
        before = {"role": held.role, "unit": held.unit}
        turn.journal("unsubscribe", unit=held.unit, before=before)
