"""Publicities on the public page: the notice, the form to object, and nothing of who objected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import redis
from docx import Document

from documents.publicity_docx import publicity_docx
from handlers.acceptance.publicity import publicity_of
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from supervision.acceptance.table import Stage
from tests.scenarios.acceptance.town import ITEM, Town, make_town

NUMBER = "GS2024-0001"


@pytest.fixture
def town(tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis) -> Town:
    made = make_town(tmp_path, f"unix://{socket_path(redis_server.folder)}", "gansu-2025")
    return made.applied().passed().in_publicity()


def page(town: Town, path: str) -> str:
    answer = town.app.test_client().get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.text


def test_the_notice_has_the_sections_of_real_ones(town: Town) -> None:
    assert f'href="/publicity/{NUMBER}"' in page(town, "/publicity/")
    text = page(town, f"/publicity/{NUMBER}")
    for part in (
        *("一、整改问题", "二、实施主体", "三、重点措施", "四、目标任务", "五、完成时限"),
        *("六、完成情况", "违建已全部拆除", "岸线恢复自然状态", "2024年10月底前"),
        *("公示期2024年9月29日至2024年10月16日，共10个工作日", "受理单位", "省整改办"),
        *("国庆节放假（10月1日至7日）", "提出异议"),
    ):
        assert part in text, part


def test_an_objection_from_the_page_gets_a_number_and_blocks_the_closing(town: Town) -> None:
    client = town.app.test_client()
    answer = client.post(f"/publicity/{NUMBER}/objections", data={"what": "河边还有彩钢房没拆"})
    assert answer.status_code == 303
    assert answer.headers["Cache-Control"] == "no-store"
    shown = client.get(answer.headers["Location"]).text
    number = re.search(r"YY2024-\d{4}", shown)
    assert number
    assert "核实中" in shown
    assert "彩钢房" not in shown
    assert "收到异议</dt><dd>1 件" in page(town, f"/publicity/{NUMBER}")
    assert any("彩钢房" in text for text in town.pushed("oOffice"))
    town.at("2024-10-17T09:00:30+08:00").tick()
    assert town.stage() is Stage.PUBLICITY
    town.does("oOffice", f"异议不成立 {number[0]} 已复核")
    assert "异议不成立" in page(town, f"/objections/{number[0]}")


@pytest.mark.parametrize(
    ("path", "what", "status"),
    [
        (f"/publicity/{NUMBER}/objections", "短", 400),
        (f"/publicity/{NUMBER}/objections", "", 400),
        ("/publicity/GS2024-0099/objections", "河边还有彩钢房没拆", 404),
    ],
)
def test_what_cannot_be_taken_is_told_and_changes_nothing(
    town: Town, path: str, what: str, status: int
) -> None:
    answer = town.app.test_client().post(path, data={"what": what})
    assert answer.status_code == status
    assert "没有收下这件异议" in answer.text
    assert town.office.store.objections.open_count() == 0


def test_another_site_cannot_send_the_form(town: Town) -> None:
    answer = town.app.test_client().post(
        f"/publicity/{NUMBER}/objections",
        data={"what": "河边还有彩钢房没拆"},
        headers={"Origin": "https://elsewhere.example"},
    )
    assert answer.status_code == 403
    assert town.office.store.objections.open_count() == 0


def test_after_the_last_day_the_form_is_gone_and_an_objection_refused(town: Town) -> None:
    town.at("2024-10-17T08:00:00+08:00")
    assert '<form class="objection"' not in page(town, f"/publicity/{NUMBER}")
    answer = town.app.test_client().post(
        f"/publicity/{NUMBER}/objections", data={"what": "河边还有彩钢房没拆"}
    )
    assert answer.status_code == 409
    assert "公示期已满" in answer.text


def test_unknown_numbers_are_not_found(town: Town) -> None:
    client = town.app.test_client()
    for path in ("/publicity/GS2024-0099", "/objections/YY2024-0099", "/publicity/?page=9"):
        assert client.get(path).status_code == 404


def test_the_item_page_and_the_overview_show_closing_and_rebound(town: Town) -> None:
    town.does("oOffice", f"发布 {ITEM}")
    assert "公示中" in page(town, f"/measures/{ITEM}")
    town.at("2024-10-17T09:00:30+08:00").tick()
    text = page(town, f"/measures/{ITEM}")
    assert "已销号" in text
    assert f'href="/publicity/{NUMBER}"' in text
    assert "曾重新纳入 0 项 ÷ 曾销号 1 项 = 0.0%" in page(town, "/")
    town.does("oOffice", f"重新纳入 {ITEM} 板房又搭起来了")
    text = page(town, f"/measures/{ITEM}")
    assert "重新纳入整改" in text
    assert "板房" not in text
    assert "已核实" in text
    assert "尚未核实" in text
    assert "曾重新纳入 1 项 ÷ 曾销号 1 项 = 100.0%" in page(town, "/")


def test_the_notice_as_a_word_document(town: Town, tmp_path: Path) -> None:
    found = publicity_of(town.office, NUMBER)
    assert found is not None
    file = tmp_path / "notice.docx"
    file.write_bytes(publicity_docx(found.notice))
    lines = [paragraph.text for paragraph in Document(str(file)).paragraphs]
    assert lines[0] == "甘肃省关于3-1号整改事项验收销号的公示"
    assert lines[1] == f"编号：{NUMBER}"
    heads = [line for line in lines if re.match(r"[一二三四五六]、", line)]
    assert [head[0] for head in heads] == list("一二三四五六")
    assert lines[-2:] == ["省整改办", "2024年9月29日"]


def test_the_commands_draw_and_write_the_notice(town: Town, tmp_path: Path) -> None:
    runner = town.app.test_cli_runner()
    file = tmp_path / "n.docx"
    done = runner.invoke(args=["acceptance", "notice", NUMBER, "--to", str(file)])
    assert done.exit_code == 0, done.output
    assert file.read_bytes()[:2] == b"PK"
    missing = runner.invoke(args=["acceptance", "notice", "GS2024-0099", "--to", str(file)])
    assert "没有编号为 GS2024-0099 的公示" in str(missing.exception) + missing.output
    nothing = runner.invoke(args=["acceptance", "draw"])
    assert "还没有已销号的事项" in str(nothing.exception) + nothing.output
    town.at("2024-10-17T09:00:30+08:00").tick()
    drawn = town.app.test_cli_runner().invoke(args=["acceptance", "draw"])
    assert drawn.exit_code == 0, drawn.output
    assert "2024年第4季度：已销号 1 项中抽中 3-1" in drawn.output
    assert town.case().drawn is not None
