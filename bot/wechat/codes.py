"""QR codes with a scene (带参数二维码)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.wechat.client import PlatformClient, expected


@dataclass(frozen=True, slots=True)
class SceneCode:
    """A QR code with a scene: ``url`` is what it encodes, ``seconds`` its life."""

    ticket: str
    url: str
    seconds: int


def create_scene_code(client: PlatformClient, scene: str, seconds: int) -> SceneCode:
    """A temporary code; ``scene`` of 1 to 64 characters, ``seconds`` up to 30 days."""
    body = {
        "expire_seconds": seconds,
        "action_name": "QR_STR_SCENE",
        "action_info": {"scene": {"scene_str": scene}},
    }
    found = client.call("qrcode/create", body)
    life = int(found.get("expire_seconds", seconds))
    return SceneCode(str(expected(found, "ticket")), str(expected(found, "url")), life)
