"""Consents (订阅意愿): what a person has agreed to receive as subscription notices (订阅通知)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.told import Consent
from storage.change import Change
from storage.store import Store


def keep_consents(store: Store, openid: str, consents: Sequence[Consent]) -> None:
    """Keep them with the person: each yes is good for one more message, a no ends them all.

    WeChat may tell the same twice; a message too many is then refused, which corrects the count.
    """
    if not openid or not consents:
        return
    pid, change = store.people.pid(openid), Change()
    for consent in consents:
        if consent.accepted:
            store.optins.agree(change, pid, consent.template)
        else:
            store.optins.refuse(change, pid, consent.template)
    store.commit(change)
