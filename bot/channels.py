"""By which way a notice goes: a customer-service message while there is credit, else a template.

A customer-service message (客服消息) says everything in the chat, but the platform sends it as
often as it is asked to. So it is tried at most once for a notice, and that is noted before the
try. When its outcome is not known (the answer was lost, the process died), the next attempt goes
as a template message (模板消息), whose ``client_msg_id`` makes the platform drop repetitions. In
that one case a person may read the same thing in two forms; not being told would be worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.accounts import RegionSettings, Template
from bot.wechat.client import PlatformClient
from bot.wechat.errors import BadNotice, ConfigurationError, OutOfCredit, Unreachable
from bot.wechat.messages import send_template, send_text
from bot.wechat.template_data import template_data
from storage.change import Change
from storage.errors import Conflict
from storage.outbox import Channel, Claimed, Notice
from storage.store import Store
from supervision.people import Person
from supervision.times import SHANGHAI

TEXT_BYTES = 2048
"""What the platform takes in one customer-service message."""

ANY_KIND = "notice"
"""The template that serves every kind of notice without one of its own."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What WeChat took: a text has no msgid."""

    channel: Channel
    msgid: str = ""


class Channels:
    """Sends one claimed notice to one person of a region."""

    def __init__(self, store: Store, settings: RegionSettings, client: PlatformClient) -> None:
        self._store = store
        self._templates = settings.templates
        self._client = client

    def deliver(self, claimed: Claimed, person: Person, now: datetime) -> Taken:
        """Hand the notice to WeChat; ``now`` is program time.

        Raises WeChatError, and ``Conflict`` when the claim was lost or the person's credit has
        just changed; then nothing was sent.
        """
        if self._may_write(claimed, person, now) and self._write(claimed, person):
            return Taken(Channel.TEXT)
        notice = claimed.notice
        template = self._template(notice.kind)
        msgid = send_template(
            self._client,
            person.openid,
            template.id,
            template_data(parts_of(notice), template.fields),
            url=notice.url,
            client_msg_id=notice.id,
        )
        return Taken(Channel.TEMPLATE, msgid)

    def _may_write(self, claimed: Claimed, person: Person, now: datetime) -> bool:
        return (
            claimed.record.channel is None
            and person.credit_left > 0
            and person.credit_until > now.timestamp()
            and len(text_of(claimed.notice).encode()) <= TEXT_BYTES
        )

    def _write(self, claimed: Claimed, person: Person) -> bool:
        """True when the text was taken, False when the template has to do."""
        change = Change()
        self._store.outbox.spend_credit(change, claimed, person)
        self._store.commit(change)
        try:
            send_text(self._client, person.openid, text_of(claimed.notice))
        except OutOfCredit:
            self._lose_credit(person)
            return False
        except (BadNotice, ConfigurationError):
            return False
        return True

    def _lose_credit(self, person: Person) -> None:
        change = Change()
        self._store.outbox.lose_credit(change, person)
        try:
            self._store.commit(change)
        except Conflict:
            return  # the person has just written and has new credit

    def _template(self, kind: str) -> Template:
        template = self._templates.get(kind) or self._templates.get(ANY_KIND)
        if template is None:
            raise Unreachable("no_template")
        return template


def parts_of(notice: Notice) -> dict[str, str]:
    """What a template message says; one about nothing dated bears the time of its cause."""
    caused = f"{notice.queued_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return {"time": caused} | {name: value for name, value in notice.fields.items() if value}


def text_of(notice: Notice) -> str:
    """What a customer-service message says: the words, and the page unless they name it."""
    if not notice.url or notice.url in notice.text:
        return notice.text
    return f"{notice.text}\n{notice.url}"
