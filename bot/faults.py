"""Faults of the program (程序故障), told by their place: the exception may hold anything."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb


def place_of(exc: BaseException) -> str:
    """File and line at which it was raised."""
    last = extract_tb(exc.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
