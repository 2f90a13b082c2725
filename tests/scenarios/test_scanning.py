"""The whole way of a printed code: drawn by a command, read off the paper, scanned, bound."""

from __future__ import annotations

import json
from pathlib import Path

import zxingcpp
from PIL import Image

from emulator.driver import Driver
from tests.scenarios.program import Program


def test_who_scans_a_printed_code_follows_and_is_bound_in_one_step(tmp_path: Path) -> None:
    program = Program(tmp_path).start()
    try:
        program.command("invite", "--sheet", str(tmp_path / "sheet.png"), "市水务局", "市住建局")
        with Image.open(tmp_path / "sheet.png") as sheet:
            url = zxingcpp.read_barcodes(sheet.convert("L"))[0].text
        with Driver(f"http://127.0.0.1:{program.env['ZGT_EMULATOR_PORT']}") as wechat:
            made = wechat.journal("/cgi-bin/qrcode/create")
            [ticket] = [e["response"]["ticket"] for e in made if e["response"]["url"] == url]
            asked = wechat.scan("o-passer-by", ticket=ticket).reply
            assert asked is not None
            assert asked.startswith("您将绑定：市水务局 联络员。")
            bound = wechat.say("o-passer-by", "王小明").reply
            assert bound is not None
            assert bound.startswith("已绑定：市水务局 联络员。")
            found = [json.loads(line) for line in _people(program)]
            [mine] = [one for one in found if one["name"] == "王**"]
            assert (mine["unit"], mine["reachable"]) == ("市水务局", True)
            program.command("person", "revoke", mine["id"])
            assert mine["id"] not in "".join(_people(program))
            refused = wechat.say("o-passer-by", "我的任务").reply
            assert refused is not None
            assert "要先绑定单位" in refused
    finally:
        assert program.stop() == 0


def _people(program: Program) -> list[str]:
    return program.command("person", "list", "市水务局", "--json").splitlines()
