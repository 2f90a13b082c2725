"""Telling people (送达): one digest per person and moment, and nobody forgotten in silence."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from handlers.links import document_link
from handlers.office import Office
from handlers.office_groups import concerned
from handlers.schedule.asides import Aside, order
from handlers.schedule.carried import one_per_unit, weight
from handlers.schedule.desk import Desk
from handlers.schedule.leaders import bound, in_charge, to_group_leaders
from handlers.schedule.office_parts import OFFICE, office_parts
from handlers.words import binding as plain_words
from handlers.words import notices as words
from handlers.words import office_notices as office_words
from handlers.words.notice_kinds import DUTY
from handlers.words.notice_setting import Setting
from storage.outbox import Notice, notice_id
from supervision.decisions import Recipient, Step
from supervision.documents import Document
from supervision.people import Person
from supervision.quiet import not_before
from supervision.records import Role
from supervision.replies import REPLIED_TO
from supervision.times import local_date, to_iso

logger = logging.getLogger("zgt.handlers")

UNIT_ROLES = {
    Recipient.LIAISON: Role.LIAISON,
    Recipient.UNIT_HEAD: Role.UNIT_HEAD,
    Recipient.DEPUTY_HEAD: Role.UNIT_HEAD,
    Recipient.MAIN_HEAD: Role.UNIT_HEAD,
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is told; ``occasion`` is the document's number, or names the moment.

    ``carries`` are the numbers of all documents that it tells of.
    """

    occasion: str
    kind: str
    text: str
    fields: dict[str, str]
    url: str
    carries: tuple[str, ...] = ()


class Round:
    """The notices of one step of the schedule, gathered per person."""

    def __init__(self, desk: Desk, moment: datetime, *, daily: bool = False) -> None:
        """``daily``: the office is told of what could not be delivered since the last time."""
        self._desk = desk
        self._moment = moment
        self._daily = daily
        self._letters: dict[str, list[Document]] = {}
        self._unbound: list[tuple[str, Document]] = []
        self._asides: dict[str, list[Aside]] = {}
        self._carried: dict[str, list[Document]] = {}
        self._missed: dict[str, None] = {}
        self._people: dict[str, list[Person]] = {}
        self._not_before = desk.now
        self.notices = 0

    def tell(self) -> None:
        """Queue every notice that the desk's documents cause, as part of the desk's change."""
        for document, told in one_per_unit(self._desk.to_tell):
            self._carried[document.number] = told
            self._address(document)
        at = setting(self._desk.office, self._desk.now)
        self._gather_asides(at)
        self._not_before = not_before(self._desk.now, at.policy, at.days)
        for pid, documents in self._letters.items():
            self._send(pid, documents, at)
        for pid, asides in self._asides.items():
            if pid not in self._letters:
                self._send_asides(pid, asides)
        self._tell_leaders(at)
        self._tell_office(at)

    def _address(self, document: Document) -> None:
        """Note who is told of a document; whoever cannot be told is told of to the office."""
        step, store = document.decision.step, self._desk.office.store
        for name in in_charge(store, document):
            found = bound(store, name)
            self._unbound += [] if found else [(name, document)]
            for person in found:
                self._letters.setdefault(person.pid, []).append(document)
        if not UNIT_ROLES.keys() & set(document.decision.to):
            return
        people = self._receivers(document)
        if not people:
            self._miss(document)
        elif step in REPLIED_TO and document.issued_at:
            store.documents.owe_reply(self._desk.change, document.number, document.issued_at)
        for person in people:
            if not (person.muted and step is Step.REMINDER):
                self._letters.setdefault(person.pid, []).append(document)

    def _gather_asides(self, at: Setting) -> None:
        """Whom the words beside the documents concern: liaisons, else whoever is bound."""
        nudges = [Aside(d.decision.unit, words.nudge(d, at)) for d in self._desk.unanswered]
        for aside in sorted([*self._desk.asides, *nudges], key=order):
            people = self._of_unit(aside.unit)
            if not people and not aside.reminder:
                self._missed[aside.unit] = None
            liaisons = [p for p in people if p.role_at(aside.unit) is Role.LIAISON]
            for person in liaisons or people:
                if not (aside.reminder and person.muted):
                    self._asides.setdefault(person.pid, []).append(aside)

    def _miss(self, document: Document) -> None:
        self._missed[document.decision.unit] = None
        for told in self._carried[document.number]:
            self._desk.office.store.documents.miss(self._desk.change, told, self._desk.now)

    def _receivers(self, document: Document) -> list[Person]:
        unit = document.decision.unit
        wanted = {UNIT_ROLES[to] for to in document.decision.to if to in UNIT_ROLES}
        people = self._of_unit(unit)
        # A unit that has only bound its head is better told through the head than not at all.
        return [person for person in people if person.role_at(unit) in wanted] or people

    def _of_unit(self, unit: str) -> list[Person]:
        if unit not in self._people:
            both = (Role.LIAISON, Role.UNIT_HEAD)
            self._people[unit] = self._desk.office.store.people.of_unit(unit, both)
        return self._people[unit]

    def _send_asides(self, pid: str, asides: list[Aside]) -> None:
        text = words.digest([aside.text for aside in asides])
        fields = plain_words.fields(text, asides[0].unit, self._moment)
        self._queue(pid, Letter(self._occasion(DUTY), DUTY, text, fields, url=""))

    def _send(self, pid: str, documents: list[Document], at: Setting) -> None:
        ordered = sorted(documents, key=weight, reverse=True)
        first = ordered[0]
        carried = [told.number for document in ordered for told in self._carried[document.number]]
        beside = [aside.text for aside in self._asides.get(pid, ())]
        letter = Letter(
            occasion=first.number,
            kind=first.decision.step,
            text=words.digest([*(self._text(document, at) for document in ordered), *beside]),
            fields=words.fields_of(first, self._moment),
            url=at.link(first),
            carries=tuple(carried),
        )
        self._queue(pid, letter)

    def _text(self, document: Document, at: Setting) -> str:
        if document.decision.step is Step.REMINDER:
            # 今天到期 must be true on the day on which the phone rings.
            at = replace(at, today=local_date(self._not_before))
        drawn_up_by = self._desk.office.policy_at(document.drawn_at)
        return words.text_of(document, replace(at, policy=drawn_up_by))

    def _tell_leaders(self, at: Setting) -> None:
        text = to_group_leaders(self._desk.to_tell, at.policy, at.base_url)
        if not text:
            return
        named = [d for d in self._desk.to_tell if Recipient.GROUP_LEADER in d.decision.to]
        letter = Letter(
            occasion=self._occasion("bulletin"),
            kind="bulletin",
            text=text,
            fields=office_words.fields([text], at.office, self._moment),
            url=f"{at.base_url}/bulletins/",
            carries=tuple(document.number for document in named),
        )
        self._broadcast(Role.LEADER, letter)

    def _tell_office(self, at: Setting) -> None:
        parts = office_parts(self._desk, list(self._missed), self._unbound, daily=self._daily)
        if not parts:
            return
        people = self._addressees(Role.OFFICE, "office")
        for person in people:
            theirs = [part for group, part in parts if person in concerned(people, group)]
            if theirs:
                self._queue(person.pid, self._office_letter(theirs, at))

    def _office_letter(self, parts: list[str], at: Setting) -> Letter:
        return Letter(
            occasion=self._occasion(OFFICE),
            kind=OFFICE,
            text=office_words.to_office(parts),
            fields=office_words.fields(parts, at.office, self._moment),
            url="",
        )

    def _occasion(self, kind: str) -> str:
        # The hour alone would not do: by hand, two documents can be issued at one instant.
        desk = self._desk
        made = (*desk.to_tell, *desk.drawn, *desk.unanswered, *desk.liftable)
        first = made[0].number if made else "daily"
        return f"{kind}:{to_iso(self._moment)}:{first}"

    def _broadcast(self, role: Role, letter: Letter) -> None:
        for person in self._addressees(role, letter.kind):
            self._queue(person.pid, letter)

    def _addressees(self, role: Role, kind: str) -> list[Person]:
        people = self._desk.office.store.people.with_role(role)
        if not people:
            logger.warning("nobody_to_tell", extra={"kind": kind, "role": role})
        return people

    def _queue(self, pid: str, letter: Letter) -> None:
        notice = Notice(
            id=notice_id(letter.occasion, pid),
            pid=pid,
            kind=letter.kind,
            document=letter.occasion,
            text=letter.text,
            fields=letter.fields,
            url=letter.url,
            queued_at=self._desk.now,
            not_before=self._not_before,
        )
        self._desk.office.store.outbox.enqueue(self._desk.change, notice, letter.carries)
        self.notices += 1


def setting(office: Office, now: datetime) -> Setting:
    """What the words of a notice need to know at ``now``."""
    days = office.working_days()
    bulletin = office.regime().next_bulletin(now, days)
    region = office.store.ledger.region()
    return Setting(
        policy=office.policy_at(now),
        days=days,
        today=local_date(now),
        bulletin=local_date(bulletin) if bulletin else None,
        office=region.office if region else "整改办",
        base_url=office.base_url,
        link=partial(document_link, office),
    )
