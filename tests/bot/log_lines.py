"""What is written for every logger."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.redaction import redact


@contextmanager
def lines(formatter: logging.Formatter, *, redacted: bool) -> Iterator[io.StringIO]:
    """What a handler writes for every logger, with our formatter or with a filter of ours."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter)
    if redacted:
        redact([handler])
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield written
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
