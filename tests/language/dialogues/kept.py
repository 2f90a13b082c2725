"""What is stored besides reports, against what a dialogue says of it."""

from __future__ import annotations

from typing import Any

from storage.store import Store
from supervision.requests import RequestKind


def kept_otherwise(store: Store, expected: dict[str, Any]) -> list[str]:
    """A line for each kind that the dialogue names and that is not as it says."""
    found = {kind: _FOUND[kind](store) for kind in expected}
    return [
        f"kept {kind}: {found[kind]}, not {expected[kind]}"
        for kind in expected
        if found[kind] != expected[kind]
    ]


def _extensions(store: Store) -> list[list[str]]:
    waiting = store.requests.waiting(RequestKind.EXTENSION)
    return sorted([r.measure, r.until.isoformat() if r.until else ""] for r in waiting)


def _acceptance(store: Store) -> list[str]:
    return sorted(r.measure for r in store.requests.waiting(RequestKind.ACCEPTANCE))


def _evidence(store: Store) -> list[str]:
    return sorted(piece.measure for piece in store.evidence.all() if piece.stands)


def _complaints(store: Store) -> int:
    return sum(1 for _ in store.complaints.all())


def _documents(store: Store) -> int:
    papers = store.documents
    return len({d.number for d in (*papers.latest(), *papers.to_issue(), *papers.proposed())})


_FOUND = {
    "extensions": _extensions,
    "acceptance": _acceptance,
    "evidence": _evidence,
    "complaints": _complaints,
    "documents": _documents,
}
