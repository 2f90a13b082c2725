"""How a struck call goes wrong (故障效果): the effects of ``faults.py`` on an answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Response

from .errors import ApiError
from .faults import Rule
from .world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

RESET_HEADER = "X-Emulator-Reset"  # between the application and the layer below; never sent
_ERROR_PAGE = "<html><body><h1>{status}</h1></body></html>"


def strike(rule: Rule, world: World, app_id: str) -> None:
    """Do what happens before any answer: waiting, and tokens dying."""
    if rule.effect.get("token_kill"):
        with world.lock:
            for known, tokens in world.state.tokens.items():
                if app_id in ("", known):
                    tokens.kill_all(world.clock.seconds())
    delay = rule.effect.get("delay")
    if delay:
        time.sleep(float(delay))


def replaces_answer(rule: Rule) -> bool:
    """Whether the effect leaves nothing of the real answer, so that the call need not be done."""
    return bool({"errcode", "http"} & set(rule.effect)) or bool(rule.effect.get("reset"))


def spoil(rule: Rule, answer: Response | None, refuse: Callable[[ApiError], Response]) -> Response:
    """The answer that is sent; ``answer`` is the real one, None when the call was not done."""
    effect: dict[str, Any] = rule.effect
    if effect.get("reset"):
        return Response(status=502, headers={RESET_HEADER: "1"})
    if "http" in effect:
        body = effect.get("body", _ERROR_PAGE.format(status=effect["http"]))
        return Response(body, status=effect["http"], mimetype="text/html")
    if "errcode" in effect:
        answer = refuse(ApiError(effect["errcode"], effect.get("errmsg")))
    if answer is None:
        raise ValueError("an effect without an answer")
    if effect.get("half_json"):
        body = answer.get_data()
        answer.set_data(body[: len(body) // 2])
    return answer


class Resetting:
    """The layer below the application: an answer marked so becomes ConnectionResetError."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Pass a request through, or end its connection."""
        marked = False

        def watch(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            nonlocal marked
            marked = any(name == RESET_HEADER for name, _ in headers)
            return start(status, headers, *rest)

        answer = self._application(environ, watch)
        if marked:
            raise ConnectionResetError("fault: reset")
        return answer
