"""Which date phrases set a limit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.deadlines import Verdict, find_deadlines, judge

ISSUED = date(2017, 7, 5)

VERDICTS = [
    # every date phrase in the task part of the plan of Tianshui
    ("2017年建成投运秦州热源厂", ["limit"]),  # a year with a result
    ("今年两区率先实现燃煤锅炉“清零”", ["limit"]),
    ("2017年开始,两区建成区禁止新建锅炉", ["start"]),
    ("2017年5月底前建成两区市场、8月底前五县建成市场", ["limit", "limit"]),
    ("按照《方案(2015—2050年)》《天水市2017年度方案》", ["name"]),  # 年度 names no date
    ("2017年和2020年,两区、五县城市污水处理率分别达到92%", ["limit", "limit"]),
    ("2017年底前建成成纪净水厂,2017年8月启动秦安县改造工程", ["limit", "start"]),
    ("12月底前五县全部完成污泥处置项目", ["limit"]),
    ("2017年两区完成豹子沟黑臭水体治理任务", ["limit"]),
    ("2020年底前取缔非法开采", ["limit"]),
    ("确保到2020年实现“双水源”", ["limit"]),
    ("2017年在每个县区分别设立收购点", ["limit"]),
    ("2017年全市建成20个示范村;到2020年,全市建成200个以上", ["limit", "limit"]),
    ("水利部门于2017年6月底前完成编制", ["limit"]),
    ("2017年底前,90%以上的人员要配备终端", ["limit"]),
    ("2017年市级使用无人机对生态环境进行监控", ["unclear"]),  # neither a result nor a limit
    ("6月底前配合省环保厅完成评估", ["limit"]),
    ("2018年起对领导干部实行审计", ["start"]),
    ("2018年6月底前基本完成改革工作", ["limit"]),
    ("2017年启动对全市7个县区的环保督察,确保全面贯彻落实", ["start"]),
    # what other plans print
    ("2017年年底完成整改", ["limit"]),
    ("12月30日前完成整改", ["limit"]),
    ("2018年上半年完成整改", ["limit"]),
    ("2018年第三季度末完成整改", ["limit"]),
    ("2017年底前启动二期工程", ["limit"]),  # 底前 limits even a beginning
    ("自2017年8月实施", ["start"]),
    ("2017年以来完成3项", ["start"]),
    ("2017年至2020年持续推进", ["start", "limit"]),
    ("资源产出率比2015年增长15%,能耗较2016年下降,以2015年为基数", ["base"] * 3),
    ("2016年完成了排查,截至2016年底完成一半", ["past", "past"]),
    ("2017年5月已完成排查", ["past"]),
    ("已于2017年5月底前完成排查", ["past"]),
    ("每年培训,每季度研究一次,每小时20蒸吨", []),
    ("两个月内见成效", ["limit"]),  # a span, counted from the plan's date
    ("三年内完成整改", ["limit"]),
    ("力争3年以内建成,五年之内全部搬迁", ["limit", "limit"]),
    ("一年内发生三次以上的", ["unclear"]),  # a length of time, no limit
    ("近三年内完成的项目,连续三个月内", []),
    ("几年内完成整改", ["unclear"]),
    ("二〇一七年底前完成整改", ["unclear"]),
    ("2017年内完成整改", ["limit"]),
    ("“十三五”期间,抽取17年的数据", []),
]


@pytest.mark.parametrize(("text", "verdicts"), VERDICTS)
def test_verdict(text: str, verdicts: list[str]) -> None:
    assert [verdict.value for _, verdict in judge(text, ISSUED)] == verdicts


def test_verdicts_of_the_table_are_all_there_are() -> None:
    assert {verdict for _, verdicts in VERDICTS for verdict in verdicts} == set(Verdict)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2017年5月底前完成", "2017-05-31"),
        ("2020年2月底前完成", "2020-02-29"),  # a leap year
        ("２０１７年５月底前完成", "2017-05-31"),  # full-width figures
        ("8月底前完成", "2017-08-31"),
        ("2017年底前完成", "2017-12-31"),
        ("2017年年底完成", "2017-12-31"),
        ("到2020年实现", "2020-12-31"),
        ("2018年9月15日前完成", "2018-09-15"),
        ("2018年9月上旬完成", "2018-09-10"),
        ("2018年上半年完成", "2018-06-30"),
        ("2018年第三季度末完成", "2018-09-30"),
        ("今年底前完成", "2017-12-31"),
        ("明年6月底前完成", "2018-06-30"),
        ("年底前完成", "2017-12-31"),
    ],
)
def test_last_day_that_the_words_allow(text: str, due: str) -> None:
    (deadline,) = find_deadlines(text, ISSUED).deadlines
    assert deadline.due == date.fromisoformat(due)


@pytest.mark.parametrize("text", ["2018年前完成", "2018年5月前完成", "2018年2月30日前完成"])
def test_words_that_name_no_certain_day_stand_alone_and_are_doubted(text: str) -> None:
    found = find_deadlines(text, ISSUED)
    (deadline,) = found.deadlines
    assert deadline.due is None
    assert text.startswith(deadline.phrase)
    assert found.without_day


@pytest.mark.parametrize(
    ("text", "phrase", "due"),
    [
        ("半年内完成整改", "半年内", date(2018, 1, 5)),
        ("6个月内要整改完成", "6个月内", date(2018, 1, 5)),
        ("两个月之内见成效", "两个月之内", date(2017, 9, 5)),
        ("三年以内建成", "三年以内", date(2020, 7, 5)),
        ("自验收之日起一年内完成整改", "一年内", None),  # another start, which the plan lacks
        ("项目竣工后一个月内完成验收", "一个月内", None),
    ],
)
def test_a_span_counts_from_the_plans_date_and_from_no_other(text, phrase, due) -> None:
    (deadline,) = find_deadlines(text, ISSUED).deadlines
    assert (deadline.phrase, deadline.due) == (phrase, due)
    assert bool(find_deadlines(text, ISSUED).without_day) is (due is None)


def test_a_span_of_a_plan_without_a_date_stands_alone() -> None:
    (deadline,) = find_deadlines("半年内完成整改", None).deadlines
    assert deadline.due is None


def test_month_takes_the_year_of_the_limit_before_it() -> None:
    found = find_deadlines("2018年3月底前完成甲。6月底前完成乙。", ISSUED)
    assert [deadline.due for deadline in found.deadlines] == [date(2018, 3, 31), date(2018, 6, 30)]


def test_far_target_lends_its_year_to_no_month() -> None:
    found = find_deadlines("到2020年实现甲。6月底前完成乙。", ISSUED)
    assert [deadline.due for deadline in found.deadlines] == [date(2020, 12, 31), date(2017, 6, 30)]


def test_month_without_any_year_has_no_date() -> None:
    found = find_deadlines("6月底前完成乙。今年建成丙。", None)
    assert [deadline.due for deadline in found.deadlines] == [None, None]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("2017年底前,制定方案,加强管理。", "制定方案"),
        ("到2020年实现零增长,覆盖率达到30%,利用率达到40%,加强管理。",
         "实现零增长,覆盖率达到30%,利用率达到40%"),
        ("2017年5月底前建成市场、8月底前再建。", "建成市场"),  # up to the next date
        ("对禁止区域内的项目,2017年9月底前调出规划。", "对禁止区域内的项目,调出规划"),
        ("加强管理,2017年9月底前调出规划。", "调出规划"),
        ("2017年底前。", None),
    ],
)  # fmt: skip
def test_words_that_say_what_is_due(text: str, what: str | None) -> None:
    assert find_deadlines(text, ISSUED).deadlines[0].what == what


@given(st.text(alphabet="2017890年月日底前到至起了已和,。;《》完成启动今较建成 ", max_size=60))
def test_any_text_gives_deadlines_in_its_own_words(text: str) -> None:
    for deadline in find_deadlines(text, ISSUED).deadlines:
        assert deadline.phrase in text
