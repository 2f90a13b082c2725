"""What a share in a sentence measures (百分比的含义): how far the work is, or something else.

Only the level of the work itself is progress. A change, an indicator of the environment, a target,
a level of before, a name (六个百分之百) and a denial are told apart by the words beside the figure.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from language.patterns import late


class Share(StrEnum):
    """What a figure means."""

    LEVEL = "level"
    PART = "part"  # 80%的村: of something countable, perhaps not of the whole item
    REST = "rest"  # 剩10%
    CHANGE = "change"
    INDICATOR = "indicator"
    TARGET = "target"
    PAST = "past"
    NAME = "name"
    DENIED = "denied"


_END = (
    r"(?:已经?|目前|现在?|今年|都|也|才|只有?|仅|约|大[概约]|差不多|接近|近"
    r"|达到?了?|为|是|在|至|有|还有|不到|超过|[:：\s])*$"
)
_SHORT_OF = late(
    r"(?:离|距|比)[^，,。]{0,6}(?:目标|计划|要求|序时|完成)[^，,。]{0,4}差[^，,。]{0,3}$"
)
_NAME = late(r"[五六七八5678]个$|^百分(?:之)?百$")
_HEARTILY = late(r"^的?(?:支持|配合|放心|相信|努力|确定|肯定|认真|同意|安全|会)")
_DENIED = late(
    r"(?:没有?|未|尚未|并未|(?<!是)不是|并非|哪有|哪里有|哪来的?|达不到|不到|不足|不满|谁说|哪里?(?=到|有|完)|难以|很?难|无法|没法|没办法|不可能|我没说|距离?)(?:真的?)?"
    r"(?:完成|达到|到|做到|干到|有|够|整改)?(?:了)?$"
)
_SHORT_AFTER = late(r"^(?:都|也)(?:还|仍|远)?没(?:有)?(?:到|达到|完成|干|弄|做|有)?")
"""一半都没到: less than that, and nobody says how much."""
_OF_THEN = late(r"^(?:是|为)(?:去年|前年|上(?:次|回|期|个?月|周)|之前|以前|原来|当时|那时)")
_FROM = late(r"(?:从|由|自|原来?是?|原先)(?:的|原来的?)?$")
_GOES_ON = late(
    r"^\s?(?:-?>|→|=>|(?:提高|提升|增加|上升|升|涨|推进|变|增)?(?:到|至|成|为)了?)\s?(?=[\d百一二三四五六七八九十过])"
)
_BEFORE_NOW = late(
    r"(?:上次|上个?月|上个?周|上期|上回|之前|以前|原来|原先|昨天|前天|去年|前几天|当时|那时|曾经|本来|七?月底是)(?!.{0,7}(?:今天|现在|目前|这次|本月|本周))[^，,。]{0,8}$"
)
_CHANGE = late(
    r"(?:提高|提升|增加|增长|增|上升|涨|下降|降低|减少|降|减|(?<!差不)(?<![顶最至])多(?:完成|干|做|弄|搞|整|拆|建|铺|推进)?|(?:[进速]度|比[^，,。]{1,8}|[加要更])快|慢|超额?|提速|推进|前进|往前|进展(?=了)|加快|压减|削减"
    r"|新增(?:完成)?|净增|落后|滞后|超前|减量|下浮|上浮|少完成|又(?:推进|完成|干|做|往前走|弄|整改)?|再|少|便宜|贵|涨价)了?(?:大概|约|近|有|差不多|将近)?$"
)
_COMPARED = late(
    r"(?:比上|比去|比前|比计划|比序时|环比|同比|较上|较去|相比|每天|每周|每月)(?:(?!点\s?(?:现在|目前|已))[^，,。]){0,10}$|比[^，,。]{1,8}(?:高|低|多|少|快|慢|强|差)(?:了|出)?$"
)
_REACHED = late(r"(?:到|至|达到?|完成|为|是)了?$")
_REST = late(r"(?:剩下?|剩余|余下?|差|欠)(?:的|了|下|最后|大概|约|不到|还有|个|尾巴)*$")
_REST_AFTER = late(
    r"^(?:的)?(?:工作量?|工程量?|活|尾巴|任务|部分|左右|多|来|就|都)?(?:还|仍|尚)?(?:没有?|未|待|不曾)"
    r"(?:完成|做|干|弄|搞|拆|整|动|办|收|完(?!成)|装|清|建|好)(?!了?的)"
)
_REST_LEFT = late(r"^(?:的)?(?:工作量?|工程量?|活|尾巴|尾工|收尾)")
_STILL = late(r"还有(?:大概|约|差不多)?$")
_OWN_RATE = late(r"(?:完成|完工|进度|整改|推进|开工|施工|办结|销号)(?:率|比例|度|比重)" + _END)
_MONEY = late(
    r"(?:资金|款项?|钱|预算|投资|经费|补贴|费用?)(?:到位|拨付|完成|支付|到账|下达|落实|花)?(?:率|了|到)?"
    + _END
)
_PAID = late(
    r"(?:支付|拨付|付款|到账|报销|花(?!卉)|付|结算|(?:会议?|表格?|报表|材料|资料|文件|问卷|通知)(?:已经?|也|都)*(?:开|收|填|传阅|发|印|交|准备|整理))(?:了|到|好|出去)*(?:大?概|约)?$"
)
_INDICATOR = late(
    r"(?:率|(?<![进程成])度|占|浓度|占比|比例|比重|电量|电池|硫分|灰分|氨氮|总磷|优良天数|天数|覆盖面|到货|含水|合格|达标|满意|覆盖"
    r"|概率|价格|单价|利息|税|股票?|收入|产量|用[水电煤气]量?|能耗|排放量?"
    r"|减排量?|去除|利用|绿化|植被|水位|库容|负荷|产能|水质|断面|流量|内存|信号|得分|分数|积分|吞吐量|发电量|产值|销量|营收|利润|库存|支持|出勤|上传|下载|传了|传输|加载)"
    r"(?:(?<=[率量])完成|已经?|也|都|由|从)*(?:提高|提升|增加|上升|下降|降低|控制|达|降|升|增长)*(?:了|到|至)*"
    + _END
)
_INDICATOR_AFTER = late(
    r"^的?(?:电|资金|钱|款|经费|预算|投资|人(?!工)|折|股|税|利息|首付|预付|湿度|概率|可能|硫|煤|样品|天|站位|断面|水质|污水(?!管)|垃圾(?!桶)|固废|废|饱|醉|新(?!建)|熟|把握|会|像|没戏|是(?=他|她|它|因|要|不|企业|财政|政府|群众|别|面积|长度|数量|资金|预算|投资|人)|靠|由(?!于)|来自|属于)"
)
_LIKELY = late(r"^(?:是(?!的)|可能|又|都是)")
_TARGET = late(
    r"(?:(?<!完成)(?<!完成了)目标|序时进度|时序进度|下一步|接下来|规定|定的|要求|指标|计划|规划|方案|应当|应该?(?![该当]|是|有|为|已|快|差)|须|务必|需要?|(?<![主只重不快首])要(?!是)|得(?=达|到|完|有)"
    r"|争取|力争|确保|保证|预计|预期|希望|盼|想|打算|准备(?!工作|阶段)|拟(?!定|建)|任务(?:是|为|定|分)|有望|承诺|约定|分解|分配|该(?=(?:到|有|完成|达到?)?$)|能(?![源力耗量效]|定位|区划)|可能|将(?![\d第#十])|(?<!开)会(?!议)|不低于|不少于|至少|考核|到时候|什么时候"
    r"|如果|要是|假如|等到?|一旦|才算|就算)[^，,。；;\n]{0,12}$"
)
_TARGET_AFTER = late(
    r"^(?:以上)?的?(?:目标|任务目标|要求|指标|标准|计划|才|就(?:行|好|可以|算|达标|合格|够)|即可|算(?:达标|合格|完成|过关|数)|才能|再|以后|之后|时)"
)
_SINCE = late(r"(?:已经?|了|目前|现在)[^，,。]{0,6}$")
_OF_SOMETHING = late(
    r"(?:运行|巡查|(?<!核)检查|抽查|抽检|复查|权重|曝光|节约|配套|优惠|签字|奖励|补助|报价|工期|赞成|反对|满分|评分|排名|返工|损毁|冲毁|闲置|缺口?|短缺|停工|停产|亏损|浪费|正常|完好|控制在?"
    r"|(?:设备|材料|物资|管材|人员?|机械|车辆)(?:已经?|都)*(?:到货?|到场|进场|到位)|(?:国家|财政|[省市县区]里|企业|自己|我们?)出)(?:了|到|出)*(?:大?概|约)?$"
)
"""What a figure may be of beside the level of the work: asked about."""
_OF = late(r"^的(?!工作|工程|任务|进度|样子|量|整改|活|内容)[一-鿿]")


def share_of(before: str, words: str, after: str) -> Share:
    """What a share means between the words before and after it in its clause."""
    for share, fits in _MEANINGS:
        if fits(before, words, after):
            return share
    return Share.PART if _OF.match(after) or _OF_SOMETHING.search(before) else Share.LEVEL


def _is_name(before: str, words: str, after: str) -> bool:
    heartily = words.startswith("百分") and _HEARTILY.match(after)
    return bool(_NAME.search(before) or heartily)


def _is_denied(before: str, words: str, after: str) -> bool:
    short = _SHORT_AFTER.match(after)
    return bool(_DENIED.search(before) or (short and ("半" in words or "到" in short[0])))


def _is_past(before: str, _words: str, after: str) -> bool:
    if _OF_THEN.match(after):
        return True
    return bool(_FROM.search(before) or _GOES_ON.match(after) or _BEFORE_NOW.search(before))


def _is_change(before: str, words: str, _after: str) -> bool:
    if _CHANGE.search(before):
        return True
    return words.endswith("点") and not _REACHED.search(before)


def _is_indicator(before: str, words: str, after: str) -> bool:
    if (words.endswith("成") and _LIKELY.match(after)) or _INDICATOR_AFTER.match(after):
        return True
    if _MONEY.search(before) or _PAID.search(before):
        return True
    return bool(_INDICATOR.search(before) and not _OWN_RATE.search(before))


def _is_rest(before: str, _words: str, after: str) -> bool:
    left = _STILL.search(before) and _REST_LEFT.match(after)
    return bool(_REST.search(before) or _REST_AFTER.match(after) or left)


def _is_target(before: str, _words: str, after: str) -> bool:
    aimed = _TARGET.search(before) and not _SINCE.search(before)
    return bool(_TARGET_AFTER.match(after) or aimed)


_MEANINGS: tuple[tuple[Share, Callable[[str, str, str], bool]], ...] = (
    (Share.NAME, _is_name),
    (Share.DENIED, _is_denied),
    (Share.TARGET, lambda before, _words, _after: bool(_SHORT_OF.search(before))),
    (Share.CHANGE, lambda before, _words, _after: bool(_COMPARED.search(before))),
    (Share.PAST, _is_past),
    (Share.CHANGE, _is_change),
    (Share.INDICATOR, _is_indicator),
    (Share.REST, _is_rest),
    (Share.TARGET, _is_target),
)
"""In the order in which they are asked; what is none of them is a level."""
