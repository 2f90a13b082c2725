"""What a person sends from the phone besides words (图片、语音、视频、文件、位置、链接).

A file is stored on the platform first and the product is told its media id; ``media/get`` gives
it back for three days of the virtual clock.
"""

from __future__ import annotations

import base64
import hashlib
import mimetypes
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from flask import Blueprint, Response, jsonify, request

from . import phone
from .accounts import Account
from .deliveries import Delivery
from .errors import BadControl
from .state import Media
from .world import World

_NAMES = {  # kind: name of a file that came without one
    "image": "image.jpg",
    "voice": "voice.amr",
    "video": "video.mp4",
    "shortvideo": "video.mp4",
    "file": "file.bin",
}
_SHOWN = {"image": "[图片]", "voice": "[语音]", "video": "[视频]", "shortvideo": "[小视频]"}
_PLAIN = {  # kind: element, what it says unless told otherwise
    "location": {"Location_X": "34.58", "Location_Y": "105.72", "Scale": "16", "Label": ""},
    "link": {"Title": "", "Description": "", "Url": ""},
}
KINDS = frozenset({*_NAMES, *_PLAIN})


def send(
    world: World,
    account: Account,
    openid: str,
    kind: str,
    content: bytes,
    *,
    filename: str = "",
    fields: Mapping[str, Any] | None = None,
) -> Delivery:
    """Send one thing; ``fields`` replace elements of the message, None takes one out.

    Raises:
        BadControl: when the kind is unknown, a file is empty, or the person does not follow.
    """
    if kind not in KINDS:
        raise BadControl(f"kind: one of {', '.join(sorted(KINDS))}")
    if kind in _PLAIN:
        message: dict[str, Any] = dict(_PLAIN[kind])
    elif content:
        message = _stored(world, account, kind, content, PurePath(filename or _NAMES[kind]).name)
    else:
        raise BadControl("content is missing")
    message = {name: v for name, v in (message | dict(fields or {})).items() if v is not None}
    shown = _SHOWN.get(kind) or f"[{_told(kind)}] {message.get('Title') or message.get('Label')}"
    return phone.send_thing(world, account, openid, kind, message, shown=shown.strip())


def _told(kind: str) -> str:
    return {"file": "文件", "location": "位置", "link": "链接"}[kind]


def _stored(world: World, account: Account, kind: str, content: bytes, name: str) -> dict[str, Any]:
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"

    def keep(what: str, data: bytes, of_type: str) -> str:
        created = world.clock.seconds()
        return world.keep_media(Media(account.app_id, what, of_type, name, data, created))

    media_id = keep(kind, content, guessed)
    if kind == "image":
        return {"PicUrl": f"http://mmbiz.qpic.cn/{media_id[:16]}/0", "MediaId": media_id}
    if kind == "voice":
        # The platform recognises no speech any more; the element is there, and empty.
        return {"MediaId": media_id, "Format": PurePath(name).suffix[1:], "Recognition": ""}
    if kind == "file":
        md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
        size = len(content)
        return {"Title": name, "FileMd5": md5, "FileTotalLen": size, "MediaId": media_id}
    return {"MediaId": media_id, "ThumbMediaId": keep("thumb", b"\xff\xd8\xff", "image/jpeg")}


def add_sending(blueprint: Blueprint, world: World) -> None:
    """``POST /send``: the file in base64, since a control request is JSON and nothing else."""

    @blueprint.post("/send")
    def send_from_phone() -> Response:
        given = request.get_json(force=True, silent=True)
        if not isinstance(given, dict):
            raise BadControl("the body is a JSON object")
        openid, fields = str(given.get("openid") or ""), given.get("fields") or {}
        if not isinstance(fields, Mapping):
            raise BadControl("fields: an object")
        delivery = send(
            world,
            world.account(given.get("app_id"), openid),
            openid,
            str(given.get("kind", "")),
            _content(given.get("content")),
            filename=str(given.get("filename") or ""),
            fields=fields,
        )
        return jsonify(delivery.to_json())


def _content(encoded: object) -> bytes:
    try:
        return base64.b64decode(str(encoded or ""), validate=True)
    except ValueError:
        raise BadControl("content: base64") from None
