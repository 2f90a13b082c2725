"""What can go wrong between the program and Redis.

StorageError
├── Conflict        somebody else changed it first; read again and decide again
├── Unavailable     Redis does not answer; nothing is known to be stored
└── Unsafe          this Redis must not be used (version, persistence)
    ├── BadAddress      REDIS_URL cannot be understood
    ├── DataFolderInUse another program owns the data folder
    └── NotStarted      the embedded server would not start
"""

from __future__ import annotations

from storage import words


class StorageError(Exception):
    """Root of the tree."""


class Conflict(StorageError):
    """An expectation of an atomic step no longer held; nothing was written.

    ``what`` names the kind of key that had changed, never its contents.
    """

    def __init__(self, what: str) -> None:
        super().__init__(f"changed meanwhile: {what}")
        self.what = what


class Unavailable(StorageError):
    """Redis cannot be reached, or it refused to write.

    ``uncertain`` is true when the answer to a write was lost, so that it may have been stored.
    """

    def __init__(self, what: str, *, uncertain: bool = False) -> None:
        super().__init__(what)
        self.uncertain = uncertain


class Unsafe(StorageError):
    """The server or the data folder cannot be used; the message says what to do."""


class BadAddress(Unsafe):
    """The address of the server is not one that the program understands."""


class DataFolderInUse(Unsafe):
    """Another running program owns the data folder; ``pid`` is its process, 0 when unknown."""

    def __init__(self, folder: str, pid: int) -> None:
        super().__init__(words.folder_in_use(folder, pid))
        self.folder = folder
        self.pid = pid


class NotStarted(Unsafe):
    """The embedded server is missing, died at start, or did not become ready in time."""
