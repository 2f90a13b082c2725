"""A file handed to the emulated platform."""

from __future__ import annotations

from typing import Any


def upload(bench: Any, content: bytes, kind: str = "image") -> dict[str, Any]:
    token = bench.fetch_token("stable_token")["access_token"]
    answer = bench.session.post(
        f"{bench.running.url}/cgi-bin/media/upload",
        params={"access_token": token, "type": kind},
        files={"media": ("现场.png", content, "image/png")},
        timeout=5,
    )
    return dict(answer.json())
