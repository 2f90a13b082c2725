"""Finding what a message mentions (要素提取): codes, days, shares, items, units, quantities.

One pattern reads the text from left to right; what could be two things is decided by the words
beside it. What it finds is taken out before any word is cut or any rule is tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from language.case_numbers import case_number
from language.dates import read_date, read_day
from language.lexicon import Lexicon
from language.lists import BARE, DOUBTFUL_DAY, NO_DAY, NO_SIGN, are_all_items, in_a_list, is_told_of
from language.marks import AMOUNT, CODE, DATE, ITEM, LENGTH, NUMBER, PERCENT, UNIT, Mention
from language.mention_pattern import MENTION
from language.numerals import read_number, read_percent
from language.patterns import late
from language.problem_numbers import of_a_problem
from language.shares import Share, share_of

MOST_ITEMS = 1000
"""A bare number from here on is a year or an amount."""

NEXT_TO = 16
"""Signs beside a mention that may decide what it is."""

DOUBTFUL_YEAR, PART_OF, BUILDING = "just_passed", "part_of", "building"
"""Notes of mentions that are asked about before anything is stored."""

_DAY_AFTER = late(
    r"^\s?(?:之前|以前|前|左右|以内|晚上|早上|上午|下午|那天|当天|就?能(?![延报销验缓])|可以(?![延报销验缓])|能够|就(?![是报剩差只按有完到干\d])|才(?![\d刚完干弄搞做到开一二三四五六七八九百])|将|争取|保证"
    r"|开会|交(?!办)|到货|来(?!文)|验收组|检查|报(?![送错的完验]|\s?\d)|开工(?!了))"
)
_DAY_BEFORE = late(
    r"(?:预计|计划|到|(?<!关)于|(?<!现)在|至|截止|截至|等|争取|保证|下周|最迟|最晚|今天是?|今天已经|明天|就是|月|拖到|推到|延到)\s?$"
)
_CLAUSE = late(r"[，,。；;！!？?\n]")
_ITEM_BEFORE = late(
    r"(?:^|[，,。；;：！!？?\n\s、%]|没动|[一二三四五六七八九]成|[推进行工]中|开工|[局委办厅]|我[们省市县区厅]|单位|准予|批准|核准|不予|查?看|查询?|关注|发布|公开|公示|撤[回销消]|收到|签收|延期|验收|销号|传|补|交|为什么|为啥|同意|通过|驳回|退回|预警|报|编号|的|那|再|和|跟|及|给|把|对|将|是|不是)\s?$"
)
_BEGINS = late(r"(?:^|[，,。；;\n])\s*$")
_HAN_NEXT = late(r"^(?![个元块岁分点倍])[一-鿿]")
_ITEM_AFTER = late(
    r"^\s*(?:$|[，,。；;：:、=\s]|完成|已|进度|进展|没|未|尚|仍|一直|暂|才|只|大概|约|差不多|过半|主体|嘛|呢|那[个项]|的|想|要|还|刚|正|无变化|申请|延期|延长|验收|销号|搞|弄|干|做|整改|推进|开工|启动|全部|都|基本|马上|快"
    r"|分别|均|各|怎么|咋|到哪|什么|啥|为|详情|情况|报错|说错|收到|材料|不是|[和跟及]|\d{1,3}%|百分|[一二三四五六七八九]成)"
)
_LEVEL_BEFORE = late(
    r"(?:完成|进度|进展|现在|目前|干到|做到|搞到|弄到|到|至|为|是|达到?|报|改成|改为)了?(?:百分之)?"
    r"[:： ]*\Z"
)
_SURELY_ITEM = late(
    r"^\s*(?:的?(?:整改)?(?:事项|任务|项目|问题|措施|进度|进展|工程|工作)|[那这][个项]|[:：]"
    r"|\s*(?:\d{1,3}\s?%|百分之|[一二三四五六七八九]成))"
)
"""Behind 17号: a day has none of it."""
_IS_SO = late(
    r"^[^，,。；;\n]{0,8}(?:已|了|目前|现在)|^\s?(?:刚|才|顺利|正常|有序|干着|施工[呢着]|数据)"
)
_STANDS = late(
    r"^\s?(?:目前|现在|整改|项目|工程|任务|工作)*(?:[一还都仍尚暂]?[没未](?!来)|尚|仍|还|正|在(?![一-鿿]{0,4}[会议])|一直|一点|零|啥|完成率|完成度|累计|总体|整体|本来|原来|不是|比|从|由"
    r"|上报|进[度展]|改[成为]?|更新|调整|推进[到至中]|进行中|停|卡|缺|扫尾|收尾|突破|接近|约|大概|差不多)"
)
"""Behind 13号: how it stands, which no day does."""
_PLAN_NAMED = late(
    r"[一-鿿]{2}(?:规划|计划|方案)(?=的?(?:编制|修编|制定)?[那这][个项块件](?![月周星季])"
    r"|的?(?:编制|修编|制定)(?:工作)?(?:已|完成|了))"
)
"""采砂规划那个完成90%, 规划编制完成六成: a plan that is the work itself, and no plan of it."""
_PLAN_WRITTEN = late(
    r"(?<![按照据依循])(?<!根据)(?<!按照)[一-鿿]{2}(?:规划|方案)(?:已经?|完成|编制|进度|了|目前|现在|\s)*$"
)
"""The same where the ledger writes it so; what is meant is asked about."""
_LISTED = late(r"发布|公开|公布|公示|关注|[查看撤签]|收到|延期")
_WHOLE_LEVEL = late(r"^\s*(?:了|吧|左右|\s|$|[，,。；;！\n])")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A match of the pattern, and what stands beside it."""

    match: re.Match[str]
    today: date
    lexicon: Lexicon

    @property
    def words(self) -> str:
        return self.match[0]

    @property
    def before(self) -> str:
        start = self.match.start()
        return self.match.string[max(start - NEXT_TO, 0) : start]

    @property
    def after(self) -> str:
        end = self.match.end()
        return self.match.string[end : end + NEXT_TO]

    def as_(self, sign: str, value: str = "", note: str = "") -> Mention:
        return Mention(sign, self.match.start(), self.match.end(), self.words, value, note)


def mentions_in(text: str, today: date, lexicon: Lexicon) -> list[Mention]:
    """Everything that a normalised text mentions, in order, none inside another."""
    found: list[Mention] = []
    for match in MENTION.finditer(text):
        mention = _READERS[match.lastgroup or "past"](_Seen(match, today, lexicon))
        if mention:
            found.append(mention)
    taken = {place for mention in found for place in range(mention.start, mention.end)}
    for start, end, unit in lexicon.names.mentioned(text):
        if taken.isdisjoint(range(start, end)):
            found.append(Mention(UNIT, start, end, text[start:end], unit))
    found = [of_a_problem(m, text, lexicon) for m in sorted(found, key=lambda m: m.start)]
    read: list[Mention] = []
    for place in range(len(found)):
        read.append(_beside(found, read, place, text))
    return in_a_list(read, text, lexicon.touches)


def _beside(found: list[Mention], read: list[Mention], place: int, text: str) -> Mention:
    """A bare number behind an item is its percent (14-2 80); what is before it is read already."""
    mention = found[place]
    if mention.sign == NUMBER and read and read[-1].sign in (ITEM, NUMBER):
        between = text[read[-1].end : mention.start]
        listed = _LISTED.search(text[: read[-1].start]) or are_all_items(text[mention.end :])
        ends = place + 1 == len(found) or bool(_WHOLE_LEVEL.match(text[mention.end :]))
        ends = ends or (text[mention.end :].startswith("、") and read[-1].words[-1:] in "号项")
        if is_told_of(between) and ends and not listed and 0 < int(mention.value) <= 100:
            return replace(mention, sign=PERCENT, note=NO_SIGN)
    if mention.sign == PERCENT and place and not mention.words[0].isdigit():
        before = found[place - 1]
        if before.note == BARE and before.end == mention.start:
            return replace(mention, note=NO_SIGN)  # 14八成 may be 一十四八成
    if mention.sign == NUMBER and mention.note == BARE:
        return replace(mention, sign=ITEM)
    return mention


def _code(seen: _Seen) -> Mention | None:
    plain = case_number(seen.words) if "-" in seen.words else seen.words.upper().replace(" ", "")
    if any(sign.isdigit() for sign in plain) and any(sign.isalpha() for sign in plain):
        return seen.as_(CODE, plain)
    return seen.as_(AMOUNT)


def _date(seen: _Seen) -> Mention:
    day, doubtful = read_day(seen.words, seen.today)
    return seen.as_(DATE, day.isoformat() if day else "", DOUBTFUL_YEAR if doubtful else "")


def _dotted(seen: _Seen) -> Mention | None:
    first, second = (int(part) for part in re.split("[./]", seen.words))
    as_number = f"{first}-{second}"
    if _DAY_BEFORE.search(seen.before) or _DAY_AFTER.match(seen.after):
        day, doubtful = read_day(f"{first}月{second}日", seen.today)
        return seen.as_(DATE, day.isoformat() if day else "", DOUBTFUL_YEAR if doubtful else "")
    if "/" in seen.words and 0 < first < second < 10:
        return _share(seen, read_percent(seen.words))
    if "." in seen.words and seen.lexicon.known(as_number) and _ITEM_AFTER.match(seen.after):
        return seen.as_(ITEM, as_number)
    return seen.as_(AMOUNT)


def _percent(seen: _Seen) -> Mention | None:
    return _share(seen, read_percent(seen.words))


def _share(seen: _Seen, percent: int | None, note: str = "") -> Mention | None:
    before = seen.lexicon.masked(_CLAUSE.split(seen.before)[-1])
    named = _PLAN_NAMED.search(before)
    if named and seen.lexicon.writes(named[0]):
        before = before[: named.start()] + "〇" + before[named.end() :]
    plan = _PLAN_WRITTEN.search(before)
    if plan and seen.lexicon.writes(plan[0][:4]):
        before, note = before[: plan.start()] + "〇", PART_OF  # 采砂规划完成90%
    after = _CLAUSE.split(seen.after)[0]
    meaning = share_of(before, seen.words, after)
    if meaning is Share.NAME and seen.words.startswith("百分"):
        return None
    if percent is None or meaning not in (Share.LEVEL, Share.PART, Share.REST):
        return seen.as_(AMOUNT, "" if percent is None else str(percent), str(meaning))
    if meaning is Share.REST:
        percent = 100 - percent if percent <= 100 else percent
    return seen.as_(PERCENT, str(percent), PART_OF if meaning is Share.PART else note)


def _printed(seen: _Seen) -> Mention | None:
    number = seen.lexicon.printed(seen.words)
    if number:
        return seen.as_(ITEM, number)
    parts = [read_number(part) for part in re.findall(r"[^()（）.\s]+", seen.words)]
    if len(parts) == 1:
        return None  # (三), where the document numbers none so
    if len(parts) == 2 and all(parts):
        return seen.as_(ITEM, f"{parts[0]}-{parts[1]}")
    return seen.as_(AMOUNT)


def _pair(seen: _Seen) -> Mention | None:
    match = seen.match
    return _item(seen, match["a"], match["b"] or match["c"])


def _item(seen: _Seen, *parts: str) -> Mention | None:
    numbers = [read_number(part) for part in parts]
    if not all(numbers):
        return None
    return seen.as_(ITEM, "-".join(map(str, numbers)))


def _marked(seen: _Seen) -> Mention | None:
    match = seen.match
    day = match["day"]
    if day:
        return _day_or_item(seen, day)
    return _item(seen, next(match[name] for name in ("m1", "m2", "m3", "m4", "m5") if match[name]))


def _day_or_item(seen: _Seen, words: str) -> Mention | None:
    """15号: a day when the words beside it say so, else an item; doubtful unless it is known."""
    number = read_number(words) or 0
    if not number:
        return None
    is_day = 1 <= number <= 31
    if is_day and (_DAY_BEFORE.search(seen.before) or _DAY_AFTER.match(seen.after)):
        day = read_date(f"{number}日", seen.today)
        return seen.as_(DATE, day.isoformat() if day else "")
    surely = seen.before.endswith("第") or _SURELY_ITEM.match(seen.after)
    to_come = number > seen.today.day and _IS_SO.match(seen.after)  # 17号已完成 on the 16th
    surely = surely or _STANDS.match(seen.after)
    note = NO_DAY if surely or to_come else DOUBTFUL_DAY
    return seen.as_(ITEM, str(number), note if is_day else "")


def _spoken(seen: _Seen) -> Mention | None:
    """完成了六十五: a level without its 百分之; any other number in words is left to its words."""
    number = read_number(seen.words)
    if number is None or not _LEVEL_BEFORE.search(seen.before):
        return None
    return _share(seen, number, NO_SIGN)


def _bare(seen: _Seen) -> Mention | None:
    number = int(seen.words)
    before, after = seen.before, seen.after
    if _LEVEL_BEFORE.search(before) and _WHOLE_LEVEL.match(after) and number <= 100:
        return _share(seen, number, NO_SIGN)
    begins = _BEGINS.search(before) and _HAN_NEXT.match(after)
    if 0 < number < MOST_ITEMS and (
        begins or (_ITEM_BEFORE.search(before) and _ITEM_AFTER.match(after))
    ):
        return seen.as_(NUMBER, str(number), BARE)
    return seen.as_(NUMBER, str(number))


def _amount(seen: _Seen) -> Mention | None:
    """Three machines are an amount; 八步沙 is a name of the ledger that begins with a number."""
    if seen.before.endswith(("下", "哪")) and seen.words.startswith("一"):
        return None  # 下一步, 哪一步: no amount
    if seen.words in ("一样", "一点") or _PART_OF_WORKS.fullmatch(seen.words):
        return None
    name = seen.words + seen.after[:1]
    if not name[0].isascii() and len(name) > 2 and seen.lexicon.writes(name):
        return None
    return seen.as_(AMOUNT, "", BUILDING if "号" in seen.words else "")


_PART_OF_WORKS = late(r"(?:[一二三四五六七八九十两]{1,2}|\d{1,2})\s?(?:期|批|标段|步)")
"""一期 is a part of the works, and no amount."""

_READERS: Mapping[str, Callable[[_Seen], Mention | None]] = {
    "code": _code,
    "past": lambda seen: seen.as_(AMOUNT, "", "past"),
    "date": _date,
    "dotted": _dotted,
    "percent": _percent,
    "printed": _printed,
    "pair": _pair,
    "marked": _marked,
    "length": lambda seen: seen.as_(LENGTH),
    "amount": _amount,
    "spoken": _spoken,
    "bare": _bare,
}
