"""What is written on one day and read on another said 今天到期 of a day that had gone by."""

from __future__ import annotations

from handlers.words.documents import document_text
from handlers.words.forms import lamp
from tests.handlers.schedule.conftest import City, at, city, new_city  # noqa: F401  # fixtures


def test_a_reminder_made_up_at_night_counts_to_the_morning_of_its_arrival(city: City) -> None:  # noqa: F811
    city.tick("2017-08-28 08:59")
    city.add("1", "2017-08-31")
    # The program was down at nine; it is night now, and the phone may ring on Tuesday.
    city.tick("2017-08-28 22:00")
    [told] = city.notices("liaison")
    assert told.not_before == at("2017-08-29 08:00")
    assert "还剩 2 个工作日" in told.text


def test_the_page_of_a_reminder_does_not_say_today(city: City) -> None:  # noqa: F811
    city.add("1", "2017-08-31")
    city.tick("2017-08-31 10:00")
    reminder = city.documents("TX")[0]
    office = city.office
    text = document_text(reminder, office.policy, "市整改办", office.working_days())
    lines = "".join(line for section in text.sections for line in section.lines)
    assert "当天到期" in lines
    assert "今天" not in lines


def test_a_list_names_the_date_that_is_close_not_calendar_days(city: City) -> None:  # noqa: F811
    city.add("1", "2017-09-05")
    entry = city.store.ledger.entry("ts2017:1")
    assert entry is not None
    # Thursday to Tuesday: three working days, and five days of the calendar.
    assert lamp(entry, at("2017-08-31 10:00"), city.office.working_days()) == "9月5日到期"
    assert lamp(entry, at("2017-08-29 10:00"), city.office.working_days()) == "正常"
