"""Invite (邀请绑定): make a one-time code for a unit and a role."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.errors import UnknownUnit
from handlers.office import Office
from storage.change import Change
from storage.invitations import LIFE_SECONDS, digest_of
from supervision.records import Role
from supervision.times import to_iso

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, O, 1, I, L: a code is read aloud and typed on a phone."""

LENGTH = 8
SCENE_PREFIX = "bind-"


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """The code to hand over; only its digest is stored. ``scene`` is for a QR code."""

    code: str
    scene: str
    expires: datetime
    unit: str
    role: Role


def invite(
    office: Office, unit: str, role: Role, now: datetime, *, source: str = "cli"
) -> NewInvitation:
    """Offer a code for a unit of the ledger. Raises :class:`UnknownUnit`."""
    name = _official_name(office, unit, role)
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    change = Change()
    office.store.invitations.offer(change, code, name, role)
    change.journal(
        {
            "at": to_iso(now),
            "pid": "",
            "role": "office",
            "unit": name,
            "act": "invite",
            "measure": "",
            "before": None,
            "after": {"role": role, "code": digest_of(code)[:8]},
            "source": source,
        }
    )
    office.store.commit(change)
    expires = now + timedelta(seconds=LIFE_SECONDS)
    return NewInvitation(code, SCENE_PREFIX + code, expires, name, role)


def _official_name(office: Office, unit: str, role: Role) -> str:
    """The office itself stands in no plan, so its own people are invited under its name."""
    region = office.store.ledger.region()
    if role is Role.OFFICE and region and unit in (region.office, "整改办"):
        return region.office
    found = office.store.ledger.unit(unit)
    if found is None:
        raise UnknownUnit(unit)
    return found.name
