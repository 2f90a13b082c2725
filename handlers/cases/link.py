"""Link complaints about the same (关联、不关联): the office confirms; nothing merges by itself."""

from __future__ import annotations

from dataclasses import replace

from handlers.cases.facts import become_facts
from handlers.cases.finding import case_named
from handlers.cases.keeping import journal_complaint
from handlers.cases.likeness import as_case
from handlers.schedule.desk import Hand
from handlers.turn import Reply, Turn
from handlers.words import case_links as words
from language.acts import Act
from supervision.complaints import Complaint, order_of
from supervision.records import Role
from supervision.repeats import likeness


def link_cases(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Say that two complaints are about the same, or that one is not."""
    if act.flag("part"):
        return _part(turn, act, confirmed=confirmed)
    one, other = case_named(turn, act), case_named(turn, act, "other")
    if isinstance(one, Reply):
        return one
    if isinstance(other, Reply):
        return other
    if one.number == other.number or (one.first and one.first == other.first):
        return Reply(words.linked_already(one, other))
    members = _group(turn, one) | _group(turn, other)
    first = min(members, key=order_of)
    if not confirmed or act.text("shown") != _version(members):
        shown = Act(act.intent, {**act.slots, "shown": _version(members)})
        why = likeness(as_case(turn.office, one), as_case(turn.office, other))
        text = words.confirm_link(one, other, why, len(members), first)
        return Reply(text, turn.ask_to_confirm(shown))
    _regroup(turn, members, first, together={one.number, other.number})
    facts: dict[str, str | int] = {"first": first, "members": len(members)}
    journal_complaint(turn, "link_cases", one, after=facts, pid=turn.person.pid)
    return Reply(words.linked(members, first))


def _part(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    one = case_named(turn, act)
    other = case_named(turn, act, "other") if act.text("other") else None
    if isinstance(one, Reply):
        return one
    if isinstance(other, Reply):
        return other
    group = _group(turn, one)
    leaves = len(group) > 1 and (other is None or other.number in group)
    from_these = {other.number} if other else set(one.like)
    from_these |= set(group) - {one.number} if leaves else set()
    if not from_these:
        return Reply(words.nothing_to_part(one.number))
    if not confirmed:
        text = words.confirm_part(one, sorted(from_these, key=order_of), leaves=leaves)
        return Reply(text, turn.ask_to_confirm(act))
    after = replace(
        one,
        first="" if leaves else one.first,
        parted=tuple(sorted({*one.parted, *from_these}, key=order_of)),
        like=tuple(number for number in one.like if number not in from_these),
    )
    turn.office.store.complaints.save(turn.change, one, after)
    for number in sorted(from_these):
        _also_parted(turn, number, one, in_group=leaves and number in group)
    if leaves:
        rest = {number: case for number, case in group.items() if number != one.number}
        _regroup(turn, rest, min(rest, key=order_of), parted=one.number, was=one.first)
    journal_complaint(turn, "part_cases", one, after={"from": len(from_these)}, pid=turn.person.pid)
    return Reply(words.parted(one.number, leaves=leaves))


def _group(turn: Turn, one: Complaint) -> dict[str, Complaint]:
    """The complaints that one is linked to, by their numbers, itself included."""
    if not one.first:
        return {one.number: one}
    return {case.number: case for case in turn.office.store.complaints.linked(one.first)}


def _regroup(
    turn: Turn,
    members: dict[str, Complaint],
    first: str,
    *,
    together: set[str] | None = None,
    parted: str = "",
    was: str = "",
) -> None:
    """Write the first of its group into every member, and count the group."""
    store, both = turn.office.store.complaints, together or set()
    head = members[first]
    alone = len(members) < 2
    for number, before in members.items():
        away = {parted} if parted else (both if number in both else set())
        after = replace(
            before,
            first="" if alone else first,
            parted=_with(before.parted, parted) if parted else _without(before.parted, away),
            like=_without(before.like, {parted} if parted else set()),
        )
        store.save(turn.change, before, after)
        if not alone:
            hand = Hand(turn.person.pid, Role.OFFICE, turn.message)
            become_facts(turn, after, hand, head)
    for old in {case.first for case in members.values() if case.first} | ({was} if was else set()):
        if old != first or alone:
            store.count_linked(turn.change, old, 0)
    store.count_linked(turn.change, first, len(members))


def _also_parted(turn: Turn, number: str, one: Complaint, *, in_group: bool) -> None:
    """Write into the other one that it is not about the same; one of the group follows later."""
    if in_group:
        return
    other = turn.office.store.complaints.get(number)
    if other:
        after = replace(
            other,
            parted=_with(other.parted, one.number),
            like=_without(other.like, {one.number}),
        )
        turn.office.store.complaints.save(turn.change, other, after)


def _with(numbers: tuple[str, ...], more: str) -> tuple[str, ...]:
    return tuple(sorted({*numbers, more}, key=order_of))


def _without(numbers: tuple[str, ...], away: set[str]) -> tuple[str, ...]:
    return tuple(number for number in numbers if number not in away)


def _version(members: dict[str, Complaint]) -> str:
    return "、".join(sorted(members))
