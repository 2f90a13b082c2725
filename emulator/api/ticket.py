"""Tickets for scripts in pages (jsapi_ticket) and for cards."""

from __future__ import annotations

import secrets

from emulator.errors import ApiError

from .call import OK, Answer, Call, Endpoint

LIFE = 7200  # seconds


def get(call: Call) -> Answer:
    """The present ticket, with the seconds that are left of it; a new one when it has ended."""
    kind, world = call.query.get("type", ""), call.world
    if kind not in ("jsapi", "wx_card"):
        raise ApiError(40097)
    name = f"{call.account.app_id}/{kind}"
    with world.lock:
        now = world.clock.seconds()
        value, ends = world.state.js_tickets.get(name, ("", 0.0))
        if now >= ends:
            value, ends = secrets.token_urlsafe(64), now + LIFE
            world.state.js_tickets[name] = (value, ends)
    return {**OK, "ticket": value, "expires_in": int(ends - now)}


ENDPOINTS = {"/cgi-bin/ticket/getticket": Endpoint("GET", get)}
