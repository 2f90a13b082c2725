"""Specimens (样张): each kind of notice as its real writer words it, for the office to look at.

The cases are the ordinary one and the longest that can come: seven measures of a unit with a long
name. Nothing is stored, and nobody is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.duties.samples import duty_samples
from handlers.led_items import MOST
from handlers.more_samples import more_samples
from handlers.office import Office
from handlers.schedule.telling import setting
from handlers.words import binding, evidence, led_items, notices, office_notices, publishing
from handlers.words.notice_kinds import (
    BINDING,
    BULLETIN,
    DUTY,
    EVIDENCE,
    KINDS,
    LED,
    OFFICE,
    PUBLICATION,
)
from storage.leaders import LedSums
from supervision.decisions import Decision, Finding, Reason, Recipient, Step
from supervision.documents import Document, State
from supervision.evidence import EvidenceKind, Flaw
from supervision.numbering import document_number
from supervision.people import Binding
from supervision.policy import Policy
from supervision.progress import Entry, Lifecycle, Progress, Publication
from supervision.records import Deadline, Duty, Measure, Plan, Role
from supervision.rules import Trigger
from supervision.times import local_date

UNIT, LONG_UNIT = "市水务局", "天水经济技术开发区管理委员会"
TITLE = "污水处理厂提标改造及配套管网工程。"
LONG_TITLE = "城区生活污水处理厂提标改造及污泥无害化处置和配套管网雨污分流工程。"
MANY = 7
BY_COUNT = (Reason.FIRST_CRITICISM, Reason.SECOND_CRITICISM, Reason.THIRD_CRITICISM)


@dataclass(frozen=True, slots=True)
class Specimen:
    """One notice: its kind, the whole text, and the short parts for a template."""

    kind: str
    text: str
    fields: dict[str, str]
    url: str


def specimens(office: Office, now: datetime) -> list[Specimen]:
    """Every kind of notice, some in several cases; ordered as the kinds are."""
    at = setting(office, now)
    found = [_of_document(document, at, now) for document in _documents(at.policy, now)]
    found += _to_leaders(at, now)
    found += _to_office(at.policy, at, now)
    found += _to_followers(at, now)
    found += _of_bindings(at, now)
    found += _of_evidence(now)
    found += _of_led_items(office, at, now)
    found += [Specimen(kind, text, fields, "") for kind, text, fields in more_samples(now)]
    found += [Specimen(DUTY, text, fields, "") for text, fields in duty_samples(at, now)]
    return sorted(found, key=lambda made: list(KINDS).index(made.kind))


def _of_document(document: Document, at: notices.Setting, now: datetime) -> Specimen:
    text, fields = notices.text_of(document, at), notices.fields_of(document, now)
    return Specimen(str(document.decision.step), text, fields, at.link(document))


def _documents(policy: Policy, now: datetime) -> Iterator[Document]:
    for name in KINDS:
        if name in set(Step):
            for decision in _decisions(policy, Step(name), now):
                number = document_number("specimen", decision, local_date(now))
                yield Document(number, decision, local_date(now), State.ISSUED, now, now, now)


def _decisions(policy: Policy, step: Step, now: datetime) -> Iterator[Decision]:
    rules = [rule for rule in policy.rules if rule.step is step]
    causes = {(rule.clause, _reason(rule.trigger, rule.count)) for rule in rules}
    # A step that this policy does not take can come with another one.
    any_clause = (next(iter(policy.clauses)), Reason.SECOND_CRITICISM)
    for clause, reason in sorted(causes) or [any_clause]:
        for unit, findings in ((UNIT, _findings(1)), (LONG_UNIT, _findings(MANY))):
            yield Decision(
                step=step,
                reason=reason,
                clause=clause,
                unit=unit,
                at=now,
                to=(Recipient.LIAISON,),
                needs_signature=False,
                findings=tuple(_dated(found, reason, now) for found in findings),
                count=2 if reason in BY_COUNT or step is Step.CRITICISM else None,
                cause="TB-20170915-3F2A9C" if reason in BY_COUNT else None,
            )


def _reason(trigger: Trigger, count: int | None) -> Reason:
    if trigger is Trigger.CRITICISMS:
        return BY_COUNT[min(count or 1, len(BY_COUNT)) - 1]
    named = {str(reason): reason for reason in Reason}
    return named.get(str(trigger), Reason.SECOND_CRITICISM)


def _findings(count: int) -> list[Finding]:
    title = TITLE if count == 1 else LONG_TITLE
    return [
        Finding(f"{14 + place}-2", title, expected=75, claimed=40 + place, days=15)
        for place in range(count)
    ]


def _dated(found: Finding, reason: Reason, now: datetime) -> Finding:
    ahead = reason in (Reason.DUE_SOON, Reason.BEHIND_PACE)
    due = local_date(now) + timedelta(days=5 if ahead else -15)
    return Finding(
        found.measure, found.title, due.isoformat(), "", found.days, found.expected, found.claimed
    )


def _to_leaders(at: notices.Setting, now: datetime) -> Iterator[Specimen]:
    for units in ([UNIT], [f"{LONG_UNIT}{place}" for place in range(MANY)]):
        text = office_notices.bulletin(units, 3 * len(units), at.base_url)
        fields = office_notices.fields([text], at.office, now)
        yield Specimen(BULLETIN, text, fields, f"{at.base_url}/bulletins/")


def _to_office(policy: Policy, at: notices.Setting, now: datetime) -> Iterator[Specimen]:
    proposed = [
        Document("WZ", decision, local_date(now), State.PROPOSED, now)
        for decision in _decisions(policy, Step.ACCOUNTABILITY, now)
    ]
    waiting = office_notices.to_sign(3, now + timedelta(hours=6), now)
    missed = office_notices.not_reached([f"{LONG_UNIT}{place}" for place in range(30)])
    for parts in ([waiting], [waiting, office_notices.to_decide(proposed * MANY), missed]):
        fields = office_notices.fields(parts, at.office, now)
        yield Specimen(OFFICE, office_notices.to_office(parts), fields, "")


def _to_followers(at: notices.Setting, now: datetime) -> Iterator[Specimen]:
    snapshot = Publication(now, Lifecycle.OPEN, claimed_percent=80, verified_percent=60)
    for unit, title in ((UNIT, TITLE), (LONG_UNIT, LONG_TITLE)):
        measure = _measure(unit, title)
        text, fields = (
            publishing.to_follower(measure, snapshot),
            publishing.follower_fields(measure),
        )
        yield Specimen(PUBLICATION, text, fields, f"{at.base_url}/measures/{measure.number}")


def _of_evidence(now: datetime) -> Iterator[Specimen]:
    cases = ((UNIT, TITLE, EvidenceKind.PHOTO), (LONG_UNIT, LONG_TITLE, EvidenceKind.FILE))
    for unit, title, kind in cases:
        measure = _measure(unit, title)
        for flaw in Flaw:
            fields = evidence.refused_fields(measure, unit, now)
            yield Specimen(EVIDENCE, evidence.refused(measure, kind, flaw), fields, "")


def _of_led_items(office: Office, at: notices.Setting, now: datetime) -> Iterator[Specimen]:
    due = Deadline("", local_date(now) - timedelta(days=15))
    for unit, title, count in ((UNIT, TITLE, 1), (LONG_UNIT, LONG_TITLE, MANY)):
        measure = replace(_measure(unit, title), deadlines=(due,))
        entries = (Entry(Plan("specimen", ""), measure, Progress()),) * count
        led = LedSums(measures=count, open=count, overdue=count)
        text = led_items.digest(led, entries[:MOST], now, office.working_days())
        yield Specimen(LED, text, led_items.fields(text, at.office, now), "")


def _of_bindings(at: notices.Setting, now: datetime) -> Iterator[Specimen]:
    for unit in (UNIT, LONG_UNIT):
        held = Binding(unit, Role.UNIT_HEAD)
        for text in (
            binding.you_were_succeeded(held, "李四"),
            binding.you_were_unbound(held, at.office),
            binding.alone([unit] if unit == UNIT else [f"{unit}{n}" for n in range(MANY)]),
        ):
            yield Specimen(BINDING, text, binding.fields(text, unit, now), "")


def _measure(unit: str, title: str) -> Measure:
    duty = Duty(lead_units=(unit,))
    return Measure(plan="specimen", number="14-2", printed="", title=title, text=title, duty=duty)
