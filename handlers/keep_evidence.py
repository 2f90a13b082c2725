"""Keeping evidence (佐证入库): what follows when a file has been fetched, or cannot be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from documents.pictures import alike
from handlers.evidence_errands import sweep_later
from handlers.words import evidence as words
from handlers.words.notice_kinds import EVIDENCE
from storage.change import Change
from storage.outbox import Notice, notice_id
from storage.store import Store
from supervision.evidence import Evidence, EvidenceKind, EvidenceState, Flaw
from supervision.times import SHANGHAI, at_hour, local_date, to_iso

MOST_LIKE = 5
"""Earlier pieces that are named; the first one tells enough."""

DAY_HOURS = range(8, 20)
JUST_SENT = timedelta(minutes=30)
"""Whoever sent something so lately expects an answer, at any hour."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a fetched file turned out to be; see :class:`supervision.evidence.Evidence`."""

    kind: EvidenceKind
    sha256: str
    size: int
    suffix: str
    look: str = ""


def store_evidence(store: Store, before: Evidence, content: Content, now: datetime) -> Change:
    """What follows when the content of a piece lies in the vault: it is kept, and compared.

    Raises ``RedisError``.
    """
    change = Change()
    earlier = [
        one.id
        for one in store.evidence.candidates(content.sha256, content.look)
        if one.id != before.id and (one.sha256 == content.sha256 or alike(one.look, content.look))
    ]
    after = replace(
        before,
        state=EvidenceState.STORED,
        kind=content.kind,
        sha256=content.sha256,
        size=content.size,
        suffix=content.suffix,
        look=content.look,
        like=tuple(earlier[:MOST_LIKE]),
    )
    store.evidence.save(change, before, after)
    # The fingerprint in the chain of the journal proves later that the file was not exchanged.
    facts = {"evidence": after.id, "sha256": after.sha256, "bytes": after.size}
    change.journal(_entry(after, "store_evidence", facts, now))
    sweep_later(store, change, now)
    return change


def refuse_evidence(store: Store, before: Evidence, flaw: Flaw, now: datetime) -> Change:
    """What follows when a piece cannot be kept: it counts no more, and its sender is told kindly.

    Raises ``RedisError``.
    """
    change = Change()
    if before.state is not EvidenceState.AWAITED:
        return change
    after = replace(before, state=EvidenceState.REFUSED, flaw=flaw)
    store.evidence.save(change, before, after)
    if before.report:
        store.reports.count_evidence(change, before.report, -1)
    facts = {"evidence": after.id, "reason": str(flaw)}
    change.journal(_entry(after, "refuse_evidence", facts, now))
    _tell(store, change, after, flaw, now)
    sweep_later(store, change, now)
    return change


def _tell(store: Store, change: Change, evidence: Evidence, flaw: Flaw, now: datetime) -> None:
    """One notice a person, item, day and reason, however many pieces it is about."""
    occasion = f"evidence|{evidence.item}|{flaw}|{local_date(evidence.at)}"
    name = notice_id(occasion, evidence.person)
    entry = store.ledger.entry(evidence.item)
    if entry is None or not evidence.person or store.outbox.get(name):
        return
    text = words.refused(entry.measure, evidence.kind, flaw)
    notice = Notice(
        id=name,
        pid=evidence.person,
        kind=EVIDENCE,
        document=occasion,
        text=text,
        fields=words.refused_fields(entry.measure, evidence.unit, now),
        url="",
        queued_at=now,
        not_before=_by_day(evidence.at, now),
    )
    store.outbox.enqueue(change, notice)


def _by_day(sent: datetime, now: datetime) -> datetime:
    """When the sender may be told: at once when they have just sent it, else by day."""
    local = now.astimezone(SHANGHAI)
    if now - sent <= JUST_SENT or local.hour in DAY_HOURS:
        return now
    day = local.date() if local.hour < DAY_HOURS.start else local.date() + timedelta(days=1)
    return at_hour(day, DAY_HOURS.start)


def _entry(evidence: Evidence, act: str, facts: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "at": to_iso(now),
        "pid": evidence.person,
        "role": "",
        "unit": evidence.unit,
        "act": act,
        "measure": evidence.measure,
        "before": None,
        "after": facts,
        "source": "errands",
    }
