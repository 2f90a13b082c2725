"""Where an item stands in words (状态): not begun, at work, done; and what did not change."""

from __future__ import annotations

from enum import StrEnum

from language.marks import AMOUNT, DATE, LENGTH, PERCENT
from language.patterns import late


class State(StrEnum):
    """What a sentence says of the whole item."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    UNCHANGED = "unchanged"


STEPS = (
    "招标|招投标|可研|设计|立项|审批|评审|征地|拆迁|前期|方案|采购|环评|测量|摸底|第一|一期|手续|进场|地勘|勘察|调研|排查|动员|培训|部署"
    "|开会|会议|主体|基础|管网铺|桩基|土建|报批|批复|选址|清表|围挡|预算|图纸|合同|签约|大部分|一部分|部分|多半|初步|自查|台账"
)
"""Steps on the way: their completion is not that of the item."""

FINISHED = (
    r"(?:完成|办结|办好|完工|竣工|整改到位|整改完毕?|整改好|整改结束|搞定|弄完|弄好|弄妥|办完|办妥|干完|干好|做完|做好|搞完|搞好|整完|完事|拆完|拆除完毕?|装完|装好"
    r"|建成|建好|修好|清完|清理完毕?|治理完毕?|关停到位|取缔到位|验收合格|投运|投用|落实到位|处理完|处理好|结束|清零|妥了|齐活|干利索|拾掇完|弄利索|收工|整好|完(?=了|啦|咯))"
)
"""Verbs that say that something is finished."""

_NOT_STARTED = late(
    r"(?:还|都|一直|压根|根本|仍|至今|暂|目前)*(?:没有?|未|尚未|还未)(?:正式|实质性?)?(?:开始|开工|启动|动工|动(?!静)|实施|进场|着手|开展|上手|干(?!完|好)|弄(?!完|好)(?!$))"
    r"|一点(?:儿|都|也)*没(?:动|干|弄|做|开始)|没(?:啥|什么|有)?动静|零进展|原地(?:没动|踏步|不动)|纹丝[未不]动|待开工|没影|八字(?:还)?没一撇"
)
_UNCHANGED = late(
    rf"(?:无|没有?|没啥|没什么|无任何|没有什么)(?:新|大|太大|明显)?(?:的)?(?:变化|进展|变动)|(?:进度|进展)?(?:保持)?不变|[同和跟与](?:上(?:期|次|个?月|周|回)|{AMOUNT})(?:一样|相同|持平|差不多)|[同和跟与]上(?:期|次|个?月|周|回)$|老样子|照旧|还是那样|和之前一样"
)
_NOT_ALL = late(
    r"(?:还|仍)?(?:没有?|未|尚未|还未)(?:全部|完全|全|都|彻底|整体|最终)(?:弄|干|做|搞|整改?|完|办|拆|建|到位|结束|好)"
    r"|(?:还|尚|仍)(?:没|未)(?:弄|干|做|搞|整|整改|拆|建|办|收|修|清|装)(?:完|好|利索)|(?:还|仍)没完(?:呢|呐)?(?=$|[，,。])|没(?:弄|干|做|搞|整|拆|建|修|清|装)(?:完|好|利索)"
)
_NEARLY = late(
    rf"主体|大部分|大半|基本|大头|主要部分|一部分|部分|多数|绝大|差不多|快(?!速)|马上|即将|就要|就快|眼看|{DATE}|{LENGTH}|还剩|只剩|就[差剩]|还差|除了|剩下|收尾|扫尾|尾巴|尾工|第一|一期|前期|有望|预计|争取"
    rf"|(?:主体|土建|基础|管网)"
)
_AT_WORK = late(
    r"正在?(?=建|施工|整改|推进|干|做|弄|搞|进行|办|拆|改|抓|铺|修|清|招|走|协调|准备|编|安装|调试)|正在|(?<!卡)在(?:建|施工|整改|推进|干|做|弄|搞|进行|办理|拆|铺|修|调试)(?!了)|(?:推进|进行|施工|整改|办理|建设|实施|收尾)(?:之)?中"
    r"|(?:已经?|刚|刚刚|今天|昨天|上周|正式)*(?:开工|启动|动工|进场|开始(?:施工|整改|干|做|弄|建|拆|铺)?|着手)了|(?:已经?|刚刚?|正式)(?:开工|启动|动工|进场|开始|着手)|还在(?!等)|干着|弄着|做着|搞着"
    r"|(?<![尽赶加])快(?:完|好|弄完|结束|干完|搞完|做完|收尾|完成|完工)了?|差不多(?:了|完(?!成)|好)|基本(?:完成|到位|完工|做完|弄完|干完|建成)|主体(?:已经?|都)?(?:完|工程|封顶|建成)|收尾|扫尾|有序推进|持续推进(?=中|[，,。！!；;\s]|$)|(?:全力|加快)推进中|按(?:计划|序时|时序)推进|稳步推进"
    r"|(?:进展|推进|施工|进行)(?:得)?(?:很|较|比较|挺|还|都|一切|总体|基本)?(?:顺利|良好|不错|正常)"
    r"|(?<!没)(?:有|取得)(?:了|点|些|新|新的|一些|一点|所|较大|明显|阶段性)*的?进展了?(?=[。！!，,\s]|$)(?![^。]{0,8}(?:告诉|通知|提醒|说|发))"
    r"|抓紧(?:推进|施工|整改|实施)"
)
_DONE = late(
    rf"(?:全部|全都|全|都|均|已经?|彻底|整体|圆满|终于|顺利|总算|今天|刚刚?|也|[，,\s]|^|的|了|{STEPS})?{FINISHED}(?:完)?(?P<end>了|啦|咯|喽|！|!|。|[，,；;\s]|$)(?!{STEPS}|{PERCENT})"
)
_STEP_DONE = late(
    rf"(?:{STEPS})(?:工作|工程|阶段|报告|任务)?(?:也|都|已经?|刚|全部)*{FINISHED}|{FINISHED}了?(?:{STEPS})"
)
_NOT_DONE = late(
    rf"(?:没有?|未|尚未|还未|不|没法|无法|难以|才能|才算|等|待|之前|为了)(?:能|全|全部|都|按时|按期)?{FINISHED}"
)


def state_of(text: str) -> State | None:
    """What a sentence says of the item as a whole, or None; ``text`` is a frame's.

    What is nearly done, or will be, says None here: see :func:`is_nearly_done`.
    """
    if _UNCHANGED.search(text):
        return State.UNCHANGED
    if _NOT_STARTED.search(text):
        return State.NOT_STARTED
    if _NOT_ALL.search(text) or _STEP_DONE.search(text):
        return State.IN_PROGRESS
    done = _DONE.search(text)
    if done and not _NOT_DONE.search(text) and not _NEARLY.search(text[: done.end()]):
        return State.DONE
    return State.IN_PROGRESS if _AT_WORK.search(text) else None


def is_nearly_done(text: str) -> bool:
    """True when the end of it is told of and not there yet: 主体完工, 明天就能弄完."""
    done = _DONE.search(text)
    return bool(done and not _NOT_DONE.search(text) and _NEARLY.search(text[: done.end()]))
