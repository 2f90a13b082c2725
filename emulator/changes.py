"""The log of changes (变更日志) beside the state file: what was done since it was written.

A line is written before the call that caused it is answered, so nothing that was accepted is lost
when the process is killed; the whole state is written only now and then.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .people import Change, Person
from .world import World


class ChangeLog:
    """Appends changes; called under the world's lock only."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old = path.with_name(f"{path.name}.old")
        self._file: int | None = None
        self._written: dict[str, int] = {}

    def append(self, world: World, change: Change) -> None:
        """Write what a change did: the person, the new lines of the chat, ids and receipt."""
        person, written = change.person, self._written.get(change.person.openid, 0)
        line = {
            "offset": world.clock.offset,
            "last_id": world.last_id,
            "person": {**person.to_json(), "inbox": person.entries_after(written)},
            "client_id": change.client_id,
            "receipt": change.receipt,
        }
        if self._file is None:
            self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(self._file, json.dumps(line, ensure_ascii=False).encode() + b"\n")
        self._written[person.openid] = person.seq

    def set_aside(self, world: World) -> None:
        """Start a new log, since the state is about to be written; the old one stays until it is.

        When an old one is left from a write that failed, both go on to count.
        """
        if not self._old.exists() and self._path.exists():
            self._close()
            self._path.rename(self._old)
        self._written = {person.openid: person.seq for person in world.state.people.values()}

    def drop_old(self) -> None:
        """The state is written; what was set aside stands in it."""
        self._old.unlink(missing_ok=True)

    def replay(self, world: World) -> bool:
        """Do again what the logs say; what stands already is not done twice. False: no log."""
        if not self._path.exists() and not self._old.exists():
            return False
        for line in self._lines():
            world.clock.restore(max(world.clock.offset, line["offset"]))
            world.restore_id(line["last_id"])
            _restore_person(world, line["person"])
            if line["client_id"]:
                app_id, openid, name, msgid, at = line["client_id"]
                world.state.client_ids[(app_id, openid, name)] = (msgid, at)
            if line["receipt"]:
                app_id, openid, msgid, status = line["receipt"]
                if app_id in world.accounts:
                    world.send_receipt(world.accounts[app_id], openid, msgid, status)
        return True

    def clear(self) -> None:
        """Forget both logs, when all of them stands in the state file and nothing runs yet."""
        self._close()
        self._path.unlink(missing_ok=True)
        self._old.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _lines(self) -> Iterator[dict[str, Any]]:
        for path in (self._old, self._path):
            if path.exists():
                # The last line may be half: then its call was never answered.
                whole = path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]
                yield from (json.loads(line) for line in whole if line)


def _restore_person(world: World, data: dict[str, Any]) -> None:
    known = world.state.people.get(data["openid"])
    if known is None:
        world.state.people[data["openid"]] = Person.from_json(data)
    elif data["seq"] >= known.seq:
        entries = [*known.inbox, *(e for e in data["inbox"] if e["seq"] > known.seq)]
        world.state.people[data["openid"]] = Person.from_json({**data, "inbox": entries})
