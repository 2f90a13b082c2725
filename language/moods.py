"""How a thing is said (语气): the kinds of sentences that are no report, whatever they hold."""

from __future__ import annotations

import re

from language.marks import ITEM, PERCENT, UNIT

QUESTION = re.compile(
    r"[?？]|[吗么]\s*$|吗(?=[，,。\s])|了嘛\s*$|(?<!什)么(?=[，,。]|$)|(?:^|[，,。；;\n])(?![^，,。；;\n]*(?:(?<!现)在|正|还没|没有|[尚还仍]未|着呢))[^，,。；;\n]*呢\s*$|是不是|是否|有没有|能不能|可不可以|可否|能否|要不要|行不行|对不对|算不算|够不够|用不用"
    r"|到没到|完没完|成没成|多少|几成|怎么|咋|(?<![没无])(?:啥|什么)|为何|哪[个些里儿一天]|何时|(?<![了着过好这前有])几(?:[号时点]|个|天)(?=$|[?？能可才吗开])|谁(?!说)|如何"
    r"|(?:了|完成|完工|整改|好|到)没有?\s*$|(?:了|完|到|成)没(?=[，,。]|$)|\ue001(?:了)?没有?\s*$|不\s*$(?<=[能行对是用要]不)"
)
"""A question, by its words or its end."""

TAG = re.compile(
    r"^\s*(?:这样)?(?:报|说|写|填)?(?:是|对|行|可以|没错|算数?|成|能报|合适)(?:吗|吧|么|不|嘛)?[?？]*\s*$"
)
"""是吗, 对吧: a question about what was said before it."""

WISH = re.compile(
    r"希望|但愿|盼|(?<![主只重])要是|如果|假如|假设|若是|倘若|的话|万一|最好|巴不得|就好了|多好|梦见|想(?:要)?(?:完成|达到|做到|到|把|在)|真想|恨不得"
)
PLAN = re.compile(
    r"计划|打算|准备(?!工作|好|就绪|材料)|拟(?!定)|争取|力争|目标|规划|想(?:在|把|先)|安排(?:在|到)|下一步|接下来|将(?:于|在|会|要)?|(?<!协)会(?=在|于|完成|尽快|继续)|待.{1,6}后"
)
DEMAND = re.compile(
    r"要求|必须|务必|应当|应该(?=达到|完成|做到)|请(?:尽快|抓紧|于|在)|得(?=完成|达到|做到|到)|给我|抓紧|赶紧|赶快|限期|不能低于|不得低于|不低于|督促"
    r"|你们(?:要|得|单位|局|那边|那)|贵单位|请各|考核|才算|才能|(?<!预计)(?<![会将们])尽快(?:完成|整改|报)|(?<![主只重不需])要(?=全部|在|完成|达到|做到|到)|需要?(?=完成|达到|做到)"
)
HEARSAY = re.compile(
    r"听(?:说|讲|人说|他|她|谁)|据说|据.{1,8}?(?:反映|介绍|说|讲|称|了解|报道)|传言|有人|别人|群里|网上|朋友圈|人家说|大家(?:都)?说|都说"
    r"|(?:他|她|他们|她们|人家|领导|局长|县长|区长|主任|书记|老板|[一-鿿](?:局|科|处|所|站|队|县|区|市|镇|乡|部|厂|总)长?|领导|同事|老[一-鿿]|小[一-鿿]|施工[方队单位]*|业主|村[里民]|厂[里家方]|企业|公司|承包[商方]|督察组|检查组|[省市县区]里|上[级面头]|专家|记者|[甲乙]方|监理|群众|包工头|师傅|项目部|第三方)"
    r"(?:那边|们|今天|昨天|跟我|给我|和我|对我|都|也|又|还)*(?:说|讲|反映|告诉|汇报|称|吹|觉得|认为|报)"
)
QUOTATION = re.compile(
    r"[“”\"「」『』《》]|文件(?:里|上|中)?(?:写|说|要求|规定|提)|(?:方案|通知|通报|简报|报告|清单|台账|表|规定|办法|新闻|报纸|电视|公告|原文|上面|里面|原话|会上)(?:里|上|中|的)*(?:写|说|要求|提|讲|是这么|规定|明确|显示)"
    r"|写着|写的是|写成|系统(?:里|上|显示)|显示|公示的|^(?:周报|月报|简报|通报|转|转发|例)[:：]|【[^】\d\ue000]*】|原文|截图|转发|引用|摘自|来源[:：]"
)
EXAMPLE = re.compile(
    r"比如|例如|举个?例|打个比方|譬如|示例|格式|测试|试一下|试试|演示|怎么报|怎么填|样例|^试"
)
OTHERS = re.compile(
    r"隔壁|兄弟(?:单位|县|区|市|局)|人家|(?:别的|其他|其它|另一个)(?:县区?|区县?|局|单位|部门|地方|市)|别(?:家|人家|处)|外[地省市县]|他们(?!的?(?:不|没|意见))|对门|邻[县区市]|周边"
)
DENIAL = re.compile(
    r"谁说|哪有|哪里(?:有|完成)|并没有?|不可能|才不是|胡说|瞎说|别(?:再)?(?:报|说|写|算)|不要(?:报|写|算)|不是真|没这回事|没有的事|误会|不是我(?:报|说|写|填)|我没(?:报|说|写|填)|(?:做|达|完成|干|弄)不到|做不了|还早|早着呢|还远|不算数|不作数"
)
NOT_YET = re.compile(r"(?:没有?|未|尚未)(?:能|曾)?(?:完成|达到|办结|完工|整改完)(?!全部)")
"""A denial that leaves a figure beside it standing."""

UNSURE = re.compile(
    r"好像|似乎|貌似|可能|或许|也许|说不定|应该(?:是|有|已|差不多|快)|大概率|不确定|不太清楚|不清楚|没数|拿不准|估计|吧\s*$|吧(?=[，,。])|记得|印象"
)
"""Said without being sure: asked about before it is stored."""

_OTHER_UNIT = re.compile(
    rf"{UNIT}(?:那边|这边|那|的|说|报|已经?|都|也|今天|目前|现在|今年|[\s，,:：])*(?:{ITEM}|{PERCENT}|完成|全部|干|搞|整改|进度|办结|弄|做|推进|到|拆|建)"
)


def not_a_report(whole: str, sentence: str) -> str:
    """Why a sentence is no report, or nothing; ``whole`` is the message around it."""
    for reason, pattern in _OF_THE_MESSAGE:
        if pattern.search(whole):
            return reason
    for reason, pattern in _OF_THE_SENTENCE:
        if pattern.search(sentence):
            return reason
    return ""


def names_as_doer(text: str) -> bool:
    """True when a unit is named as the one who has done it."""
    return _OTHER_UNIT.search(text) is not None


_OF_THE_MESSAGE = (
    ("example", EXAMPLE),
    ("hearsay", HEARSAY),
    ("quotation", QUOTATION),
    ("wish", WISH),
    ("others", OTHERS),
)
_OF_THE_SENTENCE = (
    ("demand", DEMAND),
    ("denial", DENIAL),
)
