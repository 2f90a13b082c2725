"""The token guardian among processes: eight of them, and the token revoked while they send."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from storage.embedded import EmbeddedServer
from tests.bot.platform_rig import SECRET, SEND, TOKEN, Rig

ROOT = Path(__file__).parents[3]
PROCESSES, SENDS = 8, 200


def test_eight_processes_and_three_revocations_cost_at_most_four_fetches(
    rig: Rig, redis_server: EmbeddedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    rig.person()
    everything = PROCESSES * SENDS
    nth = [everything // 4, everything // 2, everything * 3 // 4]
    rig.driver.faults(
        [{"match": {"path": SEND, "nth": nth}, "effect": {"token_kill": True}, "when": "before"}]
    )
    script = Path(__file__).with_name("many_sends.py")
    given = [str(redis_server.folder), rig.settings.api_base, rig.settings.app_id, SECRET]
    running = [
        subprocess.Popen(
            [sys.executable, str(script), *given, f"p{number}", str(SENDS)],
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    taken = [int(process.communicate(timeout=100)[0] or 0) for process in running]
    fetches, refused = rig.calls(TOKEN), _refused(rig)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{PROCESSES} processes x {SENDS} sends, 3 revocations: "
            f"{fetches} fetches, {refused} calls refused\n"
        )
    assert taken == [SENDS] * PROCESSES
    assert len(rig.driver.sent()) == everything
    assert refused >= 3
    assert fetches <= 4


def _refused(rig: Rig) -> int:
    return sum(
        isinstance(entry["response"], dict) and entry["response"].get("errcode") == 40001
        for entry in rig.driver.journal(SEND)
    )
