"""The door: every file gives a plan or one clear refusal."""

from __future__ import annotations

import codecs
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import errors
from documents.document import PlanDocument
from documents.errors import BadPlanId
from documents.plan import read_plan, read_plans
from documents.tally import DoubtKind, Stated
from supervision.records import Deadline, Level, Term

HEAD = "某市整改方案\n2023年3月10日\n一、要求\n做好。\n二、任务措施\n"
TAIL = "\n三、保障措施\n抓好落实。"


def read(tasks: str, head: str = HEAD, tail: str = TAIL) -> PlanDocument:
    return read_plan((head + tasks + tail).encode(), name="plan.txt")


def test_invented_plan_in_full_width(sample: PlanDocument) -> None:
    assert sample.plan.title == "临川市贯彻落实省生态环境保护督察反馈意见整改方案"
    assert (sample.plan.id, sample.plan.issued) == ("plan-20230310", date(2023, 3, 10))
    assert (sample.region.name, sample.region.office) == ("临川市", "市整改办")
    tally = sample.tally
    assert (tally.categories, tally.aspects, tally.sub_items) == (3, 6, 2)
    assert (tally.brackets_seen, tally.brackets_consumed, tally.measures) == (7, 7, 7)
    assert tally.stated == Stated(3, 9, 12, 20)
    assert [doubt.what for doubt in tally.doubts] == [DoubtKind.NUMBERED_LAST]
    records = {record.number: record for record in sample.measures}
    assert [(number, record.printed, record.term) for number, record in records.items()] == [
        ("1", "（一）1．", Term.RECURRING),
        ("2", "（一）2．", Term.STANDING),
        ("3", "（一）3．", Term.NONE),
        ("6", "（二）", Term.IMMEDIATE),
        ("4-1", "（三）1．（1）", Term.DATED),
        ("4-2", "（三）1．（2）", Term.RECURRING),
        ("5", "（三）2．", Term.DATED),
    ]
    assert records["3"].text == "完善法规。"
    assert records["3"].duty.lead_units == ("《临川市立法计划》涉及的市直部门", "市司法局")
    assert records["3"].duty.leaders == ("李某某",)
    assert records["6"].duty.responsible_units == ("东山区政府", "西岭区政府", "白水县政府")
    assert records["4-1"].duty.responsible_units == (
        "东山区委",
        "东山区政府",
        "西岭区委",
        "西岭区政府",
    )
    assert records["4-1"].deadlines == (
        Deadline("2023年5月底前", date(2023, 5, 31), "完成排查"),
        Deadline("9月底前", date(2023, 9, 30), "基本消除黑臭"),
        Deadline("到2025年", date(2025, 12, 31), "水质达到Ⅲ类，达标率达到95%"),
    )
    assert records["5"].deadlines == (
        Deadline("今年", date(2023, 12, 31), "建成一期"),
        Deadline("2024年", date(2024, 12, 31), "处理率分别达到90%、95%"),
        Deadline("2025年", date(2025, 12, 31), "处理率分别达到90%、95%"),
        Deadline("年底前", date(2023, 12, 31), "对老旧管网，改造"),
    )
    levels = {unit.name: unit.level for unit in sample.units}
    assert levels["临川水务集团有限公司"] is Level.ENTERPRISE
    assert levels["白水县政府"] is Level.DISTRICT


def test_plan_id_of_the_caller_is_in_every_record(seed_bytes: bytes) -> None:
    document = read_plan(seed_bytes, name="seed.txt", plan_id="ts2017")
    assert document.plan.id == "ts2017"
    assert {record.id for record in document.measures} >= {"ts2017:14-2", "ts2017:36"}


@pytest.mark.parametrize("plan_id", ["", "a b", "a:b", "a|b", "a/b", "a" * 41, "a\n"])
def test_plan_id_that_is_none_is_refused(seed_bytes: bytes, plan_id: str) -> None:
    for read in (read_plan, read_plans):
        with pytest.raises(BadPlanId, match="ts2017"):
            read(seed_bytes, name="seed.txt", plan_id=plan_id)


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", codecs.BOM_UTF8),
        ("gb18030", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_encodings_read_equal(
    seed: PlanDocument, seed_bytes: bytes, encoding: str, bom: bytes
) -> None:
    assert read_plan(bom + seed_bytes.decode().encode(encoding), name="seed.txt") == seed


def test_windows_line_ends_and_invisible_characters_change_nothing(
    seed: PlanDocument, seed_bytes: bytes
) -> None:
    text = seed_bytes.decode().replace("\n", "\r\n").replace("牵头", "牵\u200b头")
    assert read_plan(text.encode(), name="seed.txt") == seed


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", errors.EmptyFile, "空"),
        (b" \n\xef\xbb\xbf", errors.EmptyFile, "空"),
        (b"PK\x03\x04\x14\x00", errors.NotText, "Office"),
        (b"%PDF-1.7 \xe4\xbd\xa0", errors.NotText, "PDF"),
        (b"plan\x00plan", errors.NotText, "txt"),
        ("整改方案".encode("big5"), errors.BadEncoding, "UTF-8"),
        (b"\xff\xfe\x00\xd8", errors.BadEncoding, "UTF-8"),
        (b"\x80\x81\xff", errors.BadEncoding, "UTF-8"),
        ("今天天气很好。".encode(), errors.NotAPlan, "任务措施"),
        (b"hello, world", errors.NotAPlan, "任务措施"),
        ((HEAD + "（一）甲\n1.乙。" + TAIL).encode(), errors.NoDuties, "牵头单位"),
        ("二、任务措施\n(一)甲。(责任单位:乙局)".encode(), errors.HalfAPlan, "前面缺失"),
        ((HEAD + "(一)甲。(责任单位:乙局)").encode(), errors.HalfAPlan, "中断"),
        ((HEAD + "(一)甲。(责任单位:乙" + TAIL).encode(), errors.HalfAPlan, "责任分工"),
        ((HEAD + "(一)甲。(责任单位:乙局)\n三、保障").encode(), errors.HalfAPlan, "保障"),
        (b"{", errors.BadLine, "第 1 行"),
    ],
)
def test_refusal(data: bytes, error: type[errors.DocumentError], words: str) -> None:
    with pytest.raises(error, match=words) as refusal:
        read_plan(data, name="plan.txt")
    assert "请" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_half_of_the_plan_is_refused_wherever_it_is_cut(seed_bytes: bytes) -> None:
    whole_tasks = seed_bytes.index("四、工作要求".encode())
    first_sentence = seed_bytes.index("影响科学发展".encode())
    for end in [*range(0, first_sentence, 397), whole_tasks, whole_tasks + 9, first_sentence]:
        with pytest.raises(errors.DocumentError):
            read_plan(seed_bytes[:end], name="seed.txt")


def test_cut_behind_the_task_part_is_refused_or_loses_no_record(
    seed: PlanDocument, seed_bytes: bytes
) -> None:
    text = seed_bytes.decode()
    refused = 0
    for end in range(text.index("四、工作要求"), len(text), 53):
        try:
            document = read_plan(text[:end].encode(), name="seed.txt")
        except errors.HalfAPlan:
            refused += 1
        else:
            assert document.measures == seed.measures
    assert refused > 50


def test_bracket_in_an_odd_place_is_named_as_a_doubt() -> None:
    tally = read("说明。(责任单位:甲局)\n(一)类\n1.乙。(责任单位:丙局)").tally
    assert (tally.brackets_seen, tally.brackets_consumed, tally.brackets_doubted) == (2, 1, 1)
    assert [doubt.what for doubt in tally.doubts] == [DoubtKind.BRACKET_NOT_READ]


@pytest.mark.parametrize(
    ("tasks", "kind"),
    [
        ("(一)类\n1.甲。(责任单位:乙局\n2.丙。(责任单位:丁局)", DoubtKind.BRACKET_NOT_CLOSED),
        ("(一)类\n1.甲。(责任单位:)\n2.丙。(责任单位:丁局)", DoubtKind.NO_DUTY),
        ("(一)类\n1.甲。\n2.丙。(责任单位:丁局)", DoubtKind.NO_DUTY),
        ("(一)类\n1.甲。(承办单位:乙局)\n2.丙。(责任单位:丁局)", DoubtKind.BRACKET_WITHOUT_LABEL),
        ("(一)类\n1.甲。(责任单位:丁局)\n3.丙。(责任单位:丁局)", DoubtKind.NUMBER_GAP),
        ("(一)类\n1.甲。(责任单位:甲乙、丙丁县区政府)", DoubtKind.ELLIPTICAL_UNITS),
        ("(一)类\n1.甲。2020年前完成。(责任单位:丁局)", DoubtKind.DATE_WITHOUT_DAY),
    ],
)
def test_doubt(tasks: str, kind: DoubtKind) -> None:
    tally = read(tasks).tally
    assert kind in [doubt.what for doubt in tally.doubts]
    assert tally.brackets_seen == tally.brackets_consumed + tally.brackets_doubted


def test_plan_without_title_or_date_takes_the_name_of_its_file() -> None:
    document = read(
        "(一)甲。今年完成。(责任单位:乙局)", head="一、任务措施\n", tail="\n二、乙\n好。"
    )
    assert document.plan.title == "plan"
    assert document.plan.id.startswith("plan-")
    kinds = [doubt.what for doubt in document.tally.doubts]
    assert {DoubtKind.NO_ISSUE_DATE, DoubtKind.NO_REGION} < set(kinds)
    assert document.measures[0].deadlines == (Deadline("今年", None, "完成"),)


def test_plan_without_numbered_aspects_counts_its_categories() -> None:
    document = read("(一)甲。(责任单位:乙局)\n(二)丙。(责任单位:丁局)")
    assert [(record.number, record.printed) for record in document.measures] == [
        ("1", "(一)"),
        ("2", "(二)"),
    ]
    assert document.tally.doubts == ()


def test_sub_item_without_a_bracket_takes_the_one_of_its_aspect() -> None:
    document = read("(一)类\n1.甲。(牵头单位:乙局;责任单位:丙局)\n(1)丁。\n(2)戊。(责任单位:己局)")
    by_number = {record.number: record for record in document.measures}
    assert by_number["1-1"].duty == by_number["1"].duty
    assert by_number["1-1"].inherited == ("lead_units", "responsible_units")
    assert by_number["1-2"].duty.lead_units == ()
    assert by_number["1-2"].inherited == ()


def test_bracket_behind_a_heading_is_no_part_of_the_title() -> None:
    document = read("(一)建厂(责任单位:乙局)\n说明。\n(二)修路(责任单位:丙局)")
    assert [(record.title, record.category) for record in document.measures] == [
        ("建厂", "建厂"),
        ("修路", "修路"),
    ]
    assert document.tally.brackets_doubted == 0


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_plan_or_a_refusal(data: bytes) -> None:
    with pytest.raises(errors.DocumentError):
        read_plan(data, name="any")


PIECES = st.sampled_from(
    [
        "一、",
        "二、",
        "三、",
        "任务措施",
        "(一)",
        "（二）",
        "1.",
        "2．",
        "(1)",
        "(责任单位:",
        "牵头单位：",
        "市环保局",
        "、",
        "秦州",
        "县区政府",
        ";",
        ")",
        "。",
        "\n",
        "2017年",
        "底前",
        "8月",
        "完成",
        "《",
        "》",
        "{",
    ]
)


@given(st.lists(PIECES, max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_of_plan_words_gives_a_plan_or_a_refusal(pieces: list[str]) -> None:
    text = "一、任务\n(一)甲\n1." + "".join(pieces) + "(责任单位:市局)\n二、保障\n做好。"
    try:
        tally = read_plan(text.encode(), name="any").tally
    except errors.DocumentError:
        return
    assert tally.brackets_seen == tally.brackets_consumed + tally.brackets_doubted > 0
    assert tally.measures > 0
