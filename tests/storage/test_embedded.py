from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import redis

from storage.connect import check_server, connect, open_redis
from storage.data_folder import LONGEST_SOCKET_PATH, FolderLock, owner, socket_path
from storage.embedded import EmbeddedServer, answers
from storage.errors import BadAddress, DataFolderInUse, NotStarted, Unavailable, Unsafe
from tests.waiting import until

ROOT = Path(__file__).parents[2]

OWNER = """
import sys, time
from pathlib import Path
from storage.connect import open_redis
with open_redis(None, Path(sys.argv[1]), shared=sys.argv[2] == "shared") as client:
    client.set("written", "yes")
    print(client.info("server")["process_id"], flush=True)
    time.sleep(float(sys.argv[3]))
"""


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def owning_process(folder: Path, kind: str, seconds: float) -> tuple[subprocess.Popen[str], int]:
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(folder), kind, str(seconds)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_what_was_written_is_there_after_a_restart(tmp_path: Path) -> None:
    with open_redis(None, tmp_path) as client:
        client.set("word", "整改")
    with open_redis(None, tmp_path) as client:
        assert client.get("word") == "整改"


def test_every_write_is_on_disk_before_it_is_answered(redis_client: redis.Redis) -> None:
    wanted = {"appendonly": "yes", "appendfsync": "always", "save": "", "port": "0"}
    wanted["maxmemory-policy"] = "noeviction"

    assert {name: redis_client.config_get(name)[name] for name in wanted} == wanted
    assert check_server(redis_client) == ()


def test_what_was_answered_survives_a_killed_server(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path)
    server.start()
    with server.client() as client:
        client.set("word", "1")
    os.kill(server.pid, signal.SIGKILL)
    assert until(lambda: server.poll() is not None)
    server.launch()
    server.wait_ready()
    try:
        with server.client() as client:
            assert client.get("word") == "1"
    finally:
        server.stop()


def test_half_a_last_command_in_the_file_is_cut_off(tmp_path: Path) -> None:
    with open_redis(None, tmp_path) as client:
        client.set("word", "1")
    with (tmp_path / "redis" / "appendonly.aof").open("ab") as file:
        file.write(b"*3\r\n$3\r\nSET\r\n$4\r\nwo")
    with open_redis(None, tmp_path) as client:
        assert client.get("word") == "1"


def test_a_spoilt_file_is_told_in_one_line(tmp_path: Path) -> None:
    with open_redis(None, tmp_path) as client:
        client.set("word", "1")
    (tmp_path / "redis" / "appendonly.aof").write_bytes(b"this is no append-only file\n" * 9)

    with pytest.raises(NotStarted, match=r"原因见 .*redis\.log") as told:
        EmbeddedServer(tmp_path).start()
    assert "\n" not in str(told.value)


def test_data_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with open_redis(None, folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(socket_path(folder).stat().st_mode) == 0o700


def test_a_second_owner_of_a_folder_is_told_who_has_it(tmp_path: Path) -> None:
    process, _ = owning_process(tmp_path, "shared", 60)
    try:
        with pytest.raises(DataFolderInUse, match=f"进程 {process.pid}") as told:
            FolderLock(tmp_path, shared=True).acquire()
        assert told.value.pid == process.pid
    finally:
        end(process)


def test_a_command_uses_the_server_that_runs(tmp_path: Path) -> None:
    process, server = owning_process(tmp_path, "shared", 60)
    try:
        with open_redis(None, tmp_path) as client:
            assert client.get("written") == "yes"
            assert client.info("server")["process_id"] == server
        assert alive(server)
    finally:
        end(process)


def test_a_command_waits_for_another_command(tmp_path: Path) -> None:
    process, server = owning_process(tmp_path, "own", 0.3)
    with open_redis(None, tmp_path) as client:
        assert client.info("server")["process_id"] != server
        assert client.get("written") == "yes"
    process.communicate()


def test_a_killed_owner_leaves_no_server_and_the_next_one_starts(tmp_path: Path) -> None:
    process, server = owning_process(tmp_path, "shared", 60)
    end(process)
    with open_redis(None, tmp_path) as client:
        assert client.get("written") == "yes"
        assert owner(tmp_path) == (os.getpid(), False)
    assert until(lambda: not alive(server))


def test_a_stopped_owner_leaves_nothing_in_the_lock(tmp_path: Path) -> None:
    with FolderLock(tmp_path, shared=True):
        assert owner(tmp_path) == (os.getpid(), True)
    assert owner(tmp_path) == (0, False)


def test_a_long_folder_name_still_has_a_socket(tmp_path: Path) -> None:
    folder = tmp_path / ("很长的目录名" * 6)
    with open_redis(None, folder) as client:
        assert client.ping()
    path = socket_path(folder)
    assert len(os.fsencode(path)) <= LONGEST_SOCKET_PATH
    assert path != socket_path(tmp_path / ("另一个目录名" * 6))


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(Unsafe, match="不能使用"), open_redis(None, tmp_path / "file" / "data"):
        pass


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("memcached://localhost", "类型"),  # another kind of server
        ("localhost:6379", "类型"),  # no kind at all
        ("redis://localhost:many/0", "写法"),  # a port in words
        ("redis+sentinel://host:26379", "写法"),  # no service
        ("redis+sentinel://host:26379/service/one", "写法"),  # a database in words
    ],
)
def test_an_address_that_is_none_is_told_with_an_example(
    tmp_path: Path, url: str, what: str
) -> None:
    with pytest.raises(BadAddress, match=what) as told:
        connect(url, tmp_path)
    assert "redis://" in str(told.value)


def test_a_password_in_a_bad_address_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(BadAddress) as told:
        connect("redis://:geheim@host:many/0", tmp_path)
    assert "geheim" not in str(told.value)


def test_a_server_that_is_away_is_told_in_one_line(tmp_path: Path) -> None:
    with (
        pytest.raises(Unavailable, match="连接不上"),
        open_redis(f"unix://{tmp_path}/no.sock", tmp_path),
    ):
        pass


def test_unsafe_settings_of_a_server_are_named(tmp_path: Path) -> None:
    with open_redis(None, tmp_path) as client:
        client.config_set("appendfsync", "everysec")
        client.config_set("maxmemory-policy", "allkeys-lru")
        assert [line.split("请设置 ")[1] for line in check_server(client)] == [
            "appendfsync always。",
            "maxmemory-policy noeviction。",
        ]
        client.config_set("appendonly", "no")
        assert "appendonly yes" in check_server(client)[0]


def test_an_old_server_is_refused(
    redis_client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_client, "info", lambda _section: {"redis_version": "6.0.16"})

    with pytest.raises(Unsafe, match=r"6\.0\.16 太旧"):
        check_server(redis_client)


def test_a_socket_address_leads_to_the_same_server(
    redis_server: EmbeddedServer, tmp_path: Path, redis_client: redis.Redis
) -> None:
    redis_client.set("word", "1")
    with open_redis(f"unix://{redis_server.socket}", tmp_path) as client:
        assert answers(client)
        assert client.get("word") == "1"
