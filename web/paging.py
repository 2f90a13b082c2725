"""Pages of a list (翻页): which one is asked for."""

from __future__ import annotations

from flask import abort
from werkzeug.datastructures import MultiDict


def page_number(given: MultiDict[str, str]) -> int:
    """The page asked for, 1 when none is; 404 for what is no page number."""
    text = given.get("page", "1")
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 6 and int(text) >= 1):
        abort(404)
    return int(text)
