"""What a message asks for (理解): the acts, each with the rule and the reasons that read it so.

A message goes one way: one spelling, no courtesies, mentions taken out, corrections applied, parts
told apart; then each part is tried as an order, a request, a question and a report. The report goes
through a gate (:mod:`language.reports`); a message that fits nothing changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from language.acts import UNKNOWN, Act, Intent
from language.answers import read_answer
from language.codes import CODE, read_binding
from language.corrections import corrected
from language.courtesies import ASKS_MEANING, asks_meaning, rule_of, without_courtesies
from language.difficulties import without_items
from language.each_item import for_each_item
from language.groups import groups_of, is_of_the_rest
from language.homophones import corrected as heard
from language.item_questions import ASKS_OF_ITEM
from language.lexicon import Lexicon
from language.marks import Frame
from language.moods import QUESTION
from language.normalise import normalise
from language.numerals import read_number
from language.office_rules import ORDERS, read_documents
from language.office_rules import RULES as OFFICE_RULES
from language.patterns import late
from language.people_rules import read_people
from language.problem_numbers import in_figures
from language.public_rules import BARE_WORDS
from language.public_rules import RULES as PUBLIC_RULES
from language.reports import Reading, read_report
from language.rule import Rule
from language.scan import mentions_in
from language.several import kept, left_open, of_the_rest, told_of_several
from language.staff_rules import RULES as STAFF_RULES
from language.subjects import Said
from supervision.records import Role
from supervision.times import local_date

NO_WORDS = Lexicon()
"""The words of an empty ledger."""

REPORTERS = frozenset({Role.LIAISON, Role.UNIT_HEAD})
"""Whose words can be a progress report; from anybody else the same words change nothing."""

LONGEST = 700
"""Signs that are read: WeChat delivers at most 2048 bytes of text."""

_REPEATED = late(r"([^\d\n]{1,8}?)\1{4,}")
"""What is said five times over says no more than said three times."""

_LIST_NUMBER = late(
    r"(?:^|(?<=[\n；;。，, ]))(?:[(（]|第)?(\d{1,2}|[一二三四五六七八九十]{1,2})"
    r"(?:[、)）．]|\.(?=\s|\d{1,3}(?:[-号项]|完成|[还没未已推进])|[^\d\s])|是(?=.)|(?<=第.)[，,:：])\s*"
)
"""What numbers the lines of a list."""

SMALLTALK = late(
    r"(?:[您你]们?好|谢谢?|多谢|感谢|辛苦|再见|拜拜|在吗|早上?好?|晚安|嗨|哈[喽啰]|hi|hello|喂|哈+|嘿+|呵+|嘻+|6{3,}|8{3,}|23{2,})*",
    re.IGNORECASE,
)
_LETTERS = late(
    r"(?<![A-Za-z0-9])[A-Za-z]{2,}(?:[ '][A-Za-z]{2,})*(?![A-Za-z0-9])"
    r"|(?<![A-Za-z])[A-Za-z]{5,}(?![A-Za-z])"
)
_BIND = late(rf"绑[定订](?P<rest>.*)|(?P<code>{CODE})", re.DOTALL)
_LIKE_A_CODE = late(
    r"(?=.*\d)(?=.*[A-Za-z].*[A-Za-z])(?![A-Za-z]{1,6}-?\d{6})"
    r"[0-9A-Za-z]{1,9}(?:[ \-][0-9A-Za-z]{1,5}){0,3}"
)
"""A binding code as it is copied or mistyped: signs in groups, one too few or too many."""
_IN_TWO = late(r"^([2-9A-HJKMNP-Z]{4}) ([2-9A-HJKMNP-Z]{4})$")
"""A code in capitals as it is printed, in two groups; it may hold no digit at all."""
CODE_LENGTHS = range(7, 10)
_BIND_INSIDE = late(r"绑定码?|邀请码|验证码")


@dataclass(frozen=True, slots=True)
class Understood:
    """The acts of a message, and how they were found."""

    acts: tuple[Act, ...]
    plain: str
    frame: Frame
    parts: tuple[str, ...] = ()


def understand(
    text: str,
    role: Role,
    now: datetime,
    lexicon: Lexicon = NO_WORDS,
    *,
    unit: str = "",
    asked: bool = False,
) -> tuple[Act, ...]:
    """The acts of a message in their order, at least one; see :mod:`language.acts` for the slots.

    The same words mean different things from different roles: a citizen's are never a report.
    A message that fits no rule gives one :data:`UNKNOWN`. ``now`` gives dates their year; ``unit``
    is the sender's; ``asked`` says that the program has just put a question.
    """
    return explain(text, role, now, lexicon, unit=unit, asked=asked).acts


def explain(
    text: str,
    role: Role,
    now: datetime,
    lexicon: Lexicon = NO_WORDS,
    *,
    unit: str = "",
    asked: bool = False,
) -> Understood:
    """As :func:`understand`, with what was found on the way."""
    plain = normalise(text[: 2 * LONGEST])[:LONGEST]
    plain = without_courtesies(_REPEATED.sub(r"\1\1\1", plain))
    if not plain or SMALLTALK.fullmatch(plain):
        rule = rule_of(normalise(text)) or UNKNOWN.rule
        return Understood((replace(UNKNOWN, rule=rule),), plain, Frame(plain, {}))
    whole = plain.rstrip(" 。.!！~～,，、;；…").strip()
    answer = read_answer(whole, asked=asked)
    if answer:
        return Understood((answer,), plain, Frame(plain, {}))
    if asks_meaning(whole):
        return Understood((replace(UNKNOWN, rule=ASKS_MEANING),), plain, Frame(plain, {}))
    named = read_people(whole, role, lexicon.names) or _documents_or_binding(whole, lexicon)
    if named:
        return Understood(named, plain, Frame(plain, {}))
    plain = _without_list_numbers(plain)
    today = local_date(now)
    plain = _in_our_words(plain, lexicon, lexicon.unit(unit))
    plain = in_figures(plain, lexicon)
    frame, taken_back = corrected(
        Frame.of(plain, without_items(mentions_in(plain, today, lexicon), plain))
    )
    said = Said(frame, role, lexicon.unit(unit), lexicon, today)
    groups = groups_of(frame, lambda part: replace(said, frame=part).meant)
    acts: list[Act] = []
    for group in groups:
        part = replace(said, frame=group)
        if told_of_several(acts) and is_of_the_rest(group.text):
            acts += of_the_rest(part)
            continue
        read = _read(part, today, frame, taken_back=taken_back)
        acts += (told_of_several(acts) and left_open(part, read)) or read
    return Understood(kept(acts), plain, frame, tuple(group.words() for group in groups))


def _without_list_numbers(plain: str) -> str:
    """1、… 2、… are the numbers of the lines, not of items, when they count up."""
    found = list(_LIST_NUMBER.finditer(plain))
    counted = [read_number(match[1]) for match in found]
    if len(found) > 1 and counted == list(range(1, len(found) + 1)):
        return _LIST_NUMBER.sub("\n", plain).strip()
    return plain


def _in_our_words(plain: str, lexicon: Lexicon, unit: str) -> str:
    """Pinyin and homophones of words that we know, in their usual signs."""
    if _LETTERS.search(plain):
        plain = _LETTERS.sub(lambda match: lexicon.typed(unit).read(match[0]), plain)
    return heard(plain, lexicon.is_word, lexicon.writes)


def _documents_or_binding(whole: str, lexicon: Lexicon) -> tuple[Act, ...]:
    documents = read_documents(whole)
    if documents:
        return documents
    match = _BIND.fullmatch(_IN_TWO.sub(r"\1\2", whole))
    if match:
        rest = match["rest"] if match["rest"] is not None else match["code"]
        if match["code"] and rest.isalpha() and lexicon.typed("").read(rest) != rest:
            return ()  # eight letters of pinyin
        return (Act(Intent.BIND, read_binding(rest, lexicon.names), "bind", doubts=("binds",)),)
    joined = re.sub(r"[ \-]", "", whole)
    if _LIKE_A_CODE.fullmatch(whole) and len(joined) in CODE_LENGTHS:
        return (Act(Intent.BIND, {"code": joined.upper()}, "like_a_code", doubts=("binds",)),)
    if "绑定" in whole or (_BIND_INSIDE.search(whole) and re.search(r"[0-9A-Za-z]{6,}", whole)):
        slots = read_binding(
            re.sub(
                r"(?:我|要|想|申请|来)*(?:绑定码?|邀请码|验证码|绑一下|绑)(?:是|为)?|我(?:是|叫)|(?:怎么|如何)",
                " ",
                whole,
            ),
            lexicon.names,
        )
        return (Act(Intent.BIND, slots, "bind_inside", doubts=("binds",)),)
    return ()


def _read(said: Said, today: date, whole: Frame, *, taken_back: bool) -> tuple[Act, ...]:
    """The acts of one part: an order, a request, a report, a question of anybody."""
    if not said.compact:
        return ()
    found = _ordered(said) or _first(STAFF_RULES, said)
    if found:
        return found
    reading = Reading(why_not="taken_back") if taken_back else read_report(said, today, whole)
    if reading.act:
        if said.role in REPORTERS:
            return for_each_item(reading.act, said)
        return (replace(UNKNOWN, rule="report_by_other_role"),)
    found = _first(PUBLIC_RULES, said) or ASKS_OF_ITEM.read(said)
    found = found or (() if reading.why_not else BARE_WORDS.read(said))
    return found or (replace(UNKNOWN, rule=reading.why_not or "nothing_matched"),)


def _ordered(said: Said) -> tuple[Act, ...]:
    """The order of the office; from anybody else an order is nothing."""
    if said.role is Role.OFFICE:
        return _first(OFFICE_RULES, said)
    if ORDERS.search(said.compact) and not QUESTION.search(said.compact):
        return (replace(UNKNOWN, rule="order_by_other_role"),)
    return ()


def _first(rules: tuple[Rule, ...], said: Said) -> tuple[Act, ...]:
    for each in rules:
        acts = each.read(said)
        if acts:
            return acts
    return ()
