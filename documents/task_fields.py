"""The labelled fields of a task list (整改目标：… 整改措施：… 责任单位：… 整改时限：…)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from documents.folding import fold
from documents.outline import read_numbered


class Kind(StrEnum):
    """What a field holds."""

    PROBLEM = "problem"
    GOAL = "goal"
    MEASURES = "measures"
    DUTY = "duty"
    DEADLINE = "deadline"
    OTHER = "other"  # a column that a record has no place for


_WORDS = {
    Kind.PROBLEM: "(?:反馈|具体|存在|主要|突出)?问题(?:描述)?",
    Kind.GOAL: "整改目标|目标任务",
    Kind.MEASURES: "(?:具体|主要)?整改措施|具体措施|主要措施",
    Kind.DUTY: "(?:牵头|主要责任|责任|配合|协助|参与|督导|督办|监督|指导|验收|核查|包抓|分管)"
    "(?:单位|部门|领导)",
    Kind.DEADLINE: "(?:整改|完成|办结)(?:时限|期限|时间)|时限要求",
    Kind.OTHER: "备注|说明|验收标准|销号标准|(?:整改)?进展(?:情况)?|整改(?:情况|类型|结果)|"
    "完成情况|问题(?:类型|来源)|责任人|联系人|联系电话",
}
_LABEL = re.compile(
    r"[【\[]?(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items()) + r")"
    r"(?:[】\]]\s*:?|\s*:)"
)
_WITHIN = re.compile(r"(?<=[。;\s])(?=" + re.sub(r"\?P<\w+>", "?:", _LABEL.pattern) + ")")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that opens a field: what the field is, its label as printed, its first words."""

    kind: Kind
    label: str
    words: str


def read_labelled(line: str) -> Labelled | None:
    """The field that a line opens, its label numbered or not; None for any other line."""
    numbered = read_numbered(line)
    for candidate in (line, numbered.rest) if numbered else (line,):
        match = _LABEL.match(fold(candidate))
        if match and match.lastgroup:
            label = candidate[: match.end()].strip("【】[]:： ")
            return Labelled(Kind(match.lastgroup), label, candidate[match.end() :].strip())
    return None


def split_fields(line: str) -> list[str]:
    """The line cut before every further label (责任单位：…；整改时限：…)."""
    if read_labelled(line) is None:
        return [line]
    folded = fold(line)
    cuts = [0, *(match.start() for match in _WITHIN.finditer(folded) if match.start()), len(line)]
    pieces = [line[start:end].strip() for start, end in pairwise(cuts)]
    return [piece for piece in pieces if piece]
