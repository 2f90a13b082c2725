"""The plan of Tianshui 2017 (市委发〔2017〕30号), the whole of it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from documents.document import PlanDocument
from documents.groups import is_group
from documents.ledger_jsonl import document_lines
from documents.tally import DoubtKind, Stated
from supervision.records import Deadline, Level, Measure, Term


def measure(document: PlanDocument, number: str) -> Measure:
    return next(each for each in document.measures if each.number == number)


def test_numbers_reconcile_with_what_the_document_says_of_itself(seed: PlanDocument) -> None:
    tally = seed.tally
    assert (tally.categories, tally.aspects, tally.sub_items) == (10, 36, 9)
    assert (tally.brackets_seen, tally.brackets_consumed, tally.brackets_doubted) == (44, 44, 0)
    assert tally.measures == len(seed.measures) == 44
    assert tally.deadlines == 27
    assert tally.stated == Stated(categories=10, aspects=37, problems=32, measures=130)


def test_doubts_are_named_and_no_others(seed: PlanDocument) -> None:
    assert [(doubt.where, doubt.what) for doubt in seed.tally.doubts] == [
        ("(三)", DoubtKind.NUMBERED_LAST),  # printed without a number, so it is number 36
        ("(九)1.", DoubtKind.DATE_UNCLEAR),  # 2017年市级使用无人机: a limit or not?
        ("7个县区", DoubtKind.DISTRICTS_MISSING),  # the text names five of them
    ]


def test_every_bracket_of_the_task_part_is_in_a_record(
    seed: PlanDocument, seed_bytes: bytes
) -> None:
    text = seed_bytes.decode()
    tasks = text[text.index("三、任务措施") : text.index("四、工作要求")]
    brackets = re.findall(r"\((?:牵头|责任)(?:单位|部门):([^()]*)\)", tasks)
    assert len(brackets) == 44
    for bracket, record in zip(brackets, seed.measures, strict=True):
        duty = record.duty
        in_record = {*duty.lead_units, *duty.responsible_units}
        for name in re.split("[、,;:]", "".join(bracket.split())):
            stem = name.removesuffix("区委和区政府").removesuffix("县区政府")
            is_kept = name in in_record or any(unit.startswith(stem) for unit in in_record)
            assert is_kept or name == "责任单位", f"{record.number}: {name}"


def test_head_of_the_plan(seed: PlanDocument) -> None:
    assert (seed.region.name, seed.region.office) == ("天水市", "市整改办")
    assert seed.plan.title == "天水市贯彻落实中央环境保护督察反馈意见整改方案"
    assert (seed.plan.id, seed.plan.issued) == ("plan-20170705", date(2017, 7, 5))


def test_records_count_through_the_plan(seed: PlanDocument) -> None:
    printed = {each.number: each.printed for each in seed.measures}
    assert printed["1"] == "(一)1."
    assert printed["14-2"] == "(五)2.(2)"
    assert printed["23-1"] == "(七)4.(1)"
    assert "23" not in printed  # only gathers its two sub-items
    assert printed["35"] == "(十)4."
    assert printed["36"] == "(三)"
    numbers = {number.split("-")[0] for number in printed}
    assert numbers == {str(number) for number in range(1, 37)}


def test_14_2_exactly(seed: PlanDocument) -> None:
    record = measure(seed, "14-2")
    assert record.title == "提升城镇污水处理能力"
    assert record.category == "坚决打好污染防治攻坚战"
    assert record.text.startswith("提升城镇污水处理能力。认真落实《甘肃省实施")
    assert record.text.endswith("确保年度再生水利用率达到18.5%。")
    assert record.duty.lead_units == ("市建设局", "市财政局", "市环保局", "市发展改革委")
    assert record.duty.responsible_units == (
        "各县区政府",
        "开发区管委会",
        "农业园区管委会",
        "麦积山大景区管委会",
    )
    target = "两区、五县城市污水处理率分别达到92%、83%和95%、85%"
    assert record.deadlines == (
        Deadline("2017年", date(2017, 12, 31), target),
        Deadline("2020年", date(2020, 12, 31), target),
        Deadline("2017年底前", date(2017, 12, 31), "建成成纪净水厂"),
        Deadline("2017年6月底前", date(2017, 6, 30), "完成麦积污水处理厂污泥处置项目"),
        Deadline("12月底前", date(2017, 12, 31), "五县全部完成污泥处置项目"),
        Deadline("2017年", date(2017, 12, 31), "两区完成豹子沟、东排洪渠黑臭水体治理任务"),
    )
    assert record.term is Term.DATED


DEADLINES = [
    ("13-2", "2017年", "2017-12-31"),  # a year with a result
    ("13-2", "今年", "2017-12-31"),
    ("13-3", "2017年5月底前", "2017-05-31"),
    ("13-3", "8月底前", "2017-08-31"),  # the year of the phrase before it
    ("14-3", "2020年底前", "2020-12-31"),
    ("14-3", "2017年底前", "2017-12-31"),
    ("14-4", "到2020年", "2020-12-31"),
    ("18", "到2020年", "2020-12-31"),
    ("18", "2017年", "2017-12-31"),
    ("18", "2017年4月底前", "2017-04-30"),
    ("19", "2017年", "2017-12-31"),
    ("19", "到2020年", "2020-12-31"),
    ("23-1", "2017年8月底前", "2017-08-31"),
    ("23-1", "2017年9月底前", "2017-09-30"),
    ("23-2", "2017年6月底前", "2017-06-30"),
    ("27", "2017年底前", "2017-12-31"),
    ("27", "2017年底前", "2017-12-31"),
    ("31", "6月底前", "2017-06-30"),  # the year of the plan
    ("33", "2017年底前", "2017-12-31"),
    ("33", "2018年6月底前", "2018-06-30"),
    ("34", "到2020年", "2020-12-31"),
]


def test_every_deadline_of_the_plan(seed: PlanDocument) -> None:
    found = [
        (record.number, deadline.phrase, deadline.due and deadline.due.isoformat())
        for record in seed.measures
        if record.number != "14-2"
        for deadline in record.deadlines
    ]
    assert found == DEADLINES


@pytest.mark.parametrize(
    ("number", "lead", "responsible"),
    [
        # 牵头部门 instead of 牵头单位
        ("9", ("市委组织部", "市发展改革委", "市监察局", "市环保局"), ("各县区委和县区政府",)),
        # a category that is itself the aspect
        (
            "36",
            ("市发展改革委", "市国土资源局", "市环保局", "市水务局", "市农业局", "市林业局"),
            ("各县区政府",),
        ),
        # a short list of governments
        (
            "14-1",
            ("市水污染防治领导小组成员单位",),
            ("秦州区政府", "麦积区政府", "秦安县政府", "张家川县政府"),
        ),
        # a short list of party committees and governments
        (
            "21",
            (
                "市畜牧局",
                "市发展改革委",
                "市国土资源局",
                "市林业局",
                "市环保局",
                "小陇山林业实验局",
            ),
            ("秦州区委", "秦州区政府", "麦积区委", "麦积区政府"),
        ),
        # a line break inside a name
        ("27", ("市环保局", "市编办", "市人社局", "市财政局"), ("各县区委和县区政府",)),
        # responsible units only
        ("35", (), ("市环保局", "市编办", "市财政局", "市委督查室", "市政府督查室")),
        # a group named by a document
        ("34", ("《天水市生态环境监测网络实施方案》涉及的市直部门",), ("各县区政府",)),
    ],
)
def test_units_of(
    seed: PlanDocument, number: str, lead: tuple[str, ...], responsible: tuple[str, ...]
) -> None:
    duty = measure(seed, number).duty
    assert (duty.lead_units, duty.responsible_units) == (lead, responsible)


def test_no_text_keeps_its_bracket_and_only_one_full_stop(seed: PlanDocument) -> None:
    for record in seed.measures:
        assert "单位:" not in record.text
        assert record.text.endswith("。")
        assert not record.text.endswith("。。")


def test_terms_that_are_no_dates(seed: PlanDocument) -> None:
    terms = {each.number: each.term for each in seed.measures}
    recurring = {number for number, term in terms.items() if term is Term.RECURRING}
    assert recurring == {"1", "2", "7", "28"}
    assert {number for number, term in terms.items() if term is Term.STANDING} == {"26"}


def test_unit_list_holds_every_name_that_is_no_group(seed: PlanDocument) -> None:
    known = {name for unit in seed.units for name in (unit.name, *unit.aliases)}
    for record in seed.measures:
        for name in record.duty.reporting:
            assert name in known or is_group(name), name
    assert not [unit.name for unit in seed.units if is_group(unit.name)]
    districts = {unit.name: unit.aliases for unit in seed.units if unit.level is Level.DISTRICT}
    assert districts == {
        "秦州区政府": ("秦州区", "秦州区委"),
        "麦积区政府": ("麦积区", "麦积区委"),
        "秦安县政府": ("秦安县",),
        "张家川县政府": ("张家川县",),
        "甘谷县政府": ("甘谷县",),  # named in the prose only, and 各县区政府 means it too
    }


def test_no_alias_stands_for_two_units(seed: PlanDocument) -> None:
    names = [name for unit in seed.units for name in (unit.name, *unit.aliases)]
    assert len(names) == len(set(names))
    aliases = {unit.name: unit.aliases for unit in seed.units}
    assert aliases["市环保局"] == ("环保局",)
    assert aliases["市委督查室"] == aliases["市政府督查室"] == ()


def test_every_line_is_valid_against_the_contract(seed: PlanDocument, shared: Path) -> None:
    schema = json.loads((shared / "contracts" / "ledger.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for line in document_lines(seed):
        validator.validate(line)
