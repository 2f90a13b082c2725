"""Invite (邀请绑定): make a one-time code for a unit and a role."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.errors import UnknownUnit
from handlers.office import Office
from storage.change import Change
from storage.invitations import LIFE_SECONDS, digest_of
from supervision.people import Group
from supervision.records import Role
from supervision.times import to_iso

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, O, 1, I, L: a code is read aloud and typed on a phone."""

LENGTH = 8
SCENE_PREFIX = "bind-"


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """The code to hand over; only its digest is stored. ``scene`` is for a QR code.

    ``name`` and ``phone`` are those of the person whom it is for, where they are known.
    """

    code: str = field(repr=False)
    scene: str = field(repr=False)
    expires: datetime
    unit: str
    role: Role
    group: Group | None = None
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


def invite(
    office: Office,
    unit: str,
    role: Role,
    now: datetime,
    *,
    group: Group | None = None,
    name: str = "",
    phone: str = "",
    source: str = "cli",
) -> NewInvitation:
    """Offer a code for a unit of the ledger. Raises :class:`UnknownUnit`."""
    made = draw(office, unit, role, now, group=group, name=name, phone=phone)
    offer(office, [made], now, source=source)
    return made


def draw(
    office: Office,
    unit: str,
    role: Role,
    now: datetime,
    *,
    group: Group | None = None,
    name: str = "",
    phone: str = "",
) -> NewInvitation:
    """A code that binds nobody before it is offered. Raises :class:`UnknownUnit`."""
    official, code = official_name(office, unit, role), draw_code()
    expires = now + timedelta(seconds=LIFE_SECONDS)
    return NewInvitation(code, SCENE_PREFIX + code, expires, official, role, group, name, phone)


def offer(
    office: Office, invitations: Iterable[NewInvitation], now: datetime, *, source: str = "cli"
) -> None:
    """Make drawn codes good, all in one step, each with its entry in the journal."""
    change = Change()
    for made in invitations:
        office.store.invitations.offer(
            change,
            made.code,
            made.unit,
            made.role,
            until=made.expires,
            group=made.group,
            name=made.name,
            phone=made.phone,
        )
        change.journal(
            {
                "at": to_iso(now),
                "pid": "",
                "role": "office",
                "unit": made.unit,
                "act": "invite",
                "measure": "",
                "before": None,
                "after": {"role": made.role, "code": digest_of(made.code)[:8]},
                "source": source,
            }
        )
    office.store.commit(change)


def draw_code() -> str:
    """A new code: one of 31 to the power of eight."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def official_name(office: Office, unit: str, role: Role) -> str:
    """The office itself stands in no plan, so its own people are invited under its name.

    Raises :class:`UnknownUnit` for a name that is none.
    """
    region = office.store.ledger.region()
    if role is Role.OFFICE and region and unit in (region.office, "整改办"):
        return region.office
    found = office.store.ledger.unit(unit)
    if found is None:
        raise UnknownUnit(unit)
    return found.name


def units_with_items(office: Office) -> tuple[str, ...]:
    """Every unit of the ledger that reports on something, by name; for a sheet of all."""
    ledger = office.store.ledger
    return tuple(sorted(u.name for u in ledger.units() if ledger.has_items(u.name)))
