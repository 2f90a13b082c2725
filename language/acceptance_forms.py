"""Acceptance in its plain forms (验收销号的规范说法): the whole text must fit, nothing is guessed.

``现场核查 14-2 12月22日 符合要求`` · ``公示 14-2`` · ``对 14-2 有异议：围网没拆`` ·
``异议不成立 YY2018-0001 已复核`` · ``备案 14-2`` · ``重新纳入 14-2 原因`` ·
``抽查 14-2 不合格 原因``.
"""

from __future__ import annotations

import re
from datetime import date

from language.acts import Act, Intent, SlotValue
from language.formal_requests import find_date, read_item
from language.names import UnitNames as Names
from language.past_days import nearest_day
from language.patterns import late
from language.plain_forms import ITEM, LONGEST, Form, Make, read_form
from supervision.records import Role

EVERYBODY = frozenset(Role)
STAFF = EVERYBODY - {Role.CITIZEN}
UNIT = frozenset({Role.LIAISON, Role.UNIT_HEAD})
OFFICE = frozenset({Role.OFFICE})
DECIDERS = OFFICE | {Role.VERIFIER}
JUDGES = frozenset({Role.VERIFIER, Role.LEADER})
"""To whom a bare 同意 can only mean the acceptance."""

_GAP = r"[\s,，:：;；。、]*"
_DAYS = (
    r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[日号]"
    r"|今天|明天|后天|昨天|前天|(?:上|下|本|这)?(?:周|星期)[一二三四五六日天])"
)
_DAY, _DAY_PAST = rf"(?P<until>{_DAYS})", rf"(?P<on>{_DAYS})"
_REST = rf"(?:{_GAP}(?:原因|理由|因为|由于|结果)?(?:是|为)?{_GAP}(?P<reason>.{{1,300}}))?"
_APART = r"(?:[\s,，:：;；]+(?:(?:原因|理由)[是为:：\s]*)?(?P<reason>.{1,300}))?"
"""A reason that stands apart, where nothing but the order comes before it."""
_TEXT = rf"(?:{_GAP}(?P<text>.{{1,500}}))?"
_YY = r"(?P<number>yy\s?\d{4}\s?-?\s?\d{1,6})"
_GS = r"(?P<number>gs\s?\d{4}\s?-?\s?\d{1,6})"
_CHECK = r"(?:验收|销号)"
_NO_QUESTION = r"(?!.*(?:[吗?？]|怎么|如何|什么|几时|谁))"

_NAMED = late(
    "申请|验收|销号|核查|意见|同意|不放过|公示|异议|备案|纳入|反弹|抽查|yy|gs", re.IGNORECASE
)
"""Without one of these words no form fits."""


def read_acceptance(plain: str, role: Role, today: date, names: Names) -> tuple[Act, ...]:
    """The one act that the whole text asks for in a plain form; none when it is anything else."""
    if len(plain) > LONGEST or not _NAMED.search(plain):
        return ()
    return read_form(FORMS, plain, role, today, names)


def _of(intent: Intent) -> Make:
    def make(match: re.Match[str], today: date, names: Names) -> Act | None:
        slots = _slots(match, today, names)
        return None if slots is None else Act(intent, slots)

    return make


def _slots(match: re.Match[str], today: date, names: Names) -> dict[str, SlotValue] | None:
    """The slots that the groups of a match fill; None when an item, day or unit is none."""
    found: dict[str, SlotValue] = {}
    for name, words in match.groupdict().items():
        if not words:
            continue
        value = _value(name, words, today, names)
        if not value:
            return None
        found["until" if name == "on" else name] = value
    return found


def _value(name: str, words: str, today: date, names: Names) -> str:
    if name == "item":
        return read_item(words)
    if name == "until":
        day = find_date(words, today)
        return day.isoformat() if day else ""
    if name == "on":
        done = nearest_day(words, today)
        return done.isoformat() if done else ""
    if name == "unit":
        return names.find_unit(words) or ""
    if name == "number":
        parts = re.fullmatch(r"([a-z]{2})(\d{4})-?(\d{1,6})", words.replace(" ", ""), re.IGNORECASE)
        return f"{parts[1].upper()}{parts[2]}-{int(parts[3]):04d}" if parts else ""
    return words.strip(" ,，。:：;；\n") or words.strip()


def _form(intent: Intent, roles: frozenset[Role], *patterns: str) -> tuple[Form, ...]:
    compiled = (late(pattern, re.IGNORECASE | re.DOTALL) for pattern in patterns)
    return tuple(Form(str(intent), roles, pattern, _of(intent)) for pattern in compiled)


FORMS: tuple[Form, ...] = (
    *_form(
        Intent.WITHDRAW_APPLICATION,
        UNIT,
        rf"(?:撤回|撤销|取消){_CHECK}?申请\s*{ITEM}?",
        rf"(?:撤回|撤销|取消)\s*{ITEM}\s*的?{_CHECK}申请",
        rf"{ITEM}\s*(?:撤回|撤销|取消){_CHECK}申请",
    ),
    *_form(
        Intent.APPLY_ACCEPTANCE,
        UNIT,
        rf"{ITEM}\s*申请{_CHECK}{_GAP}(?:自查|自验|自检)(?:说明|情况)?{_GAP}(?P<text>.{{2,500}})",
    ),
    *_form(
        Intent.ACCEPTANCE_STATUS,
        STAFF,
        rf"(?:查?看|查询?)?\s*{_CHECK}(?:进度|进展|情况|记录|意见|到哪一?步?了?)\s*{ITEM}",
        rf"(?:查?看|查询?)?\s*{ITEM}\s*的?{_CHECK}"
        r"(?:进度|进展|情况|记录|结果|到哪(?:一?步|儿|里)?了?|怎么样了?|通过了?(?:吗|没有?)|了(?:吗|没有?))[?？]?",
    ),
    *_form(
        Intent.ARRANGE_VISIT,
        OFFICE,
        rf"(?:安排|组织)(?:现场)?核查\s*{ITEM}{_GAP}{_DAY}{_TEXT}",
        rf"{ITEM}\s*(?:安排|组织)(?:现场)?核查{_GAP}{_DAY}{_TEXT}",
    ),
    *_form(
        Intent.SITE_CHECK,
        DECIDERS,
        rf"{_NO_QUESTION}(?:现场核查|核查记录|核查情况)\s*{ITEM}(?:{_GAP}{_DAY_PAST})?{_TEXT}",
        rf"{_NO_QUESTION}{ITEM}\s*(?:现场核查|核查记录|核查情况)(?:{_GAP}{_DAY_PAST})?{_TEXT}",
    ),
    *_form(
        Intent.RECORD_OPINION,
        OFFICE,
        rf"代录(?:验收)?(?:意见)?\s*{ITEM}{_GAP}(?P<unit>\S{{2,24}}?){_GAP}"
        rf"(?P<verdict>不同意|同意){_CHECK}?{_REST}",
    ),
    *_form(
        Intent.REMIND_OPINIONS,
        OFFICE,
        rf"催(?:一下|办)?{_CHECK}(?:意见)?\s*{ITEM}",
        rf"{ITEM}\s*催(?:一下|办)?{_CHECK}(?:意见)?",
    ),
    *_form(
        Intent.APPROVE_ACCEPTANCE,
        JUDGES,
        rf"同意\s*{ITEM}(?:\s*的?{_CHECK}(?:销号)?(?:申请)?)?",
    ),
    *_form(
        Intent.APPROVE_ACCEPTANCE,
        OFFICE,
        rf"领导小组(?:已)?(?:审定)?同意\s*{ITEM}(?:\s*的?{_CHECK}(?:销号)?)?",
    ),
    *_form(
        Intent.REJECT_ACCEPTANCE,
        JUDGES,
        rf"不同意\s*{ITEM}(?:\s*的?{_CHECK}(?:申请)?)?{_REST}",
    ),
    *_form(
        Intent.REJECT_ACCEPTANCE,
        OFFICE,
        rf"领导小组不同意\s*{ITEM}(?:\s*的?{_CHECK}(?:销号)?)?{_REST}",
    ),
    *_form(
        Intent.LET_GO,
        DECIDERS,
        rf"(?:四个?)?不放过\s*{ITEM}{_TEXT}",
        rf"{ITEM}\s*(?:的?四个?)?不放过{_TEXT}",
    ),
    *_form(
        Intent.OPEN_PUBLICITY,
        OFFICE,
        rf"(?:开始|发起)?(?:销号|验收)?公示\s*{ITEM}(?:{_GAP}完成情况(?:是|为)?{_TEXT})?",
        rf"{ITEM}\s*(?:开始|发起)(?:销号)?公示",
    ),
    *_form(
        Intent.OBJECT,
        EVERYBODY,
        rf"(?:我)?对\s*{ITEM}\s*(?:项)?(?:的?(?:公示|销号|验收))?(?:我)?(?:有|提出?)异议"
        rf"(?:{_GAP}(?P<what>.{{2,500}}))?",
        rf"(?:我)?对\s*{_GS}\s*(?:我)?(?:有|提出?)异议(?:{_GAP}(?P<what>.{{2,500}}))?",
        rf"{ITEM}\s*(?:我)?有异议(?:{_GAP}(?P<what>.{{2,500}}))?",
    ),
    *_form(
        Intent.SETTLE_OBJECTION,
        OFFICE,
        rf"异议(?P<verdict>不成立|成立)\s*{_YY}{_REST}",
        rf"{_YY}\s*异议?(?P<verdict>不成立|成立){_REST}",
        rf"{_NO_QUESTION}异议(?P<verdict>不成立|成立)\s*{ITEM}{_APART}",
        rf"{_NO_QUESTION}(?:{ITEM}|(?P<newest>最新|最近|刚才))?\s*(?:一件|一条|的)*异议"
        rf"(?P<verdict>不成立|成立){_APART}",
    ),
    *_form(
        Intent.OBJECTION_STATUS,
        EVERYBODY,
        rf"(?:查?看|查询?)?(?:异议)?\s*{_YY}(?:的?(?:进度|结果|办理情况))?",
        r"(?:查?看|查询?)?我的异议(?:进度|结果)?",
    ),
    *_form(Intent.OBJECTION_STATUS, OFFICE, r"(?:查?看)?(?:公示)?异议(?:列表|清单)"),
    *_form(
        Intent.CLOSE_CASE,
        OFFICE,
        rf"(?:备案|准予|办理)(?:销号)?\s*{ITEM}(?:\s*销号)?",
        rf"{ITEM}\s*(?:备案|准予)(?:销号)?",
    ),
    *_form(
        Intent.REBOUND,
        OFFICE,
        rf"{_NO_QUESTION}重新(?:纳入|整改)(?:整改|清单)?\s*{ITEM}{_REST}",
        rf"{_NO_QUESTION}{ITEM}\s*(?:反弹|重新纳入)(?:了)?{_REST}",
    ),
    *_form(Intent.SPOT_CHECK, OFFICE, r"(?:开始|进行)?(?:本?季度)?(?:随机)?抽查(?:抽签|抽取)?"),
    *_form(
        Intent.SPOT_CHECK_LIST,
        DECIDERS,
        r"(?:查?看)?抽查(?:清单|列表|情况|结果)",
        r"(?:什么时候|几时|哪天)抽查[?？]?",
        r"抽查(?:了|过了?|完了?|到了?|(?:是|在)?(?:什么时候|几时|哪天))(?:吗|没有?|的)?[?？]?",
    ),
    *_form(
        Intent.SPOT_CHECK_RESULT,
        DECIDERS,
        rf"抽查(?:结果)?\s*{ITEM}{_GAP}(?P<verdict>不合格|合格){_REST}",
        rf"{ITEM}\s*抽查(?:结果)?{_GAP}(?P<verdict>不合格|合格){_REST}",
    ),
)
"""In the order in which they are tried."""
