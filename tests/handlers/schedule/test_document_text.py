"""A document as its page prints it, and how long notices are kept short."""

from __future__ import annotations

import pytest

from handlers.links import document_link
from handlers.words import screen
from handlers.words.documents import document_text
from supervision.progress import Progress
from supervision.records import Role
from supervision.times import to_iso
from tests.supervision.builders import at, claimed


def text_of(city, code):
    office = city.office
    return document_text(city.one(code), office.policy, "市整改办", office.working_days())


def test_the_yellow_card_says_everything_that_a_yellow_card_must_say(city):
    city.add("14-2", "2017-09-08", progress=claimed(60))
    city.tick("2017-09-15 15:00")
    text = text_of(city, "HP")
    assert (text.title, text.number, text.state) == ("黄牌警告", city.one("HP").number, "已签发")
    assert {s.heading: s.lines[0] for s in text.sections} == {
        "编号": city.one("HP").number,
        "受文单位": "市建设局",
        "送达": "单位负责人、联络员",
        "事由": "1 项整改事项超期，第一次被通报批评",
        "涉及事项": "14-2 第14-2项整改，9月8日（周五）到期（方案原文「2017-09-08」），超期 7 天，"
        "单位上报 60%，责任单位：麦积区政府",
        "依据通报": f"{city.one('TB').number}，本方案第 1 次通报批评",
        "条款": "市委发〔2017〕30号 六（四）（T10）",
        "后果": "列入督办计划，实行每月督办",
        "要求": "限期完成整改，书面报告",
        "整改期限": "9月29日（周五）前完成整改，并书面报市整改办",
        "书面答复": "9月22日（周五）前书面答复原因和措施",
        "解除": "涉及事项通过验收、销号，或获准延期，由整改办摘牌",
        "申辩": "有异议的，9月22日（周五）前向市整改办书面提出",
    }
    assert text.closing == ("市委、市政府", "2017年9月15日（周五）")


@pytest.mark.parametrize(
    ("due", "ticks", "left"),
    [
        ("2017-08-31", ["2017-08-28 09:00"], "还剩 3 个工作日"),
        # Due on a Saturday: the working day before it is the Friday itself.
        ("2017-09-02", ["2017-09-01 09:00"], "还剩 1 天，其间没有工作日"),
        # Drawn up for Monday, made up on Tuesday.
        ("2017-08-31", ["2017-08-25 15:00", "2017-08-29 08:30"], "还剩 2 个工作日"),
    ],
)
def test_a_reminder_and_its_page_say_the_same_days_left(city, due, ticks, left):
    city.add("1", due)
    for tick in ticks:
        city.tick(tick)
    document = city.documents("TX")[-1]
    page = document_text(document, city.office.policy, "市整改办", city.office.working_days())
    (tasks,) = [s for s in page.sections if s.heading == "涉及事项"]
    assert left in tasks.lines[0]
    assert f"第1项整改{left}" in city.texts("liaison")[-1]


def test_the_bulletin_prints_every_measure_and_only_it_is_public(city):
    for n in range(1, 13):
        city.add(str(n), "2017-09-08")
    city.tick("2017-09-15 09:00")
    assert not city.one("TB").public
    city.tick("2017-09-15 15:00")
    (tasks,) = [s for s in text_of(city, "TB").sections if s.heading == "涉及事项"]
    assert len(tasks.lines) == 12
    assert city.one("TB").public
    assert not city.one("HP").public


def test_a_notice_of_many_measures_stays_short_and_says_where_the_rest_is(city):
    for n in range(1, 13):
        city.add(str(n), "2017-09-08")
    city.tick("2017-09-15 15:00")
    (card,) = [n for n in city.notices("head") if n.kind == "yellow_card"]
    assert "\n1 等 12 项：最长超期 7 天\n" in card.text
    assert f"\n全文：{document_link(city.office, city.one('HP'))}\n" in card.text
    assert screen.fits(card.text)
    assert card.fields["item"] == "1 等 12 项"


def test_every_field_of_every_notice_fits_a_template(city):
    city.bind("officer2", Role.OFFICE)
    city.add("14-2", "2017-09-08", progress=Progress())
    city.add("2", "2017-09-08", lead=["市水务局"])
    city.tick("2017-10-31 15:00")
    for pid in ("liaison", "head", "office", "leader", "officer2"):
        for notice in city.notices(pid):
            assert set(notice.fields) == {"item", "unit", "step", "time", "number"}
            assert all(0 < len(value) <= 20 for value in notice.fields.values()), notice.fields
            assert "\n" not in "".join(notice.fields.values())
            assert "!" not in notice.text
            assert "！" not in notice.text


def test_past_the_table_dates_say_that_they_are_guessed(city):
    city.add("1", "2026-12-18")
    city.store.redis.hset(city.store.keys.clock(), "cursor", to_iso(at("2026-12-25 18:00")))
    city.tick("2026-12-31 15:00")
    (card,) = [n for n in city.notices("head") if n.kind == "yellow_card"]
    assert "前可书面申辩（按周一至周五推算）\n" in card.text
