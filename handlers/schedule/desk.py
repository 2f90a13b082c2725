"""The desk (办文台): documents of one atomic step, with what follows from them.

Everything is read through the desk, which remembers what this step has already changed, so that
several documents of one step see each other; :meth:`Desk.file` then puts all of it into one
:class:`storage.change.Change` together with its journal entries.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from handlers.office import Office
from handlers.schedule.asides import Aside
from handlers.schedule.desk_journal import what_changed
from storage.change import Change
from supervision.answering import Answerer
from supervision.decisions import Decision, Step
from supervision.documents import Document, State, draw_up
from supervision.ladder import consequences
from supervision.numbering import LONGEST, SHORTEST, document_number
from supervision.people import Group
from supervision.times import to_iso


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts: the clock, or a person of the office."""

    pid: str = ""
    role: str = ""
    source: str = "clock"


CLOCK = Hand()


@dataclass(slots=True)
class Desk:
    """``now`` is the instant of the act; ``to_tell`` gathers what its receivers must hear of.

    ``drawn``: what is new; ``unanswered``: what waits for a reply in vain; ``liftable``: what
    stands although its cause is gone. The office hears of all three.

    ``asides`` are words for units beside it, ``for_office`` words for the office's groups.
    """

    office: Office
    now: datetime
    hand: Hand = CLOCK
    change: Change = field(default_factory=Change)
    to_tell: list[Document] = field(default_factory=list)
    drawn: list[Document] = field(default_factory=list)
    unanswered: list[Document] = field(default_factory=list)
    liftable: list[Document] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    for_office: list[tuple[Group, str]] = field(default_factory=list)
    _read: dict[str, Document | None] = field(default_factory=dict)
    _current: dict[str, Document] = field(default_factory=dict)
    _had: dict[Answerer, int] = field(default_factory=dict)
    _counted: dict[Answerer, int] = field(default_factory=dict)
    _reached: dict[tuple[Answerer, Step], str] = field(default_factory=dict)

    # ---- reading through the desk -----------------------------------------------------------

    def document(self, number: str) -> Document | None:
        """The document as this step has left it so far."""
        if number in self._current:
            return self._current[number]
        if number not in self._read:
            self._read[number] = self.office.store.documents.get(number)
        return self._read[number]

    def take(self, document: Document) -> Document:
        """A document that was read for this step, as the step has left it so far."""
        self._read.setdefault(document.number, document)
        return self._current.get(document.number, document)

    def criticisms(self, answerer: Answerer) -> int:
        """Criticisms issued so far, those of this step included."""
        if answerer not in self._had:
            self._had[answerer] = self.office.store.documents.criticisms(answerer)
        return self._had[answerer] + self._counted.get(answerer, 0)

    def _threshold(self, answerer: Answerer, step: Step) -> str | None:
        number = self._reached.get((answerer, step))
        return number or self.office.store.documents.threshold(answerer, step)

    # ---- drawing up -------------------------------------------------------------------------

    def draw_up(self, decision: Decision, period: date, drawn_at: datetime) -> Document | None:
        """The new document of a decision; None when it has been drawn up before."""
        store = self.office.store
        for length in range(SHORTEST, LONGEST + 1, 2):
            number = document_number(store.region, decision, period, length)
            document = self._going_out(draw_up(decision, number, drawn_at, period))
            known = self.document(number)
            if known is None:
                self.put(document)
                self.drawn.append(document)
                return document
            if known.same_matter(document):
                return None
        raise AssertionError("two matters share a whole digest")

    def find(self, decision: Decision, period: date) -> Document | None:
        """What was drawn up for a decision, if anything was."""
        for length in range(SHORTEST, LONGEST + 1, 2):
            number = document_number(self.office.store.region, decision, period, length)
            known = self.document(number)
            if known is None:
                return None
            if known.same_matter(draw_up(decision, number, known.drawn_at, period)):
                return known
        return None

    def draw_up_consequences(self, criticism: Document, count: int, drawn_at: datetime) -> None:
        """What follows when a criticism is the ``count``-th, unless it has been drawn up before."""
        answerer = _answerer(criticism)
        for decision in self._consequences(criticism, count, drawn_at):
            if self._threshold(answerer, decision.step) is None:
                self._reach(answerer, decision, criticism.period, drawn_at)

    # ---- issuing ----------------------------------------------------------------------------

    def issue(self, document: Document, at: datetime) -> Document:
        """Issue a document that waits: a criticism counts, and what follows from it goes too."""
        issued = self._going_out(
            replace(document, state=State.ISSUED, issued_at=at, by=self.hand.pid, remark="")
        )
        if document.decision.step is Step.CRITICISM:
            return self._issue_criticism(issued, at)
        self._send_out(issued)
        return issued

    def lift(self, document: Document, reason: str) -> Document:
        """End what stands until the office ends it (摘牌), with the reason; nothing is erased."""
        lifted = replace(
            self.take(document), lifted_at=self.now, lifted_why=reason, by=self.hand.pid
        )
        self.put(lifted)
        if document.decision.step is Step.MONTHLY_SUPERVISION:
            self.office.store.documents.unsupervise(self.change, _answerer(document))
        return lifted

    def cause_is_issued(self, document: Document) -> bool:
        """True when what a document follows from has been issued, or it follows from nothing."""
        if document.decision.cause is None:
            return True
        cause = self.document(document.decision.cause)
        return cause is not None and cause.state is State.ISSUED

    def _going_out(self, document: Document) -> Document:
        # After downtime the hour of a moment lies in the past; what must be answered within days
        # of the issue is counted from the day on which it really goes out.
        if document.issued_at is None:
            return document
        return replace(document, issued_at=max(document.issued_at, self.now))

    def _issue_criticism(self, issued: Document, at: datetime) -> Document:
        # Another criticism of the unit may have gone out since this one was drawn up, so the
        # count that it printed then is counted again now.
        answerer = _answerer(issued)
        count = self.criticisms(answerer) + 1
        self._counted[answerer] = self._counted.get(answerer, 0) + 1
        issued = replace(issued, decision=replace(issued.decision, count=count, at=at))
        self._send_out(issued)
        for decision in self._consequences(issued, count, at):
            number = self._threshold(answerer, decision.step)
            if number is None:
                drawn = self._reach(answerer, decision, issued.period, at)
                if drawn and drawn.state is State.ISSUED:
                    self._send_out(drawn)
            else:
                self._follow(number, decision, at)
        return issued

    def _follow(self, number: str, decision: Decision, at: datetime) -> None:
        """Let what was drawn up for a threshold follow from the criticism that reached it."""
        waiting = self.document(number)
        if waiting is None or waiting.state in (State.ISSUED, State.DECIDED, State.DROPPED):
            return
        followed = replace(waiting, decision=replace(decision, at=waiting.decision.at))
        if waiting.state is State.DRAWN_UP:
            self.issue(followed, at)
        elif followed != waiting:
            self.put(followed)

    def _send_out(self, issued: Document) -> None:
        self.put(issued)
        self.to_tell.append(issued)
        if issued.decision.step is Step.MONTHLY_SUPERVISION and issued.issued_at:
            store = self.office.store
            store.documents.supervise(self.change, _answerer(issued), issued.issued_at)

    def _consequences(self, criticism: Document, count: int, at: datetime) -> list[Decision]:
        # What a criticism threatens with is what follows from it, whatever has been set since.
        policy = self.office.policy_at(criticism.drawn_at)
        return consequences(criticism.decision, criticism.number, count, policy, at)

    def _reach(
        self, answerer: Answerer, decision: Decision, period: date, drawn_at: datetime
    ) -> Document | None:
        document = self.draw_up(decision, period, drawn_at)
        if document is None:
            return None
        self._reached[answerer, decision.step] = document.number
        self.office.store.documents.reach(self.change, answerer, decision.step, document.number)
        return document

    # ---- writing ----------------------------------------------------------------------------

    def put(self, document: Document) -> None:
        """Lay a document on the desk as it is to be filed."""
        self._current[document.number] = document

    def file(self) -> Change:
        """The change with every document, count and journal entry of this step; call it once."""
        documents = self.office.store.documents
        for number, current in self._current.items():
            before = self._read.get(number)
            after = replace(current, version=before.version + 1 if before else 0)
            if before is None:
                documents.add(self.change, after)
            else:
                documents.save(self.change, before, after)
            self._journal(before, after)
        for answerer, by in self._counted.items():
            documents.count_criticisms(self.change, answerer, self._had[answerer], by)
        return self.change

    def _journal(self, before: Document | None, current: Document) -> None:
        who = {"at": to_iso(self.now), "pid": self.hand.pid, "role": self.hand.role}
        self.change.journal({**who, **what_changed(before, current), "source": self.hand.source})


def _answerer(document: Document) -> Answerer:
    return Answerer(document.decision.plan, document.decision.unit)
