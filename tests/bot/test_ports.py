from __future__ import annotations

import socket
import threading
import time

import pytest

from bot.errors import StartError
from bot.ports import check_port, listen

HOST = "127.0.0.1"


@pytest.fixture
def taken() -> socket.socket:
    """A port on which somebody listens."""
    return socket.create_server((HOST, 0))


def test_a_taken_port_is_told_at_once(taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    began = time.monotonic()
    with taken, pytest.raises(StartError, match=f"端口 {HOST}:{port} 已被别的程序占用"):
        listen(HOST, port)
    assert time.monotonic() - began < 10


def test_a_taken_port_of_the_emulator_is_told_with_its_variable(taken: socket.socket) -> None:
    with taken, pytest.raises(StartError, match="用 ZGT_EMULATOR_PORT="):
        check_port(HOST, taken.getsockname()[1], "ZGT_EMULATOR_PORT")


def test_a_port_that_is_about_to_be_free_is_waited_for(taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    threading.Timer(0.2, taken.close).start()

    with listen(HOST, port, patience=20) as door:
        assert door.getsockname()[1] == port


def test_who_comes_before_the_web_server_waits_and_is_not_refused() -> None:
    with listen(HOST, 0) as door, socket.create_connection(door.getsockname(), timeout=5) as early:
        early.sendall(b"GET")
        accepted, _ = door.accept()
        with accepted:
            assert accepted.recv(3) == b"GET"


def test_an_address_that_is_not_ours_is_told() -> None:
    with pytest.raises(StartError, match="HOST"):
        listen("192.0.2.1", 0)
