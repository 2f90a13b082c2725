"""Polite words (客套): they change nothing, so they go before anything else is read."""

from __future__ import annotations

from language.patterns import late

_LEADING = late(
    r"^(?:[，,。！!~～、\s]|[您你]好[呀啊]?|(?:各位)?(?:领导|老师|主任|科长|同志|亲)们?(?:[您你]?好)?(?=[，,。！!：:\s])|打扰(?:一下|了)?|不好意思|麻烦(?:[您你]们?)?(?:了)?|辛苦(?:[您你]们?)?(?:了)?|请问(?:一下)?|请教(?:一下)?"
    r"|请?帮(?:我|忙|个忙|我们)(?!.{0,3}绑)|给我(?=看|查|发|列)|劳驾|请(?!示|假|客|求|各|领导|单位|问题|尽快|抓紧|务必|于)(?:[您你])?|那个[，,\s]|嗯+[，,\s]+|哎[，,\s]*|喂[，,\s]*|(?:(?:能)?听(?:得|的)?(?:到|见|清)吗|在不在)[，,。？?\s]*(?=.)|(?:嗯|呃|唔|额(?![度外定]))+(?=(?![是对好行不没可就确收知要发嗯额])[一-鿿]{3})|(?:嗯|呃|额|唔|噢|哦|啊)+(?=[这那]个|\d|第|就是)|[哦噢啊哎诶]?对了[，,\s]*(?=\d|第|[一二三四五六七八九十])|(?:[这那]个){1,3}(?=嗯|呃|额|就是|啥|什么)|就是(?:说)?(?=那个.|\d|第)|(?:我(?:这边|这里)?)?汇报一下(?=\d|第|[：:，,\s])|在吗[，,。？?\s]*(?=.)"
    r"|(?:早上|上午|中午|下午|晚上)好[，,。！!\s]*(?=.)|报告(?:领导|一下)?[，,：:\s]+|汇报(?:一下)?[，,：:\s]+|(?:各位|尊敬的)*领导[们]?[您你]?好|尊敬的(?:各位)?领导[们]?(?:[您你]?好)?[，,：:\s]*|(?:向|跟|给|和)(?:[您你]们?|各位领导|领导|整改办)(?:简单|简要)?(?:汇报|报告|说)(?:一下|下)?(?:的是)?[，,：:\s]*|跟[您你]汇报一下[，,：:\s]*)+"
)
_TRAILING = late(
    r"(?:[，,。！!~～、；;…\s]|(?:非常|十分|太)?(?:谢谢|感谢|多谢|谢了)(?:[您你]们?|啦|了|领导|老师|大家)*|(?:[您你]们?|大家|各位|领导)?辛苦(?:[您你]们?)?(?:了|啦)|麻烦(?:[您你]们?)?(?:了|啦)|拜托(?:了|啦)?|哈+|呀|啊|哦|噢|喔|嘞|哟|呦|哇|[Tt]hanks|(?<=了)哈|特此(?:报告|汇报)|请(?:领导|各位|您|老师|整改办|审核人员)*(?:知悉|查收|审阅|审核|阅示|过目|指示|核实|收悉))+$"
)


def without_courtesies(text: str) -> str:
    """The text without greetings, thanks and sighs around it."""
    plain = _TRAILING.sub("", _LEADING.sub("", text))
    return plain.strip()


GREETING, THANKS, ASKS_MEANING = "greeting", "thanks", "asks_meaning"
"""The rules of courtesies and of 啥意思: they say nothing and answer nothing."""

_THANKS = late(r"谢|感激|辛苦|再见|拜拜?|晚安|回头聊|好的?收到")
_SAYS = late(r"[一-鿿A-Za-z]")
_MEANING = late(
    r"(?:你?(?:这|那|刚才)(?:个|句|条)?(?:话|问题)?(?:说的|问的)?)?(?:是)?(?:啥|什么|甚么?|什麽)(?:个)?意思"
    r"|(?:这|那)(?:个)?是?(?:啥|什么|干啥的|干什么的|干嘛的?)|怎么回事|没?看?不懂|没(?:看|听|弄)?明白|不明白|(?:要|让)我(?:干啥|干什么|回啥|回什么)"
)


def rule_of(text: str) -> str:
    """Which of them a message is that holds nothing else; empty for one without any word."""
    if _THANKS.search(text):
        return THANKS
    return GREETING if _SAYS.search(text) else ""


def asks_meaning(text: str) -> bool:
    """True when somebody asks what was meant by what they just read."""
    return _MEANING.fullmatch(text) is not None
