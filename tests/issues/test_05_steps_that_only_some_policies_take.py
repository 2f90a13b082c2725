"""Steps of four other policies were worded as if they were Tianshui's, or could not be answered."""

from __future__ import annotations

from pathlib import Path

import pytest
import redis

from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from supervision.decisions import Step
from supervision.documents import Document
from supervision.records import Role
from tests.scenarios.conftest import City
from tests.scenarios.same_steps.playing import founded
from tests.supervision.stories.running import story


@pytest.fixture
def gansu(tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis) -> City:
    """The first dispatch of the story of Gansu: what lags is proposed, and nothing else."""
    redis_client.flushall()
    url = f"unix://{socket_path(redis_server.folder)}"
    city = founded(City(tmp_path, url, {"ZGT_POLICY": "gansu-2025"}), story("gansu-2025"))
    city.at(f"{story('gansu-2025').first.year}-12-01T09:00:30+08:00").tick()
    return city


def first(city: City, step: Step) -> Document:
    return next(d for d in city.office.store.documents.latest(500) if d.decision.step is step)


def test_a_criticism_that_waits_for_its_signature_has_no_count_yet(gansu: City) -> None:
    document = first(gansu, Step.CRITICISM)
    key = gansu.office.store.documents.page_key(document.number)
    page = gansu.app.test_client().get(f"/documents/{document.number}?k={key}")
    assert page.status_code == 200
    assert "None" not in page.text


def test_what_goes_out_when_it_is_signed_is_not_called_a_record(gansu: City) -> None:
    gansu.bind("oOffice", "整改办", Role.OFFICE)
    for step, said in ((Step.SUMMONS, "将签发"), (Step.LISTED_SUPERVISION, "将签发")):
        assert said in gansu.say("oOffice", f"签发 {first(gansu, step).number}")
        gansu.say("oOffice", "0")


def test_every_step_that_says_so_can_be_signed_for(gansu: City) -> None:
    gansu.bind("oOffice", "整改办", Role.OFFICE)
    document = first(gansu, Step.LISTED_SUPERVISION)
    gansu.bind("oHead", document.decision.unit, Role.UNIT_HEAD)
    gansu.say("oOffice", f"签发 {document.number}")
    gansu.say("oOffice", "1")
    assert any("回复「收到」签收" in text for text in gansu.pushed("oHead"))
    assert document.number in gansu.say("oHead", "收到")


def test_what_names_the_public_is_public_once_it_is_issued_and_shows_that_it_was_lifted(
    gansu: City,
) -> None:
    gansu.bind("oOffice", "整改办", Role.OFFICE)
    number = first(gansu, Step.LISTED_SUPERVISION).number
    browser = gansu.app.test_client()
    assert browser.get(f"/documents/{number}").status_code == 404
    gansu.say("oOffice", f"签发 {number}")
    gansu.say("oOffice", "1")
    assert browser.get(f"/documents/{number}").status_code == 200
    assert "挂牌督办" in browser.get("/bulletins/").text
    gansu.say("oOffice", f"摘牌 {number} 已整改到位")
    gansu.say("oOffice", "1")
    assert "挂牌督办（已解除）" in browser.get("/bulletins/").text
    assert "解除：已整改到位" in browser.get(f"/documents/{number}").text
