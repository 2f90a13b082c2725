"""Documents of the ladder (督察文书) as papers to be printed: one, or a whole bulletin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from documents.paper import Paper
from handlers.office import Office
from handlers.office_names import office_name
from handlers.words import papers as words
from handlers.words.documents import document_text
from supervision.documents import Document

LATEST = 1000
"""Public documents among which a bulletin is looked for, the newest first."""


def document_paper(office: Office, document: Document) -> Paper:
    """One document as its page prints it."""
    policy = office.policy_at(document.drawn_at)
    text = document_text(document, policy, office_name(office), office.working_days())
    return words.single(document, text)


def bulletin_paper(office: Office, day: date) -> Paper | None:
    """The bulletin of a day: the criticisms of each unit; None when there was none."""
    found = bulletin_of(office, day)
    if not found:
        return None
    days = office.working_days()
    name = office_name(office)
    texts = [document_text(one, office.policy_at(one.drawn_at), name, days) for one in found]
    return words.bulletin(found, texts, day, name)


def bulletin_of(office: Office, day: date) -> Sequence[Document]:
    """The public criticisms of the bulletin of a day, by unit."""
    public = office.store.documents.public(LATEST)
    return sorted((d for d in public if d.period == day), key=lambda d: d.decision.unit)
