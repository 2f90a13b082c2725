"""What every request (申请) has in common: who may ask, who is told, and which one is meant."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

from handlers.informing import inform
from handlers.lookup import named_for_unit
from handlers.office_groups import concerned
from handlers.speaking import speaking_unit
from handlers.turn import Reply, Turn
from handlers.words.notice_kinds import OFFICE, REQUEST
from language.acts import Act
from supervision.acceptance.who import may_speak, verifying_units
from supervision.answering import answering_units
from supervision.people import UNIT_ROLES, Group, Person
from supervision.progress import Entry
from supervision.records import Measure, Role, Unit
from supervision.requests import Request, RequestKind


def asking_unit(turn: Turn, act: Act) -> tuple[Entry, str, bool] | Reply:
    """The entry that a unit asks about, the unit, and whether it answers for it (牵头)."""
    entry, is_yours = named_for_unit(turn, act)
    if isinstance(entry, Reply):
        return entry
    unit = speaking_unit(turn, act, entry) if is_yours else turn.person.unit
    if isinstance(unit, Reply):
        return unit
    answering = answering_units(entry.measure, turn.office.store.ledger.directory())
    return entry, unit, is_yours and unit in answering


def new_request(turn: Turn, kind: RequestKind, entry: Entry, unit: str) -> Request:
    """A request as it is made now; its id is the same in every attempt at the message."""
    name = hashlib.sha256(f"{turn.message}|{kind}|{entry.measure.id}".encode()).hexdigest()
    return Request(
        id=name[:20],
        kind=kind,
        at=turn.now,
        unit=unit,
        plan=entry.measure.plan,
        measure=entry.measure.number,
        person=turn.person.pid,
    )


def meant(
    turn: Turn,
    act: Act,
    kind: RequestKind,
    none: Callable[[str], str],
    several: Callable[[Sequence[Request]], str],
) -> tuple[Request, Entry] | Reply:
    """The waiting request that a decision is about, or the line that says which there are."""
    store, item = turn.office.store, act.text("item")
    waiting = store.requests.waiting(kind)
    found = [one for one in waiting if item in ("", one.measure, one.item)]
    if not found:
        return Reply(none(item.rpartition(":")[2]))
    if len(found) > 1:
        return Reply(several(found))
    entry = store.ledger.entry(found[0].item)
    return (found[0], entry) if entry else Reply(none(item))


def is_seen(act: Act, mark: str, *, confirmed: bool) -> bool:
    """Whether the yes was said to what is decided now, and to nothing that stood before it."""
    return confirmed and act.text("shown") == mark


def seen(act: Act, item: str, mark: str) -> Act:
    """The act as it goes on once it was confirmed or its reason was given."""
    return Act(act.intent, {**act.slots, "item": item, "shown": mark})


def tell_verifiers(turn: Turn, request: Request, text: str, group: Group, measure: Measure) -> None:
    """Tell the office's people whom an application concerns, and those who verify the measure."""
    people, units = turn.office.store.people, turn.office.store.ledger.directory()
    told = list(concerned(people.with_role(Role.OFFICE), group))
    told += [p for p in people.with_role(Role.VERIFIER) if _verifies(measure, p, units)]
    tell_office(turn, request, text, told)


def tell_office(turn: Turn, request: Request, text: str, told: Iterable[Person]) -> None:
    """Tell those who decide on a request, or must know of it, each once."""
    once = {person.pid: person for person in told}
    inform(
        turn.office,
        turn.change,
        once.values(),
        text,
        turn.now,
        occasion=f"{request.kind}:{request.id}",
        unit=request.unit,
        kind=OFFICE,
    )


def tell_unit(turn: Turn, request: Request, text: str) -> int:
    """Tell everybody who speaks for the unit what was decided; gives how many."""
    told = turn.office.store.people.of_unit(request.unit, UNIT_ROLES)
    occasion = f"{request.kind}:{request.id}:{request.state}"
    inform(
        turn.office,
        turn.change,
        told,
        text,
        turn.now,
        occasion=occasion,
        unit=request.unit,
        kind=REQUEST,
    )
    return len(told)


def _verifies(measure: Measure, person: Person, units: Iterable[Unit]) -> bool:
    needed = verifying_units(measure, units)
    return any(
        b.role is Role.VERIFIER and may_speak(measure, b, needed, units) for b in person.bindings
    )
