"""Workers (办理线程): threads of one process that do the work of messages.

The thread of a request must be able to answer in time whatever the work does, so the work runs in
another one. A thread is started when a job finds none idle, and ends after a while without work.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

MOST_THREADS = 16
"""Twice the requests of a web worker: as many slow jobs as requests leave the others room."""

IDLE_SECONDS = 30.0


class Job(Generic[T]):
    """One piece of work; whoever waits for it gets what it gives, or what it raises."""

    __slots__ = ("_done", "_error", "_value", "_work")

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._done = threading.Lock()
        self._done.acquire()
        self._value: T
        self._error: BaseException | None = None

    def run(self) -> None:
        """Do it, in a worker's thread."""
        try:
            self._value = self._work()
        except BaseException as exc:
            self._error = exc
        finally:
            self._done.release()

    @property
    def done(self) -> bool:
        """True when it has ended, well or badly."""
        return not self._done.locked()

    def wait(self, seconds: float) -> bool:
        """Wait for its end; False when it has not ended within these seconds. For one waiter."""
        if seconds <= 0 or not self._done.acquire(timeout=seconds):
            return self.done
        self._done.release()
        return True

    def result(self) -> T:
        """What the work gave, or raise what it raised; only when it is done."""
        if self._error is not None:
            raise self._error
        return self._value


class Workers:
    """The threads; none runs before the first job, so a server may fork after this was made."""

    def __init__(self, most: int = MOST_THREADS, idle_seconds: float = IDLE_SECONDS) -> None:
        self._most = most
        self._idle_seconds = idle_seconds
        self._jobs: queue.SimpleQueue[Job[object] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads = 0
        self._idle = 0

    def submit(self, work: Callable[[], T]) -> Job[T]:
        """Have it done as soon as a thread is free."""
        job = Job(work)
        with self._lock:
            if self._idle:
                self._idle -= 1
            elif self._threads < self._most:
                self._threads += 1
                threading.Thread(target=self._work, name="zgt-worker", daemon=True).start()
        self._jobs.put(job)  # type: ignore[arg-type]  # the queue gives nothing out as another type
        return job

    def close(self) -> None:
        """End the threads that are idle, and each other after its job."""
        with self._lock:
            for _ in range(self._threads):
                self._jobs.put(None)

    def _work(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=self._idle_seconds)
            except queue.Empty:
                with self._lock:
                    if not self._idle:
                        continue  # a job was promised to this thread meanwhile
                    self._idle -= 1
                    self._threads -= 1
                return
            if job is None:
                with self._lock:
                    self._idle -= 1
                    self._threads -= 1
                return
            job.run()
            del job  # what it holds must not live until the next one
            with self._lock:
                self._idle += 1
