"""What the office orders (整改办指令); from anybody else the same words order nothing."""

from __future__ import annotations

import re

from language.acts import Act, Intent, SlotValue
from language.difficulties import reason_in
from language.marks import DATE, ITEM, UNIT
from language.names import GROUPS
from language.patterns import late
from language.rule import OFFICE, Rule, about_item, rule
from language.subjects import Said
from language.windows import window_in

ALL_OF_THEM = late(r"^(?:发布|公开|公布|签发)(?:全部|所有)(?:的|事项|内容)?$")
_CODES = r"[a-z0-9\-]+(?:[\s,，、;；]+[a-z0-9\-]+)*"
_ISSUE = late(rf"签发\s*(全部|所有|{_CODES})", re.IGNORECASE)
_HOLD = late(r"暂缓(?:签发)?\s*([a-z0-9\-]+)(?:[\s,，:：]*(.+))?", re.IGNORECASE | re.DOTALL)
_EVERYBODY = "|".join(
    (
        *(*GROUPS, "大家", "大伙儿?", "(?:各位|各单位|所有|全体)?的?联络员们?", "全部单位"),
        *("全市各单位", "所有(?:的)?(?:单位|部门|人)", "各[市县区州乡镇](?:政府)?"),
    )
)
_TO = rf"(?:{UNIT}|{_EVERYBODY})"
_ANNOUNCED = late(
    r"^(?:(?:请|麻烦)?(?:给|向|对|跟)?(?:{who})?(?:的?联络员)?(?:都)?(?:发|群发|下发|发布|发出|推送|广播|说|讲|带)(?:一声|个话)?(?:个|一个|一条|条|一下)?(?:通知|公告|消息|提醒)?(?:给|到|至)?(?:{who})?(?:的?联络员)?"
    r"|让(?:{who})|转(?:发|给)(?:{who})|(?:{who})(?:请)?注意|(?:通知|转告|告知|告诉|传达|提醒|公告|群发|广播|催促?)(?:一下|给|到)?(?:{who})?(?:的?联络员)?(?:一下)?)(?:[:：，,\s]|说|，?内容(?:是|[:：])|让(?:他们)?|要求)*",
)
_REMARKS = (
    r"什么|哪[些个张家里]|谁|几[张次份家个]|多少|多久|多长|没有?$|了没|收到|[^督检巡排]查|^查|要不要|是否|是不是|有没有|该不该|能不能|可不可以|怎么|咋|为啥|区别|如果|要是|再不|的话"
    r"|别(?![的处])|甭|不要|不用|不能|不该|不准|先不|暂不|不急|没必要|不[发给下]|没[发给下]|[发下给签][过了](?!吧)|已经?[发下给签撤]|上[次回]|昨天|前天|刚才|以后|时候|被|解除|撤[了销回]|要先|先要|得先|必须先"
    r"|的(?:单位|县区?)?(?:都|就|一律|才)?[要得会](?:给|发)|会(?:被|给|发)|听说|放一?放|[回答]复了|意见|不服|申诉|讨论|研究|太多|\d+张|[两三四五六七八九十]张"
)
_PAPER = r"(?:黄牌|预警|警告)"
_NO_ORDER = (
    rf"(?:{_REMARKS})[^，,。；;！!]*{_PAPER}|{_PAPER}[^，,。；;！!]*(?:{_REMARKS})|[吗?？]|^\ue007的?{_PAPER}"
    rf"|{_PAPER}(?:之?[前后]|的?(?:情况|名单|记录|模板|样式|流程|程序|标准|条件|依据|文书|事)|是|都|还|也|一共|总共)"
)
"""A question, a remark, a rule or a count about cards and warnings is no order of one."""
_REJECTED = late(
    r"(?:退回|驳回|打回|不同意|不予通过|不予|不通过|没通过|未通过|不合格|否决|不能销号|通不过|拒绝)(?:去|了|整改|销号|验收|申请|修改|重做|补充)*"
)


def read_documents(plain: str) -> tuple[Act, ...]:
    """签发, 暂缓 and 待签发, which name documents by their own numbers; the whole text must fit."""
    if re.fullmatch(r"(?:查?看)?待?签发(?:的?(?:文书|清单|列表))?", plain):
        return (Act(Intent.TO_ISSUE, rule="to_issue"),)
    issue = _ISSUE.fullmatch(plain)
    if issue:
        if issue[1] in ("全部", "所有"):
            return (Act(Intent.ISSUE, {"all": 1}, "issue"),)
        numbers = [number.upper() for number in re.split(r"[\s,，、;；]+", issue[1]) if number]
        return tuple(Act(Intent.ISSUE, {"number": n}, "issue") for n in dict.fromkeys(numbers))
    hold = _HOLD.fullmatch(plain)
    if hold:
        reason = (hold[2] or "").strip()
        slots = {"number": hold[1].upper(), **({"reason": reason} if reason else {})}
        return (Act(Intent.HOLD, slots, "hold"),)
    return ()


def _unit_slot(said: Said) -> dict[str, SlotValue]:
    return {"unit": said.unit_named} if said.unit_named else {}


def _announce(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    words = said.frame.words()
    names = "|".join([re.escape(m.words) for m in said.frame.all(UNIT)] + [_EVERYBODY, "秦州"])
    words = words.lstrip("@＠")
    head = re.match(
        _ANNOUNCED.pattern.replace("{who}", f"(?:{names})(?:[、和,，](?:{names}))*"), words
    )
    text = words[head.end() :] if head else words
    opens = head[0] if head and head[0] else words
    whom = next((m for m in said.frame.all(UNIT) if m.words in opens), None)
    if head and head[0] and re.search(_EVERYBODY, head[0]):
        whom = None  # 通知各单位…在市政府开会: the place is nobody whom it is for
    slots = {**({"text": text} if text else {}), **({"unit": whom.value} if whom else {})}
    return (Act(Intent.ANNOUNCE, slots, doubts=("sends_to_many", *(() if text else ("no_text",)))),)


def _with_unit(intent: Intent, doubt: str) -> object:
    def make(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
        if doubt in _OF_SOMEBODY and _names_nobody(said):
            return ()
        items = list(dict.fromkeys(m.value for m in said.frame.all(ITEM)))
        if len(items) > 1:
            return tuple(_named(said, intent, item, doubt) for item in items)
        act = about_item(said, intent, doubt)
        slots = {**act.slots, **_unit_slot(said)}
        return (Act(intent, slots, "", act.measure, act.candidates, act.doubts),)

    return make


_OF_SOMEBODY = frozenset({"card", "warns"})
_BARE_ORDER = late(
    r"请|发|出|下|达|亮|给|开|签|来|一?[张个次]|一下|黄牌|预警|警告|提示|通知书?|吧|了"
)


def _names_nobody(said: Said) -> bool:
    """发预警要谨慎: more words than the order has, and nobody whom it is for."""
    if said.unit_named or said.frame.first(ITEM) or said.subject.measure:
        return False
    return len(_BARE_ORDER.sub("", said.compact)) > 1 and not said.subject.candidates


def _named(said: Said, intent: Intent, item: str, doubt: str) -> Act:
    subject = said.numbered(item)
    slots = {**subject.slots, **_unit_slot(said)}
    return Act(intent, slots, measure=subject.measure, doubts=(*subject.doubts, doubt))


def _publish(match: re.Match[str], said: Said) -> tuple[Act, ...]:
    if ALL_OF_THEM.match(said.compact):
        return (Act(Intent.PUBLISH, {"all": 1}, doubts=("publishes",)),)
    return _with_unit(Intent.PUBLISH, "publishes")(match, said)  # type: ignore[operator,no-any-return]


def _reject(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    act = about_item(said, Intent.REJECT_ACCEPTANCE, "decides")
    words = said.frame.words()
    reason = reason_in(said.frame)
    reason = "" if _REJECTED.search(reason) else reason
    match = _REJECTED.search(words)
    if match:
        after = re.sub(
            r"^[\s，,。:：;；]*(?:因为|由于|原因(?:是|[:：])?|理由(?:是|[:：])?)?",
            "",
            words[match.end() :],
        )
        before = words[: match.start()]
        for mention in said.frame.mentions.values():
            before = before.replace(mention.words, "")
        before = re.split(r"[，,。；;\s]", before.strip(" ，,。的"))[-1]
        for mention in said.frame.mentions.values():
            after = after.removeprefix(mention.words).lstrip(" ，,。:：的")
        known = {m.words for m in said.frame.mentions.values()}
        after = re.sub(
            r"^[^，,。；\s]*?(?:销号|验收)(?:的?申请)?[\s，,。:：;；]*(?:因为|由于)?", "", after
        )
        if len(after) > 2 and after not in known:
            reason = after
        elif (
            len(before) > 3
            and not re.match(r"[给把对将]", before)
            and before not in act.text("item")
        ):
            reason = reason or before
    reason = re.sub(r"[，,。！!\s]+$", "", reason)
    slots = {**act.slots, **({"reason": reason} if reason else {})}
    return (Act(Intent.REJECT_ACCEPTANCE, slots, "", act.measure, act.candidates, act.doubts),)


def _summary(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    window = window_in(said.frame)
    return (
        Act(
            Intent.PROGRESS_SUMMARY, {**({"window": window} if window else {}), **_unit_slot(said)}
        ),
    )


def _overdue(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    return (Act(Intent.OVERDUE_LIST, _unit_slot(said)),)


_ACCEPT = r"(?:销号|验收|通过)"

RULES: tuple[Rule, ...] = (
    rule(
        "yellow_card",
        OFFICE,
        _with_unit(Intent.YELLOW_CARD, "card"),  # type: ignore[arg-type]
        r"(?:发|出|下|下发|亮|给|开|签发|来)[^，。]{0,12}黄牌",
        rf"黄牌(?:警告)?(?:一下|一次)?(?:给)?[:：]?(?:{UNIT}|{ITEM})",
        rf"{UNIT}[^，。]{{0,12}}黄牌",
        r"^黄牌警告",
        r"(?:对|给)[^，。]{0,14}黄牌",
        unless=_NO_ORDER,
    ),
    rule(
        "warn",
        OFFICE,
        _with_unit(Intent.WARN, "warns"),  # type: ignore[arg-type]
        r"(?:发|出|下|下发|给|来|对)[^，。]{0,14}预警",
        rf"预警(?:一下|一次|给|通知)*(?:{UNIT}|{ITEM})",
        rf"(?:{UNIT}|{ITEM})[^，。]{{0,10}}(?:预警|警告)(?:一下|一次)?$",
        rf"警告(?:一下)?(?:{UNIT}|{ITEM})",
        r"预警(?:一下)$",
        unless=rf"我的|黄牌|{_NO_ORDER}",
    ),
    rule(
        "reject",
        OFFICE,
        _reject,
        rf"(?:退回|驳回|打回|否决)(?!的)|(?:不同意|不予|不能|不准|拒绝)[^，。]{{0,12}}{_ACCEPT}|{_ACCEPT}[^，。]{{0,4}}(?:不通过|没通过|未通过|不合格|不行|不予通过|通不过)"
        rf"|(?:不|没|未)通过[^，。]{{0,4}}{ITEM}|{ITEM}[^，。]{{0,6}}(?:不通过|没通过|不合格|不予通过|不同意)",
        unless=r"[吗?？]|为什么|是否",
    ),
    rule(
        "approve",
        OFFICE,
        _with_unit(Intent.APPROVE_ACCEPTANCE, "decides"),  # type: ignore[arg-type]
        rf"^批了{ITEM}|(?:同意|批准|准予|准许|核准|通过)[^，。]{{0,16}}(?:{_ACCEPT}|{ITEM})|{ITEM}[^，。]{{0,16}}(?:(?:验收|销号|核查)(?:申请)?(?:已经?)?(?:通过|合格|同意|批准)|准予|同意|批了|可以销号|予以销号|通过了?$)"
        rf"|(?:验收|销号)(?:申请)?(?:通过|合格|同意|批准)|(?:给|把|将)[^，。]{{1,16}}(?:销号|销了)|予以销号",
        unless=r"[吗?？]|是否|有没有|哪些|没(?!问题|毛病|意见|得说)|未|不|听说",
    ),
    rule(
        "publish",
        OFFICE,
        _publish,
        r"(?:发布|公开|公布|公示)(?!栏|页|信息在|过)",
        unless=r"[吗?？]|什么|哪些|是否|有没有|通知|为什么|怎么|没有?$|了没|几[点个天]|发布会|公示期|(?:公开|公示|发布)的(?!内容)|多少",
    ),
    rule(
        "announce",
        OFFICE,
        _announce,
        rf"^(?:给|向|对|跟)?{_TO}?(?:的?联络员)?(?:通知|转告|告知|传达|群发|公告|广播)",
        rf"^(?:给|向|对|跟){_TO}(?:的?联络员)?[^，。]{{0,4}}(?:发|下发|推送)[^，。]{{0,4}}(?:通知|消息|公告|提醒)",
        r"^(?:发|下发|群发|推送|发布)(?:个|一个|一条|条)?(?:通知|公告|消息)",
        rf"^[@＠]{UNIT}|^催(?:一下|一催|促|催)?{_TO}|^{UNIT}[^，。?？]{{0,12}}(?:报上来|交上来|补上来|补报|报送)",
        rf"^{UNIT}[^，。]{{0,4}}(?:请|抓紧|尽快|按时|务必|限期|赶紧)",
        rf"^(?:提醒|告诉)(?:一下)?{_TO}",
        rf"^(?:请|麻烦|帮我)?让{_TO}.{{0,30}}(?:报|交|完成|参加|开会|落实|整改|填|更新)|^(?:给|跟|对|向){_TO}(?:的?联络员)?都?(?:说|讲|带)(?:一声|一下|个话)",
        rf"^(?:请)?(?:{_EVERYBODY})(?:请)?(?:注意|知悉)",
        rf"^请?(?:{_EVERYBODY}).{{0,30}}(?:报|交|完成|参加|开会|落实|整改|填|更新|补)|^转(?:发|给){_TO}",
        unless=r"没有?$|了没|通知(?:发|收|已|都|是|里|的)|还差|(?:报|交|完成|参加|落实)(?:得)?(?:差不多|齐|完|好|全)?了|[吗?？]$|怎么[发样]|咋样|如何了?$|取消通知|^(?!.*(?:通知|提醒|转告|告诉|告知|抓紧|尽快|上报|报送|报上来|更新|@))[^，,：:]{0,12}(?:情况|进度|进展)$",
    ),
    rule(
        "overdue_list",
        OFFICE,
        _overdue,
        r"(?:超期|逾期|过期|超时|到期没|没按(?:期|时)|拖着没|拖延)",
        unless=rf"{ITEM}|预警|黄牌|下周|下个?月|快(?:要)?超",
    ),
    rule(
        "progress_summary",
        OFFICE,
        _summary,
        r"汇总|总结|小结|统计|报表|简报|总体|整体|全市|全省|面上",
        rf"(?:各单位|各县区|{UNIT}|大家|{DATE}|本周|本月|这周|这个?月|上周|上个?月|今天|最近)[^，。]{{0,8}}(?:进度|进展|情况|完成|整改得|干得|做得|推进得)",
        r"^(?:看|查|看看|查看)?(?:一下)?(?:整改)?(?:进度|进展)(?:情况|怎么样|如何)?[?？]?$",
        unless=rf"{ITEM}|到期|差不多了|还差|报得",
    ),
)
"""In the order in which they are tried."""

ORDERS = late(
    r"(?:发|下发|给|亮|出)[^，。]{0,8}(?:黄牌|预警)|签发|发布|公布|同意[^，。]{0,6}销号|(?:给|把)[^，。]{1,12}销号|通知各|群发|退回|驳回"
)
"""Orders that only the office may give; nobody else's words of this kind are anything more."""
