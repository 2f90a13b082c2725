"""Log lines: a time, a level, a room, a fixed event, and fields as key=value.

Bodies, openids, telephone numbers and secrets are never handed to a logger; as a second wall,
anything in a line that has the form of one is masked.
"""

from __future__ import annotations

import logging
import re
import sys
from datetime import datetime
from typing import ClassVar

from supervision.times import SHANGHAI

OURS = "zgt"

PLAIN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

PRIVATE = (
    re.compile(r"(?<![A-Za-z0-9_-])o[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])"),  # openid
    re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),  # mobile telephone number
    re.compile(r"(?<=access_token=)[^&\s]+|(?<=secret=)[^&\s]+"),
)


class LineFormatter(logging.Formatter):
    """``2017-08-31T09:00:00+08:00 INFO zgt.clock tick_done moments=2``."""

    fields_not_ours: ClassVar[frozenset[str]] = PLAIN_FIELDS

    def format(self, record: logging.LogRecord) -> str:
        """One line an event; a traceback follows on lines of its own."""
        at = datetime.fromtimestamp(record.created, SHANGHAI).isoformat(timespec="milliseconds")
        extra = " ".join(
            f"{name}={_value(value)}"
            for name, value in vars(record).items()
            if name not in self.fields_not_ours and not name.startswith("_")
        )
        line = f"{at} {record.levelname} {record.name} {record.getMessage()} {extra}".rstrip()
        if record.exc_info:
            line = f"{line}\n{self.formatException(record.exc_info)}"
        return masked(line)


def masked(line: str) -> str:
    """The line with anything that looks private replaced by ``***``."""
    for pattern in PRIVATE:
        line = pattern.sub("***", line)
    return line


def set_up_logs(level: int = logging.INFO) -> None:
    """Send log lines to stderr, once a process; a second call changes only the level."""
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(level)
    if not any(isinstance(handler.formatter, LineFormatter) for handler in root.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(LineFormatter())
        root.addHandler(handler)


def _value(value: object) -> str:
    text = str(value)
    return repr(text) if not text or any(c.isspace() or c == "=" for c in text) else text
