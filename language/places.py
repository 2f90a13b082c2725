"""Places of a complaint (地点): as far as the words of a place go, and no word cut in two."""

from __future__ import annotations

import re
from collections.abc import Callable

from language.patterns import late

_PLACE = late(
    r"^(?:.*?(?:我要|我想|想|来)?(?:举报|投诉|反映|反应)(?:一下)?[，,:：\s]*)?(?:在|就在|是|有人在|发现|看到|(?:我们|咱们|我)(?:住在?)?(?:这(?:里|边|儿)?|家)?的?)*"
    r"(?P<place>[一-鿿A-Za-z0-9]{1,16}?(?:大道|路口|街道|[路街巷桥村镇乡社区县河沟渠湖厂山坡坝湾滩市场园馆校院店摊站城苑号楼]|小区|工地|公司|广场|公园|学校|医院|市场|菜市场|砂场|采石场|养殖场|烧烤店|饭店|洗车店|加油站|开发区|工业园|园区)(?:(?:那|这)?(?:上游|下游|下面|上面|底下|旁边|附近|门口|对面|后面|后边|边上|河边|岸边|边|里面|里|口|一带|那边|那儿|这边|[前后正大]门|后山|山上|路边|门前|院[内里]|[东西南北][门侧边]|东|西|南|北|段|中段|断面|路段))?(?:[^，。\s]{1,10}?(?:旁边|附近|门口|对面|后面|下面|上面|边上|路口|厂|工地|店|桥|小区|村)(?:旁边|附近|门口|对面|后面|边上)?)?)"
)
_OF_A_REGION = late(r"(?:[县区市镇乡河沟山路湖桥湾坝坡滩街巷村庄]|街道)$")
_WITHIN = late(
    r"(?:[县区镇乡](?![一-鿿]{0,2}里)|(?:(?![有没的排倒烧在往把被向每夜晚半总天偷堆冒流直乱散水臭黑污一])[一-鿿A-Za-z0-9]){1,6}?(?:镇|乡|街道|社区|小区|村|庄|路|街|巷|市场|公园|广场|学校|医院|工业园|园区|大桥|桥"
    r"|花园|家园|[苑府园](?![区里])|[厂场店矿站](?!房)|工地|公司|水库|幼儿园|超市|酒店|餐馆|汽修厂))"
    r"(?:\d{1,4}号)?(?:[一-鿿]{0,3}?(?:楼下|门口|旁边|附近|对面|后面|里面|下面|上面|边上|路口|村口|工地))?"
)
"""A nearer place within a region."""
_NO_PLACE = late(r"有人|谁|什么|(?:有|拉土|渣土|拉渣)?车|夜里|晚上|半夜|天天|每天|总有")
_WATERS = "河江湖溪渠沟塘"
"""河水 is no place: it ends with the name of the water."""
LONGEST = 40


def place_in(words: str, cut: Callable[[str], list[str]]) -> str:
    """The place that a complaint names, or nothing."""
    match = _PLACE.match(words)
    if (not match or _NO_PLACE.match(match["place"])) and "，在" in words:
        words = words[words.rfind("，在") + 1 :]  # 有企业偷排废水，在工业园
        match = _PLACE.match(words)
    if not match or not match["place"] or _NO_PLACE.match(match["place"]):
        return ""
    start, end = match.span("place")
    while _OF_A_REGION.search(words[start:end]) and end - start < LONGEST:
        nearer = _WITHIN.match(words, end)
        if nearer is None:
            break
        end = nearer.end()
    place = words[start : _end_of_word(words, end, cut)]
    return re.sub(r"^(?:在|有人在|我们)", "", place)


def _end_of_word(words: str, end: int, cut: Callable[[str], list[str]]) -> int:
    """Where the word ends in which a place would end: 石马坪市|场 ends behind 市场."""
    at = 0
    for word in cut(words):
        if at < end < at + len(word) and word[end - at - 1] not in _WATERS:
            return at + len(word)
        at += len(word)
    return end
