"""The sender as a process of its own, and a Redis that goes away under it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands import emulated_accounts
from bot.rounds import work_until
from bot.settings import Settings
from storage.connect import connect
from storage.embedded import EmbeddedServer
from storage.outbox import NoticeState
from storage.store import Store
from tests.bot.platform_rig import Platform, Rig, open_rig
from tests.waiting import PATIENCE_SECONDS, await_that

ROOT = Path(__file__).resolve().parents[2]
RUN = "from bot.settings import Settings; from bot.sending import run_sender; "
RUN += "run_sender(Settings.from_env())"


def delivered(rig: Rig, names: list[str]) -> bool:
    return all(rig.record(name).state is NoticeState.DELIVERED for name in names)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_process_sends_and_ends_cleanly_when_told(
    rig: Rig, redis_server: EmbeddedServer, sign: signal.Signals
) -> None:
    port = rig.settings.api_base.rpartition(":")[2]
    given = {
        "ZGT_DATA": str(redis_server.folder),
        "ZGT_REGION": rig.store.region,
        "ZGT_EMULATOR_PORT": port,
    }
    settings = Settings.from_env(given)
    [account] = emulated_accounts(settings)
    rig.driver.add_account(account | {"mode": "plain", "callback_url": rig.callback})
    mine = replace(rig, driver=type(rig.driver)(rig.settings.api_base, account["app_id"]))
    names = mine.queue(mine.person("oTRIAL"), "YJ-1", "YJ-2", "YJ-3", asked=True)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COV")} | given
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", RUN],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        await_that(lambda: delivered(mine, names))
        process.send_signal(sign)
        _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    finally:
        process.kill()
        mine.driver.close()
    assert (process.returncode, errors) == (0, "")
    assert len(mine.shown("oTRIAL")) == 1  # all three in one message


def test_a_sender_goes_on_by_itself_when_redis_is_back(
    platform: Platform, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(connect(None, tmp_path), "test")
    stop = threading.Event()
    with open_rig(platform, store) as rig:
        thread = threading.Thread(target=work_until, args=([rig.sender(stop=stop)], stop))
        try:
            with EmbeddedServer(tmp_path):
                thread.start()
                first = rig.queue(rig.person(), "YJ-1")
                await_that(lambda: delivered(rig, first))
            await_that(lambda: any(r.message == "redis_away" for r in caplog.records))
            with EmbeddedServer(tmp_path):
                person = rig.store.people.get(rig.store.people.pid("oABCDEFGHIJKLMNOPQRSTUVWXYZ0"))
                assert person is not None
                second = rig.queue(person, "YJ-2")
                await_that(lambda: delivered(rig, second))
                stop.set()
                thread.join()
        finally:
            stop.set()
            thread.join()
            store.redis.close()
        assert len(rig.shown()) == 2
    assert sum(r.message == "redis_away" for r in caplog.records) == 1
