"""The vault (材料库): the contents of evidence, as files beside Redis, each under its own hash.

``data/evidence/<region>/ab/cdef….jpg``: the same content is stored once, its name says what it
must be, and no name comes from outside. A file is written whole or not at all. One that no record
refers to is harmless: :meth:`Vault.remove` takes it away once it is old enough that nobody can be
about to refer to it.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from storage import words
from storage.data_folder import make_private
from storage.errors import StorageError

DIGEST = re.compile(r"[0-9a-f]{64}")
SUFFIX = re.compile(r"[a-z0-9]{1,5}")
PART = ".part"

SETTLED_SECONDS = 3600.0
"""Longer than anybody takes between writing a file and committing the record that refers to it."""


class Damaged(StorageError):
    """A content is not there, or is no longer what its name says."""


class Vault:
    """The contents of one region's evidence."""

    def __init__(self, data: Path, region: str) -> None:
        self.folder = data / "evidence" / region

    def put(self, content: bytes, suffix: str) -> str:
        """Keep a content; its SHA-256. On return it is on disk. Raises OSError, ``Unsafe``.

        What is there already is marked as just written, so that nobody removes it meanwhile.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest, suffix)
        try:
            os.utime(path)
        except FileNotFoundError:
            self._write(path, content)
        return digest

    def read(self, digest: str, suffix: str) -> bytes:
        """The content again, proved to be unaltered. Raises :class:`Damaged`."""
        try:
            content = self.path(digest, suffix).read_bytes()
        except FileNotFoundError as exc:
            raise Damaged(words.FILE_GONE) from exc
        if hashlib.sha256(content).hexdigest() != digest:
            raise Damaged(words.FILE_ALTERED)
        return content

    def path(self, digest: str, suffix: str) -> Path:
        """Where a content lies; ValueError for what cannot be the name of one."""
        if not DIGEST.fullmatch(digest) or not SUFFIX.fullmatch(suffix):
            raise ValueError("not the name of a content")
        return self.folder / digest[:2] / f"{digest[2:]}.{suffix}"

    def contents(self) -> Iterator[tuple[str, Path]]:
        """Every content by its hash, and under "" what was left half written or is not ours."""
        if not self.folder.is_dir():
            return
        for shelf in sorted(self.folder.iterdir()):
            for path in sorted(shelf.iterdir()) if shelf.is_dir() else ():
                digest = shelf.name + path.name.partition(".")[0]
                whole = DIGEST.fullmatch(digest) and not path.name.endswith(PART)
                yield (digest if whole else "", path)

    def remove(self, path: Path, settled: float = SETTLED_SECONDS) -> bool:
        """Remove a file that nobody refers to; False when it is too young to be sure of that.

        It is taken aside first: whoever stores the same content from then on writes it anew.
        """
        if time.time() - path.stat().st_mtime < settled:
            return False
        aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")
        path.rename(aside)
        if time.time() - aside.stat().st_mtime < settled:  # touched in between: somebody wants it
            aside.rename(path)
            return False
        aside.unlink()
        return True

    def _write(self, path: Path, content: bytes) -> None:
        """Write beside it, force it to disk, then give it its name."""
        make_private(path.parent)
        part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.rename(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        for folder in (path.parent, self.folder):
            _force(folder)


def _force(folder: Path) -> None:
    """Force the names in a folder to disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
