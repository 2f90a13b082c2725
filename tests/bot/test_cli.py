"""Commands as they are typed: arguments in, lines and exit code out, stored state behind them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from bot.app import create_app
from bot.settings import Settings
from handlers.bind import bind as use_code
from handlers.turn import Turn
from language.acts import Act, Intent
from storage.change import Change
from storage.envelopes import Terms
from storage.invitations import digest_of
from storage.notices import Notice, NoticeState
from supervision.duties import Duty, DutyKind
from supervision.people import Person
from supervision.progress import Report, Status
from tests.bot.conftest import Run, wiring
from tests.bot.desk import MEASURE, PLAN, refused


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.jsonl"
    lines = (json.dumps(line, ensure_ascii=False) for line in (*PLAN, MEASURE))
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "command",
    [
        *("serve", "clock", "sender", "invite", "plan import", "ledger export"),
        *("reports export", "journal export", "journal verify", "calendar show", "calendar set"),
        *("notice show", "notice list", "notice done"),
        *("menu check", "menu push", "menu show", "templates check"),
        *("person list", "person revoke", "person handover"),
    ],
)
def test_every_command_tells_how_it_is_used(run: Run, command: str) -> None:
    told = run(*command.split(), "--help")

    assert told.exit_code == 0
    assert "--region" in told.stdout


@pytest.mark.parametrize("command", ["ledger export", "journal verify", "serve", "clock"])
def test_an_unknown_region_is_told_with_those_that_there_are(run: Run, command: str) -> None:
    assert refused(run(*command.split(), "--region", "lanzhou"), "没有地区 lanzhou。可选：default")


def test_a_plan_goes_in_and_comes_out_again(run: Run, ledger: Path) -> None:
    assert run("plan", "import", str(ledger)).exit_code == 0
    exported = run("ledger", "export")

    assert [json.loads(line) for line in exported.stdout.splitlines()] == [*PLAN, MEASURE]
    again = run("plan", "import", str(ledger))
    assert "没有改动" in again.stdout


def test_a_ledger_of_several_plans_goes_in_and_comes_out_again(
    run: Run, ledger: Path, app: Flask
) -> None:
    second = [
        {"kind": "plan", "id": "yx2018", "title": "云溪市第二批方案", "issued": "2018-07-05"},
        {"kind": "plan", "id": "yx2019", "title": "云溪市回头看方案", "issued": "2016-07-05"},
    ]
    later = [MEASURE | {"plan": plan} for plan in ("yx2018", "yx2019")]
    lines = [*PLAN, *second, MEASURE, *later]
    ledger.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")

    told = run("plan", "import", str(ledger), "--json")
    assert told.exit_code == 0
    assert [json.loads(line) for line in told.stdout.splitlines()] == lines
    assert "云溪市第二批方案（yx2018）：已导入。新增 1 项（1）" in told.stderr
    exported = run("ledger", "export")
    assert [json.loads(line) for line in exported.stdout.splitlines()] == lines
    current = wiring(app).store().ledger.current_plan()
    assert current is not None
    assert current.id == "yx2018"  # the one issued last
    assert run("plan", "import", str(ledger)).stdout.count("没有改动") == 3
    assert refused(run("plan", "import", str(ledger), "--plan", "x"), "3 个方案")


def test_a_plan_id_that_is_none_is_refused(run: Run, ledger: Path) -> None:
    told = run("plan", "import", str(ledger), "--plan", "a:b")
    assert refused(told, "方案代号不能用")
    assert run("ledger", "export").stdout == ""


def test_a_dry_run_says_what_would_change_and_stores_nothing(
    run: Run, ledger: Path, app: Flask
) -> None:
    told = run("plan", "import", str(ledger), "--dry-run", "--json")

    assert [json.loads(line) for line in told.stdout.splitlines()] == [*PLAN, MEASURE]
    assert "将新增 1 项（1）" in told.stderr
    assert wiring(app).store().ledger.region() is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空"),
        ("天气很好。".encode(), "不像整改方案"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "不是文本"),
        (b'{"kind":"measure"}\n', "第 1 行"),
    ],
)
def test_a_file_that_is_no_plan_changes_nothing(
    run: Run, tmp_path: Path, app: Flask, content: bytes, says: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)

    assert refused(run("plan", "import", str(file)), says)
    assert wiring(app).store().ledger.region() is None


def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    assert refused(run("plan", "import", str(tmp_path / "none.txt")), "读不了文件")


def test_an_empty_ledger_has_nothing_to_export(run: Run) -> None:
    assert refused(run("ledger", "export"), "台账还是空的")


def test_an_invitation_gives_a_code_for_a_known_unit(run: Run, ledger: Path, app: Flask) -> None:
    run("plan", "import", str(ledger))
    made = json.loads(run("invite", "水务局", "--role", "unit_head", "--json").stdout)

    assert set(made) == {"code", "scene", "expires"}
    assert made["expires"] == "2017-09-07T09:00:00+08:00"
    found = wiring(app).store().invitations.find(digest_of(made["code"]))
    assert found is not None
    assert (found.unit, str(found.role)) == ("市水务局", "unit_head")
    assert "绑定 " in run("invite", "市水务局").stdout
    assert refused(run("invite", "市气象局"), "市气象局")


def test_the_journal_is_exported_without_names_and_verified(
    run: Run, ledger: Path, app: Flask
) -> None:
    run("plan", "import", str(ledger))
    run("invite", "市水务局")
    lines = [json.loads(line) for line in run("journal", "export").stdout.splitlines()]

    assert [line["act"] for line in lines] == ["plan_import", "invite"]
    wanted = ["seq", "at", "role", "unit", "act", "measure", "before", "after", "hash"]
    assert list(lines[0]) == wanted
    assert "留痕完整：共 2 条" in run("journal", "verify").stdout

    store = wiring(app).store()
    store.redis.xdel(store.keys.journal(), "1-0")
    assert refused(run("journal", "verify"), "留痕不完整：第 2 条")


def test_reports_are_exported_one_a_line(run: Run, app: Flask) -> None:
    store = wiring(app).store()
    change = Change()
    report = Report(
        id="r1",
        at=datetime(2017, 8, 16, 2, tzinfo=UTC),
        unit="市水务局",
        plan="yx2017",
        measure="1",
        percent=40,
        status=Status.IN_PROGRESS,
        finish_by=date(2017, 12, 1),
        problem="资金未到位",
        person="somebody",
    )
    store.reports.add(change, report)
    store.commit(change)

    assert json.loads(run("reports", "export").stdout) == {
        "at": "2017-08-16T10:00:00+08:00",
        "unit": "市水务局",
        "measure": "1",
        "percent": 40,
        "status": "in_progress",
        "finish_by": "2017-12-01",
        "problem": "资金未到位",
        "evidence": 0,
        "withdrawn": False,
    }


def test_the_working_days_of_a_year_are_shown(run: Run) -> None:
    told = run("calendar", "show", "2017").stdout

    assert "2017 年工作日" in told
    assert "10-02（一）" in told.splitlines()[1]
    assert "09-30（六）" in told.splitlines()[2]


def test_a_year_that_nobody_has_published_is_refused_until_it_is_entered(
    run: Run, tmp_path: Path
) -> None:
    assert refused(run("calendar", "show", "2099"), "calendar set")
    file = tmp_path / "2099.toml"
    file.write_text("year = 2099\noff = [2099-01-01]\nwork = [2099-01-03]\n", encoding="utf-8")

    assert "放假的工作日（1 天）：01-01（四）" in run("calendar", "set", str(file)).stdout
    assert "上班的周末（1 天）：01-03（六）" in run("calendar", "show", "2099").stdout


@pytest.mark.parametrize(
    "text",
    [
        "year = 2099",  # no day at all: nothing was copied from the notice
        "off = [2099-01-01]",  # no year
        "year = 2099\noff = [2098-01-01]",  # of another year
        "year = 2099\noff = [2099-01-01]\nwork = [2099-01-01]",  # both
        'year = 2099\noff = ["2099-01-01"]',  # text, no date
        "year = 2099\noff = 2099-01-01",  # no list
        "放假通知",  # no TOML
    ],
)
def test_a_wrong_file_of_working_days_is_refused(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "year.toml"
    file.write_text(text, encoding="utf-8")

    assert refused(run("calendar", "set", str(file)), "不是放假安排")


def test_a_command_without_redis_says_so(tmp_path: Path) -> None:
    nowhere = {"ZGT_DATA": str(tmp_path), "REDIS_URL": f"unix://{tmp_path}/no.sock"}
    runner = create_app(Settings.from_env(nowhere)).test_cli_runner()

    assert refused(runner.invoke(args=["journal", "verify"]), "连接不上 Redis")


def test_a_command_starts_the_embedded_server_for_itself(tmp_path: Path) -> None:
    app = create_app(Settings.from_env({"ZGT_DATA": str(tmp_path)}))

    assert "留痕完整：共 0 条" in app.test_cli_runner().invoke(args=["journal", "verify"]).stdout
    assert not (tmp_path / "redis.sock").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("invite", "市水务局", "--role", "boss"),
        ("invite",),
        ("calendar", "show", "abcd"),
        ("plan", "import"),
    ],
)
def test_a_wrong_use_is_told_in_one_line(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert done.stderr.startswith("命令写法不对：")
    assert done.stderr.count("\n") == 1


def test_a_notice_is_shown_listed_and_done_by_command(run: Run, app: Flask) -> None:
    store, now = wiring(app).store(), datetime(2017, 8, 31, 1, tzinfo=UTC)
    change = Change()
    notice = Notice("n1", "p1", "warning", "YJ-1", "预警", {"unit": "市水务局"}, "", now, now)
    store.outbox.enqueue(change, notice)
    store.commit(change)
    waiting = run("notice", "list").stdout
    assert "没有未送达的通知。" in waiting
    assert "n1 预警" in waiting
    [envelope] = store.envelopes.claim(now, 60, 1, Terms(50))
    change = Change()
    store.envelopes.give_up(change, envelope, NoticeState.REFUSED, "unsubscribed", (), now)
    store.commit(change)
    assert "对方已取消关注" in run("notice", "show", "n1").stdout
    assert json.loads(run("notice", "show", "YJ-1", "--json").stdout)["state"] == "refused"
    assert "请电话告知本人" in run("notice", "list", "--unreachable").stdout
    assert "已移出未送达名单" in run("notice", "done", "n1", "已短信告知").stdout
    assert run("notice", "list", "--unreachable").stdout == "没有未送达的通知。\n"
    assert refused(run("notice", "done", "n1"), "不在未送达名单上")
    assert refused(run("notice", "show", "x"), "没有通知或文书 x")


def bind(app: Flask, code: str, openid: str) -> str:
    """Bind somebody by a code, as after a yes; gives the pseudonym."""
    office, now = wiring(app).office(), wiring(app).clock.now()
    pid = office.store.people.pid(openid)
    person = office.store.people.get(pid) or Person(pid, openid)
    turn = Turn(office, person, now, f"message-{code}")
    use_code(turn, Act(Intent.BIND, {"code": code}), confirmed=True)
    office.store.people.save(turn.change, turn.after)
    office.store.commit(turn.change)
    return pid


@pytest.fixture
def liaison(run: Run, ledger: Path, app: Flask) -> str:
    """The pseudonym of the liaison of 市水务局, whose telephone is known."""
    run("plan", "import", str(ledger))
    words = ("水务局", "--name", "张三", "--phone", "0938-8213456", "--json")
    return bind(app, json.loads(run("invite", *words).stdout)["code"], "o-liaison")


def test_the_list_of_people_is_masked_and_says_whom_to_call(run: Run, liaison: str) -> None:
    told = run("person", "list")
    assert told.stdout.startswith(f"{liaison[:8]}\t张*\t市水务局\t联络员\t")
    assert "能收到通知\t0938-8213456" in told.stdout
    assert "张三" not in told.stdout
    assert "o-liaison" not in told.stdout
    [line] = run("person", "list", "水务局", "--json").stdout.splitlines()
    one = json.loads(line)
    assert (one["id"], one["name"], one["unit"]) == (liaison, "张*", "市水务局")
    assert (one["role"], one["group"], one["reachable"]) == ("liaison", None, True)


def test_a_binding_is_ended_by_the_beginning_of_its_id(run: Run, app: Flask, liaison: str) -> None:
    done = run("person", "revoke", liaison[:8])
    assert "已解除 张* 市水务局 联络员 的绑定" in done.stdout
    person = wiring(app).store().people.get(liaison)
    assert person is not None
    assert person.bindings == ()
    listed = run("person", "list").stdout
    assert "没有绑定的人" in listed
    assert "无人接收：市水务局（2017-08-31起）" in listed
    last = json.loads(run("journal", "export").stdout.splitlines()[-1])
    assert (last["act"], last["role"], last["unit"]) == ("revoke", "office", "市水务局")
    assert liaison not in run("journal", "export").stdout
    assert refused(run("person", "revoke", liaison[:8]), "没有编号为")


def test_an_office_is_handed_over_from_the_command_line(run: Run, app: Flask, liaison: str) -> None:
    told = run("person", "handover", liaison[:8]).stdout
    code = next(line for line in told.splitlines() if "绑定码：" in line).rpartition("：")[2]
    successor = bind(app, code, "o-successor")
    people = wiring(app).store().people
    assert [p.pid for p in people.of_unit("市水务局")] == [successor]


def test_somebody_of_the_office_belongs_to_a_work_group(run: Run, app: Flask, liaison: str) -> None:
    words = ("整改办", "--role", "office", "--group", "督查督办组", "--json")
    bind(app, json.loads(run("invite", *words).stdout)["code"], "o-office")
    assert "\t市整改办\t督查督办组\t" in run("person", "list", "整改办").stdout
    assert "\t市整改办\t" not in run("person", "list", "水务局").stdout


def test_of_several_bindings_the_unit_is_named(run: Run, app: Flask, liaison: str) -> None:
    made = run("invite", "整改办", "--role", "office", "--json").stdout
    bind(app, json.loads(made)["code"], "o-liaison")
    assert refused(run("person", "revoke", liaison[:8]), "--unit")
    assert "市整改办" in run("person", "revoke", liaison[:8], "--unit", "市整改办").stdout
    person = wiring(app).store().people.get(liaison)
    assert person is not None
    assert person.units == ("市水务局",)


@pytest.mark.parametrize("id_", ["", "ab", "zzzzzzzz", "00000000"])
def test_an_id_that_names_nobody_is_refused(run: Run, liaison: str, id_: str) -> None:
    assert refused(run("person", "revoke", id_), "没有编号为")


def test_people_of_a_unit_that_is_none_are_refused(run: Run, liaison: str) -> None:
    assert refused(run("person", "list", "市气象局"), "市气象局")


def test_a_year_out_of_range_is_refused_in_chinese(run: Run, tmp_path: Path) -> None:
    for wrong in ("1999", "2101"):
        assert refused(run("calendar", "show", wrong), "年份应为2004–2100的整数")
        file = tmp_path / f"{wrong}.toml"
        file.write_text(f"year = {wrong}\noff = []\nwork = []\n", encoding="utf-8")
        assert refused(run("calendar", "set", str(file)), "年份应在 2004–2100 之间")


def test_a_calendar_says_what_it_moved(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "2099.toml"
    file.write_text("year = 2099\noff = [2099-01-01]\nwork = [2099-01-03]\n", encoding="utf-8")
    assert "在办的期限没有变动" in run("calendar", "set", str(file)).stdout


def test_duties_are_listed_by_unit_kind_and_lateness(run: Run, app: Flask, ledger: Path) -> None:
    run("plan", "import", str(ledger))
    assert run("duties", "list").stdout == "没有应办事项。\n"
    store, opened = wiring(app).store(), datetime(2017, 8, 15, 7, tzinfo=UTC)
    change = Change()
    for kind, period, due in (
        (DutyKind.PUBLICATION, "2017-08", datetime(2017, 8, 29, 16, tzinfo=UTC)),
        (DutyKind.CLUE, "message", datetime(2017, 9, 29, 16, tzinfo=UTC)),
    ):
        made = Duty("", kind, "市水务局", "T6", period, opened, due, what="夜间偷排")
        store.duties.add(change, store.duties.numbered([made])[0])
    store.commit(change)
    both = run("duties", "list").stdout.splitlines()
    assert len(both) == 2
    [late] = run("duties", "list", "--late", "--unit", "水务局").stdout.splitlines()
    assert "公开整改结果（2017年8月）  2017-08-29  逾期 2 天" in late
    [line] = run("duties", "list", "--kind", "clue", "--json").stdout.splitlines()
    told = json.loads(line)
    assert (told["kind"], told["due"], told["state"]) == ("clue", "2017-09-29", "open")
    assert refused(run("duties", "list", "--unit", "市火星局"), "没有「市火星局」这个单位")


def test_a_unit_report_is_a_word_file_that_overwrites_nothing(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    run("plan", "import", str(ledger))
    target = tmp_path / "市水务局.docx"
    assert "已另存为" in run("duties", "report", "市水务局", "--to", str(target)).stdout
    assert target.read_bytes()[:2] == b"PK"
    assert refused(run("duties", "report", "市水务局", "--to", str(target)), "已存在")
    assert refused(run("duties", "report", "市水务局", "--to", str(tmp_path / "a.pdf")), ".docx")
