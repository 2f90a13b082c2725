from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.app import create_app
from bot.settings import Settings
from bot.wiring import Wiring
from storage.change import Change
from storage.embedded import EmbeddedServer
from storage.envelopes import Terms
from storage.notices import Notice, Outcome, Try
from supervision.answering import Answerer
from supervision.decisions import Reason, Step
from supervision.documents import draw_up


@pytest.fixture
def app(redis_server: EmbeddedServer, tmp_path: Path) -> Iterator[Flask]:
    made = create_app(
        Settings.from_env({"ZGT_DATA": str(tmp_path), "REDIS_URL": f"unix://{redis_server.socket}"})
    )
    with redis_server.client() as client:
        client.flushall()
    yield made
    wiring(made).close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def wiring(app: Flask) -> Wiring:
    found = app.extensions["zgt"]
    assert isinstance(found, Wiring)
    return found


def test_it_is_alive_even_when_redis_is_away(tmp_path: Path) -> None:
    nowhere = {"ZGT_DATA": str(tmp_path), "REDIS_URL": f"unix://{tmp_path}/no.sock"}
    client = create_app(Settings.from_env(nowhere)).test_client()

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert "zgt_up 0.0" in client.get("/metrics").text


def test_it_is_ready_only_while_its_clock_ticks(app: Flask, client: FlaskClient) -> None:
    assert client.get("/readyz").status_code == 503

    clock = wiring(app).store().clock
    clock.record_beat(datetime.now(UTC))
    assert client.get("/readyz").get_json()["regions"]["default"]["ready"] is True

    clock.record_beat(datetime.now(UTC) - timedelta(seconds=61))
    found = client.get("/readyz")
    assert (found.status_code, found.get_json()["regions"]["default"]["clock"]) == (503, False)


def test_a_moved_program_clock_does_not_make_it_unready(app: Flask, client: FlaskClient) -> None:
    clock = wiring(app).store().clock
    clock.record_beat(datetime.now(UTC))
    clock.advance(30 * 86400)
    wiring(app).clock.forget()

    assert client.get("/readyz").status_code == 200


def test_a_notice_that_is_tried_in_vain_for_long_makes_it_unready(
    app: Flask, client: FlaskClient
) -> None:
    store, now = wiring(app).store(), datetime.now(UTC)
    store.clock.record_beat(now)
    due = now - timedelta(hours=2)
    notice = Notice("n1", "p1", "warning", "YJ-1", "", {}, "", queued_at=due, not_before=due)
    change = Change()
    store.outbox.enqueue(change, notice)
    store.commit(change)
    [claimed] = store.envelopes.claim(now, 60, 1, Terms(50))
    store.envelopes.retry(claimed, [Try(now, Outcome.LATER, None, "-1")], 1800)

    found = client.get("/readyz").get_json()["regions"]["default"]
    assert found["outbox"] is False
    assert 7200 <= found["outbox_age_seconds"] < 7300


def test_metrics_tell_what_was_counted(app: Flask, client: FlaskClient) -> None:
    wiring(app).store().counts.add("callback_refused", 3)

    lines = client.get("/metrics").text.splitlines()
    assert 'zgt_events_total{event="callback_refused",region="default"} 3.0' in lines
    assert 'zgt_outbox_depth{region="default"} 0.0' in lines
    assert "zgt_up 1.0" in lines


def test_what_reaches_nobody_is_counted(app: Flask, client: FlaskClient) -> None:
    store, now = wiring(app).store(), datetime.now(UTC)
    rule = next(r for r in wiring(app).office().policy.rules if r.step is Step.WARNING)
    decision = rule.decide(Reason.BECAME_OVERDUE, Answerer("p", "市水务局"), now)
    change = Change()
    store.documents.miss(change, draw_up(decision, "YJ-1", now, now.date()), now)
    store.commit(change)

    assert 'zgt_unserved{region="default"} 1.0' in client.get("/metrics").text.splitlines()
    assert client.get("/readyz").get_json()["regions"]["default"]["unserved"] == 1


@pytest.mark.parametrize("path", ["/wechat", "/wechat/default"])
def test_a_callback_over_the_limit_is_refused_unread(client: FlaskClient, path: str) -> None:
    assert client.post(path, data=b"0" * (64 * 1024 + 1)).status_code == 413
    assert client.post(path, data=b"0" * (1024 * 1024)).status_code == 413


def test_making_the_application_opens_no_connection(tmp_path: Path) -> None:
    """Its workers are forked from it; a shared connection would mix up their answers."""
    app = create_app(Settings.from_env({"ZGT_DATA": str(tmp_path)}))

    assert wiring(app)._redis is None
