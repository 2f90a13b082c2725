"""The state file (状态文件): chats, windows, clock and message ids over a restart."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from pathlib import Path
from typing import Any

from .changes import ChangeLog
from .menus import Menus
from .people import Person
from .tags import Tags
from .world import World

logger = logging.getLogger("zgt.emulator")

VERSION = 1
SAVE_EVERY = 0.5  # real seconds between two looks at whether something changed
SAVE_SHARE = 20  # a save takes at most one in so many seconds; until then the log serves


class Keeper:
    """Saves a world to a file soon after it changed, and when it stops."""

    def __init__(self, world: World, path: Path) -> None:
        self._world = world
        self._path = path
        self._log = ChangeLog(path.with_name(f"{path.name}.log"))
        # A save of the thread and one of a stop must not meet in the log that was set aside.
        self._saving = threading.Lock()
        self._saved = world.version
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="keeper", daemon=True)

    def load(self) -> None:
        """Take up what the file and the log beside it hold; no file, nothing to take up.

        Raises:
            ValueError: when the file is not one that this program wrote.
        """
        self._load_file()
        if self._log.replay(self._world):
            # A kill may have left half a line, to which nothing must be added.
            self.save()
            self._log.clear()
        self._world.keep = lambda change: self._log.append(self._world, change)

    def _load_file(self) -> None:
        if not self._path.exists():
            return
        data = json.loads(self._path.read_text(encoding="utf-8"))
        if not isinstance(data, dict) or data.get("version") != VERSION:
            raise ValueError(f"{self._path.name}: not a state file of this version")
        world = self._world
        world.clock.restore(data["offset"])
        world.restore_id(data["last_id"])
        for item in data["people"]:
            person = Person.from_json(item)
            world.state.people[person.openid] = person
        for app_id, openid, name, msgid, at in data.get("client_ids", ()):
            world.state.client_ids[(app_id, openid, name)] = (msgid, at)
        for app_id, tags in data.get("tags", {}).items():
            world.state.tags[app_id] = Tags.from_json(tags)
        for app_id, menus in data.get("menus", {}).items():
            world.state.menus[app_id] = Menus.from_json(menus)
        for job in data["receipts"]:
            world.courier.put(job, 0)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Save once more and end."""
        self._stop.set()
        self._thread.join(timeout=10)
        self.save()
        self._log.close()

    def save(self) -> None:
        """Write the whole file anew, in one step; then the log has served."""
        with self._saving:
            with self._world.lock:
                self._saved = self._world.version
                text = json.dumps(self._content(), ensure_ascii=False)
                self._log.set_aside(self._world)
            new = self._path.with_name(f"{self._path.name}.new")
            # Chats are nobody else's business.
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            with os.fdopen(os.open(new, flags, 0o600), "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path)
            self._log.drop_old()

    def _content(self) -> dict[str, Any]:
        return {
            "version": VERSION,
            "offset": self._world.clock.offset,
            "last_id": self._world.last_id,
            "people": [person.to_json() for person in self._world.state.people.values()],
            "client_ids": [(*key, *known) for key, known in self._world.state.client_ids.items()],
            "tags": {app: tags.to_json() for app, tags in self._world.state.tags.items()},
            "menus": {app: menus.to_json() for app, menus in self._world.state.menus.items()},
            "receipts": self._world.courier.waiting(),
        }

    def _watch(self) -> None:
        pause = SAVE_EVERY
        while not self._stop.wait(pause):
            if self._world.version == self._saved:
                continue
            began = time.monotonic()
            try:
                self.save()
            except OSError as exc:  # a full disk now; the next change is saved again
                logger.warning("state_not_saved", extra={"reason": exc.strerror})
            pause = max(SAVE_EVERY, SAVE_SHARE * (time.monotonic() - began))
