"""The commands about complaints and units: lists, counts, and tables that an office can open."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import load_workbook

from documents.complaint_sheet import COLUMNS, to_csv, to_xlsx
from supervision.records import Role
from tests.scenarios.conftest import City, city, tianshui

__all__ = ["city", "tianshui"]

FIRST, SECOND, THIRD = "JB2017-0001", "JB2017-0002", "JB2017-0003"
PHONE = "13812345678"


def do(town: City, words: str) -> None:
    assert "回复 1 确认" in town.say("oOffice", words)
    town.say("oOffice", "1")


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    tianshui.say("oCitizen", f"举报 葫芦河大桥下有人倒建筑垃圾，电话{PHONE}")
    do(tianshui, "登记 来电 地点：葫芦河大桥 半夜有人倒建筑垃圾")
    do(tianshui, "登记 省转 地点：北道区 =SUM(A1) 工厂冒黑烟")
    do(tianshui, f"分办 {FIRST} 市建设局、麦积区政府 固废 扬尘")
    do(tianshui, f"办理 {FIRST} 部分属实 办结 已清理")
    do(tianshui, f"分办 {SECOND} 市建设局 固废")
    do(tianshui, f"关联 {SECOND} {FIRST}")
    do(tianshui, f"公开 {FIRST} 麦积区一处桥下倾倒建筑垃圾")
    return tianshui


def run(town: City, *words: str) -> Result:
    return town.app.test_cli_runner().invoke(args=["complaints", *words])


def test_the_list_names_cases_and_never_who_sent_them(town: City) -> None:
    lines = run(town, "list").output.splitlines()
    assert [line.split("\t")[0] for line in lines] == [FIRST, SECOND, THIRD]
    assert f"重复，首件 {FIRST}" in lines[1]
    found = [json.loads(line) for line in run(town, "list", "--open", "--json").output.splitlines()]
    assert [one["number"] for one in found] == [SECOND, THIRD]
    assert found[0]["first"] == FIRST
    assert found[0]["assignments"][0]["unit"] == "市建设局"
    everything = run(town, "list", "--json").output
    assert PHONE not in everything
    assert town.office.store.people.pid("oCitizen") not in everything
    assert len(run(town, "list", "--repeated").output.splitlines()) == 2
    of_unit = run(town, "list", "--unit", "市建设局").output.splitlines()
    assert [line.split("\t")[0] for line in of_unit] == [FIRST, SECOND]
    assert run(town, "list", "--unit", "不存在局").exit_code == 2


def test_the_counts_reconcile_and_every_rate_prints_its_formula(town: City) -> None:
    found = json.loads(run(town, "counts", "--json").output)
    assert (found["cases"], found["assignments"], found["kinds"]) == (3, 3, 3)
    assert found["by_kind"] == {"扬尘": 1, "固废": 2, "未填类型": 1}
    assert found["by_source"] == {"微信": 1, "来电": 1, "省转": 1}
    assert found["by_unit"] == {"市建设局": 2, "麦积区政府": 1}
    assert sum(found["by_state"].values()) == found["cases"]
    assert found["repeated"] == 1
    strict, staged, _ = found["rates"]
    assert strict["value"] == staged["value"] == "33.3%（1/3）"
    assert "阶段性办结不计入" in strict["formula"]
    told = run(town, "counts").output
    assert "其中 1 件由多家共办" in told
    assert "三个合计可以不相等" in told


def test_the_table_has_the_columns_of_the_offices_and_no_formulas(
    town: City, tmp_path: Path
) -> None:
    file = tmp_path / "list.xlsx"
    assert "已导出 3 件" in run(town, "export", str(file)).output
    sheet = load_workbook(file).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [heading for heading, _ in COLUMNS]
    assert rows[1][1:4] == [
        *(FIRST, "葫芦河大桥下有人倒建筑垃圾，电话（号码已隐去）", "麦积区政府")
    ]
    assert rows[1][4:9] == ["固废、扬尘", None, "部分属实", "已清理", "办结"]
    assert {cell.data_type for cell in sheet["C"] if cell.value} == {"s"}
    table = tmp_path / "list.csv"
    run(town, "export", str(table))
    read = list(csv.reader(io.StringIO(table.read_text("utf-8-sig"))))
    assert [row[1] for row in read[1:]] == [FIRST, SECOND, THIRD]


def test_for_everybody_only_what_is_published_in_the_offices_words(
    town: City, tmp_path: Path
) -> None:
    table = tmp_path / "public.csv"
    assert "已导出 1 件" in run(town, "export", str(table), "--public").output
    read = list(csv.reader(io.StringIO(table.read_text("utf-8-sig"))))
    assert read[1][2] == "麦积区一处桥下倾倒建筑垃圾"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\x00坏字符"])
def test_nothing_that_people_write_becomes_a_formula(text: str) -> None:
    row = ["1", "JB2017-0001", text, *[""] * 7]
    [_, read] = csv.reader(io.StringIO(to_csv([row]).decode("utf-8-sig")))
    assert not read[2].startswith(("=", "+", "-", "@", "\t"))
    cell = load_workbook(io.BytesIO(to_xlsx([row]))).active["C2"]
    assert cell.data_type == "s"


def test_a_wrong_file_is_refused_in_one_line(town: City, tmp_path: Path) -> None:
    wrong = run(town, "export", str(tmp_path / "list.pdf"))
    assert (wrong.exit_code, "以 .xlsx 或 .csv 结尾" in wrong.output) == (2, True)
    gone = run(town, "export", str(tmp_path / "no" / "list.csv"))
    assert (gone.exit_code, "写不进去" in gone.output) == (2, True)
    assert "没有改动" in run(town, "recount").output


def test_the_units_stand_below_their_parents(town: City) -> None:
    told = town.app.test_cli_runner().invoke(args=["units"])
    assert "麦积区政府（县区）" in told.output
    lines = town.app.test_cli_runner().invoke(args=["units", "--json"]).output.splitlines()
    assert len(lines) == len(town.office.store.ledger.units())
