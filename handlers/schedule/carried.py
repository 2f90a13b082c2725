"""What one notice carries (通知所载): which documents a unit hears of through a heavier one."""

from __future__ import annotations

from collections.abc import Iterable

from supervision.decisions import Step
from supervision.documents import Document

LIGHTEST = (
    *(Step.REMINDER, Step.LOOK_BACK, Step.WARNING),
    *(Step.MONTHLY_SUPERVISION, Step.CRITICISM),
)
"""From the lightest up; the heaviest names a digest and stands at its head."""


def weight(document: Document) -> int:
    """How heavy a document is beside others of one moment."""
    step = document.decision.step
    return LIGHTEST.index(step) if step in LIGHTEST else len(LIGHTEST)


def one_per_unit(documents: Iterable[Document]) -> list[tuple[Document, list[Document]]]:
    """What units are told of, each with all that it tells of, itself first.

    A unit that gets a yellow card hears of its criticism and supervision through the card.
    """
    listed = list(documents)
    cards = {_unit(d): d for d in listed if d.decision.step is Step.YELLOW_CARD}
    told: dict[str, tuple[Document, list[Document]]] = {}
    for document in sorted(listed, key=_is_told_by_a_card):
        card = cards.get(_unit(document)) if _is_told_by_a_card(document) else None
        if card is None:
            told[document.number] = (document, [document])
        else:
            told[card.number][1].append(document)
    return list(told.values())


def _unit(document: Document) -> tuple[str, str]:
    return document.decision.plan, document.decision.unit


def _is_told_by_a_card(document: Document) -> bool:
    return document.decision.step in (Step.CRITICISM, Step.MONTHLY_SUPERVISION)
