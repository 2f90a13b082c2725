from __future__ import annotations

import logging

import pytest

from bot.logs import LineFormatter, masked


def line(message: str, **fields: object) -> str:
    record = logging.makeLogRecord(
        {"name": "zgt.clock", "levelno": 20, "levelname": "INFO", "msg": message, "created": 0.0}
    )
    vars(record).update(fields)
    return LineFormatter().format(record)


def test_a_line_is_a_time_of_the_people_an_event_and_its_fields() -> None:
    assert line("tick_done", moments=2, why="") == (
        "1970-01-01T08:00:00.000+08:00 INFO zgt.clock tick_done moments=2 why=''"
    )


def test_a_field_cannot_make_a_second_line_or_a_second_field() -> None:
    assert line("event", text="a\nb=c").endswith(r"text='a\nb=c'")


@pytest.mark.parametrize(
    "private",
    [
        "oAbCdEfGhIjKlMnOpQrStUvWxYz1",  # openid
        "13812345678",  # mobile telephone number
        ["access_token=abc123", "openid=x"][0],
    ],
)
def test_what_looks_private_is_masked(private: str) -> None:
    told = masked(f"failed for {private} today")

    assert private not in told
    assert "***" in told


@pytest.mark.parametrize("plain", ["HP-20170831-3F2A9C", "1504168800000", "measure=14-2"])
def test_what_is_not_private_stays(plain: str) -> None:
    assert plain in masked(f"event {plain}")
