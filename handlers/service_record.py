"""The record of service (送达记录) of a notice or a document, put together for whoever shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.errors import HandlerError
from handlers.office import Office
from handlers.receipts import journal_seen_to
from handlers.service import Service
from handlers.words import service_record as words
from handlers.words.forms import masked
from storage.change import Change
from storage.notices import UNDELIVERED, NoticeRecord
from supervision.people import Person
from supervision.records import Role


def services(office: Office, name: str) -> list[Service]:
    """The services of a notice by its id, or of a document by its number: all that told of it.

    Raises HandlerError when there is neither.
    """
    outbox = office.store.outbox
    record = outbox.get(name)
    records = [record] if record else outbox.of_document(name)
    if not records:
        document = office.store.documents.get(name)
        raise HandlerError(words.nobody_told(name) if document else words.no_such_notice(name))
    return [service_of(office, one) for one in records]


def undelivered(office: Office, limit: int) -> list[Service]:
    """What stands on the office's list, the longest-standing first."""
    return [service_of(office, one) for one in office.store.outbox.unreachable(limit)]


def waiting(office: Office, limit: int) -> list[Service]:
    """What WeChat has not taken yet, the earliest hour first."""
    return [service_of(office, one) for one in office.store.outbox.latest(limit)]


def service_of(office: Office, record: NoticeRecord) -> Service:
    """The service of one record."""
    store = office.store
    documents = tuple(store.documents.several(record.carries))
    receiver = store.people.get(record.notice.pid)
    return Service(
        record=record,
        tries=tuple(store.outbox.tries(record.notice.id)),
        receiver=receiver,
        documents=documents,
        signed=tuple(store.documents.signed_for(one.number) for one in documents),
        colleagues=_colleagues(office, record, receiver),
    )


def _colleagues(
    office: Office, record: NoticeRecord, receiver: Person | None
) -> tuple[Person, ...]:
    if record.state not in UNDELIVERED:
        return ()
    unit = receiver.unit if receiver else record.notice.fields.get("unit", "")
    found = office.store.people.of_unit(unit, (Role.LIAISON, Role.UNIT_HEAD)) if unit else []
    return tuple(person for person in found if person.pid != record.notice.pid)


def see_to(office: Office, name: str, how: str, now: datetime) -> Service:
    """The office has told the person in another way (电话、短信、上门): off its list, journalled.

    Raises HandlerError when the notice is not on the list, Conflict when it has just changed.
    """
    record = office.store.outbox.get(name)
    if record is None:
        raise HandlerError(words.no_such_notice(name))
    if record.state not in UNDELIVERED or record.seen_to:
        raise HandlerError(words.not_on_the_list(name))
    change = Change()
    office.store.outbox.see_to(change, record, how, now)
    journal_seen_to(change, record, how, now)
    office.store.commit(change)
    found = office.store.outbox.get(name)
    return service_of(office, found or record)


def to_json(service: Service) -> dict[str, Any]:
    """The record as one JSON object; times are ISO instants, the name is masked."""
    record, notice = service.record, service.record.notice
    signed = zip(service.documents, service.signed, strict=True)
    return {
        "id": notice.id,
        "kind": notice.kind,
        "documents": [
            {
                "number": document.number,
                "step": document.decision.step,
                "unit": document.decision.unit,
                "signed_at": _iso(at),
            }
            for document, at in signed
        ],
        "receiver": _receiver(service.receiver),
        "state": record.state,
        "queued_at": _iso(notice.queued_at),
        "not_before": _iso(notice.not_before),
        "attempts": record.attempts,
        "tries": [
            {
                "at": _iso(one.at),
                "channel": one.channel,
                "outcome": one.outcome,
                "reason": one.reason,
                "msgid": one.msgid,
            }
            for one in service.tries
        ],
        "channel": record.channel,
        "msgid": record.msgid,
        "sent_at": _iso(record.sent_at),
        "settled_at": _iso(record.settled_at),
        "reason": record.error,
        "seen_to": record.seen_to,
        "seen_to_at": _iso(record.seen_to_at),
    }


def _receiver(person: Person | None) -> dict[str, str | None] | None:
    if person is None:
        return None
    return {
        "name": masked(person.name),
        "unit": person.unit,
        "role": person.role,
        "phone": person.phone or None,
    }


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
