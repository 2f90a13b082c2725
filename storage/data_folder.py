"""The data folder (数据目录): who owns it, and where the embedded server listens.

One program at a time owns the folder. Ownership is a lock of the operating system on
``data/lock``, so it ends with its process however that process ends; the text in the file only
serves the message that the next program prints.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from storage import words
from storage.errors import DataFolderInUse, Unsafe

LONGEST_SOCKET_PATH = 100
"""Bytes; the operating system allows 107, the rest is room for its own suffixes."""


class FolderLock:
    """Ownership of a data folder, from :meth:`acquire` to :meth:`release`.

    ``shared`` tells others whether they may use the server that the owner runs: the owner stays
    (serve, clock, sender), or is a command that is gone in a moment. ``left_over`` is true when the
    last owner was killed, so that processes of it may still be ending.
    """

    def __init__(self, folder: Path, *, shared: bool) -> None:
        self.folder = folder
        self.shared = shared
        self.left_over = False
        self._file: int | None = None

    def acquire(self) -> None:
        """Own the folder. Raises DataFolderInUse when somebody else does."""
        if self._file is not None:
            return
        make_private(self.folder)
        file = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            raise DataFolderInUse(str(self.folder), owner(self.folder)[0]) from None
        self.left_over = os.fstat(file).st_size > 0
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()} {'shared' if self.shared else 'own'}\n".encode(), 0)
        self._file = file

    def release(self) -> None:
        """Give the folder up; nothing happens when it is not owned."""
        if self._file is not None:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def owner(folder: Path) -> tuple[int, bool]:
    """Process id of the owner (0 when unknown), and whether it shares its server."""
    try:
        words = (folder / "lock").read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return 0, False
    if len(words) != 2 or not words[0].isdigit():
        return 0, False
    return int(words[0]), words[1] == "shared"


def socket_path(folder: Path) -> Path:
    """Where the embedded server of this folder listens.

    Inside the folder, or, where that path is too long for a Unix socket, in a private folder of
    the temporary directory that is named after it.
    """
    path = folder.resolve() / "redis.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    return _temporary() / f"zgt-{os.getuid()}-{digest}" / "redis.sock"


def make_private(folder: Path) -> None:
    """Make a folder for us alone; one that exists stays as it is. Raises Unsafe when it cannot."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as exc:
        raise Unsafe(words.folder_refused(folder, exc.strerror)) from exc


def make_socket_folder(socket: Path) -> None:
    """Make the folder of a socket. Raises Unsafe when somebody else made it first.

    Anybody can put a folder into the temporary directory, and would hear every word.
    """
    make_private(socket.parent)
    if socket.parent.lstat().st_uid != os.getuid() and socket.parent.parent == _temporary():
        raise Unsafe(words.folder_of_another(socket.parent))


def _temporary() -> Path:
    return Path(tempfile.gettempdir())
