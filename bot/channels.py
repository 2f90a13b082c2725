"""By which way a letter goes: freely while there is credit, then by template or subscription.

A customer-service message (客服消息) says everything in the chat, but the platform sends it as
often as it is asked to, and so it is with a subscription notice (订阅通知). So these are tried at
most once for an envelope, and that is noted before the try. When the outcome is not known (the
answer was lost, the process died), the next try goes as a template message (模板消息), whose
``client_msg_id`` makes the platform drop repetitions. In that one case a person may read the same
thing in two forms; not being told would be worse.

A way that is paused is passed over; so is one that the platform closes in that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.accounts import RegionSettings, Template
from bot.attempts import Attempt, Taken
from bot.pausing import Pausing
from bot.wechat.actions import Action
from bot.wechat.client import PlatformClient
from bot.wechat.errors import (
    BadNotice,
    ConfigurationError,
    OutOfCredit,
    QuotaExceeded,
    Transient,
    Unreachable,
    WeChatError,
)
from bot.wechat.messages import send_subscription, send_template, send_text
from bot.wechat.template_data import template_data
from handlers.letters import Wording, letter_of, plain_letter_of
from storage.change import Change
from storage.envelope import Envelope
from storage.errors import Conflict
from storage.notices import Channel, Outcome
from storage.store import Store

TEXT_BYTES = 2048
"""What the platform takes in one customer-service message."""

ANY_KIND = "notice"
"""The template that serves every kind of notice without one of its own."""

SUBSCRIPTION = "subscription"
"""The template of subscription notices; without it none are sent."""

BAD_FIELD, NO_CONSENT = 47003, 43101


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a person: its endpoint, its template if it has one, and how to send."""

    channel: Channel
    template: str
    send: Callable[[Attempt], Taken]


class Channels:
    """Sends one claimed envelope to its person."""

    def __init__(
        self, store: Store, settings: RegionSettings, client: PlatformClient, pausing: Pausing
    ) -> None:
        self._store = store
        self._templates = settings.templates
        self._client = client
        self._pausing = pausing

    def deliver(self, envelope: Envelope, now: datetime) -> Attempt:
        """Hand the envelope to WeChat; ``now`` is program time.

        Raises ``Conflict`` when the claim was lost or the person's credit has just changed; then
        nothing was sent.
        """
        attempt = Attempt(now)
        last: WeChatError = Unreachable("no_template")
        for way in self._ways(envelope, now):
            shut = self._pausing.shut(way.channel, way.template)
            if shut:
                attempt.paused = shut
                continue
            exc = self._try(way, attempt)
            if exc is None or not _leads_on(exc):
                attempt.failure = exc
                return attempt
            last = exc
        if not attempt.paused:
            attempt.failure = last
        return attempt

    def _try(self, way: Way, attempt: Attempt) -> WeChatError | None:
        """Go one way; None when WeChat took it."""
        try:
            attempt.taken = taken = way.send(attempt)
        except WeChatError as exc:
            attempt.note(_outcome(exc), way.channel, exc.reason)
            if isinstance(exc, QuotaExceeded | ConfigurationError):
                attempt.paused = exc.reason
                self._pausing.refused(exc, way.channel, way.template)
                attempt.rest |= exc.action is Action.OPS and way.channel is Channel.TEMPLATE
            return exc
        attempt.note(Outcome.SENT, way.channel, "", taken.msgid)
        return None

    def _ways(self, envelope: Envelope, now: datetime) -> Iterator[Way]:
        letter = letter_of(envelope.notices)
        if self._may_write(envelope, letter, now):
            yield Way(Channel.TEXT, "", lambda _: self._write(envelope, letter))
        for template in self._of_kind(letter.kind):
            yield Way(
                Channel.TEMPLATE,
                template.id,
                lambda attempt, it=template: self._by_template(envelope, letter, it, attempt),  # type: ignore[misc]
            )
        agreed = self._templates.get(SUBSCRIPTION)
        # A template message of unknown outcome is not followed by one that nobody can drop.
        if agreed and envelope.tried is not Channel.SUBSCRIPTION and not envelope.doubt:
            left = self._store.optins.left(envelope.person.pid, agreed.id)
            if left > 0:
                yield Way(
                    Channel.SUBSCRIPTION,
                    agreed.id,
                    lambda _: self._by_subscription(envelope, letter, agreed, left),
                )

    def _of_kind(self, kind: str) -> list[Template]:
        """The template of the kind, and the one that serves every kind."""
        known = [self._templates.get(kind), self._templates.get(ANY_KIND)]
        return [one for place, one in enumerate(known) if one and one not in known[:place]]

    # ---- customer-service messages ----------------------------------------------------------

    def _may_write(self, envelope: Envelope, letter: Wording, now: datetime) -> bool:
        person = envelope.person
        return (
            envelope.tried is None
            and not envelope.doubt
            and person.credit_left > 0
            and person.credit_until > now.timestamp()
            and len(letter.text.encode()) <= TEXT_BYTES
        )

    def _write(self, envelope: Envelope, letter: Wording) -> Taken:
        change = Change()
        self._store.envelopes.spend_credit(change, envelope)
        self._store.commit(change)
        try:
            send_text(self._client, envelope.person.openid, letter.text)
        except OutOfCredit:
            self._lose_credit(envelope)
            raise
        return Taken(Channel.TEXT)

    def _lose_credit(self, envelope: Envelope) -> None:
        change = Change()
        self._store.envelopes.lose_credit(change, envelope.person)
        try:
            self._store.commit(change)
        except Conflict:
            return  # the person has just written and has new credit

    # ---- template messages ------------------------------------------------------------------

    def _by_template(
        self, envelope: Envelope, letter: Wording, template: Template, attempt: Attempt
    ) -> Taken:
        """Once as it is, and when the platform refuses a field once with nothing to refuse."""
        try:
            return self._template(envelope, letter, template)
        except BadNotice as exc:
            if exc.code != BAD_FIELD:
                raise
            attempt.bad_field = exc.reason
            attempt.note(Outcome.OTHERWISE, Channel.TEMPLATE, exc.reason)
        return self._template(envelope, plain_letter_of(letter), template)

    def _template(self, envelope: Envelope, letter: Wording, template: Template) -> Taken:
        msgid = send_template(
            self._client,
            envelope.person.openid,
            template.id,
            template_data(letter.parts, template.fields),
            url=letter.url,
            client_msg_id=envelope.id,
        )
        return Taken(Channel.TEMPLATE, msgid)

    # ---- subscription notices ---------------------------------------------------------------

    def _by_subscription(
        self, envelope: Envelope, letter: Wording, template: Template, left: int
    ) -> Taken:
        pid = envelope.person.pid
        change = Change()
        self._store.envelopes.spend_optin(change, envelope, template.id, left)
        self._store.commit(change)
        data = template_data(letter.parts, template.fields)
        try:
            send_subscription(
                self._client, envelope.person.openid, template.id, data, page=letter.url
            )
        except Unreachable as exc:
            if exc.code == NO_CONSENT:
                change = Change()
                self._store.optins.refuse(change, pid, template.id)
                self._store.commit(change)
            raise
        return Taken(Channel.SUBSCRIPTION)


def _leads_on(exc: WeChatError) -> bool:
    """Whether the next way may do what this one could not."""
    shut = (QuotaExceeded, ConfigurationError, OutOfCredit, BadNotice)
    return isinstance(exc, shut) or exc.code == NO_CONSENT


def _outcome(exc: WeChatError) -> Outcome:
    if isinstance(exc, Transient):
        return Outcome.UNKNOWN if exc.unknown else Outcome.LATER
    return Outcome.OTHERWISE if _leads_on(exc) else Outcome.GIVEN_UP
