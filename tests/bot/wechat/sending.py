"""A notice as it goes to the platform."""

from __future__ import annotations

from bot.wechat.messages import send_template
from tests.bot.platform_rig import (
    OPENID,
    TEMPLATE_ID,
    Rig,
)

DATA = {
    "thing1": "整改逾期预警",
    "thing2": "市建设局",
    "phrase3": "预警",
    "time4": "2017年8月31日 15:00",
    "character_string5": "YJ2017-0017",
}


def send(rig: Rig, client_msg_id: str = "n1") -> str:
    return send_template(
        rig.client(),
        OPENID,
        TEMPLATE_ID,
        DATA,
        url="http://x.example/1",
        client_msg_id=client_msg_id,
    )
