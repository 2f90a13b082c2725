"""What citizens ask, and everybody else too (公众): items, units, the whole, complaints."""

from __future__ import annotations

import re

from language.acts import UNKNOWN, Act, Intent, SlotValue
from language.each_item import for_each_item
from language.marks import AMOUNT, CODE, DATE, ITEM, NUMBER, PERCENT, UNIT
from language.moods import QUESTION
from language.patterns import late
from language.places import place_in
from language.rule import ALL, CITIZEN, Rule, about_item, on_item, rule, says
from language.second_thoughts import takes_back
from language.subjects import Said
from supervision.records import Role

LONGEST_QUERY = 40

_STATE = (
    r"(?:怎么|咋)么?样了?|(?:怎|咋)样|如何|到(?:什么|啥)(?:程度|地步|阶段|份上)|到哪(?:一?步|里|儿|了)|(?:怎么|咋|咋个)(?:个)?要求|(?:进度|进展|情况|详情|状态)|什么(?:进度|进展|情况|要求|内容|问题|措施)|啥(?:进度|进展|情况|要求|样|内容)"
    r"|(?:整改|治理|处理|做|干|弄|搞|完成|建)(?:得|好|完)?了?(?:没有?|吗|多少)|谁(?:负责|牵头|管)|(?:归|由)谁|负责单位|牵头单位|责任单位|要求是|多少了|几成了|完成了?(?:没|吗|多少)"
)
_LOOK = r"(?:看看?|查看?|查询|查一下|看一下|了解(?:一下)?|搜索?|找)"
_HARM = (
    r"偷排|直排|乱排|排[污黑臭](?!口整治)|(?:往|向)[^，。]{1,8}(?:倒|排|扔)|倒(?:垃圾|渣土|建筑)|(?:冒|排)[^，。]{0,3}(?:黑烟|浓烟|白烟|烟)|臭(?!水体)|刺鼻|难闻|恶臭|噪[音声](?!监)|吵得|扬尘(?!治|防|管|整|污染治)"
    r"|污染(?:严重|环境|了)|(?:垃圾|废水|污水|渣土|粪污)[^，。]{0,6}(?:没人|成堆|堆|满|遍地|横流|乱|到处|直接|倒在|流)|没人管|不管管|管管|黑水|死鱼|鱼死|油烟(?!整治|治理)|焚烧(?:垃圾|秸秆)|烧(?:秸秆|垃圾|煤)|太吵|吵死|扰民|轰鸣|倒了[^，。]{0,4}(?:垃圾|渣土|废)|(?:渗滤液|污水|废水|废液|油污|泥浆|粪水|粪污)[^，。]{0,6}(?:流|漏|渗|溢|泄|冒)(?:到|进|出|入|得)|漫天|满天飞|(?:一路|沿路|沿途)(?:抛|撒|洒|漏)|抛洒(?!滴漏(?:治|整))"
    r"|(?:死猪|死鱼|死鸡|垃圾|渣土|粪便?|废料|废油|机油)[^，。]{0,4}(?:扔|丢|倒|抛|排)(?:到|进|在|入|了|河|沟|田)|味道?(?:很|太|特别|好)?(?:大|重|难闻|冲)|(?:烟|灰|粉尘|尘土)(?:很|太|特别|好)?(?:大|重|呛)|呛(?:得|死)|漏油|没人清理|臭气|熏(?:得|死|人)|挖[沙砂]|采[沙砂](?![整监规管船场])|非法(?:采砂|开采|排)|偷(?:挖|采|倒)|盗采|私自|呛人|睡不着|灰尘(?:大|满)|冒泡|发黑|变黑"
    r"|[放排]出?(?:黑|白|毒|废|臭|有毒|有害)*[烟气](?!象|候|化)|[掉撒洒漏][土渣泥]|没人(?:扫|收|运|拉|洒水)|堆(?:了|着|满|在|得)[^，。]{0,8}(?:垃圾|渣|粪|废|土)|(?:垃圾|渣土|粪便?|废料|建筑垃圾)[^，。]{0,4}(?:堆|冲|占)|粪[^，。]{0,6}(?:冲|排|倒|流|臭)"
    r"|[水河沟渠湖塘][^，。]{0,6}(?:[绿黑红黄]的|又[绿黑红黄]又|泡沫|油花|都是沫)|(?:土|砂石?|沙|料堆?|渣)[^，。]{0,3}(?:都|也)?[不没未](?:盖|苫|遮|覆盖|洒水)|满(?:小区|街|院子?|屋|身|村|地|路|天|窗台|阳台)[^，。]{0,4}(?:灰|土|泥|烟|垃圾|尘)|[到全]处?(?:都)?是(?:灰|土|泥|垃圾|烟|尘)"
    r"|(?:半夜|夜里|晚上|凌晨|通宵|一晚上|整夜|整晚)[^，。]{0,8}(?:施工|干活|打桩|装车|轰|响|吵|排|倒|放|冒)|响(?:一晚上|整夜|通宵|个不停|到半夜)|(?:没法|不敢|不能|开不了|没办法)(?:开窗|睡|住人|呼吸|出门|开门)|窗户?(?:都)?(?:不敢|没法|不能)开|泔水|血水|砍(?:树|了)|毁林|填(?:河|湖|沟|湿地)|挖(?:山|塌)|咳嗽"
    r"|(?:灰|尘|烟|煤|垃圾|泥|味道?|粪|沙)[^，。]{0,8}(?:到处都是|飘|糊|呛|落得)|树[^，。]{0,4}(?:砍|伐|锯)|到处(?:都)?是(?:苍蝇|蚊子|油)|苍蝇"
)


def _complaint(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    words = said.frame.words()
    if takes_back(words):
        return (UNKNOWN,)  # 不举报了 files nothing
    what = (
        re.sub(
            r"^.*?(?:我要|我想|想要|想)?(?:举报|投诉|反映|反应)(?:一下)?(?:个|一个)?(?:问题|情况)?[，,:：\s]*",
            "",
            words,
            count=1,
        )
        if re.search(r"举报|投诉|反映|反应", words)
        else words
    )
    what = what.strip(" ，,。！!：:")
    if re.fullmatch(
        r"(?:环境|污染|电话|渠道|方式|问题|情况|[?？]|怎么|如何|咋|一下|吧|啊|呢|弄|办|用|写|发|搞|举报|投诉)*",
        what,
    ):
        return (Act(Intent.COMPLAINT),)
    slots: dict[str, SlotValue] = {}
    place = place_in(what, said.lexicon.cut)
    if place:
        slots["place"] = place
    return (Act(Intent.COMPLAINT, {**slots, "what": what}),)


def _complaint_status(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    code = said.frame.first(CODE)
    number = code.value if code else ""
    if code and not re.search("举报|投诉|反[映应]", said.compact) and not number.startswith("JB"):
        return ()  # the number of something else
    if not number:
        long = next(
            (m.words for m in said.frame.all(AMOUNT) if re.fullmatch(r"\d{5,}", m.words)), ""
        )
        number = long
    return (Act(Intent.COMPLAINT_STATUS, {"number": number} if number else {}),)


def _unit(match: re.Match[str], said: Said) -> tuple[Act, ...]:
    if said.role is Role.CITIZEN and said.subject.item:
        return _search(match, said)  # 麦积区垃圾治理情况 is about more than the district
    return (Act(Intent.PUBLIC_UNIT, {"unit": said.unit_named}),) if said.unit_named else ()


_OF_THE_WHOLE = late(
    r"(?:咱们?|我们|俺们?|[你您]们|现在|目前|到底|的|环保|环境|生态|督察|反馈|问题|工作|任务)*整改(?:工作|任务|问题|的|现在|目前|到底|究竟|都|得|[做干搞弄整推进完成]|总体|整体)*"
    rf"(?:{_STATE}|怎么样|好了没有?|了?多少|几成)(?:了|吗|呢|啊|呀|[?？。！!])*"
)
_KIND_OF_REGION = late(r"(?:省|市|县|区|自治州|州)$")


def _whole_region(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    """咱天水整改干得咋样了: the region's own name with 整改 is the whole, and no item of it."""
    region = said.lexicon.region
    short = _KIND_OF_REGION.sub("", region) if len(region) > 2 else region
    if not short or short not in said.compact:
        return ()
    rest = said.compact.replace(region, "").replace(short, "")
    return (Act(Intent.PUBLIC_OVERVIEW),) if _OF_THE_WHOLE.fullmatch(rest) else ()


_UNIT_TYPED = late(
    r"^(?:看看?|查看?|查询|了解一下)?\s*([一-鿿]{1,14}(?:局|委|办|区|县|市|镇|乡|街道|公司|厂|中心|政府))的?(?:整改)?(?:进度|进展)(?:情况|怎么样)?[?？]?$"
)


def _unit_as_typed(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    match = _UNIT_TYPED.match(said.frame.words())
    if not match or (said.role is Role.CITIZEN and said.subject.item):
        return ()
    return (Act(Intent.PUBLIC_UNIT, {"unit": said.lexicon.names.heard(match[1]) or match[1]}),)


_SPEAKS_OF = late(rf"(?:一?下|[对看查]|关于|了解){NUMBER}|{NUMBER}(?:的|项|有)")


def _numbered(said: Said) -> tuple[Act, ...]:
    """对13有意见, 检查一下13的进度: the item of the number, whatever the other words are like."""
    numbers = said.frame.all(NUMBER)
    if len(numbers) != 1 or said.frame.first(ITEM) or not _SPEAKS_OF.search(said.compact):
        return ()
    subject = said.numbered(numbers[0].value)
    if not subject.measure:
        return ()
    return (Act(Intent.ITEM_DETAIL, subject.slots, measure=subject.measure),)


def _detail(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    if said.frame.first(ITEM):
        return for_each_item(about_item(said, Intent.ITEM_DETAIL), said)
    if numbered := _numbered(said):
        return numbered
    if said.role is Role.CITIZEN:
        query = said.subject.item or said.content
        return (Act(Intent.SEARCH_PUBLIC, {"query": query}),) if query else ()
    return (about_item(said, Intent.ITEM_DETAIL),) if said.subject.item else ()


def _search(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    if said.frame.first(ITEM):
        return for_each_item(about_item(said, Intent.ITEM_DETAIL), said)
    words = re.sub(
        r"^(?:我想|想|我要|请)?(?:查[询找看]?|搜索?|找|看看?|了解)(?:一下|下)?(?:关于|有关)?[\s:：]*",
        "",
        said.frame.words(),
    )
    words = re.sub(
        r"得?(?:的)?(?:整改)?(?:情况|进度|进展|怎么样了?|如何|信息|内容)*[?？。！!\s]*$", "", words
    )
    if said.unit_named and words.strip() == said.frame.all(UNIT)[0].words:
        return (Act(Intent.PUBLIC_UNIT, {"unit": said.unit_named}),)
    return (Act(Intent.SEARCH_PUBLIC, {"query": words.strip()}),) if words.strip() else ()


_CHATTER = late(
    r"^(?:[你您]们?|俺|咱)(?!市|县|区|镇|省)|真(?:棒|好|行|不错|厉害)|点赞|加油|不作为|乱作为|骗人|骗子|呵呵|服了|无语|形式主义|差评|好评|太慢|太差|垃圾政府|有毛病"
)
"""Praise and blame name nothing that could be looked up."""


def _search_words(said: Said, words: str) -> tuple[Act, ...]:
    """Words that a citizen looks up; of a question only the item that it names."""
    if _CHATTER.search(words):
        return ()
    if QUESTION.search(said.frame.text) or re.search(r"吧$", words):
        words = said.subject.item if said.subject.measure else ""
    elif re.search(rf"[{PERCENT}{AMOUNT}{DATE}]", said.frame.text) and not said.subject.measure:
        words = ""
    found = re.search(r"\w[^\n]{0,2}\w", words)
    if not found or len(words) > LONGEST_QUERY or "\n" in words:
        return ()
    return (Act(Intent.SEARCH_PUBLIC, {"query": words}),)


def _says_its_name(said: Said) -> bool:
    """31号达标计划: the number, and words of that item's title."""
    if not said.compact.startswith(ITEM) or not said.subject.measure:
        return False
    known = said.lexicon.by_id(said.subject.measure)
    rest = said.compact[1:].strip("，,：:、的")
    return len(rest) > 1 and rest in known.title


def _bare_words(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    """A name and nothing more: a unit, an item of staff's ledger, or a citizen's search."""
    words = said.frame.words().strip()
    if said.unit_named and said.compact == UNIT:
        return _unit(_match, said)
    if said.frame.first(ITEM):
        named = said.compact == ITEM or _says_its_name(said)
        return (about_item(said, Intent.ITEM_DETAIL),) if named else ()
    if numbered := _numbered(said):
        return numbered
    if said.role is Role.CITIZEN:
        return _search_words(said, words)
    if said.subject.measure and len(said.compact) <= len(said.subject.item) + 2:
        return (about_item(said, Intent.ITEM_DETAIL),)
    return ()


RULES: tuple[Rule, ...] = (
    rule(
        "my_follows",
        ALL,
        says(Intent.MY_FOLLOWS),
        r"^(?:看看?|查看?|查一下|列出)?(?:我|俺|咱)的?关注(?:的|了)?(?:哪些|什么|啥|几项|事项|列表|项目|情况)*[?？]?$|^关注(?:列表|的事项|了(?:哪些|什么|啥))[?？]?$",
    ),
    rule("unfollow", ALL, on_item(Intent.UNFOLLOW), r"(?:取消|不再|别再?)关注"),
    rule(
        "follow",
        ALL,
        on_item(Intent.FOLLOW),
        r"(?<!取消)(?<!领导)关注(?!群众|民生|度)|(?:有|一有)(?:新)?(?:进展|消息|结果|动静|变化|更新)[^，。]{0,6}(?:告诉|通知|提醒|发|跟我说|叫)|(?:订阅|跟踪|收藏|盯着|盯一下|持续(?:关心|跟进))",
        unless=r"[?？]|怎么",
    ),
    rule(
        "complaint_status",
        ALL,
        _complaint_status,
        rf"(?:举报|投诉|反映)(?:件|的|编号|那个|那件|过的|了的|问题|单号?|事)*[^，。]{{0,10}}(?:{CODE}|怎么样|进度|结果|处理|办理|办得|有没有|回复|答复|查|到哪|解决|受理)|(?:查|看)[^，。]{{0,4}}(?:举报|投诉)(?:件)?[^，。]{{0,6}}$"
        rf"|^(?:查询?|看看?)?{CODE}[^，。]{{0,8}}(?:怎么|进度|结果|处理|办|到哪|了吗|没|$|[?？])",
        r"(?:举报|投诉|反[映应])(?:的|了|过)(?!是)[^。]{0,20}(?:没(?:有)?(?:人|动静|回|结果|消息|处理|解决|下文|说法|交代)|咋样|怎样|如何|(?:啥|什么)情况|怎么(?:没|还))",
        r"(?:举报|投诉|反[映应])(?:的|了|过)(?!是)[^，。]{0,20}(?:回音|回话|回信|回复|答复|说法|交代|结果|下文|动静|(?:[管查理决办]|回)(?:了|没)|处理)[^，。]{0,4}(?:了吗|吗|没(?:有)?|呢|么)[?？]?$",
        r"(?:举报|投诉|反[映应])(?:的|了|过)(?!是)[^，。]{1,16}了(?:没有?|吗)[?？]?$|收到[^，。]{0,4}(?:举报|投诉)|(?:举报|投诉|反[映应])(?:好?几[次回遍]|多次|了|过|都|也|总|老是?|一直|根本|还|\ue006|\ue007)*没(?:人[理来管回]|动静|下文|回音|反应|消息)",
        rf"{CODE}[^。]{{0,12}}(?:怎么|咋|进度|进展|结果|处理|办|到哪|什么时候|啥时候|几时|有没有|了吗|了没|没有?$|吗|回|[?？])|(?:查|看)[^，。]{{0,8}}{CODE}",
        unless=r"我要举报|要投诉|想举报|怎么举报|如何举报|哪里举报",
    ),
    rule(
        "complaint",
        ALL,
        _complaint,
        r"(?:我要|我想|想|要|来)?(?:举报|投诉)|(?:向|跟)?(?:[你您]们)?反[映应](?:一下|个|一个|问题|情况|[，,:：])",
        unless="(?:举报|投诉)件",
    ),
    rule(
        "complaint_of_harm",
        CITIZEN,
        _complaint,
        _HARM,
        unless=rf"(?:治理|整治|整改|处理)(?:得)?(?:怎么样|到哪|进度|进展|好了|完了)|^(?:我?想|我要)?(?:查|搜|看看|关注|了解)|{ITEM}",
    ),
    rule(
        "overview",
        ALL,
        says(Intent.PUBLIC_OVERVIEW),
        rf"^{_LOOK}?(?:全[市省区县]|咱们?[市省]?|我们[市省]?|[你您]们|天水市?|全部|整个|公开|[市省]里)?(?:的)?(?:环保|督察|环境)*(?:整体|总体|总的|整改|问题)*(?:整改)?(?:工作|任务)?的?(?:进度|进展|情况|推进情况|完成情况)(?:怎么样了?|如何|到哪了)?[?？]?$",
        r"^(?:现在|目前|到底)?(?:都|一共|总共)?整改?(?:完成|好|完)了?(?:多少|几成|几项)了?[?？]?$",
        r"^(?:[你您]们|咱们?|我们)?[市省县区]?(?:环保|环境)?(?:督察)?(?:反馈)?(?:的)?(?:问题)?整改(?:工作)?(?:得|做得|搞得)?"
        r"(?:怎么样|咋样|如何|到哪)",
        r"(?:全[市省区县]|整体|总体|总的|一共|总共|全部|市里|整个)[^，。]{0,10}(?:情况|进度|进展|怎么样|咋样|到哪|完成|整改|多少|如何|几项|几个)|督察(?:反馈)?(?:问题)?(?:整改)?(?:得|情况|到哪|怎么样|进展)",
        unless=rf"{ITEM}|{UNIT}|{PERCENT}|差不多",
    ),
    rule("whole_region", ALL, _whole_region, "整改", unless=rf"{ITEM}|{UNIT}|{PERCENT}"),
    rule(
        "unit_progress",
        ALL,
        _unit,
        rf"{UNIT}[^，。]{{0,10}}(?:{_STATE}|任务|负责|整改|有哪些|有几|干了|做了|什么)|{_LOOK}{UNIT}|^{UNIT}$",
        unless=rf"{ITEM}|{PERCENT}|电话",
    ),
    rule(
        "unit_as_typed",
        ALL,
        _unit_as_typed,
        r"(?:局|委|办|区|县|市|镇|乡|街道|公司|厂|中心|政府)的?(?:整改)?(?:进度|进展)",
        unless=ITEM,
    ),
    rule("bare_item", ALL, _detail, rf"^{ITEM}[?？]?$"),
    rule(
        "item_detail",
        ALL,
        _detail,
        rf"(?:{_STATE})|^{_LOOK}(?={ITEM}|[^\s])|^{ITEM}[?？]?$|{ITEM}(?:是)?(?:什么|啥)(?:事|任务|内容|要求)?",
        unless=rf"{PERCENT}|^{_LOOK}不|天气|{DATE}空气",
    ),
    rule("search", ALL, _search, r"^(?:我想|想|我要|请)?(?:查[询找看]?|搜索?|找)(?:一下|下)?\S"),
)
BARE_WORDS = rule(
    "bare_words",
    ALL,
    _bare_words,
    r"\S",
    unless=r"^(?:[您你]好|谢|再见|在吗|早|晚安|哈|嗯|哦|呵|嘿|天气|吃|收到|好)",
)
