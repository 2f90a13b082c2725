"""Numbers and shares as people type them (数字、百分数)."""

from __future__ import annotations

import re

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_UNITS = {"十": 10, "百": 100}

HAN_NUMBER = "[零〇一二两三四五六七八九十百]{1,7}"
"""Pattern of a number in Chinese characters below one thousand."""

_HAN_DIGIT = "[一二两三四五六七八九]"
PERCENT = (
    r"(?:\d{1,3}(?:\.\d{1,2})?\s?(?:%|个?百分点|趴|个点)"
    rf"|{HAN_NUMBER}(?:%|趴|个百分点)|百分之(?:\d{{1,3}}(?:\.\d{{1,2}})?|{HAN_NUMBER}(?:点{_HAN_DIGIT}+)?)|百分百"
    rf"|\d(?:\.\d)?\s?成(?:半|\d(?!\d))?"
    rf"|[一二两三四五六七八九十]、?[一二两三四五六七八九十]?成(?:{_HAN_DIGIT}(?![个十百千万号项之杠\-_])|半)?"
    rf"|{HAN_NUMBER}分之{HAN_NUMBER}|(?<!大)一半|过半|一?大半|半数|(?<![-\d/.])[1-9]/[1-9](?![-\d/.]))"
)
"""Pattern of a share of the whole; :func:`read_percent` reads what it matches."""


def read_number(text: str) -> int | None:
    """The value of Arabic or Chinese digits (十四 → 14, 二〇 → 20), None for anything else."""
    if text.isascii() and text.isdigit() and len(text) <= 4:
        return int(text)
    if not re.fullmatch(HAN_NUMBER, text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, None
    for c in text:
        if c in _UNITS:
            if digit == 0:
                return None
            total += (1 if digit is None else digit) * _UNITS[c]
            digit = None
        elif digit is None or digit == 0:
            digit = _DIGITS[c]
        else:
            return None
    return total + (digit or 0)


def read_percent(text: str) -> int | None:
    """The percent that a share means, as typed: it may exceed 100; fractions are cut down.

    一半 and 过半 are 50, 八成五 is 85, 七八成 is 75, 三分之二 is 67.
    """
    text = text.replace(" ", "")
    if text in ("一半", "过半", "大半", "一大半", "半数"):
        return 50
    for sign in ("个百分点", "百分点", "个点", "趴"):
        text = text.replace(sign, "%")
    if text == "百分百":
        return 100
    if text.endswith("%") or text.startswith("百分之"):
        return _whole(text.removesuffix("%").removeprefix("百分之"))
    if "成" in text:
        return _tenths(*text.split("成", 1))
    if "分之" in text:
        under, _, over = text.partition("分之")
    else:
        over, _, under = text.partition("/")
    return _fraction(read_number(over), read_number(under))


def _whole(text: str) -> int | None:
    if re.fullmatch(r"[一二三四五六七八][二三四五六七八九]十", text):  # 七八十: between the two
        return _tenths(text[:2], "")
    whole = re.split("[.点]", text)[0]
    return read_number(whole)


def _tenths(tens: str, rest: str) -> int | None:
    tens = tens.replace("、", "")
    if "." in tens:
        return round(float(tens) * 10)
    first = read_number(tens[:1])
    if first is None:
        return None
    if len(tens) == 2:  # 七八成: between the two
        second = read_number(tens[1])
        return None if second != first + 1 or rest else first * 10 + 5
    ones = 5 if rest == "半" else read_number(rest) if rest else 0
    return None if ones is None or first > 10 else first * 10 + ones


def _fraction(over: int | None, under: int | None) -> int | None:
    if over is None or not under or over > under:
        return None
    return round(100 * over / under)
