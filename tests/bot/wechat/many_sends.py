"""A process of its own that sends template messages: ``SOCKET API_BASE APP_ID SECRET NAME TIMES``.

Prints how many of them the platform took.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bot.accounts import RegionSettings
from bot.wechat.client import client_of
from bot.wechat.errors import Transient
from bot.wechat.messages import send_template
from storage.connect import connect
from storage.store import Store
from tests.bot.platform_rig import OPENID, TEMPLATE_ID

DATA = {
    "thing1": "整改逾期预警",
    "thing2": "市建设局",
    "phrase3": "预警",
    "time4": "2017年8月31日 15:00",
    "character_string5": "YJ2017-0017",
}


def main(words: list[str]) -> None:
    """Send so many messages, each tried again until it is taken."""
    folder, api_base, app_id, secret, name, times = words
    store = Store(connect(None, Path(folder)), "test")
    settings = RegionSettings("test", app_id, secret, "callback-token", api_base=api_base)
    client = client_of(store, settings)
    taken = 0
    for number in range(int(times)):
        while True:
            try:
                send_template(
                    client, OPENID, TEMPLATE_ID, DATA, url="", client_msg_id=f"{name}-{number}"
                )
            except Transient:
                time.sleep(0.02)
            else:
                taken += 1
                break
    store.redis.close()
    sys.stdout.write(f"{taken}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
