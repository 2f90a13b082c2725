"""Several acts in one message (一条多事): which parts of it belong together."""

from __future__ import annotations

from collections.abc import Callable

from language.lists import THE_REST
from language.marks import ITEM, PERCENT, Frame
from language.patterns import late
from language.states import is_nearly_done, state_of

MOST = 12
"""Acts that one message may make; longer lists are read as one."""

_PIECE = late(r"[^，,。；;！!？?\n\s]*[，,。；;！!？?\n\s]*")
_CUES = tuple(
    (name, late(pattern))
    for name, pattern in (
        ("extension", r"延期|延长|宽限|展期|顺延|推迟"),
        ("acceptance", r"申请(?:验收|销号|核查)|(?:验收|销号)申请|报验"),
        ("withdraw", r"撤[回销消]|作废"),
        ("acknowledge", r"^(?:好的)?[，,\s]*(?:已?收到|收悉|已?知悉|已阅|签收|知道了|明白)"),
        (
            "evidence",
            r"(?:照片|图片|视频|材料|附件|佐证).{0,4}(?:发|传|补|提交|稍后)|(?:发|传|补|上传)[^，。]{0,6}(?:照片|图片|视频|材料|附件|佐证)",
        ),
        ("deadlines", r"到期|截止|还剩几天|还有几天|期限"),
        ("tasks", r"我的任务|(?:哪些|什么|啥|几项)任务"),
        ("help", r"(?:怎么|如何|咋)[报填写弄用]"),
        ("publish", r"发布|公开|公布|公示"),
        ("warn", r"预警|黄牌"),
        ("approve", r"同意|通过|批准|退回|驳回"),
        ("follow", r"关注"),
        ("contact", r"电话|联系"),
    )
)


_NOTHING_YET = late(
    r"(?:[、，,。\s/：:]|以及|还有|另外|[和及跟与]|[那这]?[个两几]?[项个]|号|的|项目|事项|任务)*"
)
_RESPECTIVELY = late("分别|依次")
_OF_THE_WHOLE = late("(?:目前|现在|到现在)?(?:总体|整体|总|累计|合计|一共)")
_MORE_FIGURES = late(rf"了?[、和]?(?P<next>[一-鿿]{{2,12}}?{PERCENT})")
"""Behind a figure: words with a figure of their own (蓝天80%碧水75%)."""
_NAMES_NEXT = late(r"[^，,。；;！!？?\n]{2,16}[那这][个项块件](?:[，,：:、\s]|呢|嘛)*")
_FIGURE_NEXT = late(rf"[^，,。；;！!？?\n{ITEM}]{{0,6}}{PERCENT}")
"""八步沙那项，九成: words that name an item, and its figure behind a pause."""
Meant = Callable[[Frame], frozenset[str]]
"""The measures that a part may mean by its words."""


def groups_of(frame: Frame, meant: Meant = lambda _: frozenset()) -> list[Frame]:
    """The parts of a message, each about one act, in order."""
    cuts = [0]
    in_turn = _RESPECTIVELY.search(frame.text) is not None
    has_item = has_percent = has_state = parts = False
    cue = ""
    for start, end in _pieces(frame, meant):
        piece = frame.text[start:end]
        new_cue = _cue_of(piece)
        items, percents = ITEM in piece, PERCENT in piece
        state = not percents and (bool(state_of(piece)) or is_nearly_done(piece))
        more = cue and not has_percent and not piece.strip(f"{ITEM} 、，,和及跟与")
        another = items and has_item and (has_percent or has_state or cue) and not more
        another = another or (
            items and has_item and not more and _says_of_it(frame, cuts[-1], start)
        )
        parts = (parts and not items) or "其中" in piece
        figure = percents and has_percent and not parts and not _OF_THE_WHOLE.match(piece)
        figure = figure and not (in_turn and has_item and not items)
        another = another or (
            (state and not items and (has_percent or has_state) and not has_item)
            and _means_another(frame.part(cuts[-1], start), frame.part(start, end), meant)
        )
        another = another or (state and not items and len(cuts) > 1 and is_of_the_rest(piece))
        another = another or (
            (has_percent or has_state) and not percents and _names_next(frame.text, piece, end)
        )
        other_cue = new_cue and ((cue and new_cue != cue) or (has_percent and has_item))
        report = (percents or (state and items)) and cue in ("acknowledge", "withdraw", "evidence")
        if start and (another or figure or other_cue or report):
            cuts.append(start)
            has_item = has_percent = has_state = parts = False
            cue = ""
        has_item, has_percent = has_item or items, has_percent or percents
        has_state = has_state or state
        cue = cue or new_cue
    if len(cuts) > MOST:
        return [frame]
    return [frame.part(a, b) for a, b in zip(cuts, [*cuts[1:], len(frame.text)], strict=True)]


def _names_next(text: str, piece: str, end: int) -> bool:
    """八步沙那项，九成: the piece names an item, and how far it is stands behind a pause."""
    if not _NAMES_NEXT.fullmatch(piece):
        return False
    behind = _PIECE.match(text, end)
    told = _FIGURE_NEXT.match(text, end) is not None
    return told or (behind is not None and state_of(behind[0]) is not None)


def _says_of_it(frame: Frame, begin: int, end: int) -> bool:
    """True when words, read or not, stand behind the item before: it is a line of its own."""
    at = frame.text.rfind(ITEM, begin, end)
    return not _NOTHING_YET.fullmatch(frame.text, at + 1, end)


def is_of_the_rest(piece: str) -> bool:
    """剩下的没动: said of all the others, and of none of those before."""
    return THE_REST.match(piece) is not None


def _means_another(before: Frame, piece: Frame, meant: Meant) -> bool:
    """垃圾60%，锅炉还没开工: words that name another measure than those before."""
    named, others = meant(piece), meant(before)
    return bool(named and others) and named.isdisjoint(others)


def _pieces(frame: Frame, meant: Meant) -> list[tuple[int, int]]:
    """Pieces between signs; one that names a second item behind a figure is cut there too."""
    text = frame.text
    found: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if start == end:
            continue
        seen_figure = seen_item = False
        begin = start
        for place in range(start, end):
            if text[place] == ITEM and place > begin:
                told = seen_figure or (seen_item and state_of(text[begin:place]) is not None)
                if told:
                    found.append((begin, place))
                    begin, seen_figure = place, False
                seen_item = True
            if text[place] == PERCENT and (more := _MORE_FIGURES.match(text, place + 1)):
                before, behind = frame.part(begin, place + 1), frame.part(*more.span("next"))
                if _means_another(before, behind, meant):
                    found.append((begin, more.start("next")))
                    begin = more.start("next")
                    continue
            seen_figure = seen_figure or text[place] == PERCENT
            seen_item = seen_item or text[place] == ITEM
        found.append((begin, end))
    return found


def _cue_of(piece: str) -> str:
    return next((name for name, pattern in _CUES if pattern.search(piece)), "")
