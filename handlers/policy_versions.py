"""The policy in force (现行制度): read where it is needed, changed by a new version.

A region without a stored version goes by the file of its settings. The first version that is set
also stores that file as it stands, so that what was in force before stays known.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from handlers.errors import PolicyNotSet
from handlers.words import policy_versions as words
from storage.change import Change
from storage.errors import Conflict
from storage.store import Store
from supervision.policy import Policy
from supervision.policy_check import check
from supervision.regime import Regime, Version, in_force, regime_of
from supervision.times import local_date, to_iso

TRIES = 5
"""Conflicts in a row that only a fault can cause: hardly anybody sets a policy."""


class KeptRegime:
    """The regime of a region, read again only after a version was set."""

    def __init__(self, store: Store, base: Policy) -> None:
        self._store = store
        self._base = base
        self._read: tuple[str, Regime] | None = None

    def regime(self, revision: str | None = None) -> Regime:
        """Which policy is in force when; ``revision``: when the caller has just read it."""
        if revision is None:
            revision = self._store.policies.revision()
        read = self._read
        if read is None or read[0] != revision:
            # The revision was read before the versions: a later one leads to another reading.
            versions = self._store.policies.versions() if revision else []
            read = self._read = (revision, regime_of(versions, self._base))
        return read[1]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A policy that is to be in force: its text from ``since`` on, and why; ``name`` of its file.

    ``since``: its first day, tomorrow where none is given.
    """

    name: str
    text: str
    since: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Set:
    """What became of it: the version, the one that it follows, and those set for later days.

    ``version`` is None when that very text is in force on that day already.
    """

    version: Version | None
    before: Version
    later: tuple[Version, ...]


def set_policy(store: Store, base_text: str, wanted: Wanted, now: datetime) -> Set:
    """Put a policy in force from a day on (设定制度). Raises PolicyNotSet, Conflict.

    A day that has begun keeps its policy: what was drawn up in the morning must be issued by the
    same rules, and what is made up after downtime must find those that held at its time.
    """
    checked = check(wanted.text)
    if not checked.clean or checked.policy is None:
        raise PolicyNotSet(words.not_clean(checked.mistakes, wanted.name))
    tomorrow = local_date(now) + timedelta(days=1)
    since = wanted.since or tomorrow
    if since < tomorrow:
        raise PolicyNotSet(words.too_early(tomorrow))
    for _ in range(TRIES):
        revision = store.policies.revision()
        known = store.policies.versions() or [_version(1, base_text, None, now)]
        before = in_force(known, since)
        if before is None:
            raise AssertionError("the first version began before all days")
        later = tuple(one for one in known if one.since is not None and one.since > since)
        version = _version(len(known) + 1, wanted.text, since, now, wanted.reason)
        if version.digest == before.digest:
            return Set(None, before, later)
        change = Change()
        new = [version] if revision else [*known, version]
        store.policies.add(change, new, revision)
        change.journal(_journal_entry(before, version, now))
        try:
            store.commit(change)
        except Conflict:
            continue
        return Set(version, before, later)
    raise Conflict("policies")


def _version(
    number: int, text: str, since: date | None, now: datetime, reason: str = ""
) -> Version:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Version(number, Policy.parse(text).id, text, digest, since, now, reason)


def _journal_entry(before: Version, after: Version, now: datetime) -> dict[str, Any]:
    return {
        "at": to_iso(now),
        "pid": "",
        "role": "office",
        "unit": "",
        "act": "policy",
        "measure": "",
        "before": _told(before),
        "after": {**_told(after), "since": str(after.since), "reason": after.reason},
        "source": "cli",
    }


def _told(version: Version) -> dict[str, Any]:
    return {"version": version.number, "policy": version.id, "hash": version.digest}
