"""The list of what was not delivered told the office to call, and not which number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from handlers.office import Office
from handlers.service_record import services, to_json
from handlers.words.service_record import listed, proof
from language.segment import Segmenter
from storage.change import Change
from storage.notices import UNDELIVERED
from supervision.people import Binding, Person
from supervision.records import Role
from tests.bot.platform_rig import OPENID, Rig
from tests.supervision.builders import tianshui

UNIT = "市建设局"


def bound(rig: Rig, person: Person, name: str, phone: str, role: Role) -> Person:
    change, before = Change(), rig.store.people.get(person.pid)
    assert before is not None
    after = replace(before, name=name, phone=phone, bindings=(Binding(UNIT, role),))
    rig.store.people.index(change, before, after)
    rig.store.people.save(change, after)
    rig.store.commit(change)
    return after


def told(rig: Rig, office: Office, liaison: Person) -> list[str]:
    """What the office reads of a notice that the liaison has refused."""
    [notice] = rig.queue(liaison, "YJ-1")
    rig.run(rig.sender(), until=lambda: rig.record(notice).state in UNDELIVERED)
    [service] = services(office, notice)
    assert to_json(service)["receiver"]["phone"] == (liaison.phone or None)
    return [listed(service), proof(service)]


def test_the_list_names_the_telephones(rig: Rig) -> None:
    office = Office(rig.store, tianshui(), Segmenter(Path(), ()), "")
    head = rig.person("oHead-of-the-unit-0123456789")
    bound(rig, head, "李四", "13900002222", Role.UNIT_HEAD)
    liaison = rig.person(OPENID, outcome="failed:user block")
    for words in told(rig, office, bound(rig, liaison, "张三", "13900001111", Role.LIAISON)):
        assert "请电话告知本人（13900001111）" in words
        assert "李*（单位负责人 13900002222）" in words


def test_without_a_number_it_says_so(rig: Rig) -> None:
    office = Office(rig.store, tianshui(), Segmenter(Path(), ()), "")
    liaison = rig.person(OPENID, outcome="failed:user block")
    for words in told(rig, office, bound(rig, liaison, "张三", "", Role.LIAISON)):
        assert "请电话告知本人（未留电话）" in words
