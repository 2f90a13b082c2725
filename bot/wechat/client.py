"""A call to the WeChat platform for one account: shared token, one retry, typed errors.

Four kinds of calls, and everything that is asked of the platform is one of them: ``call`` posts
JSON, ``get`` reads, ``download`` reads a file, ``upload`` sends one. What can be called stands
beside this file, a noun a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import requests

from bot.accounts import API_BASE, RegionSettings
from bot.wechat.answers import Download, fields_of, file_of
from bot.wechat.errors import BadNotice, TokenRejected, Transient
from bot.wechat.tokens import TokenKeeper
from bot.wechat.transport import TRANSFER_TIMEOUT, prepare, transport_error
from storage.store import Store

REJECTED_AGAIN_SECONDS = 30.0
"""When even a new token is refused, another one cannot be forced sooner (platform rule)."""

FILE_BYTES = 20 * 1024 * 1024
"""Twice the largest file that the platform keeps for anybody."""

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file for the platform; its bytes, so that a second attempt carries all of it again."""

    filename: str
    content: bytes = field(repr=False)
    content_type: str = "application/octet-stream"
    field_name: str = "media"


class PlatformClient:
    """The platform's interface for one account; one a process, usable from several threads.

    A path without a slash in front is one of ``/cgi-bin/`` (``message/custom/send``), one with it
    any other (``/wxaapi/newtmpl/gettemplate``). A token that the platform refuses is replaced
    once and the call made once more. Every method raises errors of WeChatError only, and no
    exception is chained to them: it would carry the request with its token.
    """

    def __init__(self, settings: RegionSettings, keeper: TokenKeeper) -> None:
        self._keeper = keeper
        self._http = prepare(requests.Session(), settings.api_base)

    def call(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """POST ``body`` as JSON; the fields of the answer."""
        data = _json(body)
        headers = {"Content-Type": "application/json; charset=utf-8"}
        return self._twice(
            lambda token: self._once(
                fields_of, "POST", path, params=_with(token), data=data, headers=headers
            )
        )

    def get(self, path: str, params: Mapping[str, str] | None = None) -> dict[str, Any]:
        """GET; the fields of the answer."""
        return self._twice(
            lambda token: self._once(fields_of, "GET", path, params=_with(token, params))
        )

    def download(
        self, path: str, params: Mapping[str, str], *, limit: int = FILE_BYTES
    ) -> Download:
        """GET a file of at most ``limit`` bytes, BadNotice when it is larger.

        The platform may answer with fields where a file was asked for: see ``Download``.
        """
        return self._twice(
            lambda token: self._once(
                lambda answer: file_of(answer, limit),
                "GET",
                path,
                params=_with(token, params),
                timeout=TRANSFER_TIMEOUT,
            )
        )

    def upload(
        self, path: str, file: Upload, params: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """POST a file as a form; the fields of the answer."""
        part = (file.filename, file.content, file.content_type)
        return self._twice(
            lambda token: self._once(
                fields_of,
                "POST",
                path,
                params=_with(token, params),
                files={file.field_name: part},
                timeout=TRANSFER_TIMEOUT,
            )
        )

    def _twice(self, once: Callable[[str], Answered]) -> Answered:
        """One call; a second one with another token when the first token was refused."""
        token = self._keeper.get()
        try:
            return once(token)
        except TokenRejected:
            token = self._keeper.rejected(token)
        try:
            return once(token)
        except TokenRejected as exc:
            raise Transient(exc.reason, exc.code, retry_after=REJECTED_AGAIN_SECONDS) from None

    def _once(
        self,
        read: Callable[[requests.Response], Answered],
        method: str,
        path: str,
        **request: Any,
    ) -> Answered:
        """One request, its body read within the limits of ``read``."""
        try:
            with self._http.request(
                method, address(path), stream=True, allow_redirects=False, **request
            ) as answer:
                return read(answer)
        except requests.RequestException as exc:
            raise transport_error(exc) from None


def client_of(store: Store, settings: RegionSettings) -> PlatformClient:
    """The client of one region with its own token keeper."""
    return PlatformClient(settings, TokenKeeper(store, settings))


def address(path: str) -> str:
    """Where a path is asked."""
    return f"{API_BASE}{path}" if path.startswith("/") else f"{API_BASE}/cgi-bin/{path}"


def expected(found: Mapping[str, Any], name: str) -> object:
    """A field that a successful answer must have; without it nobody knows what happened."""
    if found.get(name) in (None, ""):
        raise Transient("answer_incomplete", unknown=True)
    return found[name]


def _with(token: str, params: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**(params or {}), "access_token": token}


def _json(body: Mapping[str, Any]) -> bytes:
    """UTF-8 without escapes, as the platform wants it."""
    try:
        return json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadNotice("body_not_unicode") from None
