"""A plain command (指令) as a value, and what a match of it becomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from language.acts import Act, Intent, SlotValue
from language.codes import read_binding
from language.item_numbers import read_item, read_items
from language.names import Names
from language.numerals import read_number
from supervision.records import Role

Making = Callable[[re.Match[str], Names], tuple[Act, ...]]
"""Turns a match into acts; none lets the next rule try."""

ALL_OF_THEM = ("全部", "所有")
_UNIT_ENDING = re.compile(r"(?:局|委|办|区|县|市|镇|乡|街道|公司|厂|中心|政府)$")
_SEPARATORS = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One plain command: whose words it reads, what the whole text must fit, what follows."""

    name: str
    roles: frozenset[Role]
    pattern: re.Pattern[str]
    make: Making


def rule(name: str, roles: frozenset[Role], make: Making, *patterns: str) -> Rule:
    """A rule whose text fits one of the patterns."""
    whole = "|".join(f"(?:{pattern})" for pattern in patterns)
    return Rule(name, roles, re.compile(whole, re.IGNORECASE | re.DOTALL), make)


def says(intent: Intent, slots: Mapping[str, SlotValue] | None = None) -> Making:
    """An act that the words alone make."""
    return lambda _match, _names: (Act(intent, slots or {}),)


def on_item(intent: Intent, slots: Mapping[str, SlotValue] | None = None) -> Making:
    """An act on the item in a group of the match; without words there, one without an item."""

    def make(match: re.Match[str], _names: Names) -> tuple[Act, ...]:
        words = next((group for group in match.groups() if group), "")
        item = read_item(words)
        if words and not item:
            return ()
        return (Act(intent, {**(slots or {}), **({"item": item} if item else {})}),)

    return make


def of_unit(intent: Intent, *, named: str = "unit") -> Making:
    """An act on the unit in the group of the match; without words there, one without a unit.

    Words that name no known unit go as typed into the slot ``named``.
    """

    def make(match: re.Match[str], names: Names) -> tuple[Act, ...]:
        words = next((group for group in match.groups() if group), "")
        unit = names.find_unit(words) if words else ""
        if unit:
            return (Act(intent, {"unit": unit}),)
        return (Act(intent, {named: words} if words else {}),)

    return make


def choice(match: re.Match[str], _names: Names) -> tuple[Act, ...]:
    """A digit: the answer to a question, kept as typed."""
    typed = int(match[0])
    intent = {0: Intent.CANCEL, 1: Intent.CONFIRM}.get(typed, Intent.CHOOSE)
    return (Act(intent, {"choice": typed}),)


def binding(match: re.Match[str], names: Names) -> tuple[Act, ...]:
    """A binding, whatever part of it was said."""
    return (Act(Intent.BIND, read_binding(match[1], names)),)


def within_days(match: re.Match[str], _names: Names) -> tuple[Act, ...]:
    """N天内到期."""
    count = read_number(match[1])
    return () if count is None else (Act(Intent.DEADLINES, {"window": f"days:{count}"}),)


def issue(match: re.Match[str], _names: Names) -> tuple[Act, ...]:
    """签发, one act for each document."""
    if match[1] in ALL_OF_THEM:
        return (Act(Intent.ISSUE, {"all": 1}),)
    numbers = [number.upper() for number in _SEPARATORS.split(match[1]) if number]
    return tuple(Act(Intent.ISSUE, {"number": number}) for number in dict.fromkeys(numbers))


def hold(match: re.Match[str], _names: Names) -> tuple[Act, ...]:
    """暂缓, with the reason if one was given."""
    reason = (match[2] or "").strip()
    return (
        Act(Intent.HOLD, {"number": match[1].upper(), **({"reason": reason} if reason else {})}),
    )


def publish(match: re.Match[str], _names: Names) -> tuple[Act, ...]:
    """发布, one act for each item."""
    if match[1].strip() in ALL_OF_THEM:
        return (Act(Intent.PUBLISH, {"all": 1}),)
    return tuple(Act(Intent.PUBLISH, {"item": item}) for item in read_items(match[1]))


def complaint(match: re.Match[str], _names: Names) -> tuple[Act, ...]:
    """举报, with what was said of it."""
    what = match[1].strip()
    return (Act(Intent.COMPLAINT, {"what": what} if what else {}),)


def complaint_status(match: re.Match[str], _names: Names) -> tuple[Act, ...]:
    """How far a complaint is."""
    return (Act(Intent.COMPLAINT_STATUS, {"number": match[1].upper()}),)


def known_unit(match: re.Match[str], names: Names) -> tuple[Act, ...]:
    """A unit of the region."""
    unit = names.find_unit(match[1])
    return (Act(Intent.PUBLIC_UNIT, {"unit": unit}),) if unit else ()


def any_unit(match: re.Match[str], names: Names) -> tuple[Act, ...]:
    """A unit of the region, or what can only be the name of one, as typed."""
    found = known_unit(match, names)
    if found or not _UNIT_ENDING.search(match[1]):
        return found
    return (Act(Intent.PUBLIC_UNIT, {"unit": match[1]}),)


def search(match: re.Match[str], _names: Names) -> tuple[Act, ...]:
    """Words to look up."""
    return (Act(Intent.SEARCH_PUBLIC, {"query": match[1].strip()}),)
