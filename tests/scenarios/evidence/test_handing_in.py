"""A photo of a liaison becomes evidence of the item that they have just reported on."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from documents.pictures import place_of, public_copy
from supervision.evidence import EvidenceState, Flaw
from supervision.records import Role
from tests.documents.photos import TIANSHUI, bomb, encoded, opened, photo
from tests.scenarios.evidence.town import MEDIA, Town
from tests.scenarios.program import ROOT

ME, OTHER, CITIZEN, OFFICE = "oLiaison", "oOther", "oCitizen", "oOffice"


# ---- what belongs to what -------------------------------------------------------------------


def test_a_report_and_three_photos_are_three_pieces_of_evidence_on_disk(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    replies = [town.send(ME, "image", photo(n)) for n in range(3)]
    assert [re.search(r"作为 14-2 .* 的佐证（(第\d张)）", r)[1] for r in replies] == [  # type: ignore[index]
        "第1张",
        "第2张",
        "第3张",
    ]
    assert "正在接收" in town.say(ME, "看14-2")
    town.work()
    pieces = town.pieces()
    assert [(p.state, p.measure, p.unit, p.suffix) for p in pieces] == [
        (EvidenceState.STORED, "14-2", "市建设局", "jpg")
    ] * 3
    kept = {town.vault().read(p.sha256, p.suffix) for p in pieces}
    assert kept == {photo(n) for n in range(3)}
    assert "佐证：3 张照片\n" in town.say(ME, "看14-2")
    assert town.reported() == [3]
    assert town.acts().count("send_evidence") == town.acts().count("store_evidence") == 3


def test_files_are_private_and_lie_under_their_own_hash(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    town.send(ME, "file", b"%PDF-1.7 \xe6", filename="../../etc/方案.pdf")
    town.work()
    [piece], [file] = town.pieces(), town.files()
    assert piece.name == "方案.pdf"
    assert file == town.data / "evidence" / "default" / piece.sha256[:2] / f"{piece.sha256[2:]}.pdf"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_photo_before_any_report_is_asked_about_and_the_answer_places_it(town: Town) -> None:
    asked = town.send(ME, "image", photo(1))
    assert asked.startswith("这张照片是哪一项的？\n1. ")
    assert town.pieces() == []
    again = town.send(ME, "image", photo(2))
    assert again.startswith("已收到 2 张。这些照片是哪一项的？\n1. ")
    number = re.search(r"^1\. (\S+)", again, re.MULTILINE)[1]  # type: ignore[index]
    reply = town.say(ME, "1")
    assert reply.startswith(f"已收到 2 张照片，作为 {number} ")
    town.work()
    assert [(p.measure, p.state) for p in town.pieces()] == [(number, EvidenceState.STORED)] * 2
    # The next one goes with them, unasked.
    assert f"作为 {number} " in town.send(ME, "image", photo(3))
    # And the answered question is closed: a digit is no answer any more.
    assert "没有等" in town.say(ME, "1")


def test_a_report_in_words_answers_which_item(town: Town) -> None:
    town.send(ME, "image", photo(1))
    town.send(ME, "video", b"\x00\x00\x00\x18ftypisom" + bytes(64))
    reply = town.say(ME, "14-2 完成60%")
    assert "已记录 14-2" in reply
    assert "刚才的 1 张照片、1 段视频一并作为佐证。" in reply
    town.work()
    assert {(p.measure, p.state) for p in town.pieces()} == {("14-2", EvidenceState.STORED)}
    assert town.reported() == [2]


def test_an_item_can_be_named_that_was_not_on_the_list(town: Town) -> None:
    town.bind("oMany", "市环保局")
    town.driver.follow("oMany")
    asked = town.send("oMany", "image", photo(1))
    assert not re.search(r"^\d\. 35 ", asked, re.MULTILINE)
    assert "作为 35 " in town.say("oMany", "照片是35的")
    assert [p.measure for p in town.pieces()] == ["35"]


def test_an_item_of_another_unit_takes_no_evidence(town: Town) -> None:
    town.send(OTHER, "image", photo(1))
    reply = town.say(OTHER, "佐证14-2")
    assert "不能上报" in reply
    assert "这张照片是哪一项的？" in reply
    assert town.pieces() == []
    assert "作为 " in town.say(OTHER, "1")


def test_a_unit_with_one_open_item_is_not_asked(town: Town) -> None:
    town.bind("oSingle", "市商务局")
    town.driver.follow("oSingle")
    assert "作为 13-3 " in town.send("oSingle", "image", photo(1))


def test_who_speaks_for_two_units_hands_in_for_the_one_whose_item_it_is(town: Town) -> None:
    town.bind(ME, "市水务局")
    asked = town.send(ME, "image", photo(1))
    numbers = re.findall(r"^\d\. (\S+) ", asked, re.MULTILINE)
    assert {"14-2", "23-1"} & set(numbers)
    assert "作为 23-1 " in town.say(ME, "照片是23-1的")
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", photo(2))
    assert {(p.measure, p.unit) for p in town.pieces()} == {
        ("23-1", "市水务局"),
        ("14-2", "市建设局"),
    }
    sent = [e.body for e in town.office.store.journal.entries() if e.body["act"] == "send_evidence"]
    assert [(e["measure"], e["unit"]) for e in sent] == [("23-1", "市水务局"), ("14-2", "市建设局")]


def test_whoever_leaves_is_forgotten_and_the_evidence_of_the_unit_stays(town: Town) -> None:
    town.send(ME, "image", photo(1))
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", photo(2))
    town.driver.unfollow(ME)
    store, pid = town.office.store, town.office.store.people.pid(ME)
    assert (store.handed_in.last(pid), store.handed_in.unplaced(pid)) == (None, [])
    town.work()
    assert [p.state for p in town.pieces()] == [EvidenceState.STORED] * 2


def test_none_of_them_keeps_nothing(town: Town) -> None:
    town.send(ME, "image", photo(1))
    assert "没有保存" in town.say(ME, "0")
    assert "已记录" in town.say(ME, "14-2 完成60%")
    town.work()
    assert town.pieces() == []
    assert town.files() == []


def test_an_answer_after_half_an_hour_places_nothing(town: Town) -> None:
    town.send(ME, "image", photo(1))
    town.later(minutes=31)
    assert "没有办理" in town.say(ME, "1")
    assert "一并作为佐证" not in town.say(ME, "14-2 完成60%")
    assert town.pieces() == []


def test_a_photo_long_after_the_report_is_asked_about(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    town.later(hours=1, minutes=59)
    assert "作为 14-2 " in town.send(ME, "image", photo(1))
    town.later(hours=2, minutes=1)
    asked = town.send(ME, "image", photo(2))
    # What the person has reported on lately is offered first.
    assert asked.startswith("这张照片是哪一项的？\n1. 14-2 ")


def test_a_photo_while_a_yes_is_waited_for_goes_with_what_is_confirmed(town: Town) -> None:
    town.say(ME, "14-2 已完成")
    assert "请先回复刚才的问题" in town.send(ME, "image", photo(1))
    reply = town.say(ME, "1")
    assert "已记录 14-2" in reply
    assert "刚才的 1 张照片一并作为佐证。" in reply
    assert town.reported() == [1]


def test_a_photo_that_still_waits_after_a_no_is_asked_about(town: Town) -> None:
    town.say(ME, "14-2 已完成")
    town.send(ME, "image", photo(1))
    reply = town.say(ME, "0")
    assert "已取消" in reply
    assert "这张照片是哪一项的？" in reply
    assert "作为 " in town.say(ME, "1")
    assert len(town.pieces()) == 1


def test_a_message_that_is_delivered_again_is_one_piece(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    words = {
        town.post(
            f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{ME}</FromUserName>"
            f"<CreateTime>{int(town.now.timestamp())}</CreateTime><MsgType>image</MsgType>"
            "<PicUrl>http://a/1</PicUrl><MediaId>m1</MediaId><MsgId>77</MsgId></xml>"
        )
        for _ in range(3)
    }
    assert len(words) == 1
    assert (
        len(town.pieces()) == len([r for r in town.waiting() if r.errand.kind == "download"]) == 1
    )


# ---- other things than photos ---------------------------------------------------------------


def test_a_recording_is_kept_and_said_not_to_have_been_understood(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    reply = town.send(ME, "voice", b"#!AMR\n" + bytes(400))
    assert reply.startswith("语音暂时不能转成文字，已作为录音留存；进展请用文字发一遍，例如「14-2 ")
    town.work()
    [piece] = town.pieces()
    assert (piece.kind, piece.suffix, piece.state) == ("voice", "amr", EvidenceState.STORED)
    assert len(list(town.office.store.reports.all())) == 1


def test_a_recording_before_any_report_is_asked_about_too(town: Town) -> None:
    reply = town.send(ME, "voice", b"#!AMR\n" + bytes(400))
    assert reply.startswith("语音暂时不能转成文字")
    assert "这段录音是哪一项的？" in reply


@pytest.mark.parametrize("who", [ME, CITIZEN])
def test_a_place_and_a_link_get_a_line_and_change_nothing(town: Town, who: str) -> None:
    town.driver.follow(who)
    before = town.office.store.journal.verify().entries
    assert "位置没有记录" in town.send(who, "location", fields={"Label": "麦积区"})
    assert "链接没有记录" in town.send(who, "link", fields={"Url": "http://a/", "Title": "t"})
    assert town.office.store.journal.verify().entries == before


def test_a_file_that_the_platform_does_not_hand_over_is_said_so(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    more = {"filename": "方案.pdf", "fields": {"MediaId": None}}
    assert "收不到内容，没有保存" in town.send(ME, "file", b"%PDF-1.7", **more)
    assert town.pieces() == []


@pytest.mark.parametrize("kind", ["voice", "file"])
def test_what_a_citizen_sends_is_not_kept_and_said_so_kindly(town: Town, kind: str) -> None:
    town.driver.follow(CITIZEN)
    reply = town.send(CITIZEN, kind, photo(1))
    assert "没有保存" in reply
    assert "举报请发照片" in reply
    town.say(CITIZEN, "1")
    assert (town.pieces(), town.waiting(), town.files()) == ([], [], [])


def test_the_office_hands_in_no_evidence(town: Town) -> None:
    town.bind(OFFICE, "市整改办", Role.OFFICE)
    town.driver.follow(OFFICE)
    assert "由责任单位的联络员" in town.send(OFFICE, "image", photo(1))


# ---- what cannot be kept --------------------------------------------------------------------


def test_what_has_expired_on_the_platform_is_asked_for_again(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", photo(1))
    town.send(ME, "image", photo(2))
    town.later(days=3, minutes=1)
    town.work()
    assert {(p.state, p.flaw) for p in town.pieces()} == {(EvidenceState.REFUSED, Flaw.UNFETCHED)}
    assert town.driver.journal(MEDIA) == []
    [told] = [t for t in town.pushed(ME) if "材料重发" in t]
    assert told.startswith("【材料重发】14-2 ")
    assert "请重新发送一次" in told
    assert town.reported() == [0]
    assert "佐证" not in town.say(ME, "看14-2")
    assert town.acts().count("refuse_evidence") == 2
    assert town.given_up() == ["too_late", "too_late"]


def test_a_file_that_the_platform_no_longer_knows_is_given_up_at_once(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", photo(1))
    town.driver.faults([{"match": {"path": MEDIA}, "effect": {"errcode": 40007}}])
    town.work()
    assert [(p.state, p.flaw) for p in town.pieces()] == [(EvidenceState.REFUSED, Flaw.GONE)]
    assert len(town.driver.journal(MEDIA)) == 1


def test_trouble_on_the_way_is_tried_again(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", photo(1))
    town.driver.faults(
        [
            {"match": {"path": MEDIA}, "effect": {"errcode": -1}, "times": 1},
            {"match": {"path": MEDIA}, "effect": {"reset": True}, "times": 1},
            {"match": {"path": MEDIA}, "effect": {"http": 502}, "times": 1},
        ]
    )
    town.work()
    assert [p.state for p in town.pieces()] == [EvidenceState.STORED]


@pytest.mark.parametrize(
    ("content", "flaw", "remedy"),
    [
        (b"MZ\x90\x00" + bytes(200), Flaw.UNKNOWN_TYPE, "PDF"),
        (photo(1)[:700], Flaw.BROKEN_PICTURE, "重新拍照"),
        (bomb(), Flaw.TOO_MANY_PIXELS, "重新拍照"),
        (b"\xff\xd8\xff" + bytes(2 * 1024 * 1024), Flaw.TOO_LARGE, "压缩"),
    ],
    ids=["program", "broken", "bomb", "large"],
)
def test_what_is_not_fit_to_keep_is_refused_kindly_and_leaves_no_file(
    town: Town, monkeypatch: pytest.MonkeyPatch, content: bytes, flaw: Flaw, remedy: str
) -> None:
    town._env["ZGT_EVIDENCE_MB"] = "1"
    town.at(town.now.isoformat())
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", content)
    town.work()
    assert [(p.state, p.flaw) for p in town.pieces()] == [(EvidenceState.REFUSED, flaw)]
    [told] = [t for t in town.pushed(ME) if "材料重发" in t]
    assert remedy in told
    assert town.files() == []
    assert town.reported() == [0]


# ---- taking back ----------------------------------------------------------------------------


def test_taking_back_takes_the_photos_first_and_then_the_report(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    for n in range(2):
        town.send(ME, "image", photo(n))
    town.work()
    assert town.say(ME, "撤回").startswith("将撤回您给 14-2 ")
    assert "现在没有佐证" in town.say(ME, "1")
    assert {p.state for p in town.pieces()} == {EvidenceState.WITHDRAWN}
    assert town.reported() == [0]
    assert "已撤回 14-2" in town.say(ME, "撤回")


def test_words_for_photos_never_take_back_a_report(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    assert "没有刚发的材料" in town.say(ME, "撤回照片")
    town.send(ME, "image", photo(1))
    town.say(ME, "14-2 完成70%")
    assert "的 1 张照片" in town.say(ME, "撤回刚才的照片")
    assert "已撤回" in town.say(ME, "1")
    assert [r.withdrawn for r in town.office.store.reports.all()] == [False, False]


def test_what_was_taken_back_before_it_was_fetched_is_never_fetched(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", photo(1))
    town.say(ME, "撤回")
    town.say(ME, "1")
    town.work()
    assert town.driver.journal(MEDIA) == []
    assert town.files() == []


def test_the_file_goes_at_night_when_nobody_refers_to_it_any_more(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.vault.Vault.remove.__defaults__", (0.0,))
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", photo(1))
    town.say(OTHER, "23-1 完成60%")
    town.send(OTHER, "image", photo(1))
    town.send(OTHER, "image", photo(2))
    town.work()
    shelf = town.files()[0].parent
    (shelf / ("0" * 62 + ".jpg")).write_bytes(b"left by a process that was killed")
    (shelf / "half.jpg.12ab.part").write_bytes(b"half")
    assert len(town.files()) == 4
    for who in (ME, OTHER):
        town.say(who, "撤回照片")
        town.say(who, "1")
        town.later(days=1, hours=6)
        town.work()
        assert len(town.files()) == (2 if who == ME else 0)


# ---- reuse and place ------------------------------------------------------------------------


def test_a_reused_photo_is_marked_for_the_office_and_refused_to_nobody(town: Town) -> None:
    town.bind(OFFICE, "市整改办", Role.OFFICE)
    town.say(OTHER, "23-1 完成60%")
    town.send(OTHER, "image", photo(1, size=(1200, 900)))
    town.work()
    town.later(days=1)
    town.say(ME, "14-2 完成60%")
    smaller = encoded(opened(photo(1, size=(1200, 900))).resize((600, 450)), quality=60)
    for content in (photo(1, size=(1200, 900)), smaller, photo(2)):
        assert "已收到" in town.send(ME, "image", content)
    town.work()
    seen = town.say(OFFICE, "看14-2")
    assert "与 23-1 市水务局在 7月6日 提交的照片相同" in seen
    assert "提交的照片相近" in seen
    assert seen.count("提交的照片") == 2
    assert "提交的照片" not in town.say(ME, "看14-2")
    assert len(town.files()) == 3  # of four photos two are the same


def test_the_place_of_a_photo_stays_with_the_original(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", photo(1, place=TIANSHUI))
    town.work()
    [piece] = town.pieces()
    original = town.vault().read(piece.sha256, piece.suffix)
    assert place_of(original) is not None
    assert place_of(public_copy(original)) is None
    entries = [e.text for e in town.office.store.journal.entries()]
    assert not any("34.58" in text for text in entries)


def test_people_of_other_units_and_citizens_see_nothing_of_it(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", photo(1))
    town.work()
    assert "佐证" not in town.say(OTHER, "看14-2")
    assert "佐证" not in town.say(CITIZEN, "看14-2")


# ---- when something dies --------------------------------------------------------------------


KILLED = """
import os, signal
from bot.errands import ErrandRunner
from bot.settings import Settings
from bot.wechat.client import client_of
from storage.connect import connect
from storage.store import Store
settings = Settings.from_env()
[region] = settings.regions
store = Store(connect(settings.redis_url, settings.data), region.region)
store.commit = lambda change: os.kill(os.getpid(), signal.SIGKILL)
now = lambda: settings.frozen
ErrandRunner(store, region, client_of(store, region), settings.data, now, lease=0.2).step()
"""


def test_a_process_killed_between_file_and_record_is_followed_by_one_that_finishes(
    town: Town,
) -> None:
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", photo(1))
    given = {**os.environ, **town._env, "ZGT_NOW": town.now.isoformat()}
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLED], cwd=ROOT, env=given, timeout=60, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert len(town.files()) == 1
    assert [p.state for p in town.pieces()] == [EvidenceState.AWAITED]
    town.work()
    assert [p.state for p in town.pieces()] == [EvidenceState.STORED]
    assert len(town.files()) == 1
    assert town.acts().count("store_evidence") == 1
    assert town.office.store.journal.verify().broken_at is None


def test_a_notice_about_old_photos_waits_for_the_day(town: Town) -> None:
    town.at("2017-07-06T23:30:00+08:00")
    town.driver.reset(town.now)
    town.bound()
    town.say(ME, "14-2 完成60%")
    town.driver.follow(ME)
    town.send(ME, "image", photo(1))
    town.at((town.now + timedelta(days=3, minutes=1)).isoformat())
    town.work()
    [record] = [
        r
        for name in town.office.store.redis.zrange(town.office.store.keys.outbox_waiting(), 0, -1)
        if (r := town.office.store.outbox.get(str(name))) and r.notice.kind == "evidence"
    ]
    assert record.notice.not_before.isoformat() == "2017-07-10T00:00:00+00:00"
