"""The overview, score sheets, leaders' items and public lists, through the doors."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from docx import Document as Docx

from handlers.case_file import may_read_case_as
from handlers.invite import invite
from handlers.schedule.leaders import bound
from storage.change import Change
from supervision.listings import ListingKind
from supervision.people import Group
from supervision.progress import Lifecycle
from supervision.records import Role
from supervision.times import from_iso
from tests.scenarios.conftest import City

LEADER = "王某"


@pytest.fixture
def town(tianshui: City) -> City:
    tianshui.bind("oLiaison", "市建设局")
    tianshui.bind("oOffice", "整改办", Role.OFFICE)
    tianshui.bind("oLeader", "市水务局", Role.LEADER)
    return tianshui.at("2017-12-20T10:00:00+08:00")


def acts(town: City) -> list[str]:
    return [str(e.body["act"]) for e in town.office.store.journal.entries()]


def page(town: City, address: str) -> str:
    return town.app.test_client().get(address).get_data(as_text=True)


def run(town: City, *words: str) -> tuple[int, str]:
    done = town.app.test_cli_runner().invoke(args=list(words))
    return done.exit_code, done.output


def close(town: City, number: str) -> None:
    """As the acceptance procedure leaves it; it has tests of its own."""
    entry = town.office.store.ledger.find(number)
    assert entry is not None
    change = Change()
    closed = replace(
        entry.progress,
        lifecycle=Lifecycle.CLOSED,
        closed_at=from_iso("2017-11-30T02:00:00+00:00"),
        accepted_at=from_iso("2017-11-10T02:00:00+00:00"),
    )
    town.office.store.ledger.save_progress(change, entry, closed)
    town.office.store.commit(change)


# ---- the four axes --------------------------------------------------------------------------


def test_the_overview_shows_four_axes_with_their_formulas(town: City) -> None:
    close(town, "13-2")
    said = town.say("oOffice", "总览")
    for part in (
        "【销号】",
        "【进度】",
        "【督办追责】",
        "【公开】",
        "已销号 1",
        "核实完成 1 ÷ 全部",
    ):
        assert part in said
    assert "公开率：已公开 0 ÷ 全部" in said
    assert "【销号】" in town.say("oLeader", "总览")
    assert "【销号】" not in town.say("oLiaison", "总览")
    assert "【销号】" not in town.say("oCitizen", "总览")


def test_the_summary_counts_as_a_whole_reading_does(town: City) -> None:
    close(town, "13-2")
    plan = town.office.store.ledger.current_plan()
    assert plan is not None
    entries = list(town.office.store.ledger.all_entries(plan.id))
    settled = sum(e.progress.settled for e in entries)
    said = town.say("oOffice", "进度汇总")
    assert f"核实完成 {settled} ÷ 全部 {len(entries)} = " in said
    theirs = town.say("oOffice", "市建设局进度汇总")
    assert "市建设局整改事项" in theirs


# ---- score sheets ---------------------------------------------------------------------------


def test_leaders_see_scores_of_units_and_units_their_own(town: City) -> None:
    town.bind("oCounty", "秦安县政府")
    town.at("2018-01-20T10:00:00+08:00")
    everybody = town.say("oLeader", "考核 2017")
    assert "只评单位" in everybody
    assert "总分 = 得分 ÷ 计分项满分 × 100 − 扣分" in everybody
    assert everybody.count("\n1. ") == 5  # equal totals share a place
    one = town.say("oLeader", "考核 2017 秦安县政府")
    for part in ("秦安县政府 2017 年考核评分", "按期完成率：按期完成并核实", "÷ 应完成", "（T12）"):
        assert part in one
    assert "秦安县政府 2017 年考核评分" in town.say("oCounty", "考核 2017")
    assert "由整改办和领导查看" in town.say("oLiaison", "考核 2017 市水务局")
    assert "还没有开始" in town.say("oLeader", "考核 2030")


def test_the_score_sheet_comes_as_json_and_as_a_workbook(town: City, tmp_path) -> None:
    town.at("2018-01-20T10:00:00+08:00")
    code, said = run(town, "assessment", "show", "2017", "--unit", "秦安县政府", "--json")
    assert code == 0
    made = json.loads(said)
    [on_time] = [one for one in made["items"] if one["figure"] == "on_time"]
    assert on_time["denominator"] >= 5
    assert "÷" in on_time["formula"]
    assert (made["unit"], made["minimum_sample"]) == ("秦安县政府", 5)
    book = tmp_path / "kaohe.xlsx"
    code, said = run(town, "assessment", "show", "2017", "--xlsx", str(book))
    assert (code, book.read_bytes()[:2]) == (0, b"PK")
    from openpyxl import load_workbook

    sheet = load_workbook(book)["2017年总分"]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["秦安县政府"][1] == made["total"]
    assert run(town, "assessment", "show", "2017", "--xlsx", str(book))[0] == 2


def test_what_the_ledger_does_not_know_is_entered_with_its_source(town: City) -> None:
    words = ("assessment", "enter", "秦安县政府", "2017", "satisfaction")
    assert run(town, *words, "90", "80", "--source", "民调")[0] == 2
    code, said = run(town, *words, "80", "100", "--source", "民调")
    assert (code, "满意 80 ÷ 已评价 100 = 80.0%" in said) == (0, True)
    assert acts(town)[-1] == "enter_assessment"


def test_satisfaction_is_what_senders_said_until_a_survey_is_entered(town: City) -> None:
    from datetime import timedelta

    from handlers.assessment import sheet_of
    from supervision.assessment_rules import Figure
    from supervision.assignments import Assignment
    from supervision.complaints import Complaint, Verdict
    from supervision.policy import Policy
    from tests.supervision.builders import POLICIES

    for n, verdict in enumerate((Verdict.SATISFIED, Verdict.MOSTLY, Verdict.NOT, None), 1):
        filed = town.now - timedelta(days=30)
        given = Assignment("市建设局", filed, date(2017, 12, 1))
        case = Complaint(
            f"JB2017-{n:04d}",
            filed,
            date(2017, 12, 1),
            "灰尘大",
            assignments=(given,),
            verdict=verdict,
        )
        change = Change()
        town.office.store.complaints.add(change, case, "", [])
        town.office.store.commit(change)
    rules = Policy.parse((POLICIES / "jiyuan-2019.toml").read_text(encoding="utf-8")).assessment
    assert rules is not None

    def share() -> tuple[int, int, str]:
        made = sheet_of(town.office, rules, "市建设局", 2017, town.now)
        [one] = [s.share for s in made.scored if s.item.figure is Figure.SATISFACTION]
        return (one.part, one.whole, one.source) if one else (0, 0, "")

    assert share() == (2, 3, "举报人评价（满意＋基本满意）")
    run(
        town,
        "assessment",
        "enter",
        "市建设局",
        "2017",
        "satisfaction",
        "80",
        "100",
        "--source",
        "民调",
    )
    assert share() == (80, 100, "民调")


def test_a_missed_target_says_how_the_office_records_it(town: City) -> None:
    """The words that are printed are understood when the office sends them."""
    from handlers.words.indicators import propose_fact
    from language.fact_requests import read_fact
    from supervision.indicators import Direction, Indicator, Target, Value, assess

    one = Indicator(
        "PM2.5", "", Decimal(25), Direction.AT_MOST, date(2017, 6, 30), "T5", Target.AIR
    )
    value = Value("28", date(2017, 6, 30), "公报", town.now)
    told = propose_fact(assess(one, [value], date(2017, 12, 20)))
    words = told.split("「")[2].split("」")[0].replace("某单位", "秦安县政府")
    names = town.office.lexicon().names
    [act] = read_fact(words, Role.OFFICE, date(2017, 12, 20), names)
    assert (act.text("kind"), act.text("target")) == ("annual_target_missed", "air")
    assert act.text("unit") == "秦安县政府"
    assert act.text("ratio").rstrip("%") in ("12", "12.00")


# ---- leaders --------------------------------------------------------------------------------


def lead(town: City, *numbers: str) -> None:
    """The plan names a leader on these measures."""
    ledger = town.office.store.ledger
    for number in numbers:
        entry = ledger.find(number)
        assert entry is not None
        duty = replace(entry.measure.duty, leaders=(LEADER,))
        change = Change()
        ledger.put_measure(
            change,
            replace(entry.measure, duty=duty),
            ledger.place(entry.measure.id),
            ledger.units(),
            old=entry,
        )
        town.office.store.commit(change)


def test_a_leader_sees_nothing_until_the_office_has_confirmed_the_name(town: City) -> None:
    lead(town, "13-2", "14-2")
    assert "还没有确认" in town.say("oLeader", "我的包抓")
    pid = town.office.store.people.pid("oLeader")
    assert run(town, "leader", "confirm", pid, "李某")[0] == 2
    code, said = run(town, "leader", "confirm", pid, LEADER)
    assert (code, "包抓 2 项" in said) == (0, True)
    assert pid[:8] in run(town, "leader", "list")[1]
    assert [person.pid for person in bound(town.office.store, LEADER)] == [pid]
    said = town.say("oLeader", "我的包抓")
    assert "您包抓 2 项" in said
    assert "14-2" in said
    assert "14-2" in town.say("oLeader", "14-2")
    assert "供包抓领导查看" in town.say("oLiaison", "我的包抓")
    run(town, "leader", "remove", pid, LEADER)
    assert "还没有确认" in town.say("oLeader", "我的包抓")


def test_the_digest_comes_on_the_day_of_dispatch_with_their_items_alone(town: City) -> None:
    lead(town, "13-2", "14-2")
    pid = town.office.store.people.pid("oLeader")
    run(town, "leader", "confirm", pid, LEADER)
    town.bind("oOther", "市财政局", Role.LEADER)
    town.at("2018-01-02T09:00:30+08:00").tick()  # the first is a holiday
    # Those of August to December, which nobody ran the clock for, are not made up.
    [digest] = [text for text in town.pushed("oLeader") if "【包抓调度】" in text]
    assert "您包抓 2 项" in digest
    assert not any("【包抓调度】" in text for text in town.pushed("oOther"))
    town.at("2018-01-03T09:00:30+08:00").tick()
    assert sum("【包抓调度】" in text for text in town.pushed("oLeader")) == 1


def test_a_leader_who_leaves_is_no_longer_known_by_name(town: City) -> None:
    lead(town, "13-2")
    pid = town.office.store.people.pid("oLeader")
    run(town, "leader", "confirm", pid, LEADER)
    town.event("oLeader", "unsubscribe")
    assert town.office.store.leaders.names(pid) == []


# ---- public lists ---------------------------------------------------------------------------


def test_an_enterprise_is_public_after_its_signature_and_its_history_stays(town: City) -> None:
    assert "待签发" not in town.say("oOffice", "企业名单")
    drawn = town.say("oOffice", "列入企业名单 天水某某化工有限公司，偷排废水被处罚")
    assert "已拟好 QY2017-0001" in drawn
    assert "某某化工" not in page(town, "/enterprises/")
    asked = town.say("oOffice", "签发 QY2017-0001")
    assert "将在企业名单向社会公开" in asked
    assert "偷排废水被处罚" in asked
    assert "某某化工" not in page(town, "/enterprises/")
    assert "已公开 QY2017-0001" in town.say("oOffice", "1")
    assert "天水某某化工有限公司" in page(town, "/enterprises/")
    assert "原因是什么" in town.say("oOffice", "移出 QY2017-0001")
    assert "将移出企业名单" in town.say("oOffice", "整改到位，信用修复")
    assert "已移出" in town.say("oOffice", "1")
    assert "某某化工" not in page(town, "/enterprises/")
    kept = town.office.store.listings.get("QY2017-0001")
    assert kept is not None
    assert (kept.removal, kept.signed_at is not None) == ("整改到位，信用修复", True)
    assert acts(town)[-3:] == ["add_listing", "sign_listing", "remove_listing"]
    assert "没有改动" in town.say("oOffice", "签发 QY2017-0001")


def test_nobody_else_signs(town: City) -> None:
    town.say("oOffice", "列入企业名单 某某公司，违法排污")
    for openid in ("oLiaison", "oLeader", "oCitizen"):
        town.say(openid, "签发 QY2017-0001")
        town.say(openid, "1")
    assert town.office.store.listings.public(ListingKind.ENTERPRISE, 9) == []


def test_each_work_group_signs_what_is_its_own(town: City) -> None:
    code = invite(town.office, "整改办", Role.OFFICE, town.now, group=Group.ACCOUNTABILITY).code
    town.say("oGroup", f"绑定 {code}")
    town.say("oGroup", "1")
    town.say("oGroup", "列入企业名单 某某公司，违法排污")
    assert "宣传报道组签发" in town.say("oGroup", "签发 QY2017-0001")
    assert "将在企业名单" in town.say("oOffice", "签发 QY2017-0001")


def test_a_good_case_is_a_measure_that_was_closed(town: City) -> None:
    assert "还没有销号" in town.say("oOffice", "典型案例 13-2 先建后拆，群众满意")
    close(town, "13-2")
    assert "请直接回复做法" in town.say("oOffice", "典型案例 13-2")
    assert "已拟好 AL2017-0001" in town.say("oOffice", "先通后拆，雨污分流一次到位")
    town.say("oOffice", "签发 AL2017-0001")
    town.say("oOffice", "1")
    shown = page(town, "/cases/")
    assert "先通后拆" in shown
    assert "市建设局" in shown


def test_a_result_rests_on_a_document_that_was_issued(town: City) -> None:
    town.say("oOffice", "预警 市建设局 14-2")
    town.say("oOffice", "1")
    [warning] = town.office.store.documents.of_unit("市建设局", 1)
    assert "没有这份" in town.say("oOffice", f"公开结果 {warning.number} 已约谈")
    town.at("2017-12-15T09:00:10+08:00")
    town.say("oOffice", "黄牌 市建设局 14-2")
    town.say("oOffice", "1")
    [card] = [
        d for d in town.office.store.documents.of_unit("市建设局") if d.number.startswith("HP")
    ]
    assert "没有这份" in town.say("oOffice", f"公开结果 {card.number} 已督促整改")
    town.say("oOffice", f"签发 {card.number}")
    town.say("oOffice", "1")
    assert "已拟好 JG2017-0001" in town.say("oOffice", f"公开结果 {card.number} 已督促整改")
    town.say("oOffice", "签发 JG2017-0001")
    town.say("oOffice", "1")
    assert "黄牌警告：市建设局" in page(town, "/results/")


# ---- case file and papers -------------------------------------------------------------------


def test_a_case_file_opens_by_its_key_and_holds_everything(town: City) -> None:
    town.say("oLiaison", "14-2 完成40%")
    town.say("oOffice", "预警 市建设局 14-2")
    town.say("oOffice", "1")
    town.say("oOffice", "记录 市建设局 14-2 反馈失实")
    town.say("oOffice", "1")
    assert "/case-files/14-2?k=" in town.say("oLeader", "看14-2")
    assert "/case-files/" not in town.say("oLiaison", "看14-2")
    people = town.office.store.people
    readers = {who: people.get(people.pid(who)) for who in ("oOffice", "oLeader", "oLiaison")}
    may = [who for who, person in readers.items() if may_read_case_as(person)]
    assert (may, may_read_case_as(None)) == (["oOffice", "oLeader"], False)
    assert town.app.test_client().get("/case-files/14-2").status_code == 404
    assert town.app.test_client().get("/case-files/14-2?k=wrong").status_code == 404
    _, said = run(town, "case", "show", "14-2")
    link = said.rsplit("：", 1)[-1].strip()
    address = link[link.index("/case-files/") :]
    shown = page(town, address)
    for part in ("内部资料", "单位上报：40%", "已核实：尚未核实", "预警", "方案原文", "失实"):
        assert part in shown, part
    answer = town.app.test_client().get(address.replace("14-2?", "14-2.docx?"))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    words = "\n".join(p.text for p in Docx(io.BytesIO(answer.data)).paragraphs)
    assert "整改措施：" in words
    cells = [c.text for t in Docx(io.BytesIO(answer.data)).tables for r in t.rows for c in r.cells]
    assert "40%" in cells
    assert "预警" in cells


def test_a_bulletin_and_a_card_come_as_papers(town: City, tmp_path) -> None:
    town.tick()
    town.at("2017-12-29T15:00:30+08:00").tick()  # the bulletin of the last working day
    public = town.office.store.documents.public(1)
    assert public
    day = public[0].period.isoformat()
    out = tmp_path / "tongbao.docx"
    assert run(town, "documents", "export", day, "--docx", str(out))[0] == 0
    words = "\n".join(p.text for p in Docx(str(out)).paragraphs)
    assert "整改工作通报" in words
    assert public[0].decision.unit in words
    number = public[0].number
    answer = town.app.test_client().get(f"/documents/{number}.docx")
    assert answer.status_code == 200
    assert "通报批评" in "\n".join(p.text for p in Docx(io.BytesIO(answer.data)).paragraphs)
    card = next(
        d
        for d in town.office.store.documents.latest(500)
        if not d.public and d.decision.step == "yellow_card"
    )
    assert town.app.test_client().get(f"/documents/{card.number}.docx").status_code == 404
    assert run(town, "documents", "export", "XX-1")[0] == 2


def test_a_case_file_has_the_steps_of_its_acceptance(town: City) -> None:
    town.say("oLiaison", "13-2 完成100%")
    town.say("oLiaison", "1")
    town.say("oLiaison", "13-2 申请验收")
    town.say("oLiaison", "1")
    told = run(town, "case", "show", "13-2")[1]
    assert "还没有申请验收" in run(town, "case", "show", "14-2")[1]
    steps = told.split("七、验收销号")[1].split("八、")[0]
    assert "2017-12-20  申请验收  市建设局" in steps
