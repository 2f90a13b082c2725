"""Yearly duties: districts and departments report (B2), units tell the public (G6)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import redis
from docx import Document

from documents.paper_docx import write_paper
from handlers.import_plan import import_plan
from handlers.unit_report import unit_report
from handlers.words import unit_report as report_words
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from supervision.duties import DutyKind, DutyState
from supervision.records import Role
from tests.scenarios.conftest import City, seed_plan
from tests.scenarios.owing import UNIT, go, last, owed


def found(
    folder: Path, redis_server: EmbeddedServer, policy: str, instant: str, **env: str
) -> City:
    """The seed's city under another policy, from an instant on."""
    at = f"unix://{socket_path(redis_server.folder)}"
    city = City(folder, at, {"ZGT_POLICY": policy, **env})
    city.at(instant)
    document = seed_plan()
    import_plan(city.office, document, city.now)
    city.tick()
    city.bind("oLiaison", UNIT)
    city.bind("oOffice", "整改办", Role.OFFICE)
    return city


@pytest.fixture
def beijing(tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis):
    city = found(tmp_path, redis_server, "beijing-2018", "2019-11-20T10:00:00+08:00")
    yield city
    city.wiring.close()


@pytest.fixture
def gansu(tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis):
    city = found(tmp_path, redis_server, "gansu-2025", "2025-11-20T10:00:00+08:00")
    yield city
    city.wiring.close()


def test_b2_districts_and_departments_owe_a_report_from_december_on(beijing: City) -> None:
    go(beijing, "2019-11-29T09:00")
    assert owed(beijing, DutyKind.YEARLY_REPORT) == []
    go(beijing, "2019-12-02T09:00")
    [duty] = owed(beijing, DutyKind.YEARLY_REPORT)
    assert (duty.period, str(duty.due_day)) == ("2019", "2019-12-31")
    assert "【应办】2019年度整改报告，12月31日（周二）前" in last(beijing, "oLiaison", "【应办】")
    owing = {d.unit for d in beijing.office.store.duties.all()}
    levels = {u.level for u in beijing.office.store.ledger.units() if u.name in owing}
    assert levels == {"district", "department"}


def test_b2_is_reported_in_words_confirmed_and_read_by_the_office(beijing: City) -> None:
    go(beijing, "2019-12-02T09:00")
    assert "请发报告的网址或主要内容" in beijing.say("oLiaison", "年度报告")
    assert "将报送2019年度整改报告" in beijing.say("oLiaison", "全年完成4项，正在推进2项。")
    assert "已记录：2019年度整改报告" in beijing.say("oLiaison", "1")
    assert "全年完成4项" in last(beijing, "oOffice", "【应办回复】")
    assert owed(beijing, DutyKind.YEARLY_REPORT)[0].state is DutyState.DONE


def test_b2_a_clock_that_stood_still_for_years_makes_every_year_up_once(beijing: City) -> None:
    go(beijing, "2021-12-10T10:00")
    assert [d.period for d in owed(beijing, DutyKind.YEARLY_REPORT)] == ["2019", "2020", "2021"]
    go(beijing, "2021-12-13T10:00")
    assert len(owed(beijing, DutyKind.YEARLY_REPORT)) == 3
    listed = beijing.say("oLiaison", "应办事项")
    assert listed.index("2019年度整改报告") < listed.index("2021年度整改报告")


def test_b2_the_overdue_list_names_who_has_not_reported(beijing: City) -> None:
    go(beijing, "2019-12-02T09:00")
    beijing.say("oLiaison", "年度报告 http://bj.gov.cn/2019.html")
    beijing.say("oLiaison", "1")
    go(beijing, "2020-01-02T09:00")
    late = [d for d in beijing.office.store.duties.all() if d.late(beijing.now)]
    assert late
    assert UNIT not in {d.unit for d in late}
    assert f"逾期 {len(late)} 件" in beijing.say("oOffice", "应办事项")


def test_g6_the_public_year_is_a_page_a_file_and_a_duty(gansu: City) -> None:
    gansu.say("oOffice", "发布 全部")
    assert "已公开" in gansu.say("oOffice", "1")
    go(gansu, "2025-12-01T09:00")
    told = last(gansu, "oLiaison", "【应办】2025年度公开")
    path = next(line for line in told.split("\n") if line.startswith("底稿："))
    address = "/" + path.split("//", 1)[1].split("/", 1)[1]
    page = gansu.app.test_client().get(address)
    assert page.status_code == 200
    assert "市建设局2025年度督察整改落实情况" in page.text
    assert "销号率 = 已销号 0 项 ÷ 已公开" in page.text
    report = report_words.paper(unit_report(gansu.office, UNIT, 2025, gansu.now))
    paper = Document(io.BytesIO(write_paper(report)))
    assert paper.paragraphs[0].text == "市建设局2025年度督察整改落实情况"
    rows = [row.cells[0].text for row in paper.tables[0].rows]
    assert rows[0] == "编号"
    assert "14-2" in rows
    assert "已记录" in gansu.say("oLiaison", "已公开 http://www.gs.gov.cn/a/2025.html")


def test_g6_shows_nothing_that_is_not_published_and_no_year_that_is_none(gansu: City) -> None:
    client = gansu.app.test_client()
    page = client.get(f"/units/{UNIT}/reports/2025")
    assert "没有已公开的整改事项" in page.text
    assert "14-2" not in page.text
    for year in (1999, 2026):
        assert client.get(f"/units/{UNIT}/reports/{year}").status_code == 404
    assert client.get("/units/市火星局/reports/2025").status_code == 404


def test_g6_who_has_finished_everything_owes_no_report(gansu: City) -> None:
    from dataclasses import replace

    from storage.change import Change
    from supervision.progress import Lifecycle

    ledger = gansu.office.store.ledger
    units = ledger.units()
    entries, _ = ledger.open_of(UNIT, 0, 200)
    for entry in entries:
        change = Change()
        closed = replace(entry.progress, lifecycle=Lifecycle.CLOSED, closed_at=gansu.now)
        ledger.save_progress(change, entry, closed, units)
        gansu.office.store.commit(change)
    go(gansu, "2025-12-01T09:00")
    assert owed(gansu, DutyKind.YEARLY_PUBLICATION) == []
    assert gansu.office.store.duties.all()
