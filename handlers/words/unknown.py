"""What the office reads of what was not understood (没看懂的)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handlers.words.forms import ROLE_NAMES
from language.unknown_kinds import UnknownKind
from storage.unknown import KEPT_DAYS, UnknownText, instant_of
from supervision.records import Role
from supervision.times import SHANGHAI

KIND_NAMES: dict[str, str] = {
    UnknownKind.QUESTION: "问句",
    UnknownKind.NO_REPORT: "像进展、不算上报",
    UnknownKind.OTHER_ROLE: "身份不能办",
    UnknownKind.OTHER_MATTER: "别的事",
    UnknownKind.UNREAD: "读不出意思",
}
NO_WORDS = "原话没有留存。"


def this_week(kinds: Counter[str], before: int, *, kept: bool) -> str:
    """One line: this week by kind, and last week's sum."""
    if not kinds:
        return f"本周没有看不懂的话，上周 {before} 条。"
    by_kind = "、".join(f"{KIND_NAMES.get(kind, kind)} {n}" for kind, n in kinds.most_common())
    more = "原话请在服务器上用 understand unknown 查看。" if kept else NO_WORDS
    return f"本周没看懂 {kinds.total()} 条：{by_kind}；上周 {before} 条。{more}"


def week_lines(week: str, counted: Counter[tuple[str, str]]) -> list[str]:
    """A week, a line for each role and kind, parts divided by tabs."""
    if not counted:
        return [f"{week}\t没有"]
    return [
        f"{week}\t{ROLE_NAMES[Role(role)]}\t{KIND_NAMES.get(kind, kind)}\t{times}"
        for (role, kind), times in counted.most_common()
    ]


def text_lines(found: Sequence[UnknownText], *, kept: bool) -> list[str]:
    """The words that are kept, newest first, a line each; or that none are."""
    if not kept:
        return [f"{NO_WORDS}要留存请用 --keep on，留 {KEPT_DAYS} 天。"]
    lines = [f"原话留 {KEPT_DAYS} 天，不记是谁说的。现有 {len(found)} 条："]
    for one in found:
        said = f"{instant_of(one).astimezone(SHANGHAI):%m-%d %H:%M}"
        kind = KIND_NAMES.get(one.kind, one.kind)
        words = " ".join(one.text.split())
        lines.append(f"{said}\t{ROLE_NAMES[Role(one.role)]}\t{kind}\t{words}")
    return lines


def keeping(*, kept: bool) -> str:
    """The setting was changed."""
    if kept:
        return f"已打开：没看懂的原话留存 {KEPT_DAYS} 天，不记是谁说的；帮助里会告诉大家。"
    return "已关闭：原话不再留存，以前留的已删除。"
