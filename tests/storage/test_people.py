"""People: old records are read, two who change a unit at once see each other, who left is empty."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from storage.change import Change
from storage.errors import Conflict
from storage.store import Store
from supervision.people import Binding, Group, Person, departed, with_binding, without_binding
from supervision.records import Role

NOW = datetime(2017, 8, 31, 1, tzinfo=UTC)
WATER, BUILDING, OFFICE = "市水务局", "市建设局", "市整改办"


def keep(store: Store, before: Person, after: Person) -> None:
    """Save a person with the indexes, as a use case does."""
    change = Change()
    store.people.save(change, after)
    store.people.index(change, before, after)
    store.commit(change)


def bound(store: Store, pid: str, *bindings: Binding) -> Person:
    new = Person(pid, f"o-{pid}", bindings, name="张三", phone="13900001111")
    keep(store, Person(pid, f"o-{pid}"), new)
    found = store.people.get(pid)
    assert found is not None
    return found


def test_a_person_comes_back_as_it_was_kept(store: Store) -> None:
    bindings = (
        Binding(WATER, Role.LIAISON, since=NOW, successor="ab"),
        Binding(OFFICE, Role.OFFICE, Group.SUPERVISION, NOW),
    )
    found = bound(store, "p1", *bindings)
    assert found.bindings == bindings
    assert (found.name, found.phone, found.version) == ("张三", "13900001111", 1)


def test_a_record_of_one_role_over_all_units_is_read(store: Store) -> None:
    fields = {
        "openid": "o-old",
        "role": "unit_head",
        "units": json.dumps([WATER, BUILDING]),
        "bound_at": "2017-08-31T01:00:00+00:00",
        "version": "7",
    }
    store.redis.hset(store.keys.person("old"), mapping=fields)
    found = store.people.get("old")
    assert found is not None
    assert found.bindings == tuple(
        Binding(unit, Role.UNIT_HEAD, since=NOW) for unit in (WATER, BUILDING)
    )
    after = without_binding(found, WATER)
    keep(store, found, after)
    assert not store.redis.hexists(store.keys.person("old"), "role")
    again = store.people.get("old")
    assert again is not None
    assert again.units == (BUILDING,)


def test_a_record_of_a_citizen_of_old_has_no_bindings(store: Store) -> None:
    store.redis.hset(store.keys.person("old"), mapping={"role": "citizen", "units": "[]"})
    found = store.people.get("old")
    assert found is not None
    assert (found.bindings, found.role) == ((), Role.CITIZEN)


def test_of_two_who_change_the_people_of_a_unit_at_once_one_decides_again(store: Store) -> None:
    first, second = (bound(store, pid, Binding(WATER, Role.LIAISON)) for pid in ("p1", "p2"))
    changes = []
    for person in (first, second):
        change = Change()
        after = without_binding(person, WATER)
        store.people.save(change, after)
        store.people.index(change, person, after)
        changes.append(change)
    store.commit(changes[0])
    with pytest.raises(Conflict):
        store.commit(changes[1])


def test_a_change_of_role_alone_is_such_a_change_too(store: Store) -> None:
    person = bound(store, "p1", Binding(WATER, Role.LIAISON))
    other = bound(store, "p2", Binding(WATER, Role.LIAISON))
    change = Change()
    store.people.index(change, other, without_binding(other, WATER))
    keep(store, person, with_binding(person, Binding(WATER, Role.VERIFIER)))
    with pytest.raises(Conflict):
        store.commit(change)


def test_a_change_of_other_units_is_none_of_theirs(store: Store) -> None:
    first = bound(store, "p1", Binding(WATER, Role.LIAISON))
    second = bound(store, "p2", Binding(BUILDING, Role.LIAISON))
    change = Change()
    store.people.index(change, first, without_binding(first, WATER))
    keep(store, second, without_binding(second, BUILDING))
    store.commit(change)


def test_of_who_has_left_nothing_personal_is_in_the_record(store: Store) -> None:
    person = replace(bound(store, "p1", Binding(WATER, Role.LIAISON)), subscribed_at=5)
    keep(store, person, departed(person))
    assert store.redis.hgetall(store.keys.person("p1")) == {
        "subscribed": "0",
        "subscribed_at": "5",
        "credit_until": "0",
        "credit_left": "0",
        "was_staff": "1",
        "version": "2",
    }


def test_a_late_message_of_who_has_left_does_not_bring_the_openid_back(store: Store) -> None:
    person = bound(store, "p1", Binding(WATER, Role.LIAISON))
    keep(store, person, departed(person))
    left = store.people.get("p1")
    assert left is not None
    change = Change()
    store.people.save(change, replace(left, openid="o-p1", pending="{}"))
    store.commit(change)
    again = store.people.get("p1")
    assert again is not None
    assert (again.openid, again.pending, again.version) == ("", "", 3)


def test_a_role_counts_where_it_is_held(store: Store) -> None:
    bound(store, "p1", Binding(WATER, Role.LIAISON), Binding(BUILDING, Role.VERIFIER))
    people = store.people
    assert [p.pid for p in people.of_unit(WATER)] == ["p1"]
    assert people.of_unit(BUILDING) == []
    assert [p.pid for p in people.of_unit(BUILDING, {Role.VERIFIER})] == ["p1"]
    assert [p.pid for p in people.with_role(Role.VERIFIER)] == ["p1"]
    assert [p.pid for p in people.staff()] == ["p1"]


@pytest.mark.parametrize(
    ("bindings", "chosen", "role", "voice", "units"),
    [
        ((), "", Role.CITIZEN, Role.CITIZEN, ()),
        ((Binding(WATER, Role.LIAISON),), "", Role.LIAISON, Role.LIAISON, (WATER,)),
        # a unit that is not one's own any more is no choice
        ((Binding(WATER, Role.LIAISON),), BUILDING, Role.LIAISON, Role.LIAISON, (WATER,)),
        # the office, and for a unit: the words of a reporter
        (
            (Binding(OFFICE, Role.OFFICE), Binding(WATER, Role.UNIT_HEAD)),
            "",
            *(Role.OFFICE, Role.UNIT_HEAD, (OFFICE, WATER)),
        ),
        (
            (Binding(WATER, Role.LIAISON), Binding(BUILDING, Role.UNIT_HEAD)),
            BUILDING,
            *(Role.UNIT_HEAD, Role.UNIT_HEAD, (BUILDING, WATER)),
        ),
    ],
)
def test_which_binding_leads(
    bindings: tuple[Binding, ...], chosen: str, role: Role, voice: Role, units: tuple[str, ...]
) -> None:
    person = Person("p", "o", bindings, chosen=chosen)
    assert (person.role, person.voice, person.units) == (role, voice, units)


def test_neither_name_nor_telephone_nor_openid_is_in_the_text_of_a_person() -> None:
    text = repr(Person("p", "o-secret", name="张三", phone="13900001111"))
    assert "o-secret" not in text
    assert "张三" not in text
    assert "13900001111" not in text


def test_what_is_the_same_as_it_was_read_is_not_written_again(store: Store) -> None:
    person = bound(store, "p1", Binding(WATER, Role.LIAISON))
    change = Change()
    after = replace(person, pending="{}", credit_left=5)
    store.people.save(change, after, person)
    names = [name for _, _, told in change.writes for name in told[::2]]
    assert sorted(names) == ["credit_left", "pending", "version"]
    store.commit(change)
    assert store.people.get("p1") == replace(after, version=person.version + 1)


def test_somebody_new_is_written_whole(store: Store) -> None:
    change, new = Change(), Person("p1", "o-p1")
    store.people.save(change, new, new)
    store.commit(change)
    assert store.redis.hget(store.keys.person("p1"), "subscribed") == "1"


def test_an_old_record_keeps_its_bindings_where_its_indexes_are_written(store: Store) -> None:
    old = {"openid": "o-p1", "role": "liaison", "units": json.dumps([WATER]), "version": "1"}
    store.redis.hset(store.keys.person("p1"), mapping=old)
    person = store.people.get("p1")
    assert person is not None
    change = Change()
    store.people.save(change, replace(person, chosen=WATER), person)
    store.people.index(change, person, person)
    store.commit(change)
    again = store.people.get("p1")
    assert again is not None
    assert again.bindings == person.bindings != ()
