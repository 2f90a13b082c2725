"""What WeChat accepts in the fields of a template (模板字段规则), by the type in a field's name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

CLOCK = r"\d{1,2}:\d{2}(:\d{2})?"
DAY = r"\d{4}(年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2})"
TIME = rf"({DAY} ?)?{CLOCK}"
DATE = rf"{DAY}( ?{CLOCK})?"

TYPED = re.compile(r"([a-z_]+?)\d+")


@dataclass(frozen=True, slots=True)
class FieldRule:
    """The form of a type, and how people call it."""

    form: re.Pattern[str]
    told: str


def _rule(form: str, told: str) -> FieldRule:
    return FieldRule(re.compile(form), told)


RULES = {
    "thing": _rule(r".{1,20}", "最多 20 个字"),
    "short_thing": _rule(r".{1,20}", "最多 20 个字"),
    "const": _rule(r".{1,20}", "最多 20 个字，且是模板里列出的词"),
    "character_string": _rule(r"[!-~ ]{1,32}", "最多 32 位数字、字母或符号，不能有汉字"),
    "number": _rule(r"(?=.{1,32}$)-?\d+(\.\d+)?", "只能是数字"),
    "letter": _rule(r"[A-Za-z]{1,32}", "只能是字母"),
    "symbol": _rule(r"[^\w\s]{1,5}", "只能是符号，最多 5 个"),
    "time": _rule(rf"{TIME}( ?~ ?{TIME})?", "只能是时间"),
    "date": _rule(rf"{DATE}( ?~ ?{DATE})?", "只能是日期"),
    "amount": _rule(r"[¥￥$€£]?\d{1,10}(\.\d+)?元?", "只能是金额"),
    "phone_number": _rule(r"[\d\-+() ]{1,17}", "只能是电话号码"),
    "car_number": _rule(r".{1,8}", "最多 8 个字"),
    "name": _rule(r"[一-鿿·]{1,10}|[A-Za-z .·\-]{1,20}", "最多 10 个汉字"),
    "phrase": _rule(r"[一-鿿]{1,5}", "最多 5 个汉字，不能有数字和符号"),
}
"""Type → rule of the platform; what has no type, as in old templates, takes any text."""


def rule_of(field: str) -> FieldRule | None:
    """The rule of a field such as ``thing1``; None for one without a known type."""
    typed = TYPED.fullmatch(field)
    return RULES.get(typed[1]) if typed else None


def accepts(field: str, value: str) -> bool:
    """Whether WeChat takes a value for a field; an empty one it never does."""
    rule = rule_of(field)
    if not value.strip() or any(unicodedata.category(sign) == "Cc" for sign in value):
        return False
    return rule is None or rule.form.fullmatch(value) is not None
