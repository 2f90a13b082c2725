"""A second thought (改主意): words that take back what somebody was about to ask for.

算了不举报了 and 还是不延期了 end whatever is being asked about a complaint, an extension or an
acceptance. The words must say so and nothing else: 没人管，不举报不行 goes on complaining.
"""

from __future__ import annotations

from language.patterns import late

_ACTS = (
    r"举报|投诉|反映|反应|告(?:状|发)?|申请|延期|延长|延|推迟|宽限|验收|销号|报验|核查"
    r"|提交|提|上报|报|填|写|说|讲|发送|发出|下发|发布|公开|签发|发|传|弄|搞|办|整|麻烦|打扰|追究|计较"
)
_NOT = (
    r"(?:还是|就|先|暂时|暂|我|我们|咱|俺|现在|目前|都|也)*"
    r"(?:不(?!是|行|能不|得不)|别|甭|莫|懒得|没必要|用不着|无需|算了)"
    r"(?:想|要|用|必|打算|准备|愿意?|敢|需要|考虑|能)?(?:再|去|来|给|跟|向|麻烦|[您你]们?|他们?|它|这个|整改办)*"
)
_DROPS = (
    rf"{_NOT}(?:{_ACTS})+(?:这个?|那个?|它|他|什么|啥|这事|那事|这一?项|[您你]们?)?"
    r"|(?:还是|就|那|那就|我看|我想)*(?:算了|罢了|拉倒|免了|作罢|到此为止)|(?:还是|先)?不(?:用|必|要|需要)?了|(?:还是|先)?(?:别|甭|莫)了?"
    rf"|(?:取消|放弃|终止|停止)(?:这次|这个|刚才的?|我的|本次)?(?:{_ACTS})*|(?:先|暂时|暂)?(?:放一?放|放着|不急|缓一?缓)|(?:先|暂时|暂)等等"
    r"|(?:当|就当)我没(?:说|讲|问|发)(?:过)?|没(?:什么|啥)?事儿?|(?:我)?(?:再)?(?:等等|想想|看看|考虑(?:一下)?|改天|以后|下次|回头|过几天)+再(?:说|报|来|讲|弄|办|看)|再说|(?:点|按|发|选|弄|搞|手滑点)错(?:了)?|误触|手滑"
)
_ABOUT = (
    rf"(?:我|那|这|这个?|这件|这项|那个?|那就|刚才|刚才的|[您你]们?|事儿?|事情|的|{_ACTS}|嗯+|哦+|额|呃"
    r"|唉|哎|诶|好吧|行吧|对了|不好意思|抱歉|对不起|谢谢|麻烦)*"
)
_BEHIND = r"(?:了|吧|啦|啊|呀|哈|呢|嘞|咧|喽|哦|噢|的|谢谢|不好意思|抱歉|[。.!！~～\s])*"
_TAKES_BACK = late(rf"{_ABOUT}(?:(?:{_DROPS}){_BEHIND})+")
_WHY_NOT = late(
    r".{0,6}(?:怕|担心|麻烦|没(?:用|意思|啥用|必要)|想想|看看|问问|商量|考虑|以后|下次|回头|改天|再说|再来|解决|处理好|弄好|好了|自己|弄错|搞错|看错|误会|打扰|没事|报复|面子|邻居|熟人"
    r"|能按[时期]|赶得[及上]|来得及|按期|能(?:按时|如期)|条件不|不够|不成熟|没准备好|还差|谢谢|不好意思|抱歉|对不起).{0,14}"
)
_CLAUSES = late(r"[，,。；;！!？?\n\s]+")
_HESITATES = late(
    rf"算了|(?:不想|不要|不用|不必|不打算|先不|还是不|就不|别|甭)(?:再|去|来)?(?:{_ACTS})|不(?:{_ACTS})了|当我没说|取消"
)
_UNSUBSCRIBES = late(r"(?:别|不要|不用|甭|莫)(?:再|老|总|天天|一直|给我)+(?:发|推|提醒|通知)")
"""Said of the notices, and of nothing that is asked about."""
_GOES_ON = late(r"不(?:举报|投诉|反映|说|报|告)(?:都|就|也)?(?:不行|不成|不解气|没人管|没用|还)")
LONGEST = 40
"""Signs of a second thought; what is longer tells something."""


def takes_back(text: str) -> bool:
    """True when every clause drops the matter or says why, and the first or last one drops it."""
    if len(text) > LONGEST or _GOES_ON.search(text) or _UNSUBSCRIBES.search(text):
        return False
    clauses = [clause for clause in _CLAUSES.split(text) if clause]
    dropped = [_TAKES_BACK.fullmatch(clause) is not None for clause in clauses]
    if not dropped or not (dropped[0] or dropped[-1]):
        return False
    pairs = zip(clauses, dropped, strict=True)
    return all(drops or _said_beside(clause) for clause, drops in pairs)


def _said_beside(clause: str) -> bool:
    return _WHY_NOT.fullmatch(clause) is not None or _FILLER.fullmatch(clause) is not None


_FILLER = late(
    r"(?:嗯+|哦+|额|呃|唉|哎呀?|诶|好吧|行吧|那个|对了|不好意思|抱歉|对不起|谢谢|算|我|再|先)+"
)


def hesitates(text: str) -> bool:
    """True when words that may tell something hold words that drop it: asked about."""
    return _HESITATES.search(text) is not None
