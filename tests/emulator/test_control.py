"""Control, journal, state file and the command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from emulator.driver import Driver, DriverError
from emulator.server import start
from tests.emulator.conftest import GOOD_DATA, TEMPLATE
from tests.waiting import PATIENCE_SECONDS

ACCOUNT = {
    "app_id": "wx_keep",
    "secret": "s3cret-keep",
    "token": "t",
    "callback_url": "http://127.0.0.1:9/",
    "switches": {"retries": 0},
}


def test_the_clock_moves_forward_only(bench: Any) -> None:
    before = bench.driver.now()
    assert bench.driver.advance(86400) - before >= timedelta(days=1)
    target = bench.driver.now() + timedelta(hours=5)
    assert bench.driver.move_to(target) >= target
    with pytest.raises(DriverError, match="only moves forward"):
        bench.driver.move_to(before)
    with pytest.raises(DriverError, match="only moves forward"):
        bench.driver.advance(-1)


def test_a_reset_forgets_all_but_the_accounts_and_may_set_the_clock(bench: Any) -> None:
    bench.driver.say(bench.me, "你好")
    bench.warn()
    bench.driver.faults([{"effect": {"errcode": -1}}])
    bench.driver.settle()
    then = datetime(2017, 8, 16, 1, tzinfo=UTC)
    bench.driver.reset(then)
    assert bench.driver.inbox(bench.me) == []
    assert bench.driver.journal() == []
    assert bench.driver.sent() == []
    assert bench.driver.fault_counts() == []
    assert timedelta() <= bench.driver.now() - then < timedelta(seconds=5)
    assert bench.driver.say(bench.me, "还在").reply == "还在"


def test_the_journal_keeps_no_secret_and_no_token(bench: Any) -> None:
    classic = bench.fetch_token()["access_token"]
    stable = bench.fetch_token("stable_token")["access_token"]
    bench.get("getcallbackip", classic)
    bench.get("getcallbackip", stable, secret="s3cret")
    entries = bench.driver.journal()
    text = json.dumps(entries)
    assert "s3cret" not in text
    assert classic not in text
    assert stable not in text
    first, second = (entry["query"]["access_token"] for entry in entries[-2:])
    assert first != second
    assert entries[0]["response"]["access_token"] == first
    assert entries[-1]["flags"] == ["secret in query"]
    assert [entry["path"] for entry in bench.driver.journal("/cgi-bin/token")] == ["/cgi-bin/token"]


def test_the_journal_flags_what_a_careful_client_does_not_do(bench: Any) -> None:
    token = bench.fetch_token()["access_token"]
    url = f"{bench.running.url}/cgi-bin/user/get?access_token={token}"
    bench.session.post(f"{url}&access_token={token}", data=b'"\\u6574"', timeout=5)
    bench.session.post(url, data=b"\xff", timeout=5)
    flags = [entry["flags"] for entry in bench.driver.journal("/cgi-bin/user/get")]
    assert flags == [["token sent twice", "body with \\u escapes"], ["body not UTF-8"]]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("say", {"openid": "o"}),
        ("say", {"text": "x", "app_id": "wx_aes"}),
        ("say", {"openid": "o", "text": "x", "app_id": "wx_none"}),
        ("unfollow", {"openid": "", "app_id": "wx_aes"}),
        ("scan", {"openid": "o", "app_id": "wx_aes"}),
        ("event", {"openid": "o", "app_id": "wx_aes"}),
        ("clock", {}),
        ("clock", {"advance": "1"}),
        ("clock", {"at": "tomorrow"}),
        ("clock", {"at": "2099-01-01T00:00"}),
        ("accounts", {"app_id": "wx_new"}),
        ("accounts", {**ACCOUNT, "mode": "aes"}),
        ("accounts", {**ACCOUNT, "aes_key": "short"}),
        ("accounts", {**ACCOUNT, "mode": "secret"}),
        ("accounts", {**ACCOUNT, "templates": [{}]}),
        ("accounts", {**ACCOUNT, "switches": {"gravity": 0}}),
        ("accounts/wx_aes", {"refuse_ip": "yes"}),
    ],
)
def test_an_incomplete_control_request_gets_one_line(
    bench: Any, path: str, body: dict[str, Any]
) -> None:
    answer = bench.session.post(f"{bench.running.url}/_ctl/{path}", json=body, timeout=5)
    assert answer.status_code == 400
    assert "\n" not in answer.json()["error"]


FOREIGN: list[dict[str, Any]] = [
    {"json": {}, "headers": {"Host": "attacker.example"}},
    {"json": {}, "headers": {"Host": "127.0.0.1.attacker.example:8001"}},
    {"json": {}, "headers": {"Origin": "https://attacker.example"}},
    {"json": {}, "headers": {"Origin": "null"}},
    {"json": {}, "headers": {"Origin": "http://[broken"}},
    {"json": {}, "headers": {"Origin": "http://127.0.0.1:1"}},  # another program's page
    {"json": {}, "headers": {"Sec-Fetch-Site": "cross-site"}},
    {"data": b"{}", "headers": {"Content-Type": "text/plain"}},  # what a page may send unasked
    {"data": {"at": "2099-01-01T00:00+08:00"}},
    {"data": b""},
]


@pytest.mark.parametrize("request_", FOREIGN)
@pytest.mark.parametrize("path", ["reset", "say", "faults", "clock", "verify", "users/o-1"])
def test_a_page_of_another_site_cannot_act(bench: Any, path: str, request_: dict[str, Any]) -> None:
    answer = bench.session.post(f"{bench.running.url}/_ctl/{path}", timeout=5, **request_)
    assert answer.status_code == 403
    assert "\n" not in answer.json()["error"]


@pytest.mark.parametrize("headers", [r["headers"] for r in FOREIGN[:7]])
def test_a_page_of_another_site_cannot_look(bench: Any, headers: dict[str, str]) -> None:
    url = f"{bench.running.url}/_ctl/inbox/o-1"
    assert bench.session.get(url, headers=headers, timeout=5).status_code == 403


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_names_of_this_machine_are_let_in(bench: Any, name: str) -> None:
    host = f"{name}:{bench.running.port}"
    headers = {"Host": host, "Origin": f"http://{host}"}
    url = f"{bench.running.url}/_ctl/clock"
    assert bench.session.get(url, headers=headers, timeout=5).status_code == 200
    json = {"advance": 0}
    assert bench.session.post(url, headers=headers, json=json, timeout=5).status_code == 200


def test_who_does_not_follow_cannot_write(bench: Any) -> None:
    bench.driver.follow(bench.me)
    bench.driver.unfollow(bench.me)
    with pytest.raises(DriverError, match="does not follow"):
        bench.driver.say(bench.me, "在吗")


def test_chats_clock_and_message_ids_survive_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "wechat.json"
    with start(accounts=[ACCOUNT], state=state) as running, Driver(running.url) as driver:
        driver.advance(86400)
        driver.say("o-1", "第一天")
        driver.set_user("o-1", outcome="never")
        inbox, last = driver.inbox("o-1"), running.world.last_id
        ahead = driver.now() - datetime.now(UTC)
    assert state.stat().st_mode & 0o077 == 0
    with start(accounts=[ACCOUNT], state=state) as running, Driver(running.url) as driver:
        assert driver.inbox("o-1") == inbox
        assert running.world.next_id() > last
        assert abs(driver.now() - datetime.now(UTC) - ahead) < timedelta(seconds=1)
        person = running.world.state.people["o-1"]
        assert (person.outcome, person.windows["message"].left) == ("never", 5)
        driver.say("o-1", "第二天")
        assert [e["seq"] for e in driver.inbox("o-1")] == [1, 2, 3, 4]


def test_what_was_accepted_survives_a_kill_and_is_not_accepted_twice(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    file.write_text(json.dumps([{**ACCOUNT, "templates": [TEMPLATE]}]), encoding="utf-8")
    command = ("--accounts", str(file), "--state", str(tmp_path / "state.json"))
    seen: list[list[dict[str, Any]]] = []
    answers = []
    for client_id in ("n-1", "n-1", "n-2"):
        with run(*command) as process:
            assert process.stdout is not None
            url = process.stdout.readline().split()[2]
            with Driver(url) as driver:
                driver.follow("o-1")
                answers.append(warn(url, client_id))
                process.kill()  # at once after the answer
                process.communicate(timeout=PATIENCE_SECONDS)
    # Half a line of a call that was never answered.
    with (tmp_path / "state.json.log").open("a", encoding="utf-8") as log:
        log.write('{"offset": 0, "per')
    for _ in range(2):
        with start(accounts=[ACCOUNT], state=tmp_path / "state.json") as running:
            entries = list(running.world.state.people["o-1"].inbox)
            seen.append([entry for entry in entries if entry["from"] == "account"])

    assert [e["client_msg_id"] for e in seen[0]] == ["n-1", "n-2"]
    assert seen[0] == seen[1]
    assert answers[0] == answers[1] != answers[2]


def warn(url: str, client_id: str) -> int:
    """Send the template message; its id."""
    with requests.Session() as session:
        account = {"appid": ACCOUNT["app_id"], "secret": ACCOUNT["secret"]}
        asked = {"grant_type": "client_credential", **account}
        token = session.get(f"{url}/cgi-bin/token", params=asked, timeout=5).json()["access_token"]
        answer = session.post(
            f"{url}/cgi-bin/message/template/send",
            params={"access_token": token},
            json={
                "touser": "o-1",
                "template_id": TEMPLATE["id"],
                "client_msg_id": client_id,
                "data": GOOD_DATA,
            },
            timeout=5,
        ).json()
    assert answer["errcode"] == 0, answer
    return int(answer["msgid"])


def test_a_receipt_on_its_way_survives_a_restart(bench: Any, tmp_path: Path) -> None:
    state = tmp_path / "wechat.json"
    echo = bench.echoes["plain"]
    account = {
        "app_id": "wx_plain",
        "secret": "s3cret",
        "token": "t0ken",
        "callback_url": echo.url,
        "account": "gh_0",
    }
    with start(accounts=[account], state=state) as running:
        running.world.courier.put({"app_id": "wx_plain", "fields": {"MsgID": 7}}, delay=600)
    with start(accounts=[account], state=state) as running, Driver(running.url) as driver:
        driver.settle()
    assert [d.fields["MsgID"] for d in echo.deliveries if d.fields.get("MsgID") == "7"] == ["7"]


PORT = ("--port", "0")


def run(*arguments: str, **more: Any) -> subprocess.Popen[str]:
    port = () if {"show", "--port"} & {*arguments} else PORT
    return subprocess.Popen(
        [sys.executable, "-m", "emulator", *arguments, *port],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        **more,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_says_when_it_is_ready_and_stops_cleanly(
    tmp_path: Path, number: signal.Signals
) -> None:
    file = tmp_path / "accounts.json"
    file.write_text(json.dumps([ACCOUNT]), encoding="utf-8")
    with run("--accounts", str(file), "--state", str(tmp_path / "state.json")) as process:
        assert process.stdout is not None
        ready = process.stdout.readline().split()
        assert ready[:2] == ["emulator", "ready"]
        with Driver(ready[2]) as driver:
            driver.say("o-1", "你好")
        process.send_signal(number)
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, out) == (0, "")
    assert "s3cret" not in err
    assert "o-1" not in err
    assert (tmp_path / "state.json").exists()


@pytest.mark.parametrize("content", ["{}", "[1]", "not json", '[{"app_id": "x"}]'])
def test_a_wrong_accounts_file_gets_one_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "accounts.json"
    file.write_text(content, encoding="utf-8")
    with run("--accounts", str(file)) as process:
        _, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 2
    assert err.startswith("emulator: ")
    assert err.count("\n") == 1


def test_a_fault_plan_in_a_file_is_in_force_from_the_first_call(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text('[{"match": {"path": "*"}, "effect": {"errcode": -1}}]', encoding="utf-8")
    with run("--faults", str(plan)) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[2]
        with requests.Session() as session:
            assert session.get(f"{url}/cgi-bin/token", timeout=5).json()["errcode"] == -1
        process.terminate()
        process.communicate(timeout=PATIENCE_SECONDS)


@pytest.mark.parametrize("content", ["{}", "[1]", "not json", '[{"effect": {"explode": true}}]'])
def test_a_wrong_fault_plan_gets_one_line(tmp_path: Path, content: str) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(content, encoding="utf-8")
    with run("--faults", str(plan)) as process:
        _, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 2
    assert err.startswith("emulator: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "options",
    [
        ("--host", "192.0.2.1"),
        ("--host", "example.com"),
        ("--port", "99999"),
        ("--at", "tomorrow"),
        ("--at", "2026-08-18T09:00"),
        ("--accounts", "none.json"),
        ("--faults", "none.json"),
    ],
)
def test_an_option_that_cannot_be_gets_one_line(options: tuple[str, str]) -> None:
    with run(*options) as process:
        _, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 2
    assert err.startswith("emulator: ")
    assert err.count("\n") == 1


def ask(bench: Any, *words: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "emulator", *words, "--url", bench.running.url],
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_platform_is_steered_and_seen_from_a_terminal(bench: Any, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text('[{"effect": {"errcode": -1}}]', encoding="utf-8")
    who = (f"openid={bench.me}", f"app_id={bench.app_id}")
    code, out, _ = ask(bench, "do", "say", *who, "text=我的任务")
    assert (code, json.loads(out)["reply"]) == (0, "我的任务")
    code, out, _ = ask(bench, "show", f"inbox/{bench.me}", "after=1")
    assert (code, [entry["seq"] for entry in json.loads(out)]) == (0, [2])
    assert ask(bench, "do", "clock", "advance=60")[0] == 0
    assert ask(bench, "do", "faults", f"@{plan}")[0] == 0
    assert bench.fetch_token()["errcode"] == -1


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("do", "say", "text=x"), "emulator: 400: app_id: no such account\n"),
        (("do", "say", "text"), "emulator: text: give name=value, or @file alone\n"),
        (("do", "faults", "@/none.json"), "emulator: [Errno 2] No such file"),
        (("do", "dance"), "emulator: 404: "),
    ],
)
def test_what_is_refused_at_the_terminal_is_one_line(
    bench: Any, words: tuple[str, ...], line: str
) -> None:
    code, out, err = ask(bench, *words)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(line)


def test_an_emulator_that_is_not_there_is_told_in_one_line() -> None:
    with run("show", "clock", "--url", "http://127.0.0.1:9") as process:
        _, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 1
    assert err == "emulator: http://127.0.0.1:9 does not answer (ConnectionError)\n"


def test_a_taken_port_gets_one_line(bench: Any) -> None:
    with run("--port", str(bench.running.port)) as process:
        _, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 2
    assert "already in use" in err
    assert err.count("\n") == 1
