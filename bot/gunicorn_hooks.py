"""What gunicorn does beside serving: words are loaded once, workers die with their master."""

from __future__ import annotations

import gc
from typing import Any

from bot.redaction import redact
from storage.orphans import end_with_parent


def on_starting(server: Any) -> None:
    """Before anything is told: gunicorn's own lines hold nothing private either."""
    redact([*server.log.error_log.handlers, *server.log.access_log.handlers])


def when_ready(server: Any) -> None:
    """In the master, before it forks: load what the workers share."""
    app = server.app.wsgi()
    _ = app.url_map  # looking opens the doors
    app.extensions["zgt"].warm()
    # What is loaded now lives as long as the workers: no collection need walk over it, and the
    # pages that it stands on stay shared.
    gc.collect()
    gc.freeze()


GARBAGE = 10_000
"""New objects after which a worker looks for cycles; a message makes a thousand or two, all of them
gone with it, so that looking for each one finds nothing and costs as much as a rule."""


def post_fork(server: Any, worker: Any) -> None:
    """In a new worker: it ends when its master is gone, so that the port is free again.

    And it looks after what another worker was doing when it was killed, and reads the ledger's
    words before the first message.
    """
    gc.set_threshold(GARBAGE)
    workshop = server.app.wsgi().extensions["zgt"].workshop
    workshop.keeper.watch()
    workshop.words.watch()
    end_with_parent(worker.ppid)


def worker_exit(server: Any, worker: Any) -> None:  # noqa: ARG001 - gunicorn's own signature
    """In a worker that ends in order: what it counted, and what waits for the disk, is written."""
    server.app.wsgi().extensions["zgt"].close()
