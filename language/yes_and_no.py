"""Yes and no in people's own words (是与否), where a yes or a no is waited for.

An answer is made of words that agree or refuse, words that say again what was asked about (就这个,
数字, 记录), and particles; one other word, and it is no answer. A refusal anywhere is a no.
"""

from __future__ import annotations

import re

from language.patterns import late

_AGREES = (
    r"(?:没有?|莫得?|冇得?)(?:错|问题|毛病|意见|异议)|无误|不错|嗯+呐?|恩+|对头?|是|好|行|可以|中|成|妥|得行|要得|要的|得了?(?=嘞)|确认|确定|同意|正确|准确|属实|一致"
    r"|ok+(?:ay)?|yes|yep|y|当然|必须|肯定|收到|就(?:这样|这么|按这)|(?:按|照)(?:这|此|上面)|这样|发吧|报吧|记吧|写吧|办吧|录吧|存吧|提交吧?|(?:发|报|记|写|办|录)上?(?:吧|就行|就是了)"
)
_SAYS_AGAIN = (
    r"这个?|那个?|这项|这条|数字?|数据|内容|信息|编号|上面|以上|刚才|我们?|咱们?|您|你|它|发布|上报|填报|报|记录|记|写|录|存|办理?|发|定|弄|搞|来"
    r"|(?:干|做|弄|搞|整|办|改|建)?完成?|整改(?:到位)?|核对|核实|检查|确实|完全|全部|都|已经?|经过|过|一下|请|麻烦|帮我?|给我?|按|照|着|去|办|就|也|那|先|可|真|挺|很|蛮|得|上|进去|下来|么|的话|无疑"
)
_PARTICLES = r"的|地|了|吧|啊|呀|呢|哈|嘞|嘛|呗|滴|哒|哦|噢|喔|嘻|咧|哩|唉|诶|[，,。.!！、~～\s]"
_REFUSES = (
    r"不(?:对|是|行|要|用|可以?|成|中|好|同意|确认|确定|准|报|记|发|办|写|录|提交|需要|想)?|否|别|甭|莫|没有?|(?:还|都|尚|仍)*(?:没|未)(?:有)?(?:全部|完全|全|都)?(?:干|做|弄|搞|整|办)?(?:完成|完|好|到位)|取消|算了|停|打住|免了|罢了|拉倒|放弃|[弄搞说记写打点按选发报填输]错了?|错了|手滑"
    r"|撤[销掉]?了?|作废|等等?|等会儿?|等一[下会]|稍等|稍后|等下|缓缓|缓一?缓|再说|放一?放|放着|回头|改天|再(?:想想|看看|核实|核对|确认|问问|等等|考虑|研究|商量)|no|n"
)
_NOT_YET = (
    r"我|问问|问一下|请示|领导|先|暂时?|还是|再|要|用|看看|看|想想|核实"
    r"|核对|确认|考虑|样|对|急|下|项目|吧"
)
_REFUSES_NOTHING = late(r"(?:没有?|莫得?|冇得?)(?:错(?!误)|问题|毛病|意见|异议)|不错|无误|不用改")

_SURE = (
    r"(?:确认|确定)(?:要|就|可以)?(?:发送|发出|下发|下达|公开|公布|签发|预警|发?黄牌|警告|通知|群发"
    r"|延期|验收|销号|申请|退回|通过|受理|登记|举报|撤回|移交)(?:了|吧)?"
)
"""确认发送: the yes with the verb that was asked about."""
_YES = late(
    rf"(?:{_SURE})|(?=.*(?:{_AGREES}))(?:{_AGREES}|{_SAYS_AGAIN}|{_PARTICLES})+", re.IGNORECASE
)
_NO = late(
    rf"(?:{_SAYS_AGAIN}|{_NOT_YET}|{_PARTICLES})*(?:{_REFUSES})(?:{_REFUSES}|{_SAYS_AGAIN}|{_NOT_YET}|{_PARTICLES})*",
    re.IGNORECASE,
)
LONGEST = 24
"""Signs of an answer; what is longer says more than yes or no."""


def agrees(text: str) -> bool:
    """True when the words say yes and nothing else."""
    return len(text) <= LONGEST and _YES.fullmatch(text) is not None


def refuses(text: str) -> bool:
    """True when the words say no, or not yet, and nothing else."""
    if len(text) > LONGEST or _REFUSES_NOTHING.search(text):
        return False
    return _NO.fullmatch(text) is not None
