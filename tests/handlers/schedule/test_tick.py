"""The schedule on a real Redis, through tick()."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.links import document_link
from handlers.schedule.desk import Desk
from handlers.schedule.morning import draw_up
from handlers.schedule.tick import tick
from handlers.words.documents import document_text
from storage.change import Change
from storage.errors import Conflict
from storage.lease import Lease
from supervision.acceptance.table import Event
from supervision.cycles import Moment, Work
from supervision.decisions import Reason
from supervision.documents import State
from supervision.progress import Lifecycle, Progress
from supervision.records import Role
from tests.supervision.builders import at, claimed, tianshui

# The bulletins of autumn 2017: 31 August, 15, 30 September, 16, 31 October, 15, 30 November.


def test_the_first_tick_only_starts_the_clock(city):
    city.add("1", "2017-06-30")
    city.store.redis.hdel(city.store.keys.clock(), "cursor")
    assert city.tick("2017-09-20 12:00").moments == 0
    assert city.documents() == []
    assert city.store.clock.cursor() == at("2017-09-20 12:00")


def test_a_region_that_starts_in_the_middle_has_no_criticism_for_the_part_before(city):
    city.add("1", "2017-06-30")
    city.store.redis.hdel(city.store.keys.clock(), "cursor")
    city.tick("2017-09-20 12:00")
    city.tick("2017-09-30 15:00")
    assert [d.period for d in city.documents("TB")] == [date(2017, 9, 30)]


def test_reminders_go_out_at_nine_one_digest_for_all_items(city):
    city.add("1", "2017-08-31", progress=claimed(60))
    city.add("2", "2017-08-31")
    city.tick("2017-08-28 08:59")
    before = len(city.notices("liaison"))
    city.tick("2017-08-28 09:00")
    new = city.notices("liaison")[before:]
    assert len(new) == 1
    assert new[0].text.startswith("【提醒】您单位有 2 项快到期\n1 第1项整改：还剩 3 个工作日")
    assert new[0].not_before == at("2017-08-28 09:00")
    assert city.notices("head") == []


def test_a_single_reminder_is_one_sentence_with_its_question(city):
    city.add("14-2", "2017-08-31", progress=claimed(60))
    city.tick("2017-08-28 09:00")
    assert city.texts("liaison")[-1] == (
        "【提醒】14-2 第14-2项整改：还剩 3 个工作日（8月31日（周四）到期），"
        "您单位上报 60%。能按期吗？请回复进度，或回复「无变化」"
    ).replace("整改：还", "整改还")


def test_a_reminder_whose_deadline_has_passed_is_recorded_as_skipped_not_sent(city):
    city.add("1", "2017-08-31")
    city.tick("2017-08-27 12:00")
    before = len(city.notices("liaison"))
    city.tick("2017-09-01 08:59")
    skipped = [d for d in city.documents("TX") if d.state is State.DROPPED]
    assert [d.period for d in skipped] == [date(2017, 8, 28), date(2017, 8, 30)]
    assert {d.remark for d in skipped} == {"deadline_passed"}
    assert len(city.notices("liaison")) == before


def test_a_warning_goes_out_on_the_morning_after_with_everything_it_must_say(city):
    city.add("14-2", "2017-08-31", progress=claimed(60))
    city.tick("2017-09-01 09:00")
    assert city.one("YJ").state is State.ISSUED
    text = city.texts("head")[-1]
    for part in (
        "【预警】市建设局有 1 项已超期",
        city.one("YJ").number,
        "8月31日（周四）到期，超期 1 天，上报 60%",
        "市委发〔2017〕30号 五（三）（T5）",
        "9月15日（周五）半月通报",
        "回复「收到」签收",
    ):
        assert part in text
    assert [d.number for d in city.store.documents.unacknowledged("市建设局")] == [
        city.one("YJ").number
    ]


def test_a_reminder_and_a_warning_of_one_morning_are_one_digest(city):
    city.add("1", "2017-08-31")
    city.add("2", "2017-09-04")
    city.tick("2017-08-31 15:00")
    before = len(city.notices("liaison"))
    city.tick("2017-09-01 09:00")
    new = city.notices("liaison")[before:]
    assert [n.kind for n in new] == ["warning"]
    assert "【提醒】2 第2项整改" in new[0].text
    assert "您单位尚未上报。" in new[0].text


def test_somebody_of_many_units_gets_one_digest_that_still_fits_a_message(city):
    units = [f"第{n}局" for n in range(1, 13)]
    city.bind("many", Role.LIAISON, *units)
    for n, unit in enumerate(units, 1):
        city.add(str(n), "2017-08-31", lead=[unit])
    city.tick("2017-09-01 09:00")
    (notice,) = [n for n in city.notices("many") if n.kind == "warning"]
    assert len(notice.text.encode()) < 2048
    assert "另有 11 件：\n【预警】" in notice.text


def test_a_warning_by_pace_on_the_day_of_dispatch(city):
    city.add("1", "2017-10-13", progress=claimed(10))
    city.tick("2017-09-01 09:00")
    (text,) = [n.text for n in city.notices("liaison") if n.kind == "warning"]
    assert "第1项整改还剩 26 个工作日" in "".join(city.texts("liaison"))
    assert text == (
        "【预警】市建设局有 1 项进度滞后\n"
        f"编号：{city.one('YJ').number}\n"
        "1 第1项整改：应达 58%，上报 10%，10月13日（周五）到期\n"
        "依据：市委发〔2017〕30号 五（三）（T5）\n"
        "解除办法：到期前赶上应达进度并如实上报；有特殊原因的，到期前向整改办申请延期\n"
        f"全文：{document_link(city.office, city.one('YJ'))}\n"
        "回复「收到」签收"
    )


def test_the_first_criticism_gives_a_yellow_card_and_monthly_supervision(city):
    city.add("14-2", "2017-09-08", progress=claimed(60))
    city.tick("2017-09-15 09:00")
    assert {d.number[:2]: d.state for d in city.documents() if d.period.day == 15} == {
        "TB": State.DRAWN_UP,
        "HP": State.DRAWN_UP,
        "DB": State.DRAWN_UP,
    }
    assert city.counts()["市建设局"] == 0
    city.tick("2017-09-15 15:00")
    card, bulletin = city.one("HP"), city.one("TB")
    assert card.state is bulletin.state is city.one("DB").state is State.ISSUED
    assert (card.decision.cause, card.decision.count) == (bulletin.number, 1)
    assert card.issued_at == at("2017-09-15 15:00")
    assert city.counts()["市建设局"] == 1
    assert [u for u, _ in city.store.documents.supervised("ts2017")] == ["市建设局"]


def test_the_yellow_card_is_one_formal_notice_and_complete(city):
    city.add("14-2", "2017-09-08", progress=claimed(60))
    city.tick("2017-09-15 14:59")
    before = len(city.notices("head"))
    city.tick("2017-09-15 15:00")
    new = city.notices("head")[before:]
    assert [n.kind for n in new] == ["yellow_card"]
    assert new[0].text == (
        "【黄牌警告】市建设局\n"
        f"编号：{city.one('HP').number}\n"
        "14-2 第14-2项整改：超期 7 天\n"
        "依据：市委发〔2017〕30号 六（四）（T10），"
        f"{city.one('TB').number}（第 1 次通报批评）\n"
        "后果：列入督办计划，实行每月督办\n"
        "期限：9月29日（周五）前完成整改并书面报告；9月22日（周五）前可书面申辩\n"
        f"全文：{document_link(city.office, city.one('HP'))}\n"
        "回复「收到」签收"
    )
    assert dict(new[0].fields) == {
        "item": "14-2 第14-2项整改",
        "unit": "市建设局",
        "step": "黄牌警告",
        "time": "2017-09-15 15:00",
        "number": city.one("HP").number,
    }


def test_a_later_criticism_says_how_often_and_how_to_object(city):
    city.add("14-2", "2017-09-08", progress=claimed(60))
    city.tick("2017-09-15 15:00")
    city.tick("2017-09-30 15:00")
    number = next(d.number for d in city.documents("TB") if d.decision.count == 2)
    [text] = [n.text for n in city.notices("head") if n.kind == "criticism"]
    assert text == (
        "【通报批评】市建设局有 1 项超期，第 2 次通报\n"
        f"编号：{number}\n"
        "14-2 第14-2项整改：超期 22 天\n"
        "依据：市委发〔2017〕30号 六（四）（T8）\n"
        "后果：计入本单位本方案的通报批评次…\n"
        "期限：10月20日（周五）前完成整改并书面报告；10月13日（周五）前可书面申辩\n"
        f"全文：https://zgt.example/documents/{number}\n"
        "回复「收到」签收"
    )


def test_the_office_hears_at_nine_what_waits_and_the_leader_at_three_who_is_named(city):
    city.add("1", "2017-09-08")
    city.tick("2017-09-15 09:00")
    assert "待签发 3 件，15:00 自动签发，回复「待签发」查看" in city.texts("office")[-1]
    assert city.notices("office")[-1].fields["item"] == "待签发 3 件"
    assert city.texts("leader") == []
    city.tick("2017-09-15 15:00")
    assert city.texts("leader")[-1].startswith("【半月通报】1 家单位被通报批评，涉及 1 项超期事项")


def test_the_ladder_of_four_bulletins(city):
    city.add("1", "2017-09-08")
    city.tick("2017-09-15 15:00")
    city.tick("2017-09-30 15:00")
    assert (city.one("JM").state, city.one("JM").decision.count) == (State.PROPOSED, 2)
    assert city.one("JM").decision.at == at("2017-09-30 09:00")
    assert "拟办 1 件，须由人决定" in city.texts("office")[-1]
    city.tick("2017-10-16 15:00")
    assert city.one("WZ").state is State.PROPOSED
    city.tick("2017-11-30 15:00")
    assert city.counts()["市建设局"] == 6
    codes = [d.number[:2] for d in city.documents() if d.number[:2] not in ("TX", "YJ")]
    assert {code: codes.count(code) for code in codes} == {
        "YT": 1,
        "TB": 6,
        "HP": 1,
        "DB": 1,
        "JM": 1,
        "WZ": 1,
    }
    assert {d.state for d in city.documents() if d.number[:2] in ("YT", "JM", "WZ")} == {
        State.PROPOSED
    }


def test_a_unit_with_nobody_bound_is_named_to_the_office(city):
    city.add("1", "2017-08-31", lead=["市水务局"])
    city.tick("2017-09-01 09:00")
    assert city.texts("office")[-1] == (
        "【整改办】拟办 1 件，须由人决定，不会自动发出：\n约谈 市水务局（1 项整改事项到期未完成）\n"
        "市水务局收不到通知：没有绑定的人。请电话告知，并发绑定码"
    )
    assert city.notices("office")[-1].fields["item"] == "拟办 1 件、市水务局收不到通知"


def test_a_card_to_the_office_names_everything_that_it_can(city):
    city.add("1", "2017-09-14", lead=["市水务局"])
    city.add("2", "2017-09-14")
    city.tick("2017-09-15 09:00")
    notice = city.notices("office")[-1]
    assert notice.text.startswith("【整改办】待签发 6 件，15:00 自动签发")
    assert "\n市水务局收不到通知：没有绑定的人。" in notice.text
    assert notice.fields["item"] == "待签发 6 件、拟办 2 件"


def test_a_notice_to_the_office_names_several_units_at_once(city):
    city.add("1", "2017-08-31", lead=["市水务局"])
    city.add("2", "2017-08-31", lead=["麦积区政府"])
    city.tick("2017-09-01 09:00")
    assert city.texts("office")[-1].endswith(
        "\n市水务局等 2 家收不到通知：市水务局、麦积区政府没有绑定的人。请电话告知，并发绑定码"
    )


def test_what_reaches_no_phone_stands_on_the_list_until_it_is_signed_for(city):
    city.add("1", "2017-09-08", lead=["市水务局"])
    city.tick("2017-09-07 09:00")
    city.tick("2017-09-15 15:00")
    unserved = [d.number for d in city.store.documents.unserved()]
    # Those that the card would have told of are missing as much as the card is.
    sent = {d.number for d in city.documents() if d.state is State.ISSUED}
    assert set(unserved) == sent
    assert city.store.documents.unserved_count() == len(unserved)
    assert {n[:2] for n in unserved} == {"TX", "YJ", "TB", "HP", "DB"}
    change = Change()
    city.store.documents.acknowledge(change, "市水务局", unserved[:3], "p1", at("2017-09-15 16:00"))
    city.store.commit(change)
    assert [d.number for d in city.store.documents.unserved()] == unserved[3:]


def test_a_unit_that_was_told_is_not_on_the_list(city):
    city.add("1", "2017-09-08")
    city.tick("2017-09-15 15:00")
    assert city.store.documents.unserved() == []


def test_a_notice_is_the_record_of_service_of_every_document_it_tells_of(city):
    city.add("1", "2017-08-31")
    city.add("2", "2017-09-06")
    city.tick("2017-08-31 15:00")
    city.tick("2017-09-01 09:00")
    (warning,) = [n for n in city.notices("liaison") if n.kind == "warning"]
    city.tick("2017-09-15 15:00")
    (card,) = [n for n in city.notices("head") if n.kind == "yellow_card"]

    def served(document):
        return {r.notice.id for r in city.store.outbox.of_document(document.number)}

    reminder = next(d for d in city.documents("TX") if d.period == date(2017, 9, 1))
    assert warning.id in served(city.documents("YJ")[0]) & served(reminder)
    for code in ("HP", "TB", "DB"):
        assert card.id in served(city.one(code))
    (bulletin,) = city.notices("leader")
    assert bulletin.id in served(city.one("TB"))


def test_the_head_is_reminded_where_no_liaison_is_bound(city):
    city.bind("water", Role.UNIT_HEAD, "市水务局")
    city.add("1", "2017-08-31", lead=["市水务局"])
    city.tick("2017-08-30 09:00")
    assert city.texts("water")[-1].startswith("【提醒】1 第1项整改还剩 1 个工作日")


def test_what_is_settled_meanwhile_is_neither_warned_of_nor_criticised(city):
    city.add("1", "2017-08-31")
    city.tick("2017-08-31 18:00")
    city.become("1", lifecycle=Lifecycle.CLOSED)
    city.tick("2017-09-15 15:00")
    assert city.documents("YJ") == city.documents("TB") == []


def test_an_application_in_time_protects_until_it_is_sent_back(city):
    city.add("1", "2017-08-31")
    city.happens("1", Event.APPLIED, "2017-08-31 18:00")
    city.tick("2017-09-15 15:00")
    assert city.documents("TB") == []
    city.happens("1", Event.SENT_BACK, "2017-09-18 10:00")
    city.tick("2017-09-30 15:00")
    assert city.one("YJ").period == date(2017, 9, 19)
    assert city.one("TB").period == date(2017, 9, 30)


def test_what_is_taken_up_again_is_warned_of_and_criticised_anew(city):
    city.add("1", "2017-08-31")
    city.tick("2017-08-31 15:00")
    city.happens("1", Event.ACCEPTED, "2017-08-31 16:00")
    city.tick("2017-10-12 15:00")
    assert city.documents("YJ") == []
    city.happens("1", Event.REBOUND, "2017-10-12 16:00")
    city.tick("2017-10-16 15:00")
    assert [d.period for d in city.documents("YJ")] == [date(2017, 10, 13)]
    assert city.one("TB").period == date(2017, 10, 16)


def test_after_downtime_every_missed_moment_is_made_up_in_order(city):
    city.add("1", "2017-08-25")
    city.tick("2017-10-20 22:30")
    assert [d.period.isoformat() for d in city.documents("TB")] == [
        "2017-08-31",
        "2017-09-15",
        "2017-09-30",
        "2017-10-16",
    ]
    assert [d.decision.count for d in city.documents("TB")] == [1, 2, 3, 4]
    # 2017-10-20 is a Friday night: nobody is rung before Monday morning.
    assert {n.not_before for n in city.notices("head")} == {at("2017-10-23 08:00")}


def test_after_downtime_legal_periods_begin_on_the_day_it_goes_out(city):
    city.add("14-2", "2017-09-08", progress=claimed(60))
    city.tick("2017-09-14 15:00")
    city.tick("2017-09-27 10:00")
    card = city.one("HP")
    assert (card.decision.at, card.issued_at) == (at("2017-09-15 15:00"), at("2017-09-27 10:00"))
    (text,) = [n.text for n in city.notices("head") if n.kind == "yellow_card"]
    page = document_text(card, city.office.policy, "市整改办", city.office.working_days())
    sections = {section.heading: section.lines for section in page.sections}
    # Ten and five working days from Wednesday the 27th, National Day between, the 30th made up.
    assert "期限：10月17日（周二）前完成整改并书面报告；10月10日（周二）前可书面申辩" in text
    assert sections["整改期限"] == ("10月17日（周二）前完成整改，并书面报市整改办",)
    assert sections["申辩"] == ("有异议的，10月10日（周二）前向市整改办书面提出",)
    assert "超期 19 天" in text
    assert "超期 19 天" in sections["涉及事项"][0]
    assert page.closing[-1] == "2017年9月27日（周三）"


def test_what_follows_from_a_made_up_criticism_counts_from_the_same_day(city):
    city.add("1", "2017-09-08")
    city.tick("2017-09-14 15:00")
    city.tick("2017-09-27 10:00")
    assert {d.issued_at for code in ("TB", "HP", "DB") for d in city.documents(code)} == {
        at("2017-09-27 10:00")
    }


def test_a_pace_warning_whose_deadline_has_passed_is_recorded_as_skipped(city):
    city.add("1", "2017-09-08", progress=claimed(10))
    city.add("2", "2017-10-31", lead=["市水务局"])
    city.add("3", "2017-09-08", lead=["市水务局"])
    city.bind("water", Role.LIAISON, "市水务局")
    city.tick("2017-08-31 15:00")
    city.tick("2017-09-20 10:00")
    pace = {
        d.decision.unit: d
        for d in city.documents("YJ")
        if d.decision.reason is Reason.BEHIND_PACE and d.period == date(2017, 9, 1)
    }
    assert (pace["市建设局"].state, pace["市建设局"].remark) == (State.DROPPED, "deadline_passed")
    assert not [n for n in city.notices("liaison") if "进度滞后" in n.text]
    assert pace["市水务局"].state is State.ISSUED
    told = [n.text for n in city.notices("water") if "进度滞后" in n.text]
    assert len(told) == 1
    assert "有 1 项进度滞后" in told[0]


def enter_days(city, days):
    change = Change()
    city.store.calendar.enter(change, days)
    city.store.commit(change)


@pytest.mark.parametrize("works", [True, False])
def test_a_change_of_the_calendar_neither_swallows_nor_doubles_a_warning(city, works):
    # 2017-09-08 is a Friday. Its deadline begins to be overdue on Saturday.
    city.add("1", "2017-09-08" if works else "2017-09-07")
    city.tick("2017-09-08 09:00" if not works else "2017-09-09 12:00")
    # Then the Saturday that is over is entered as made up, or the Friday as a day off.
    enter_days(city, {date(2017, 9, 9): True} if works else {date(2017, 9, 8): False})
    city.tick("2017-09-12 15:00")
    warned = [d for d in city.documents("YJ") if d.decision.reason is Reason.BECAME_OVERDUE]
    assert len(warned) == 1


def test_nobody_is_criticised_twice_by_ticking_twice(city):
    city.add("1", "2017-08-25")
    city.tick("2017-09-15 15:00")
    before = city.snapshot(), len(city.notices("head")), city.acts()
    city.tick("2017-09-15 15:00")
    city.tick("2017-09-15 14:00")
    assert (city.snapshot(), len(city.notices("head")), city.acts()) == before


def test_the_same_morning_drawn_up_again_finds_everything_there(city):
    city.add("1", "2017-08-25")
    city.tick("2017-09-15 09:00")
    desk = Desk(city.office, at("2017-09-15 09:01"))
    draw_up(desk, Moment(at("2017-09-15 09:00"), (Work.DAILY, Work.BULLETIN)))
    assert desk.drawn == []


def test_two_clocks_at_once_make_one_document(city):
    city.add("1", "2017-08-25")
    city.add("2", "2017-08-25", lead=["市水务局"])
    start, failures = threading.Barrier(4), []

    def clock():
        start.wait()
        try:
            while (done := tick(city.office, at("2017-09-30 15:00"))).behind or done.superseded:
                pass
        except Conflict as conflict:
            failures.append(conflict)

    clocks = [threading.Thread(target=clock) for _ in range(4)]
    for thread in clocks:
        thread.start()
    for thread in clocks:
        thread.join()
    assert failures == []
    assert city.counts() == {"市建设局": 3, "市水务局": 3}
    assert len(city.documents("HP")) == 2
    assert [n.kind for n in city.notices("head")].count("yellow_card") == 1
    assert city.store.journal.verify().broken_at is None


def test_a_clock_that_lost_its_lease_writes_nothing(city):
    city.add("1", "2017-08-25")
    lease = Lease(city.store.redis, city.store.keys, "clock", 10)
    stale = lease.acquire()
    lease.release()
    fresh = Lease(city.store.redis, city.store.keys, "clock", 10).acquire()
    done = tick(city.office, at("2017-09-15 15:00"), stale)
    assert (done.superseded, done.moments, city.documents()) == (True, 0, [])
    assert tick(city.office, at("2017-09-15 15:00"), fresh).moments > 0


@pytest.mark.parametrize("stops", [["2017-09-14 10:00", "2017-09-15 09:30", "2017-10-09 08:00"]])
def test_the_journal_names_every_step_and_holds_no_person(city, stops):
    city.add("1", "2017-08-25")
    for stop in stops:
        city.tick(stop)
    bodies = [e.body for e in city.store.journal.entries() if e.body["act"] == "yellow_card"]
    assert [(b["unit"], b["measure"], b["after"]["state"]) for b in bodies] == [
        ("市建设局", "1", "drawn_up")
    ]
    assert {b["source"] for b in bodies} == {"clock"}
    assert {
        "reminder",
        "warning",
        "criticism",
        "monthly_supervision",
        "admonition",
        "issue",
    } <= set(city.acts())


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    stops=st.lists(st.integers(0, 24 * 100), max_size=5, unique=True).map(sorted),
    dues=st.lists(st.dates(date(2017, 8, 1), date(2017, 10, 31)), min_size=1, max_size=6),
)
def test_one_leap_equals_many_steps_equals_ticking_twice(new_city, stops, dues):
    def history(hours):
        city = new_city()
        city.tick("2017-08-15 12:00")
        for n, due in enumerate(dues, 1):
            city.add(str(n), due.isoformat(), lead=["市建设局", "市水务局"][n % 2 :])
        for hour in hours:
            city.tick_at(at("2017-08-15 12:00") + timedelta(hours=hour))
        return city.snapshot(), city.counts(), city

    last = 24 * 110
    leap, counts, city = history([last])
    for unit, count in counts.items():
        fired = [d.number[:2] for d in city.documents() if d.decision.unit == unit]
        assert fired.count("TB") == count
        reached = [count >= threshold for threshold in (1, 1, 2, 3)]
        assert [fired.count(code) for code in ("HP", "DB", "JM", "WZ")] == reached
    assert history([*stops, last])[:2] == (leap, counts)
    assert history([last, last])[:2] == (leap, counts)


def test_a_deadline_without_a_date_leads_nowhere(city):
    city.add("1", None, progress=Progress())
    city.tick("2018-07-05 18:00")
    assert city.documents() == []


def test_without_a_bulletin_a_warning_names_none(city):
    city.office = replace(city.office, policy=without_bulletin())
    city.add("1", "2017-08-31")
    city.tick("2017-09-15 15:00")
    (text,) = [n.text for n in city.notices("head") if n.kind == "warning"]
    assert "\n解除办法：核实完成、验收销号，或获准延期\n" in text
    assert "半月通报" not in text
    assert city.documents("TB") == []


def without_bulletin():
    policy = tianshui()
    return replace(policy, cycles={"dispatch": policy.cycles["dispatch"]})
