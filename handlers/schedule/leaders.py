"""What leaders are told (领导小组、包抓领导): who is criticised, and steps on what is theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.words import office_notices as words
from handlers.words.causes import ranked_last
from handlers.words.cycles import bulletin_name
from handlers.words.steps import STEP_NAMES, joined
from storage.store import Store
from supervision.decisions import Reason, Recipient, Step
from supervision.documents import Document
from supervision.facts import read_mark
from supervision.people import Person
from supervision.policy import Policy
from supervision.records import Role


def to_group_leaders(documents: Iterable[Document], policy: Policy, base_url: str) -> str:
    """What the leading group reads of what was issued; nothing where none of it is for them."""
    by_cause: dict[tuple[Reason, str], list[Document]] = {}
    for document in documents:
        made = document.decision
        if Recipient.GROUP_LEADER in made.to:
            table = read_mark(made.fact).get("table", "")
            by_cause.setdefault((made.reason, table), []).append(document)
    return joined(*(_told(cause, theirs, policy, base_url) for cause, theirs in by_cause.items()))


def _told(
    cause: tuple[Reason, str], documents: Sequence[Document], policy: Policy, base_url: str
) -> str:
    reason, table = cause
    units = sorted({document.decision.unit for document in documents})
    number = len({(d.decision.plan, f.measure) for d in documents for f in d.decision.findings})
    name, why = STEP_NAMES[Step.CRITICISM], ""
    if reason is Reason.OVERDUE_AT_BULLETIN:
        name = bulletin_name(policy)
    elif reason is Reason.BEHIND_PACE:
        why = words.behind(number)
    elif reason is Reason.RANKED_LAST:
        why = ranked_last(table)
    return words.bulletin(units, number, base_url, name, why)


def in_charge(store: Store, document: Document) -> tuple[str, ...]:
    """The names of the leaders in charge (包抓领导) of what a document is about."""
    made = document.decision
    if Recipient.LEADER not in made.to:
        return ()
    numbers = dict.fromkeys([*(f.measure for f in made.findings), *filter(None, [made.measure])])
    entries = store.ledger.entries(f"{made.plan}:{number}" for number in numbers)
    return tuple(dict.fromkeys(name for e in entries for name in e.measure.duty.leaders))


def bound(store: Store, name: str) -> list[Person]:
    """The bound leaders whom a plan means by a name: those that the office has confirmed.

    While it has confirmed nobody, those of the name; a plan may print a title beside it.
    """
    people = store.people.with_role(Role.LEADER)
    confirmed = [person for person in people if name in store.leaders.names(person.pid)]
    return confirmed or [person for person in people if person.name and person.name in name]
