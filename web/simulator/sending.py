"""What a phone of the simulator sends besides words: a file, as the page hands it over."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.words import interface as words

MOST_BYTES = 10 * 1024 * 1024
"""What the platform takes from a phone."""

REQUEST_BYTES = MOST_BYTES * 4 // 3 + 64 * 1024
"""The same in base64, and the rest of the request."""

KINDS = ("image", "video", "voice", "file")


@dataclass(frozen=True, slots=True)
class Sent:
    """One file, and as what the phone sends it."""

    kind: str
    content: str = field(repr=False)
    filename: str = ""


def sent(given: Mapping[str, Any]) -> Sent:
    """The file in a request of the page. Raises ValueError with a sentence for the person."""
    kind, content = str(given.get("kind", "")), str(given.get("content", ""))
    if kind not in KINDS:
        raise ValueError(words.NO_FILE_KIND)
    try:
        size = len(base64.b64decode(content, validate=True))
    except ValueError:
        size = 0
    if not 0 < size <= MOST_BYTES:
        raise ValueError(words.BAD_FILE)
    return Sent(kind, content, str(given.get("filename", ""))[:120])
