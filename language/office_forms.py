"""Plain forms of what is looked at and made public (规范说法): the whole text must fit.

``总览`` · ``我的包抓`` · ``考核 2017 市水务局`` · ``指标`` · ``企业名单`` ·
``列入企业名单 某某公司，原因`` · ``典型案例 14-2 做法`` · ``公开结果 WZ-… 内容`` ·
``签发 QY2017-0001`` · ``移出 QY2017-0001 原因`` ·
``公开排名``.
"""

from __future__ import annotations

import re
from datetime import date

from language.acts import Act, Intent, SlotValue
from language.formal_requests import read_item
from language.names import UnitNames as Names
from language.patterns import late
from language.plain_forms import ITEM, Form, Make, read_form
from supervision.records import Role

OFFICE = frozenset({Role.OFFICE})
OVERSEERS = frozenset({Role.OFFICE, Role.LEADER, Role.VERIFIER})
STAFF = frozenset(Role) - {Role.CITIZEN}

_GAP = r"[\s,，:：;；。、]*"
_LISTED = r"(?P<number>(?:qy|al|jg)\s?\d{4}\s?-?\s?\d{1,6})"
_LISTS = {"企业名单": "enterprise", "企业黑名单": "enterprise", "典型案例": "good_case"}
_LISTS |= {"问责结果": "result", "公开结果": "result"}


def read_office_forms(plain: str, role: Role, today: date, names: Names) -> tuple[Act, ...]:
    """The one act that the whole text asks for in one of these forms; none when it is another."""
    return read_form(FORMS, plain, role, today, names)


def _says(intent: Intent) -> Make:
    return lambda _match, _today, _names: Act(intent)


def _hide_ranking(_match: re.Match[str], _today: date, _names: Names) -> Act:
    return Act(Intent.PUBLISH_RANKING, {"off": 1})


def _item(match: re.Match[str], _today: date, _names: Names) -> Act | None:
    item = read_item(match["item"])
    return Act(Intent.ITEM_DETAIL, {"item": item}) if item else None


def _assessment(match: re.Match[str], today: date, names: Names) -> Act | None:
    year = int(match["year"] or today.year)
    whom = (match["whom"] or "").strip()
    unit = names.find_unit(whom) if whom else ""
    if whom and not unit:
        return None
    return Act(Intent.ASSESSMENT, {"year": year, **({"unit": unit} if unit else {})})


def _list(match: re.Match[str], _today: date, _names: Names) -> Act:
    return Act(Intent.LISTINGS, {"kind": _LISTS[match["list"]]})


def _enterprise(match: re.Match[str], _today: date, _names: Names) -> Act:
    return Act(Intent.ADD_LISTING, _given("enterprise", name=match["name"], text=match["text"]))


def _case(match: re.Match[str], _today: date, _names: Names) -> Act | None:
    item = read_item(match["item"])
    if not item:
        return None
    return Act(Intent.ADD_LISTING, _given("good_case", item=item, text=match["text"]))


def _result(match: re.Match[str], _today: date, _names: Names) -> Act:
    number = match["number"].upper()
    return Act(Intent.ADD_LISTING, _given("result", number=number, text=match["text"]))


def _given(kind: str, **slots: str | None) -> dict[str, SlotValue]:
    told = {name: (words or "").strip(" ，,。:：;；\n") for name, words in slots.items()}
    return {"kind": kind, **{name: words for name, words in told.items() if words}}


def _listed(intent: Intent) -> Make:
    def make(match: re.Match[str], _today: date, _names: Names) -> Act:
        short = re.sub(r"[\s-]", "", match["number"]).upper()
        slots: dict[str, SlotValue] = {"number": f"{short[:6]}-{int(short[6:]):04d}"}
        reason = (match.groupdict().get("reason") or "").strip(" ，,。:：;；\n")
        return Act(intent, {**slots, **({"reason": reason} if reason else {})})

    return make


def _form(name: str, roles: frozenset[Role], make: Make, pattern: str) -> Form:
    return Form(name, roles, late(pattern, re.IGNORECASE | re.DOTALL), make)


FORMS: tuple[Form, ...] = (
    _form("four_axes", OVERSEERS, _says(Intent.FOUR_AXES), r"(?:查?看)?(?:总览|全景|四项制度)"),
    _form(
        "led_items",
        STAFF,
        _says(Intent.LED_ITEMS),
        r"(?:查?看)?(?:我的?包抓|包抓|我包抓的)(?:的?(?:事项|任务|问题))?",
    ),
    _form(
        "assessment",
        STAFF,
        _assessment,
        r"(?:查?看)?(?:年度)?考核(?:得分|评分|表)?\s*(?P<year>20\d\d)?年?"
        r"(?:度)?\s*(?P<whom>[^\s\d,，。?？]{2,30})?",
    ),
    _form(
        "indicators",
        frozenset(Role),
        _says(Intent.INDICATORS),
        r"(?:查?看)?(?:环境质量)?指标(?:都?(?:完成|达标|达到)(?:得|的)?(?:了|怎么样|情况)?(?:吗|没有?)?[?？]?)?",
    ),
    _form(
        "look_at_progress",
        STAFF,
        _item,
        rf"(?:请|麻烦|帮我)*(?:检查|查看|核对|了解|跟进|看看?|查)(?:一?下)?\s*{ITEM}"
        r"\s*的?(?:整改|完成)*(?:进度|进展|情况)[?？]?",
    ),
    _form(
        "listings",
        OFFICE,
        _list,
        r"(?:查?看)?(?P<list>企业黑?名单|典型案例|问责结果|公开结果)(?:列表|清单)?",
    ),
    _form(
        "add_enterprise",
        OFFICE,
        _enterprise,
        rf"列入企业黑?名单{_GAP}(?P<name>[^\s,，:：;；。、]{{2,40}})(?:{_GAP}(?P<text>.{{1,500}}))?",
    ),
    _form(
        "add_good_case",
        OFFICE,
        _case,
        rf"典型案例{_GAP}{ITEM}(?:{_GAP}(?P<text>.{{1,500}}))?",
    ),
    _form(
        "add_result",
        OFFICE,
        _result,
        rf"公开(?:问责)?结果{_GAP}(?P<number>[a-z]{{2}}-\d{{8}}-[0-9a-f]{{6,32}})"
        rf"(?:{_GAP}(?P<text>.{{1,500}}))?",
    ),
    _form(
        "publish_ranking",
        OFFICE,
        _says(Intent.PUBLISH_RANKING),
        r"(?:批准)?(?:公开|公布|发布)(?:月度|考核|空气|水|质量|环境)*排名表?",
    ),
    _form("hide_ranking", OFFICE, _hide_ranking, r"(?:撤下|不公开|取消公开)(?:月度|考核)*排名表?"),
    _form("sign_listing", OFFICE, _listed(Intent.SIGN_LISTING), rf"(?:签发|公开|发布)\s*{_LISTED}"),
    _form(
        "remove_listing",
        OFFICE,
        _listed(Intent.REMOVE_LISTING),
        rf"(?:移出|撤下|不公开)\s*{_LISTED}(?:{_GAP}(?P<reason>.{{1,200}}))?",
    ),
)
"""In the order in which they are tried."""
