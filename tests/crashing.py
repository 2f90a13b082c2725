"""Redis dies and comes back (断电), with what its file holds and nothing else."""

from __future__ import annotations

from redis import Redis

from tests.waiting import await_that


def shorten(client: Redis) -> None:
    """Let the file hold what stands now, and no longer all that tests have written before.

    Reading thousands of tests back would take longer than anybody waits for an answer.
    """
    client.bgrewriteaof()
    await_that(lambda: not client.info("persistence")["aof_rewrite_in_progress"])


def crash(client: Redis) -> None:
    """What was not written for good is gone."""
    client.execute_command("DEBUG", "LOADAOF")
