"""The unit list that a plan's own records need (单位清单)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from documents.groups import is_group, names_all_districts
from supervision.records import Level, Unit

_DISTRICT = re.compile("^[\u4e00-\u9fff]{2,5}[县区旗](?:委|(?:人民)?政府)?$")
_LEVELS = (
    (re.compile(r"^(?:市委|市政府|市人民政府)$"), Level.CITY),
    (re.compile(r"^.{2,}[乡镇](?:党委|(?:人民)?政府)?$|街道(?:办|办事处)?$"), Level.TOWNSHIP),
    (re.compile(r"^.{2,}村(?:委会)?$|社区(?:居委会)?$"), Level.VILLAGE),
    (re.compile(r"(?:公司|集团)$"), Level.ENTERPRISE),
)
_AREAS = re.compile(r"(?:军分|分|经开|高新|开发|园|景|保护|示范|新|城|小|社)区(?:政府)?$")
_PREFIX = re.compile(
    r"^市(?:政府(?!办公室)|委(?=组织部|宣传部|统战部|政法委|农工部|督查室)|(?!委|政府))"
)


def list_units(names: Iterable[str], districts: Iterable[str]) -> tuple[Unit, ...]:
    """The units behind the names of all brackets, in order, groups left out.

    ``districts`` are the counties and districts that the document names. A county is one unit,
    its government, since one liaison answers for it; its party committee (县委, 区委), where a
    bracket names it beside the government, is an alias. A county that only the prose names is
    listed when a bracket speaks of all counties. A short list that could not be written out
    (甲、乙县区政府, see documents.districts) is no unit.
    """
    printed = tuple(dict.fromkeys(names))
    real = [name for name in printed if not is_group(name) and "、" not in name]
    speaks_of_all = any(names_all_districts(name) for name in printed)
    governments = {
        name: government
        for name in districts
        if (government := _government(name, real)) in real or speaks_of_all
    }
    committees = {name + "委" for name in governments} & set(real)
    listed = list(dict.fromkeys(name for name in real if name not in committees))
    listed += [government for government in governments.values() if government not in listed]
    aliases = {
        government: (name, name + "委") if name + "委" in committees else (name,)
        for name, government in governments.items()
    }
    short = Counter(_short(name) for name in listed)
    return tuple(
        Unit(name, level_of(name), aliases.get(name) or _aliases(name, short, listed))
        for name in listed
    )


def level_of(name: str) -> Level:
    """The level that a name proves; what proves nothing else is a department (部门)."""
    if _DISTRICT.match(name) and not _AREAS.search(name):
        return Level.DISTRICT
    return next((level for form, level in _LEVELS if form.search(name)), Level.DEPARTMENT)


def _government(district: str, names: list[str]) -> str:
    long_form = district + "人民政府"
    return long_form if long_form in names else district + "政府"


def _short(name: str) -> str:
    """The name without 市, 市委, 市政府: 市环保局 → 环保局, 市委宣传部 → 宣传部."""
    return _PREFIX.sub("", name)


def _aliases(name: str, short: Counter[str], listed: list[str]) -> tuple[str, ...]:
    """The short name, when it is a name at all and belongs to this unit alone."""
    alias = _short(name)
    usable = len(alias) >= 2 and alias != name and short[alias] == 1 and alias not in listed
    return (alias,) if usable else ()
