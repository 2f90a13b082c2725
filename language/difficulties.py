"""What stands in the way (困难): the words of a message that name it."""

from __future__ import annotations

import re
from collections.abc import Callable

from language.marks import ITEM, PERCENT, Frame, Mention
from language.patterns import late

LABEL = late(
    r"(?:目前|现在|主要|存在)?(?:存在)?的?(?:困难|问题|难点|难处|障碍|卡点|堵点)(?:主要)?(?:是|在于|就是|[:：])+\s*"
)
_NONE = late(
    r"没有?(?:啥|什么|任何|多大)?(?:的)?(?:大)?(?:问题|困难|难度|阻力|障碍|毛病)|无(?:问题|困难)?$|^(?:暂)?无|问题不大|困难不大|不存在|不难|解决|克服|没毛病|一切顺利|很顺利|能克服"
)
_CUE = late(
    r"困难|难点|难度大|难[在就](?=[^，。]{2})|卡在|卡住|卡着|阻力|受阻|阻工|阻挠|[资金钱款](?:金|项)?(?:还|一直|迟迟|暂时|都|也)*(?:没|未|不|短缺|缺|紧张|跟不上|困难)|缺(?!席)|没钱|差钱|等(?=钱|资金|批|拨|款|审批|用地|手续|设备|材料)|(?:经费|资金|预算)(?:也|都|很|比较|十分|太)?(?:紧张|紧|不够|不足|短缺)|(?:力量|技术|能力|经验|设备|人员|机械|材料)(?:也|都|很|比较)?(?:不足|不够|短缺|缺乏|薄弱)|跑路|撂挑子|扯皮|罢工|退场|违约|(?:老百姓|群众|居民|村民|商户|业主|企业|农户|养殖户)(?:们|都|还|也|有|很|的)*(?:意见|抵触|反对|反弹|抵制|阻拦|拦着|堵着|闹)|(?:审批|手续|环评|验收|评审)(?:还|一直|都|也)?没(?:过|办|批|下)|干不[动了下]|[没未不](?:有)?(?:到位|到货|批|下来|办下来|批下来|谈妥|谈拢|谈好|同意|配合|搬|签|拨|供货|协调好)"
    r"|不让|不肯|不愿|闹|上访|停工|窝工|流标|废标|征地(?!完)|拆迁(?!完)|[下连]雨|雨季|雨水多|汛期|天气(?!转)|天冷|上冻|冻土|疫情|人手|没人|纠纷|延误|耽误|推不动|推不下去|进不了场|停滞|叫停|施工停|(?<=\ue000)停(?=了|$)|推进慢|进展慢|扯皮|涨价|停产|断供|堵|滞后|手续(?:还|一直)?[没不未]|难以|无法|没法|由于|因为|影响(?:施工|进度|工期)|受[^，。]{1,8}影响|需要?[^，。]{0,8}(?:协调|拨款|支持|解决)"
)
_LEAD = late(
    r"^(?:[，,。；;：:、\s]|但是?|不过|可是|就(?=卡|差|缺|等)|就是(?!说)|只是|主要(?:是|还是|原因是)?|目前|现在|因为|因|由于|原因(?:是|[:：])?|理由(?:是|[:：])?|存在|遇到|有个|有点|所以|还是|的是|然后|而且|另外|受)+"
)
_TRAIL = late(r"(?:[，,。；;！!、\s]|了(?=$)|的原因$|的?问题$)+$")
_LEVEL_BEHIND = late(
    rf"[，,。；;\n](?={ITEM}[^，,。；;\n]*{PERCENT}|[^，,。；;\n{PERCENT}]{{0,6}}{PERCENT})"
)
_SPLIT = late(r"[，,。；;！!\n]+")
_SPLIT_AT_SPACES = late(r"[，,。；;！!\s]+")
_ONLY_SAID = late(
    rf"[{ITEM}{PERCENT}\s]*(?:现在|目前)?(?:遇到|碰到|有|存在|出现)(?:了|些|点|一些|一点|不少)*(?:困难|问题|难处|阻力)了?"
)
LONGEST = 200
SHORTEST_CAUSE = 4


def without_items(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions, without items where a difficulty is told behind a figure (困难是3号没到货)."""
    label = next(LABEL.finditer(text), None)
    figures = [m.start for m in mentions if m.sign == PERCENT]
    if label is None or not figures or not all(place < label.start() for place in figures):
        return mentions
    return [m for m in mentions if m.sign != ITEM or m.start < label.end()]


def difficulty_in(frame: Frame) -> str:
    """The words that name the difficulty, or nothing when none is named or it is denied."""
    text = frame.text
    label = LABEL.search(text)
    if label:
        # What is told behind it is the difficulty, as far as the next level of an item.
        end = next((m.start() for m in _LEVEL_BEHIND.finditer(text, label.end())), len(text))
        words = frame.words(label.end(), end)
        figure = PERCENT in text[label.end() : end]
        return "" if figure or _NONE.search(words[:8]) else _trimmed(words)
    at = 0
    # A space parts what is told, where the figure stands before it (80% 9月底 缺资金).
    parted = _SPLIT if PERCENT not in text else _SPLIT_AT_SPACES
    for piece in parted.split(text):
        start = text.index(piece, at)
        at = start + len(piece)
        if _ONLY_SAID.fullmatch(piece) and _CUE.search(text, at):
            continue  # 遇到困难，征地没谈下来: the words behind it name it
        if piece and _CUE.search(piece) and not _NONE.search(piece):
            return _named(frame, start, at)
    return ""


_CAUSE = late(r"[没未不无缺难少]|还?[在要]?等(?=.)")
_NO_CAUSE = late(
    rf"{_NONE.pattern}|没[动干弄做搞]|不是|不用|不过|[{ITEM}{PERCENT}]|预计|计划|争取|[?？吗]|是否|啥|什么"
)


def cause_beside(frame: Frame, tells: Callable[[str], bool]) -> str:
    """没开工，地还没征下来: why nothing was begun, in a clause of its own behind it."""
    at, told = 0, False
    for piece in _SPLIT_AT_SPACES.split(frame.text):
        start = frame.text.index(piece, at)
        at = start + len(piece)
        is_cause = _CAUSE.search(piece) and not _NO_CAUSE.search(piece) and not tells(piece)
        if told and is_cause and len(piece) >= SHORTEST_CAUSE:
            return _trimmed(frame.words(start, at))
        told = told or tells(piece)
    return ""


def reason_in(frame: Frame) -> str:
    """Why something is asked for: what stands behind 因为, else the difficulty."""
    match = re.search(
        r"(?:因为|由于|原因(?:是|[:：])?|理由(?:是|[:：])?|因(?=[一-鿿]{2}))\s*([^。；;\n]+)",
        frame.text,
    )
    if match:
        words = _SPLIT.split(frame.words(match.start(1), match.end(1)))[0]
        return _trimmed(
            re.split(
                r"(?:，|,)?(?:申请|想|需要|要求|请|所以|希望|能否|可能要|得|要)(?=延|推|宽|展)",
                words,
            )[0]
        )
    return difficulty_in(frame)


def _named(frame: Frame, start: int, end: int) -> str:
    words = frame.words(start, end)
    piece = frame.text[start:end]
    cue = _CUE.search(piece)
    cut = max(
        (
            m.end()
            for m in re.finditer(
                r"[\ue000-\ue004\ue006](?:了|吧|左右|之?前|能|可以|全部|完成|完工|弄完|搞完|干完|做完)*\s*",
                piece[: cue.start() if cue else 0],
            )
        ),
        default=0,
    )
    return _trimmed(frame.words(start + cut, end) if cut else words)


def _trimmed(words: str) -> str:
    return _TRAIL.sub("", _LEAD.sub("", words))[:LONGEST]
