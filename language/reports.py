"""Progress reports (进展上报) in people's own words, behind a gate: never a figure nobody reported.

A report states how far the sender's own work is now. A question, a wish, a plan, a demand, hearsay,
a quotation, another unit's figure, a denial without a new value, an indicator and a level of before
are none, whatever figures they hold; what is doubtful is a report that is asked about first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from language.acts import Act, Intent, SlotValue
from language.difficulties import cause_beside, difficulty_in
from language.marks import AMOUNT, DATE, ITEM, LENGTH, PERCENT, UNIT, Frame, Mention
from language.moods import (
    NOT_YET,
    PLAN,
    QUESTION,
    UNSURE,
    WISH,
    names_as_doer,
    not_a_report,
)
from language.patterns import late
from language.plain_report import (
    RAISED,
    is_dated,
    is_other_matter,
    is_plainly_said,
    more_was_said,
    tells_of_something_else,
)
from language.promises import PROMISED, names_no_day, promised_day
from language.rule import UNIT_STAFF
from language.scan import BUILDING
from language.sentences import as_it_stands, asks_of_a_figure, figures_sentence
from language.shares import Share
from language.states import FINISHED, State, is_nearly_done, state_of
from language.subjects import Said

_BY_THEN = late(rf"{DATE}(?!.{{0,3}}(?:已|底前已))[^，。；\n{DATE}]{{0,6}}{PERCENT}")
_UNTIL_NOW = late(r"(?:截至|截止|到)\s*$")
_JUST_ITS_LEVEL = late(rf"[{DATE}\s:：]{ITEM}[\s:：]*{PERCENT}")
"""本周13号80%: the item and its level, whenever it is told."""
_SO_FAR = late(r"进度|进展|已|了|目前|截[至止]|[到达至]了?$")
"""The figure is the level and not what was done in that time."""
_PLANNED_STATE = late(rf"(?:{PLAN.pattern})[^，。；\n]{{0,14}}(?:{FINISHED}|完|开工|启动)")
_WHOLE_FIGURE = late(
    rf"(?:总体|整体|总的|总进度|合计|综合|累计)[^，,。；;\n{PERCENT}]{{0,8}}{PERCENT}"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report, or why the words are none; neither when they say nothing of progress."""

    act: Act | None = None
    why_not: str = ""


def read_report(said: Said, today: date, whole: Frame) -> Reading:
    """Read a part of a message; ``whole`` is the message, whose mood may forbid a report."""
    text = as_it_stands(said.frame.text)
    percents = said.frame.all(PERCENT)
    promised = promised_day(said.frame, today)
    # What is promised says nothing of how it is now, when a figure does.
    state = state_of(PROMISED.sub("", text) if percents and promised else text)
    near = bool(promised) or is_nearly_done(text)
    if not percents and state is None and not near:
        told = read_change(said, whole) or read_obstacle(said, whole)
        return told or Reading(why_not=_other_figure(said))
    why_not = _forbidden(said, whole, percents, state)
    if why_not:
        return Reading(why_not=why_not)
    if is_other_matter(said):
        return Reading(why_not="other_matter")
    percents = _of_the_whole(said.frame) or percents
    slots: dict[str, SlotValue] = dict(said.subject.slots)
    doubts = list(said.subject.doubts)
    if not said.subject.item and not said.subject.measure:
        doubts.append("no_item")
    if near and state is None and not percents:
        state = State.IN_PROGRESS
    _level(slots, doubts, percents, state)
    if promised:
        day, doubtful = promised
        slots["finish_by"] = day.isoformat()
        doubts += ["just_passed"] if doubtful else []
    doubts += ["no_such_day"] if names_no_day(said.frame) else []
    problem = _problem_of(said, state)
    within = any(mention.words in problem for mention in percents)  # 缺80%
    if percents and (within or more_was_said(said, problem)):
        doubts.append("more_was_said")
    if "no_percent" in doubts and not near and is_plainly_said(said, problem):
        doubts.remove("no_percent")
    if problem:
        slots["problem"] = problem
    doubts += ["unsure"] if _is_unsure(text) else []
    act = Act(
        Intent.REPORT_PROGRESS,
        slots,
        "report",
        said.subject.measure,
        said.subject.candidates,
        tuple(dict.fromkeys(doubts)),
    )
    return Reading(act)


def _problem_of(said: Said, state: State | None) -> str:
    """What stands in the way; of what was not begun, the clause behind it says why."""
    problem = difficulty_in(said.frame)
    if state is not State.NOT_STARTED or not said.subject.measure:
        return problem
    if problem and not _not_begun(problem):
        return problem
    return cause_beside(said.frame, _not_begun) or problem


def _not_begun(words: str) -> bool:
    return state_of(words) is State.NOT_STARTED


def read_change(said: Said, whole: Frame) -> Reading | None:
    """14-2提高了10个点: a report whose level is asked for; without its name (用量减了两成) none."""
    raised = [m for m in said.frame.all(AMOUNT) if m.note == Share.CHANGE and m.value]
    if len(raised) != 1 or not said.is_named or is_dated(said.frame):
        return None
    clause = figures_sentence(said.frame)
    other = _names_another(said) or tells_of_something_else(said) or asks_of_a_figure(said.frame)
    if other or not_a_report(whole.text, said.masked(clause)) or PLAN.search(whole.text):
        return None
    rise = {"change": int(raised[0].value)} if RAISED.search(clause) else {}
    slots: dict[str, SlotValue] = {**said.subject.slots, **rise}
    doubts = (*said.subject.doubts, "no_percent", "only_change")
    act = Act(Intent.REPORT_PROGRESS, slots, "change", said.subject.measure, (), doubts)
    return Reading(act)


_TELLS_NOTHING = late(r"^[还都]?没.?$|哪$")


def read_obstacle(said: Said, whole: Frame) -> Reading | None:
    """14-2资金没到位: what stands in the way of a named item; how far it is, is asked for."""
    problem = difficulty_in(said.frame)
    named = said.frame.first(ITEM) is not None or said.is_named
    if not (problem and named) or said.role not in UNIT_STAFF or is_dated(said.frame):
        return None
    text = said.frame.text
    if (
        _TELLS_NOTHING.search(problem)
        or QUESTION.search(text)
        or WISH.search(text)
        or said.frame.all(AMOUNT)
        or said.frame.all(UNIT)
    ):
        return None
    if not_a_report(said.masked(whole.text), said.masked(text)) or PLAN.search(text):
        return None
    slots: dict[str, SlotValue] = {**said.subject.slots, "problem": problem}
    doubts = (*said.subject.doubts, "no_percent")
    act = Act(Intent.REPORT_PROGRESS, slots, "obstacle", said.subject.measure, (), doubts)
    return Reading(act)


def _is_unsure(text: str) -> bool:
    """Said vaguely; or 本月完成15%: so much in it, or so far?"""
    then = _BY_THEN.search(text)
    if then and not _SO_FAR.search(re.split(r"[，,。；\n]", text[: then.end() - 1])[-1]):
        return not _JUST_ITS_LEVEL.search(then[0])
    return bool(UNSURE.search(text) or QUESTION.search(text))


def _of_the_whole(frame: Frame) -> list[Mention]:
    """The figure of the whole beside those of its parts (其中管网90%，总体80%)."""
    match = _WHOLE_FIGURE.search(frame.text)
    return [frame.mentions[match.end() - 1]] if match else []


def _level(
    slots: dict[str, SlotValue],
    doubts: list[str],
    percents: list[Mention],
    state: State | None,
) -> None:
    values = {int(mention.value) for mention in percents}
    if percents:
        slots["percent"] = int(percents[-1].value)
        doubts += ["several_figures"] if len(values) > 1 else []
        doubts += [mention.note for mention in percents if mention.note]
        doubts += ["out_of_range"] if max(values) > 100 else []
    if state is State.UNCHANGED:
        slots["no_change"] = 1
    elif state is State.DONE and values <= {100}:
        slots["status"] = str(State.DONE)
    elif state is State.NOT_STARTED and values - {0}:
        pass  # 还有一成没干 speaks of the rest
    elif state in (State.IN_PROGRESS, State.NOT_STARTED) and not (values & {100}):
        slots["status"] = str(state)
    if slots.get("status") == "done" or values == {100}:
        doubts.append("done")
    elif not percents and state is not State.UNCHANGED:
        doubts.append("no_percent")


def _forbidden(said: Said, whole: Frame, percents: list[Mention], state: State | None) -> str:
    """Why this is no report, or nothing."""
    text = said.frame.text
    mood = not_a_report(said.masked(whole.text), said.masked(figures_sentence(said.frame)))
    if mood or (not percents and NOT_YET.search(text)):
        return mood or "denial"
    if asks_of_a_figure(said.frame):
        return "question"
    if any(m.note == BUILDING for m in said.frame.all(AMOUNT)) and not said.frame.first(ITEM):
        return "building"
    named = said if not names_as_doer(whole.text) else replace(said, frame=whole)
    if _names_another(said) or _names_another(named):
        return "another_unit"
    if not percents:
        return "" if state is State.UNCHANGED else _only_words(said, state)
    then = _BY_THEN.search(text)
    return "plan" if then and not _is_today(said, then) else ""


def _only_words(said: Said, state: State | None) -> str:
    """Why words without a figure are no report."""
    if _PLANNED_STATE.search(said.frame.text):
        return "plan"
    if state is None and (_other_figure(said) or not _is_about_an_item(said)):
        return "plan"
    return "no_item" if _is_bare_state(said) else ""


def _names_another(said: Said) -> bool:
    units = [m.value for m in said.frame.all(UNIT)]
    return any(unit != said.unit for unit in units) and names_as_doer(said.frame.text)


def _is_today(said: Said, match: re.Match[str]) -> bool:
    """截至8月16日完成80%: a day that is not to come."""
    mention = said.frame.mentions[match.start()]
    if re.match(r"(?:今[天日]|当)|(?:本|这个?|今)(?:周|星期|礼拜|月|年)$", mention.words):
        return True
    if mention.day and not re.search("[前内底末]$", mention.words):
        if mention.day == said.today:
            return True
        if re.fullmatch(r"\d{1,2}月份?", mention.words):
            return mention.day.month == said.today.month
    return bool(_UNTIL_NOW.search(said.frame.text[: match.start()])) and "底" not in mention.words


def _is_about_an_item(said: Said) -> bool:
    """A promise names its item before the day; 2017年底前建成净水厂 is a sentence of the plan."""
    day = re.search(rf"[{DATE}{LENGTH}]", said.frame.text)
    before = said.frame.text[: day.start()] if day else ""
    return bool(said.subject.item) and (ITEM in said.frame.text or said.subject.item in before)


def _is_bare_state(said: Said) -> bool:
    """干完了, 在弄 and the like without any item: only the short forms that people report by."""
    if said.subject.item:
        return False
    left = re.sub(rf"[{DATE}{LENGTH}{AMOUNT}，,。！!\s]", "", said.compact)
    return len(left) > 14 or not re.search(
        r"完成|整改|完工|竣工|办结|弄|干|搞|做|开工|启动|动工|施工|推进", left
    )


def _other_figure(said: Said) -> str:
    """What the figure is that is no progress (an indicator, a target, a change)."""
    notes = {m.note for m in said.frame.all(AMOUNT) if m.note and m.note != "past"}
    return next(iter(sorted(notes & set(Share))), "")
