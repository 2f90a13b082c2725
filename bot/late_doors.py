"""The application whose doors (pages, callback) are opened when somebody asks where they are.

A command of the command line answers nobody from the web; what only the doors need is not loaded
for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from flask import Flask
from werkzeug.routing import Map


class LateDoors(Flask):
    """Flask, with its addresses registered at the first look at ``url_map``.

    Every request looks at it, and so does whoever builds an address. The web server opens before
    it forks (``gunicorn_hooks``), so that its workers share what is loaded.
    """

    def __init__(self, name: str, doors: Callable[[Flask], None]) -> None:
        self._doors: Callable[[Flask], None] | None = doors
        self._opening = threading.RLock()
        super().__init__(name, static_folder=None)

    @property
    def url_map(self) -> Map:
        """The addresses; registering them looks here too, and finds the doors being opened."""
        with self._opening:
            doors, self._doors = self._doors, None
            if doors is not None:
                doors(self)
            return self._map

    @url_map.setter
    def url_map(self, made: Map) -> None:
        self._map = made
