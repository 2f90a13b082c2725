"""Answers for what cannot be shown: a page for people, one line of JSON for programs."""

from __future__ import annotations

import logging

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from handlers.words import interface as words
from storage.errors import StorageError
from web.security import PAGE_POLICY, secure

_log = logging.getLogger("zgt.web")

_NOT_FOR_PEOPLE = ("/wechat", "/healthz", "/readyz", "/metrics")


def install(app: Flask) -> None:
    """Answer every error outside the callback in the way of its reader."""
    app.register_error_handler(404, _missing)
    app.register_error_handler(405, _refused)
    app.register_error_handler(500, _broken)
    app.register_error_handler(StorageError, _storage)


def _missing(error: HTTPException) -> Response | HTTPException:
    return _answer(error, "not_found", words.MISSING)


def _refused(error: HTTPException) -> Response | HTTPException:
    return _answer(error, "method_not_allowed", words.NOT_ALLOWED)


def _broken(error: HTTPException) -> Response | HTTPException:
    """A mistake of ours; Flask has logged it already."""
    return error if request.path.startswith(_NOT_FOR_PEOPLE) else _busy(500)


def _storage(error: StorageError) -> Response:
    _log.error("page_without_storage", extra={"error": type(error).__name__})
    return _busy(503)


def _busy(status: int) -> Response:
    if request.path.startswith(("/api/", "/simulator/")):
        response = jsonify(error="unavailable", message=words.BUSY)
    else:
        response = make_response(render_template("busy.html"))
    response.status_code = status
    response.headers["Retry-After"] = "10"
    return _finish(response)


def _answer(error: HTTPException, name: str, message: str) -> Response | HTTPException:
    if request.path.startswith(_NOT_FOR_PEOPLE):
        return error
    if request.path.startswith(("/api/", "/simulator/")):
        response = jsonify(error=name, message=message)
    else:
        response = make_response(render_template("missing.html"))
    response.status_code = error.code or 500
    return _finish(response)


def _finish(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return secure(response, PAGE_POLICY)
