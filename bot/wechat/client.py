"""A call to the WeChat platform for one account: shared token, one retry, typed errors.

Four kinds of calls, and everything that is asked with the account's token is one of them: ``call``
posts JSON, ``get`` reads, ``download`` reads a file, ``upload`` sends one. What can be called
stands beside this file, a noun a file.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import requests

from bot.accounts import API_BASE, RegionSettings
from bot.wechat.actions import Asking
from bot.wechat.answers import Download, fields_of, file_of
from bot.wechat.errors import BadNotice, NotUnderstood, TokenRejected, Transient, WeChatError
from bot.wechat.gate import Gate
from bot.wechat.tokens import TokenKeeper
from bot.wechat.transport import TIMEOUT, TRANSFER_TIMEOUT, prepare, transport_error
from storage.store import Store

REJECTED_AGAIN_SECONDS = 30.0
"""When even a new token is refused, another one cannot be forced sooner (platform rule)."""

NOT_UNDERSTOOD_SECONDS = 2.0
"""After an answer that nobody knows, a read is tried once more."""

FILE_BYTES = 20 * 1024 * 1024
"""Twice the largest file that the platform keeps for anybody."""

JSON_HEADERS = {"Content-Type": "application/json; charset=utf-8"}

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file for the platform; its bytes, so that a second attempt carries all of it again."""

    filename: str
    content: bytes = field(repr=False)
    content_type: str = "application/octet-stream"
    field_name: str = "media"


@dataclass(frozen=True, slots=True)
class Question(Generic[Answered]):
    """One thing to ask, as often as need be: everything but the token."""

    method: str
    path: str
    asking: Asking
    read: Callable[[requests.Response], Answered]
    params: Mapping[str, str] = field(default_factory=dict)
    request: Mapping[str, Any] = field(default_factory=dict, repr=False)
    template: str = ""


class PlatformClient:
    """The platform's interface for one account; one a process, usable from several threads.

    A path without a slash in front is one of ``/cgi-bin/`` (``message/custom/send``), one with it
    any other (``/wxaapi/newtmpl/gettemplate``). A token that the platform refuses is replaced
    once and the call made once more. Every method raises errors of WeChatError only, and no
    exception is chained to them: it would carry the request with its token.
    """

    def __init__(
        self,
        settings: RegionSettings,
        keeper: TokenKeeper,
        gate: Gate,
        *,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._keeper = keeper
        self._gate = gate
        self._wait = wait
        self._http = prepare(requests.Session(), settings.api_base)

    def call(
        self, path: str, body: Mapping[str, Any], *, asking: Asking = Asking.CHANGE
    ) -> dict[str, Any]:
        """POST ``body`` as JSON; the fields of the answer.

        ``asking`` READ: the call changes nothing there, and may be made again for an answer that
        nobody understands.
        """
        request = {"data": _json(body), "headers": JSON_HEADERS, "timeout": TIMEOUT}
        template = str(body.get("template_id") or "")
        read = _reader(asking)
        return self._answer(Question("POST", path, asking, read, {}, request, template))

    def get(self, path: str, params: Mapping[str, str] | None = None) -> dict[str, Any]:
        """GET; the fields of the answer."""
        request = {"timeout": TIMEOUT}
        read = _reader(Asking.READ)
        return self._answer(Question("GET", path, Asking.READ, read, params or {}, request))

    def download(
        self, path: str, params: Mapping[str, str], *, limit: int = FILE_BYTES
    ) -> Download:
        """GET a file of at most ``limit`` bytes, BadNotice when it is larger.

        The platform may answer with fields where a file was asked for: see ``Download``.
        """

        def read(answer: requests.Response) -> Download:
            return file_of(answer, limit)

        request = {"timeout": TRANSFER_TIMEOUT}
        return self._answer(Question("GET", path, Asking.READ, read, params, request))

    def upload(
        self, path: str, file: Upload, params: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """POST a file as a form; the fields of the answer."""
        part = (file.filename, file.content, file.content_type)
        request = {"files": {file.field_name: part}, "timeout": TRANSFER_TIMEOUT}
        read = _reader(Asking.CHANGE)
        return self._answer(Question("POST", path, Asking.CHANGE, read, params or {}, request))

    def _answer(self, question: Question[Answered]) -> Answered:
        """Ask, unless this is paused; a read whose answer nobody knows is made once more."""
        self._gate.check(question.path, question.template)
        try:
            return self._with_token(question)
        except NotUnderstood:
            if question.asking is not Asking.READ:
                raise
        self._wait(NOT_UNDERSTOOD_SECONDS)
        return self._with_token(question)

    def _with_token(self, question: Question[Answered]) -> Answered:
        """One call; a second one with another token when the first token was refused."""
        token = self._keeper.get()
        try:
            return self._once(question, token)
        except TokenRejected:
            token = self._keeper.rejected(token)
        try:
            return self._once(question, token)
        except TokenRejected as exc:
            raise Transient(exc.reason, exc.code, retry_after=REJECTED_AGAIN_SECONDS) from None

    def _once(self, question: Question[Answered], token: str) -> Answered:
        """One request; a pause or an alarm follows what is refused."""
        try:
            with self._http.request(
                question.method,
                address(question.path),
                params={**question.params, "access_token": token},
                stream=True,
                allow_redirects=False,
                **question.request,
            ) as answer:
                return question.read(answer)
        except requests.RequestException as exc:
            raise transport_error(exc) from None
        except WeChatError as exc:
            self._gate.refused(exc, question.path, question.template)
            raise


def client_of(store: Store, settings: RegionSettings) -> PlatformClient:
    """The client of one region with its own token keeper and gate."""
    return PlatformClient(settings, TokenKeeper(store, settings), Gate(store))


def address(path: str) -> str:
    """Where a path is asked."""
    return f"{API_BASE}{path}" if path.startswith("/") else f"{API_BASE}/cgi-bin/{path}"


def expected(found: Mapping[str, Any], name: str) -> object:
    """A field that a successful answer must have; without it nobody knows what happened."""
    if found.get(name) in (None, ""):
        raise Transient("answer_incomplete", unknown=True)
    return found[name]


def _reader(asking: Asking) -> Callable[[requests.Response], dict[str, Any]]:
    def read(answer: requests.Response) -> dict[str, Any]:
        return fields_of(answer, asking)

    return read


def _json(body: Mapping[str, Any]) -> bytes:
    """UTF-8 without escapes, as the platform wants it."""
    try:
        return json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadNotice("body_not_unicode") from None
