"""The journal (请求记录): every API request and its answer, without secrets."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

KEPT = 5000  # requests; the oldest go first
KEPT_BYTES = 16384  # of a body; a longer one is remembered by its size alone
PATHS_KEPT = 500  # paths that are counted one by one
SHOWN_BYTES = 4096  # of a body that is not JSON
_FILES = ("multipart/", "image/", "audio/", "video/", "application/octet-stream")
_SECRET_NAMES = {"secret", "appsecret"}
_TOKEN_NAMES = {"access_token", "refresh_token", "code"}


def mask_token(value: str) -> str:
    """A mark that tells tokens apart and gives none of them away."""
    return f"token-{hashlib.sha256(value.encode()).hexdigest()[:8]}"


def without_secrets(value: Any) -> Any:
    """A copy of a JSON value with secrets hidden and tokens marked."""
    if isinstance(value, Mapping):
        return {str(name): _cell(str(name), cell) for name, cell in value.items()}
    if isinstance(value, list):
        return [without_secrets(item) for item in value]
    return value


def _cell(name: str, cell: Any) -> Any:
    if name in _SECRET_NAMES:
        return "***"
    if name in _TOKEN_NAMES:
        return mask_token(str(cell))
    return without_secrets(cell)


def readable(raw: bytes) -> Any:
    """A body that was kept: JSON without secrets, or short text."""
    if not raw:
        return None
    try:
        return without_secrets(json.loads(raw))
    except ValueError:
        pass
    return raw[:SHOWN_BYTES].decode(errors="replace")


def kept(content_type: str, raw: bytes) -> bytes:
    """What is remembered of a body: itself, or its size when it is a file or long."""
    if len(raw) > KEPT_BYTES or content_type.startswith(_FILES):
        return f"{len(raw)} bytes".encode()
    return raw


def flags(path: str, query: Mapping[str, str], tokens: int, raw: bytes, kind: str) -> list[str]:
    """What the platform accepts but a careful client does not do."""
    found = []
    if tokens > 1:
        found.append("token sent twice")
    if _SECRET_NAMES & set(query) and path not in ("/cgi-bin/token", "/sns/oauth2/access_token"):
        found.append("secret in query")
    if not kind.startswith("multipart/"):
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            found.append("body not UTF-8")
        else:
            if re.search(r"\\u[0-9a-fA-F]{4}", text):
                found.append("body with \\u escapes")
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """One request and its answer as they were; written out only when somebody reads them."""

    time: datetime
    method: str
    path: str
    query: Mapping[str, str]
    tokens: int
    kind: str
    body: bytes
    family: str | None
    status: int
    answer: bytes
    fault: Mapping[str, Any] | None
    rid: str | None
    app_id: str | None

    def to_json(self, seq: int) -> dict[str, Any]:
        """The entry of the control interface, without secrets."""
        return {
            "seq": seq,
            "time": self.time.isoformat(timespec="milliseconds"),
            "method": self.method,
            "path": self.path,
            "query": without_secrets(self.query),
            "token": self.family,
            "body": readable(self.body),
            "status": self.status,
            "response": readable(self.answer),
            "fault": dict(self.fault) if self.fault is not None else None,
            "flags": flags(self.path, self.query, self.tokens, self.body, self.kind),
        }


class Journal:
    """The last requests, numbered from 1, and how many there were of each kind."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: deque[Seen] = deque(maxlen=KEPT)
        self._seq = 0
        self._counts: dict[str, Counter[str]] = {}

    def add(self, entry: Seen, result: str) -> None:
        """Add one request; ``result`` is what the counts file it under."""
        with self._lock:
            self._seq += 1
            self._entries.append(entry)
            counter = self._counts.get(entry.path)
            if counter is None:
                # Paths are the caller's to invent: beyond so many they share one line.
                name = entry.path if len(self._counts) < PATHS_KEPT else "…"
                counter = self._counts.setdefault(name, Counter())
            counter[result] += 1

    def entries(self, after: int = 0, path: str | None = None) -> list[dict[str, Any]]:
        """The requests after a number, of one path if given, in order."""
        with self._lock:
            first = self._seq - len(self._entries) + 1
            kept = list(self._entries)
        return [
            entry.to_json(seq)
            for seq, entry in enumerate(kept, first)
            if seq > after and path in (None, entry.path)
        ]

    def find(self, rid: str) -> Seen | None:
        """The request whose refusal carried this ``rid``."""
        with self._lock:
            return next((entry for entry in reversed(self._entries) if entry.rid == rid), None)

    def counts(self) -> dict[str, dict[str, int]]:
        """Requests by path and by what they were answered: an errcode, or ``http 502``."""
        with self._lock:
            return {path: dict(counter) for path, counter in sorted(self._counts.items())}

    def clear(self) -> None:
        """Forget all of them; numbers start again."""
        with self._lock:
            self._entries.clear()
            self._counts.clear()
            self._seq = 0
