"""What the WeChat platform answers: fields as JSON, a refusal with its errcode, or a file.

The status is 200 in each of these cases, and one address may answer in all three ways; so it is
the answer itself that is looked at.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from typing import Any, cast
from urllib.parse import unquote

import requests

from bot.wechat.actions import Asking
from bot.wechat.errors import BadNotice, Transient, error_of

CHUNK_BYTES = 64 * 1024

FIELDS_BYTES = 4 * 1024 * 1024
"""Of an answer without a file; a page of ten thousand openids has 0.3 MB."""

TRANSFER_SECONDS = 60.0
"""How long a file may take altogether; the time limit of a request only counts the silences."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the platform; or, with ``fields``, what it says instead (``{"video_url": …}``)."""

    content: bytes = field(default=b"", repr=False)
    content_type: str = ""
    filename: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict, repr=False)


def fields_of(answer: requests.Response, asking: Asking) -> dict[str, Any]:
    """The fields of a successful answer. Raises WeChatError for every other one."""
    _check_status(answer)
    found = _object(_body(answer, FIELDS_BYTES))
    if found is None:
        raise Transient("answer_unreadable", unknown=True)
    return _accepted(found, asking)


def file_of(answer: requests.Response, limit: int) -> Download:
    """The file of a successful answer, of ``limit`` bytes at most.

    Raises BadNotice when it is larger, Transient when it breaks off, and what a refusal means.
    """
    _check_status(answer)
    content_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    named = answer.headers.get("Content-Disposition", "")
    content = _body(answer, limit)
    if named or content_type.startswith(("image/", "audio/", "voice/", "video/")):
        if not content:
            raise Transient("file_empty")
        return Download(content, content_type, _filename(named))
    found = _object(content)
    if found is None:
        raise Transient("answer_unreadable")
    return Download(content_type=content_type, fields=_accepted(found, Asking.READ))


def _check_status(answer: requests.Response) -> None:
    if answer.status_code != 200:
        raise Transient(f"http_{answer.status_code}", unknown=True)


def _body(answer: requests.Response, limit: int) -> bytes:
    """The body, read no further than the limit and no longer than TRANSFER_SECONDS."""
    parts, size, until = [], 0, time.monotonic() + TRANSFER_SECONDS
    for part in answer.iter_content(CHUNK_BYTES):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise BadNotice("answer_too_large")
        if time.monotonic() > until:
            raise Transient("answer_too_slow", unknown=True)
    return b"".join(parts)


def _object(body: bytes) -> dict[str, Any] | None:
    """The JSON object that a body is; the platform leaves control characters in its strings."""
    try:
        found = json.loads(body.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None


def _accepted(found: dict[str, Any], asking: Asking) -> dict[str, Any]:
    """The same fields, unless they are a refusal; ``errcode`` becomes a number."""
    if "errcode" not in found:
        return found
    try:
        code = int(str(found["errcode"]))
    except ValueError:
        raise Transient("answer_unreadable", unknown=True) from None
    if code:
        raise error_of(code, str(found.get("errmsg", "")), datetime.now(UTC), asking)
    return found | {"errcode": 0}


def _filename(disposition: str) -> str:
    """The name that a file is sent under, without folders; "" when it has none."""
    message = Message()
    message["Content-Disposition"] = disposition
    name = message.get_filename("") or ""
    return unquote(name).replace("\\", "/").rpartition("/")[2].strip()
