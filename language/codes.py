"""Binding codes (绑定码): eight signs that are hard to mistake for one another."""

from __future__ import annotations

from language.acts import SlotValue
from language.names import UnitNames
from language.patterns import late

CODE = "[2-9A-HJKMNP-Za-hjkmnp-z]{8}"
"""Pattern of a code as typed; digits and letters without 0, O, 1, I and L."""

_TOKENS = late(r"[\s,，:：、。.;；!！]+")
_CODE = late(f"(?<![0-9A-Za-z]){CODE}(?![0-9A-Za-z])")
_NAME = late(r"(?!.*[怎的码是新])[一-鿿·]{2,6}|[A-Za-z]{2,20}")
_LIKE_A_CODE = late(r"[0-9A-Za-z]{4,}")


def read_binding(text: str, names: UnitNames) -> dict[str, SlotValue]:
    """Slots of what stands behind 绑定: a unit if one is named, a name, and the code, in capitals.

    They may come in any order. A sequence that is no valid code is passed on as typed, so that the
    person can be told.
    """
    slots: dict[str, SlotValue] = {}
    # A name in Latin letters may look like a code too; what has the form of one goes first.
    code = _CODE.search(text) or _LIKE_A_CODE.search(text)
    if code:
        slots["code"] = code.group().upper()
        text = f"{text[: code.start()]} {text[code.end() :]}"
    for word in _TOKENS.split(text):
        if not word or word in ("码", "我", "绑定码"):
            continue
        unit, name = _unit_before(word, names)
        if unit:
            slots.setdefault("unit", unit)
        if _NAME.fullmatch(name):
            slots.setdefault("name", name)
    return slots


def _unit_before(word: str, names: UnitNames) -> tuple[str, str]:
    """The unit that a word is or begins with (水务局的李四), and what is left."""
    unit = names.find_unit(word)
    if unit:
        return unit, ""
    for start, end, name in names.mentioned(word):
        if start == 0:
            return name, word[end:].lstrip("的")
    return "", word
