"""News (平台消息): what WeChat tells the program, and no person waits to be answered."""

from __future__ import annotations

import logging
from datetime import datetime

from handlers.consents import keep_consents
from handlers.leave import take_back_consent
from handlers.office import Office
from handlers.receipts import receipt
from handlers.told import (
    Certification,
    CertificationStep,
    MassReceipt,
    News,
    Privacy,
    PublishReceipt,
    SubscriptionChanged,
    SubscriptionChosen,
    SubscriptionSent,
    TemplateReceipt,
    Unknown,
)

logger = logging.getLogger("zgt.news")

MOST_KINDS = 50
"""So many kinds that the program does not know are counted apart; the platform adds few a year."""


class NewsDesk:
    """Takes the news of one region."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._store = office.store
        self._kinds: set[str] = set()

    def take(self, said: News, now: datetime) -> None:
        """Do what follows. Raises ``Conflict`` and ``RedisError``; then let it come again."""
        match said:
            case TemplateReceipt():
                receipt(self._store, said.msgid, said.status, now, said.openid)
            case Certification():
                self._certification(said, now)
            case Unknown():
                self._unknown(said)
            case Privacy():
                take_back_consent(self._office, said, now)
                self._note("privacy_event", act=said.act)
            case MassReceipt() | PublishReceipt():
                self._note(_event_of(said), status=said.status)
            case SubscriptionSent():
                failed = sum(outcome.code != 0 for outcome in said.outcomes)
                self._note("subscription_sent", notices=len(said.outcomes), failed=failed)
            case SubscriptionChosen() | SubscriptionChanged():
                accepted = sum(consent.accepted for consent in said.consents)
                self._note(_event_of(said), asked=len(said.consents), accepted=accepted)
                keep_consents(self._store, said.openid, said.consents)
            case _:  # a page was opened, or a phone tells where it is: nothing is kept of it
                self._store.counts.tally(_event_of(said))

    def _certification(self, said: Certification, now: datetime) -> None:
        """Without certification no template message goes out: the office has to hear of it."""
        level = logging.INFO if said.step is CertificationStep.PASSED else logging.ERROR
        about = "name" if said.naming else "account"
        extra = {
            "region": self._store.region,
            "about": about,
            "step": said.step,
            "until": said.until,
        }
        logger.log(level, "certification", extra=extra)
        self._store.counts.tally(f"certification:{said.step}")
        if said.step is not CertificationStep.PASSED:
            self._store.alarms.sound(f"certification {about} {said.step}", now.timestamp())

    def _unknown(self, said: Unknown) -> None:
        kind = said.kind
        if kind not in self._kinds and len(self._kinds) >= MOST_KINDS:
            kind = "another"
        elif kind not in self._kinds:
            self._kinds.add(kind)
            extra = {"region": self._store.region, "kind": kind}
            logger.warning("callback_unknown_kind", extra=extra)
        self._store.counts.tally(f"callback_unknown_kind:{kind}")

    def _note(self, event: str, **fields: object) -> None:
        logger.info(event, extra={"region": self._store.region, **fields})
        self._store.counts.tally(event)


def _event_of(said: News) -> str:
    """The name of a kind of news, as log and counters write it."""
    name = type(said).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
