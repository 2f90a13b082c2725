"""What only the web needs is loaded when the web is asked, and not for a command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

LOADED = """
import sys
from wsgi import app
heavy = ("pygal", "wechatpy", "prometheus_client", "docx", "openpyxl", "fpdf", "PIL", "pypdfium2",
         "jieba", "pypinyin", "web", "bot.callback")
print(",".join(name for name in heavy if name in sys.modules))
app.url_map
print(",".join(name for name in heavy if name in sys.modules))
"""


def loaded(tmp_path: Path) -> tuple[set[str], set[str]]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOADED],
        cwd=ROOT,
        env=os.environ | {"ZGT_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    commands, doors = done.stdout.split("\n")[:2]
    return set(filter(None, commands.split(","))), set(filter(None, doors.split(",")))


def test_a_command_loads_no_pages_no_documents_and_no_dictionaries(tmp_path: Path) -> None:
    for_commands, for_the_web = loaded(tmp_path)
    assert for_commands == set()
    assert {"web", "bot.callback", "pygal", "wechatpy"} <= for_the_web
    assert not {"docx", "openpyxl", "fpdf", "PIL", "pypdfium2", "jieba"} & for_the_web
