"""Whose hands hold the two phones (角色): a fixed cast, and what each may want to say."""

from __future__ import annotations

from dataclasses import dataclass

from handlers import sample
from handlers.office import Office
from handlers.schedule.sign import to_sign
from handlers.words.forms import ROLE_NAMES
from supervision.people import Person
from supervision.records import Role

STAFF, PUBLIC = "staff", "public"


@dataclass(frozen=True, slots=True)
class Persona:
    """One of the cast: on which phone, under which openid of the emulator, called what."""

    id: str
    side: str
    name: str
    openid: str


CAST = (
    Persona("newcomer", STAFF, "新联络员", sample.TRIAL_NEWCOMER),
    Persona("liaison", STAFF, "联络员", sample.TRIAL_LIAISON),
    Persona("head", STAFF, "单位负责人", sample.TRIAL_UNIT_HEAD),
    Persona("office", STAFF, "整改办", sample.TRIAL_OFFICE),
    Persona("citizen-a", PUBLIC, "市民甲", sample.TRIAL_CITIZEN_A),
    Persona("citizen-b", PUBLIC, "市民乙", sample.TRIAL_CITIZEN_B),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A persona as it stands now: what it is bound to, and words that fit."""

    persona: Persona
    bound: bool
    standing: str
    chips: tuple[str, ...]


def persona(name: object) -> Persona | None:
    """One of the cast by its id."""
    return next((p for p in CAST if p.id == name), None)


def openids(office: Office) -> list[str]:
    """Every phone of the trial: the cast, and whoever is bound without being one of it."""
    bound = [who.openid for who in office.store.people.staff() if who.subscribed]
    return list(dict.fromkeys([who.openid for who in CAST] + bound))


def seats(office: Office) -> list[Seat]:
    """The whole cast as it stands now."""
    return [_seat(office, who) for who in CAST]


def _seat(office: Office, who: Persona) -> Seat:
    people = office.store.people
    person = people.get(people.pid(who.openid)) or Person("", who.openid)
    bound = person.role is not Role.CITIZEN
    return Seat(who, bound, _standing(person, who.side), _chips(office, person, who.side))


def _standing(person: Person, side: str) -> str:
    if person.role is Role.CITIZEN:
        return "未绑定" if side == STAFF else ""
    role = ROLE_NAMES[person.role]
    return person.unit if role in person.unit else f"{person.unit} {role}".strip()


def _chips(office: Office, person: Person, side: str) -> tuple[str, ...]:
    if side == PUBLIC:
        return ("整体进度", *_public_chips(office), "帮助")
    if person.role is Role.CITIZEN:
        return ("帮助", "整体进度")
    if person.role is Role.OFFICE:
        return ("待签发", *_office_chips(office), "超期清单", "帮助")
    return ("我的任务", "本月到期", *_report_chips(office, person.unit), "收到", "撤回", "帮助")


def _report_chips(office: Office, unit: str) -> tuple[str, ...]:
    """Reports on the unit's most urgent measure, a little farther than the last one."""
    entries, _ = office.store.ledger.open_of(unit, 0, 1) if unit else ([], 0)
    if not entries:
        return ()
    number, claimed = entries[0].measure.number, entries[0].progress.claimed_percent
    done = f"{number} 完成{claimed + 10}%" if claimed < 90 else f"{number} 已完成"
    return (done, f"{number} 无变化", f"看{number}")


def _public_chips(office: Office) -> tuple[str, ...]:
    items, _ = office.store.publication.page(0, 1)
    number = items[0].split(":", 1)[1] if items else ""
    return ("查污水", f"看{number}", f"关注{number}") if number else ("查污水",)


def _office_chips(office: Office) -> tuple[str, ...]:
    waiting = to_sign(office).waiting
    signing = (f"暂缓 {waiting[0].number} 正在核实", f"签发 {waiting[0].number}") if waiting else ()
    return (*signing, "发布 全部")
