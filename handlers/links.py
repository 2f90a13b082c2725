"""Addresses (链接) that we send: a public page plainly, a receiver's page with its key."""

from __future__ import annotations

import hmac

from handlers.office import Office
from supervision.documents import Document, State
from supervision.people import Person
from supervision.records import Role


def document_link(office: Office, document: Document) -> str:
    """The page of a document; a criticism will be public, the others open by their key."""
    address = f"{office.base_url}/documents/{document.number}"
    if document.public:
        return address
    return f"{address}?k={office.store.documents.page_key(document.number)}"


def may_read(office: Office, document: Document, key: str) -> bool:
    """Whether whoever holds this key, or none, may read the document."""
    wanted = office.store.documents.page_key(document.number)
    return document.public or hmac.compare_digest(key.encode(), wanted.encode())


def may_read_as(document: Document, person: Person | None) -> bool:
    """Whether a person may read it: the office everything, a unit what was issued to it."""
    if person is None or person.role is Role.CITIZEN:
        return False
    served = document.state is State.ISSUED and document.decision.unit in person.units
    return served or person.role is Role.OFFICE
