"""A message that WeChat never confirms stood as waiting for its receipt."""

from __future__ import annotations

from datetime import timedelta

from handlers.service_record import services
from handlers.words.service_record import proof
from storage.change import Change
from storage.notices import Channel, Outcome, Try
from tests.handlers.schedule.conftest import City, city, new_city  # noqa: F401  # fixtures
from tests.handlers.service_terms import SEND_AT, TERMS


def test_a_customer_message_waits_for_no_receipt(city: City) -> None:  # noqa: F811
    city.add("1", "2017-09-08")
    city.tick("2017-09-11 09:00")
    envelopes = city.store.envelopes.claim(SEND_AT, 60, 10, TERMS)
    [envelope] = [one for one in envelopes if one.person.pid == "liaison"]
    change = Change()
    sent = Try(SEND_AT + timedelta(seconds=1), Outcome.SENT, Channel.TEXT)
    city.store.envelopes.sent(change, envelope, Channel.TEXT, "", [sent], SEND_AT)
    city.store.commit(change)
    [service] = services(city.office, envelope.id)
    assert "等微信回执" not in proof(service)
    assert "：已发出\n" in proof(service)
