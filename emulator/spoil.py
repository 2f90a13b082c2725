"""How a struck call goes wrong (故障效果): the effects of ``rules.py`` on an answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .errors import ApiError
from .exchange import HTML, Outgoing, Wire, page
from .rules import Arrival, Rule
from .world import World

ELSEWHERE = "http://elsewhere.invalid/"  # where a redirect leads unless told
_PAGES = {
    "html": (b"<html><body>\xe7\xb3\xbb\xe7\xbb\x9f\xe7\xb9\x81\xe5\xbf\x99</body></html>", HTML),
    "empty": (b"", "application/json; encoding=utf-8"),
    "list": (b"[]", "application/json; encoding=utf-8"),
    "number": (b"0", "application/json; encoding=utf-8"),
    "invalid_utf8": (b'{"errcode":0,"errmsg":"\xff\xfe"}', "application/json; encoding=utf-8"),
}
# Effects that leave nothing of the real answer, so that the call need not be done.
_REPLACING = ("errcode", "http", "page", "redirect", "reset")


def strike(rule: Rule, world: World, arrival: Arrival) -> None:
    """Do what happens before any answer: tokens die, a limit is reached, time goes by."""
    effect = rule.effect
    with world.lock:
        now = world.clock.seconds()
        for app_id in [arrival.app_id] if arrival.app_id else list(world.state.tokens):
            account = world.accounts.get(app_id)
            if account is None:
                continue
            if (killed := effect.get("token_kill")) is not None:
                world.tokens(account).kill_all(now, None if killed is True else killed)
            if effect.get("token_rotate"):
                world.tokens(account).classic(now, account.switches.token_life)
            if (seconds := effect.get("sticky_45009")) is not None:
                until = None if seconds is True else now + float(seconds)
                world.quota(account).exhaust(arrival.path, world.clock.now(), until)
    if "delay" in effect:
        world.stopping.wait(world.faults.seconds(effect["delay"]))


def replaces_answer(rule: Rule) -> bool:
    """Whether the effect leaves nothing of the real answer, so that the call need not be done."""
    return any(name in rule.effect for name in _REPLACING)


def spoil(rule: Rule, answer: Outgoing | None, refuse: Callable[[ApiError], Outgoing]) -> Outgoing:
    """The answer that is sent; ``answer`` is the real one, None when the call was not done."""
    effect: dict[str, Any] = rule.effect
    spoiled = _instead(effect, refuse) or answer
    if spoiled is None:
        raise ValueError("an effect without an answer")
    if "errcode_as" in effect:
        spoiled = _rewrite(spoiled, effect["errcode_as"])
    if effect.get("half_json"):
        spoiled = replace(spoiled, body=spoiled.body[: len(spoiled.body) // 2])
    wire = Wire(
        reset="reset" in effect, close_early="close_early" in effect, drip=effect.get("drip")
    )
    return replace(spoiled, wire=wire)


def _instead(effect: dict[str, Any], refuse: Callable[[ApiError], Outgoing]) -> Outgoing | None:
    if "redirect" in effect:
        target = ELSEWHERE if effect["redirect"] is True else effect["redirect"]
        return Outgoing(302, b"", {"Location": target})
    if "page" in effect:
        body, kind = _PAGES[effect["page"]]
        return Outgoing(effect.get("http", 200), body, {"Content-Type": kind})
    if "http" in effect:
        return page(effect["http"], effect.get("body"))
    if "errcode" in effect:
        return refuse(ApiError(effect["errcode"], effect.get("errmsg")))
    return Outgoing(502, b"") if "reset" in effect else None


def _rewrite(answer: Outgoing, manner: str) -> Outgoing:
    """The same JSON with its errcode as a text, or without one."""
    try:
        data = json.loads(answer.body)
    except ValueError:
        return answer
    if not isinstance(data, dict):
        return answer
    if manner == "absent":
        data.pop("errcode", None)
    else:
        data["errcode"] = str(data.get("errcode", 0))
    return replace(answer, body=json.dumps(data, ensure_ascii=False).encode())
