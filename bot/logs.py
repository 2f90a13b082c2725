"""Log lines: a time, a level, a room, a fixed event, and fields as key=value.

Bodies, openids, telephone numbers and secrets are never handed to a logger; as a second wall,
everything that has the form of one, and every secret of the configured accounts, is masked in
the finished line, tracebacks included (``redaction.py``).
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterable
from datetime import datetime
from types import TracebackType
from typing import ClassVar

from bot.redaction import REDACTOR
from supervision.times import SHANGHAI

OURS = "zgt"

logger = logging.getLogger("zgt.uncaught")

PLAIN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


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
        for more in (self._traceback(record), record.stack_info):
            line = f"{line}\n{more}" if more else line
        return masked(line)

    def _traceback(self, record: logging.LogRecord) -> str | None:
        return self.formatException(record.exc_info) if record.exc_info else record.exc_text


class LineHandler(logging.StreamHandler):  # type: ignore[type-arg]  # generic for mypy only
    """Writes lines to stderr; a line that cannot be made is told without what it should hold."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)
        self.setFormatter(LineFormatter())

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # of the base class
        """Instead of the record with all its arguments, only where it came from."""
        kind = sys.exc_info()[0]
        name = kind.__name__ if kind else "?"
        sys.stderr.write(f"log_failed {name} {record.name} {record.module}:{record.lineno}\n")


def masked(line: str) -> str:
    """The line with anything private replaced by ``***``."""
    return REDACTOR.masked(line)


def set_up_logs(level: int = logging.INFO, secrets: Iterable[str | None] = ()) -> None:
    """Send log lines of every logger to stderr, without these secrets.

    A second call in a process changes only the level, and adds its secrets to the known ones.
    """
    REDACTOR.learn(secrets)
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(level)
    if not any(isinstance(handler.formatter, LineFormatter) for handler in root.handlers):
        root.addHandler(LineHandler())


def log_what_nobody_catches() -> None:
    """Let an exception that ends a program or a thread be a log line, and so be masked."""
    sys.excepthook = _ended
    threading.excepthook = _thread_ended
    sys.unraisablehook = _lost


def _ended(kind: type[BaseException], exc: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, exc, trace)
        return
    logger.critical("program_ended", exc_info=(kind, exc, trace))


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None and not issubclass(ended.exc_type, SystemExit):
        caught = (ended.exc_type, ended.exc_value, ended.exc_traceback)
        logger.critical("thread_ended", exc_info=caught)


def _lost(lost: sys.UnraisableHookArgs) -> None:
    if lost.exc_value is not None:
        caught = (lost.exc_type, lost.exc_value, lost.exc_traceback)
        logger.error("exception_lost", exc_info=caught)


def _value(value: object) -> str:
    text = str(value)
    return repr(text) if not text or any(c.isspace() or c == "=" for c in text) else text
