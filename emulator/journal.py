"""The journal (请求记录): every API request and its answer, without secrets."""

from __future__ import annotations

import hashlib
import json
import re
from collections import deque
from collections.abc import Mapping
from typing import Any

KEPT = 5000  # requests; the oldest go first
SHOWN_BYTES = 4096  # of a body that is not JSON
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


def readable(content_type: str, raw: bytes) -> Any:
    """A body for the journal: JSON without secrets, short text, or only its size."""
    if not raw:
        return None
    try:
        return without_secrets(json.loads(raw))
    except ValueError:
        pass
    if content_type.startswith(("multipart/", "image/", "application/octet-stream")):
        return f"{len(raw)} bytes"
    return raw[:SHOWN_BYTES].decode(errors="replace")


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


class Journal:
    """The last requests, numbered from 1."""

    def __init__(self) -> None:
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._seq = 0

    def add(self, entry: dict[str, Any]) -> None:
        """Add one request."""
        self._seq += 1
        self._entries.append({"seq": self._seq, **entry})

    def entries(self, after: int = 0, path: str | None = None) -> list[dict[str, Any]]:
        """The requests after a number, of one path if given, in order."""
        return [
            entry
            for entry in list(self._entries)
            if entry["seq"] > after and path in (None, entry["path"])
        ]

    def clear(self) -> None:
        """Forget all of them; numbers start again."""
        self._entries.clear()
        self._seq = 0
