"""Plans whose records stand in a list of problems with labelled fields."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.document import PlanDocument
from documents.errors import DocumentError, NoTaskList
from documents.ledger_jsonl import document_lines, from_lines
from documents.plan import read_plan
from documents.tally import DoubtKind
from supervision.records import Deadline, Duty, Measure, Term


@pytest.fixture(scope="module")
def invented() -> PlanDocument:
    """A list with every way of numbering and a case of every doubt."""
    path = Path(__file__).parent / "invented_list.txt"
    return read_plan(path.read_bytes(), name=path.stem)


@pytest.fixture(scope="module")
def jiyuan(shared: Path) -> PlanDocument:
    """The plan of Jiyuan 2019, damaged and cut off after its first problem."""
    return read_plan(seed_bytes_of(shared, "000"), name="seed")


def seed_bytes_of(shared: Path, seed: str) -> bytes:
    (path,) = (shared / "seeds").glob(f"{seed}_*")
    return path.read_bytes()


def by_number(document: PlanDocument, number: str) -> Measure:
    return next(each for each in document.measures if each.number == number)


def test_every_problem_is_a_record_with_its_headings(invented: PlanDocument) -> None:
    assert invented.plan.title == "云溪市贯彻落实省生态环境保护督察反馈意见整改方案"
    assert invented.plan.issued == date(2021, 3, 10)
    assert [(p.number, p.printed, p.category) for p in invented.problems] == [
        ("1", "一、（一）1.", "水污染防治有差距：管网建设滞后"),
        ("2", "一、（一）2.", "水污染防治有差距：管网建设滞后"),
        ("3", "一、（一）3.", "水污染防治有差距：管网建设滞后"),
        ("4", "二、4.", "大气污染防治有差距"),
    ]
    first = invented.problems[0]
    assert first.text == "老城区雨污混流：\n（1）管网破损。\n（2）溢流口多。"
    assert first.goal == "消除污水直排"
    assert first.duty == Duty(("市住建局",), ("北山区政府", "南山区政府"), leaders=("李某某",))
    assert first.deadlines == (Deadline("2021年12月31日", date(2021, 12, 31)),)


def test_a_problem_without_measures_is_what_people_report_on(
    invented: PlanDocument, jiyuan: PlanDocument
) -> None:
    numbers = [record.number for record in invented.records]
    measures = [measure.number for measure in invented.measures]
    place = numbers.index("问题3")
    assert numbers[:place] + numbers[place + 1 :] == measures
    assert [number[0] for number in numbers[place - 1 : place + 2]] == ["2", "问", "4"]
    assert DoubtKind.NO_MEASURES in {doubt.what for doubt in invented.tally.doubts}
    (only,) = jiyuan.records
    assert (only.number, only.duty, only.deadlines) == ("问题1", Duty(), ())


@pytest.mark.parametrize("number", ["002", "003", "004"])
def test_a_seed_without_a_list_gives_nothing_to_report_on(shared: Path, number: str) -> None:
    with pytest.raises(NoTaskList):
        read_plan(seed_bytes_of(shared, number), name="seed")


def test_measures_of_a_problem_whatever_their_numbers(invented: PlanDocument) -> None:
    assert [(m.number, m.printed, m.text) for m in invented.measures] == [
        ("1-1", "一、（一）1.（1）", "完成老城区管网排查。查清错接。"),
        ("1-2", "一、（一）1.（2）", "2021年9月底前完成改造。\n一是更换旧管。"),
        ("1-3", "一、（一）1.（3）", "建立巡查制度。"),
        ("2-1", "一、（一）2.1.", "清淤疏浚。"),
        ("2-2", "一、（一）2.2.", "控制水质在2.5毫克以下。"),
        ("2-3", "一、（一）2.3.", "长效管护。"),
        ("4-1", "二、4.", "落实六个百分之百。"),
    ]


def test_what_comes_from_the_problem_is_named_as_inherited(invented: PlanDocument) -> None:
    problem = invented.problems[0]
    plain, dated, own = (by_number(invented, number) for number in ("1-1", "1-2", "1-3"))
    units = ("lead_units", "responsible_units", "leaders")
    assert (plain.duty, plain.deadlines) == (problem.duty, problem.deadlines)
    assert plain.inherited == (*units, "deadlines", "term", "goal")
    assert dated.deadlines == (Deadline("2021年9月底前", date(2021, 9, 30), "完成改造"),)
    assert dated.inherited == (*units, "goal")
    assert own.duty == Duty(("市水务局",))
    assert own.inherited == ("deadlines", "term", "goal")


def test_a_limit_without_a_date_keeps_its_words(invented: PlanDocument) -> None:
    second = by_number(invented, "2-1")
    assert second.deadlines == (Deadline("立行立改，长期坚持", None),)
    assert second.term is Term.IMMEDIATE


def test_every_doubt_is_named_and_no_other(invented: PlanDocument) -> None:
    assert [(doubt.where, doubt.what) for doubt in invented.tally.doubts] == [
        ("5项任务", DoubtKind.SUM_DIFFERS),
        ("一、（一）3.", DoubtKind.FIELD_NOT_READ),  # 备注：县区配合
        ("一、（一）3.", DoubtKind.NO_MEASURES),
        ("二、4.", DoubtKind.NO_LIMIT),
        ("二、", DoubtKind.FIELD_NOT_READ),  # a sentence below the heading
    ]


def test_a_list_goes_through_the_ledger_file_unchanged(
    invented: PlanDocument, jiyuan: PlanDocument, shared: Path
) -> None:
    schema = json.loads((shared / "contracts" / "ledger.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for document in (invented, jiyuan):
        lines = list(document_lines(document))
        for line in lines:
            validator.validate(line)
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        assert from_lines(text) == document


def read(rows: str) -> PlanDocument:
    return read_plan(("甲市整改任务清单\n" + rows).encode(), name="list")


def test_words_beside_a_date_stay_a_limit_of_their_own() -> None:
    limit = "立行立改，2020年底前完成整治，长期坚持。"
    document = read(f"1.甲。\n整改目标：好。\n整改措施：乙。\n整改时限：{limit}")
    assert document.problems[0].deadlines == (
        Deadline("2020年底前", date(2020, 12, 31), "完成整治"),
        Deadline("立行立改", None),
        Deadline("长期坚持", None),
    )


def test_problems_and_measures_numbered_alike() -> None:
    first = "1.甲。\n整改措施：\n1.乙。\n2.丙。\n整改目标：好。\n"
    document = read(first + "2.丁。\n整改措施：\n1.戊。\n2.己。")
    assert [problem.text for problem in document.problems] == ["甲。", "丁。"]
    assert [measure.text for measure in document.measures] == ["乙。", "丙。", "戊。", "己。"]


def test_fields_before_the_measures() -> None:
    one = "责任单位：{u}\n整改时限：2020年底前\n整改目标：好。\n整改措施：\n1.甲。\n2.乙。\n"
    document = read(
        "一、丙。\n" + one.format(u="市水务局") + "二、丁。\n" + one.format(u="市林业局")
    )
    assert [problem.text for problem in document.problems] == ["丙。", "丁。"]
    assert [m.duty.responsible_units for m in document.measures] == [
        *[("市水务局",)] * 2,
        *[("市林业局",)] * 2,
    ]


def test_a_row_without_any_field_is_a_record_with_its_doubts() -> None:
    document = read(
        "1.甲。\n整改目标：好。\n整改措施：乙。\n整改时限：2020年底前\n2.丙。\n3.丁。\n整改目标：好。"
    )
    assert [problem.text for problem in document.problems] == ["甲。", "丙。", "丁。"]
    missing = [doubt.what for doubt in document.tally.doubts if doubt.where == "2."]
    assert missing == [DoubtKind.NO_MEASURES, DoubtKind.NO_UNITS, DoubtKind.NO_LIMIT]


def test_safeguards_behind_the_list_are_no_rows() -> None:
    document = read(
        "一、任务\n(一)甲。\n整改目标：好。\n整改措施：乙。\n二、保障措施\n(一)加强领导。"
    )
    assert [problem.text for problem in document.problems] == ["甲。"]


def test_jiyuan_is_repaired_and_read_as_far_as_it_goes(jiyuan: PlanDocument) -> None:
    assert (jiyuan.repair.brackets, jiyuan.repair.characters) == (275, 975)
    assert jiyuan.repair.examples[0] == ("環(huán)", "环")
    assert jiyuan.region.name == "济源市"
    (problem,) = jiyuan.problems
    assert problem.printed == "一、(一)1."
    assert problem.category == "思想认识还不到位：履职尽责有所懈怠"
    assert problem.text.startswith("督察期间通过谈话了解到,济源市部分干部")
    assert (
        problem.goal
        == "教育引导全市各级干部切实进一步提高政治站位,强化生态环境保护工作履职尽责、尽职"
    )
    assert problem.duty == Duty()
    assert (problem.deadlines, jiyuan.measures, jiyuan.units) == ((), (), ())


def test_jiyuan_announces_more_than_it_holds(jiyuan: PlanDocument) -> None:
    tally = jiyuan.tally
    assert (tally.stated.categories, tally.stated.problems) == (8, 34)
    assert (tally.categories, tally.problems) == (1, 1)
    where = {doubt.what: doubt.where for doubt in tally.doubts}
    assert set(where) == {
        DoubtKind.NO_ISSUE_DATE,
        DoubtKind.SUM_DIFFERS,
        DoubtKind.FIELD_NOT_READ,  # what the page prints below the text
        DoubtKind.NO_MEASURES,
        DoubtKind.NO_UNITS,
        DoubtKind.NO_LIMIT,
        DoubtKind.CUT_OFF,
        DoubtKind.TEXT_LOST,
    }
    named = [doubt.excerpt for doubt in tally.doubts if doubt.what is DoubtKind.SUM_DIFFERS]
    assert named == ["清单里有1类：思想认识还不到位", "清单里有1项：一、(一)1."]


@pytest.mark.parametrize(
    ("seed", "words"),
    [
        ("002", "这份文件没有任务清单，请导入"),
        ("003", "没有任务清单（附件《甘肃省贯彻落实第三轮.*整改任务清单》未附上），请导入附件"),
        ("004", "没有任务清单（附件《白城市贯彻落实第二轮.*整改任务清单》未附上），请导入附件"),
    ],
)
def test_a_text_without_its_list_says_so(shared: Path, seed: str, words: str) -> None:
    with pytest.raises(NoTaskList, match=words) as refusal:
        read_plan(seed_bytes_of(shared, seed), name="seed")
    assert "\n" not in str(refusal.value)


PIECES = st.sampled_from(
    [
        *(
            "一、",
            "二、",
            "(一)",
            "1.",
            "2.",
            "3.",
            "(1)",
            "①",
            "甲",
            "问题",
            "整改目标：",
            "整改措施：",
        ),
        *(
            "责任单位：",
            "整改时限：",
            "备注：",
            "问题：",
            "市环保局",
            "、",
            "县区政府",
            "2020年",
            "底前",
        ),
        *(
            "(责任单位:",
            ")",
            "。",
            "\n",
            "\n",
            "\n1.",
            "\n2.",
            "\n整改目标：",
            "\n整改措施：",
            "保障",
        ),
    ]
)


@given(st.lists(PIECES, max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_list_is_read_without_a_failure(pieces: list[str]) -> None:
    text = "甲市任务清单\n1.甲\n整改目标：好。\n整改措施：" + "".join(pieces)
    try:
        document = read_plan(text.encode(), name="any")
    except DocumentError as refusal:
        pytest.fail(str(refusal))
    tally = document.tally
    assert tally.brackets_seen == tally.brackets_consumed + tally.brackets_doubted
    assert tally.problems == len(document.problems) > 0
    assert {measure.problem for measure in document.measures} <= {
        problem.number for problem in document.problems
    }


FORMS = st.sampled_from(
    [
        *("一、{}。", "（二）{}。", "1.{}。", "2.{}。", "(1){}。", "①{}。", "{}。"),
        *("整改目标：{}。", "整改措施：{}。", "整改措施：1.{}。", "责任单位：{}局"),
        *("备注：{}。", "问题：{}。"),
    ]
)


@given(st.lists(FORMS, max_size=25))
@settings(max_examples=300, deadline=None)
def test_no_line_of_a_list_gets_lost(forms: list[str]) -> None:
    signs = [chr(0x5000 + place) for place in range(len(forms))]
    lines = [form.format(sign * 2) for form, sign in zip(forms, signs, strict=True)]
    text = "甲市任务清单\n1.甲\n整改目标：好。\n" + "\n".join(lines)
    document = read_plan(text.encode(), name="any")
    kept = str((document.problems, document.measures, document.tally.doubts))
    assert [line for line, sign in zip(lines, signs, strict=True) if sign not in kept] == []
