"""Temporary files (临时素材) and QR codes with a scene (带参数二维码)."""

from __future__ import annotations

import io
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import segno
from flask import Response

from emulator.errors import ApiError
from emulator.state import Media, Ticket

from .call import Answer, Call, Endpoint

# Bytes by kind of file.
_LARGEST = {"image": 10 << 20, "voice": 2 << 20, "video": 10 << 20, "thumb": 64 << 10}
_LONGEST_CODE = 2_592_000  # seconds that a temporary code may live
_DEFAULT_CODE = 60  # seconds


def upload(call: Call) -> Answer:
    """Take a file; it stays for three days."""
    kind = call.query.get("type", "")
    if kind not in _LARGEST:
        raise ApiError(40004)
    part = call.request.files.get("media")
    content = part.read() if part is not None else b""
    if part is None or not content:
        raise ApiError(41005)
    if len(content) > _LARGEST[kind]:
        raise ApiError(45001)
    media = Media(
        app_id=call.account.app_id,
        kind=kind,
        content_type=part.mimetype or "application/octet-stream",
        filename=part.filename or "media",
        content=content,
        created=call.world.clock.seconds(),
    )
    media_id = call.world.keep_media(media)
    return {"type": kind, "media_id": media_id, "created_at": int(media.created)}


def fetch(call: Call) -> Answer:
    """Give a file back."""
    media = call.world.find_media(call.account, call.query.get("media_id"))
    answer = Response(media.content, mimetype=media.content_type)
    name = quote(media.filename)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def create_code(call: Call) -> Answer:
    """Make a QR code for a scene."""
    body = call.body()
    action = str(body.get("action_name", ""))
    info = body.get("action_info")
    scene = info.get("scene") if isinstance(info, Mapping) else None
    value = _scene(action, scene if isinstance(scene, Mapping) else {})
    seconds = None if "LIMIT" in action else body.get("expire_seconds", _DEFAULT_CODE)
    if seconds is not None and not (isinstance(seconds, int) and 0 < seconds <= _LONGEST_CODE):
        raise ApiError(40053)
    world = call.world
    ticket, url = secrets.token_urlsafe(60), f"http://weixin.qq.com/q/{secrets.token_urlsafe(9)}"
    expires = None if seconds is None else world.clock.seconds() + seconds
    with world.lock:
        world.state.tickets[ticket] = Ticket(call.account.app_id, value, expires, url)
    answer: dict[str, Any] = {"ticket": ticket, "url": url}
    return answer if seconds is None else {**answer, "expire_seconds": seconds}


def _scene(action: str, scene: Mapping[str, Any]) -> str:
    if action in ("QR_STR_SCENE", "QR_LIMIT_STR_SCENE"):
        text = scene.get("scene_str")
        if isinstance(text, str) and 1 <= len(text) <= 64:
            return text
    elif action in ("QR_SCENE", "QR_LIMIT_SCENE"):
        number = scene.get("scene_id")
        highest = 100_000 if action == "QR_LIMIT_SCENE" else 2**32 - 1
        if isinstance(number, int) and 1 <= number <= highest:
            return str(number)
    raise ApiError(40053)


def show_code(call: Call) -> Answer:
    """The picture of a QR code, by its ticket."""
    with call.world.lock:
        ticket = call.world.state.tickets.get(call.query.get("ticket", ""))
    if ticket is None:
        return Response("<html><body>404</body></html>", status=404, mimetype="text/html")
    picture = io.BytesIO()
    segno.make(ticket.url, micro=False).save(picture, kind="png", scale=6)
    return Response(picture.getvalue(), mimetype="image/png")


ENDPOINTS = {
    "/cgi-bin/media/upload": Endpoint("POST", upload),
    "/cgi-bin/media/get": Endpoint("GET", fetch),
    "/cgi-bin/qrcode/create": Endpoint("POST", create_code),
    "/cgi-bin/showqrcode": Endpoint("GET", show_code, with_token=False),
}
