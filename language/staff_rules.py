"""What liaisons, leaders and verifiers ask for in their daily work (日常)."""

from __future__ import annotations

import re

from language.acts import Act, Intent
from language.dates import later_by
from language.difficulties import reason_in
from language.marks import AMOUNT, CODE, DATE, ITEM, LENGTH, NUMBER, PERCENT, UNIT
from language.patterns import late
from language.rule import ALL, STAFF, UNIT_STAFF, Rule, about_item, on_item, rule, says
from language.shares import Share
from language.subjects import Said
from language.windows import window_in

_DUE = r"到期|截止|期限|到时间|最后期限|时限|完成时间|完成期限|整改期限"
_MISTAKEN = (
    r"(?:刚才|刚刚|刚|上面|之前)报的(?:都)?不算(?!数?[吗?？])|撤[回销消]|作废|[报填发写说弄搞输打]错|报重了|不算数"
    r"|报[多少高低早]了|收回(?!率|利用)|删[了除掉]|撤了|(?:那[个条]|刚才的?)不算(?!数?[吗?？])"
)
_EXTENSION = (
    r"延期|延长|宽限|展期|顺延|往后(?:推|延|拖)|推迟(?:到|至|几|半|一)|延(?:到|至|后)"
    r"|延(?=[\ue002\ue006])|(?:能不能|能|可以|能否|可否)(?=\ue002(?:行)?[吗不?？])|(?:能不能|可不可以|能否|可否)(?:给我们?)?(?=\ue002(?:$|[，,。?？]|[^，。]{0,8}[没不未缺太]))|缓(?:几天|一缓|缓)|缓(?:到|至)|缓(?=\ue006)|晚(?:几天|一?点)(?:完成|交)"
    r"|(?:再|多)给?(?:我们?|咱们?|点)?\ue006|(?:再|多)给(?:我们?|咱们?)?(?:点|些|几天|一?段)时间?|晚(?=\ue006)"
)
SHORTEST_REASON = 4
_NO_REASON = late(
    rf"{_EXTENSION}|申请|批准|完不成|干不完|来不及|赶不[及上]|[请望盼]|谢谢|[?？吗]|可以|行不行|能不能|麻烦|收到|{PERCENT}|到期|截止"
)
_PICTURE = r"照片|图片|相片|视频|佐证|证据|附件|材料|资料|凭证|扫描件|现场图"
_THESE = r"(?:刚才|刚刚|上面)?的?(?:这|那)?(?:些|几?[张个份段件])?的?"
_THINGS = rf"{_PICTURE}|录音|语音|文件"
_SEND = r"发|传|补|提交|上传|报送|附|交|拍"


def _extension(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    act = about_item(said, Intent.REQUEST_EXTENSION, "asks_office")
    slots = dict(act.slots)
    until = _until(said)
    if until:
        slots["until"] = until
    reason = reason_in(said.frame) or _told_beside(said)
    if reason:
        slots["reason"] = re.sub(rf"^(?:{_EXTENSION}).*$", "", reason) or slots.pop("reason", "")
        slots = {name: value for name, value in slots.items() if value}
    return (Act(Intent.REQUEST_EXTENSION, slots, "", act.measure, act.candidates, act.doubts),)


def _told_beside(said: Said) -> str:
    """4号延期到10月31日，管材没到: the clause beside the one that asks is why."""
    at = 0
    for clause in re.split(r"[，,。；;！!\s]", said.frame.text):
        start, at = at, at + len(clause) + 1
        words = re.sub(rf"[{ITEM}{DATE}{LENGTH}\s]", "", clause)
        if len(words) >= SHORTEST_REASON and not _NO_REASON.search(clause):
            return said.frame.words(start, start + len(clause)).strip()
    return ""


def _until(said: Said) -> str:
    text = said.frame.text
    place = next((m.start() for m in re.finditer(rf"(?:{_EXTENSION})", text)), 0)
    days = [
        (abs(at - place), m) for at, m in said.frame.mentions.items() if m.sign in (DATE, LENGTH)
    ]
    for _, mention in sorted(days, key=lambda pair: pair[0]):
        if mention.sign == DATE and not re.search(r"天后|周后|月后|再", mention.words):
            return mention.value
        measure = said.lexicon.by_id(said.subject.measure) if said.subject.measure else None
        due = measure.due_after(said.today) if measure else None
        length = re.sub(
            r"^再(?:过|有|要|给)?(?:我)?|(?:以内|之内|内|以后|之后|后|左右|时间)$",
            "",
            mention.words,
        )
        day = later_by(length, due) if due else None
        return day.isoformat() if day else ""
    return ""


def _evidence(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    """照片是35的 and 锅炉的照片: the item, when it is certain which."""
    if any(amount.note in set(Share) for amount in said.frame.all(AMOUNT)):
        return ()  # 照片传了80%: how far an upload is
    number = said.frame.first(NUMBER)
    subject = said.numbered(number.value) if number else said.subject
    if not subject.measure and not number and not said.frame.first(ITEM):
        return (Act(Intent.SEND_EVIDENCE),)
    return (Act(Intent.SEND_EVIDENCE, subject.slots, measure=subject.measure),)


def _deadlines(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    window = window_in(said.frame)
    if said.subject.item and not (window and not said.frame.first(ITEM)):
        act = about_item(said, Intent.DEADLINES)
        return (act,)
    return (Act(Intent.DEADLINES, {"window": window} if window else {}),)


def _overdue(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    if said.frame.first(ITEM):
        return (about_item(said, Intent.DEADLINES),)
    return (Act(Intent.DEADLINES, {"window": "overdue"}),)


def _why(_match: re.Match[str], said: Said) -> tuple[Act, ...]:
    return (about_item(said, Intent.ITEM_DETAIL, what="why"),) if said.subject.item else ()


RULES: tuple[Rule, ...] = (
    rule(
        "help",
        ALL,
        says(Intent.HELP),
        r"^(?:这个?|那|到底|我)*(?:怎么|咋|如何)(?:用|整|弄|搞|使)(?:这个?|它|你)?(?:东西|玩意儿?|平台|公众号|系统|号)?(?:啊|呀|呢|的|哩|嘞|吗)?[?？]?$"
        r"|^(?:能不能|可以|求)?(?:教教?(?:一下|下)?|指导(?:一下)?|带带)(?:我|一下|俺|咱)?(?:呗|吧|嘛|一下|下|咋用|怎么用|怎么弄|咋弄)*(?:可以)?[吗?？]*$",
        r"^(?:帮助|help|[?？]|菜单|(?:使用)?说明|功能|指令|命令|教程|操作指南)$",
        r"(?:怎么|如何|咋)(?:用|使用|操作|弄这个|报进度|上报|填报|报进展|玩)(?:啊|呀|呢|的)?[?？]?$",
        r"(?:能|会|可以)(?:干|做|办|查)(?:些|点)?(?:什么|啥|嘛)|有(?:什么|哪些|啥)功能|不会用|(?:不(?:知道|会|懂)|忘了?)(?:该)?怎么(?:弄|用|操作|报|填)|使用方法|怎么报|咋报",
        r"^(?:这个?|到底|究竟|进度|进展|要|该)*(?:咋|怎么|怎样|如何)个?(?:弄|搞|填|发|写|报法?|上报)(?:的|啊|呀|呢)?[?？]?$|不会(?:弄|搞|报|填|操作|用)$|(?:不知道|不懂|不清楚|搞不懂|看看|不晓得)(?:该)?(?:怎么|咋|如何)(?:弄|搞|填|报|用|操作)|(?:照片|材料|图片|视频|附件|佐证)(?:该|要)?(?:怎么|咋|如何)(?:个)?(?:传|发|交|上传|提交|弄)法?[?？]?$",
        r"(?:在|从)?哪(?:里|儿)?(?:能|可以)?(?:上报|填报|报进度|报)[?？]?$|(?:格式|模板)(?:是)?(?:什么|啥|怎么|怎样)|什么格式|该(?:发|说|报|填|写)(?:些)?(?:什么|啥)",
        r"^(?:怎么|咋|如何)(?:才能)?(?:撤回?|撤销|传|发|上传|提交|补)(?:照片|材料|图片|视频|附件|佐证|上一条)?[?？]?$|^(?:撤回|撤销|上传|传照片|发照片)(?:要|该)?(?:怎么|咋|如何)(?:弄|搞|操作|用)[?？]?$",
        r"^(?:使用)?(?:说明书|教程|手册|指南)(?:在哪|呢|有吗|有没有)?[?？]?$|^我?(?:该|要|应该)(?:怎么|咋|如何)(?:弄|搞|报|填|写|发|用)[?？]?$|(?:不(?:太|大)?会|没)用过?这个$|(?:上报|报|填报)(?:进度|进展)?(?:要|该|得)?(?:怎么|咋|如何)(?:发|写|报|填|弄)|^[你您]?(?:能|会|可以)(?:干|做|办)哪些事?|^[你您](?:是)?(?:干|做)(?:嘛|啥|什么)的?",
        r"(?:都)?有(?:些)?(?:什么|啥|哪些)(?:用处?|命令|功能)|(?:号|平台|系统|功能)(?:是)?(?:干嘛|干啥|干什么|做什么|做啥)(?:用)?的",
        unless=rf"{PERCENT}|{ITEM}|怎么报名|绑定|多少钱|举报|投诉",
    ),
    rule(
        "wants_to_report",  # how far is asked then
        UNIT_STAFF,
        lambda _match, said: (about_item(said, Intent.REPORT_PROGRESS, "says_no_figure"),),
        r"^(?:我们?|咱们?|我局|我单位)?(?:要|想|来|需要)(?:上报|填报|汇报|报)(?:一下)?"
        r".{0,14}?的?(?:整改)?(?:进度|进展)(?:情况)?$",
        unless=rf"{PERCENT}|怎么|如何",
    ),
    rule(
        "contact_office",
        ALL,
        says(Intent.CONTACT_OFFICE),
        r"(?:联系|找|转接?)(?:一下)?(?:市|省|县|区)?(?:整改|督改)办|(?:整改|督改)办(?:公室)?(?:的|在|是)?(?:电话|联系|号码|谁|哪|地址)",
        r"联系(?:方式|电话)(?!\ue007|\ue005)|联系人(?![一-鿿]{0,4}[\ue007\ue005])|(?:转|找)?人工(?:服务)?$|(?:电话|号码)(?:是)?(?:多少|几|给我|发我)|(?:找|问|联系|对接)(?:哪个|谁|哪位)|有(?:没有)?(?:联系)?电话|给(?:我|俺|一)?(?:个|下)(?:联系)?电话|打(?:哪个|什么)电话|工作人员|客服|电话$",
        r"(?:怎么|如何|咋)(?:能)?(?:联系|找)(?:到)?(?:你|您|办公室|整改办|领导|人)|有(?:没有)?人(?:在)?(?:吗|么|啊|呀)?[?？]?$|人工",
        r"(?:找|跟|和)[^，。]{0,6}(?:人|领导|同志)(?:问|说|聊|咨询|谈)|谁(?:在)?(?:负责|管)(?:这个?)?(?:平台|公众号|系统|号)",
    ),
    rule(
        "unsubscribe",
        ALL,
        says(Intent.UNSUBSCRIBE_NOTICES),
        r"退订|(?:取消|关闭|关掉|关了|停掉|停止|屏蔽|不要|不想|不用|不再|别|甭|莫)(?:再|老|总|天天|一直|要|给我|收到?|接收|看到?|我|的|继续|每天)*(?:发|推送?)?(?:这些|这种|那么多|这个)?(?:的)?(?:提醒|通知|推送|消息|信息|骚扰)(?!各|大家)",
        r"(?:消息|通知|提醒|推送)(?:实在|真的)?(?:太|好)(?:多|烦|吵|频繁)",
        r"把(?:这些)?(?:提醒|通知|推送|消息)[^，。]{0,3}(?:关|停|取消|退)",
        r"(?:别|不要|甭|莫)(?:再|老|总|天天|一直|给我)+(?:发|推|提醒|通知)",
        r"(?:每天|天天|老|一直|总)(?:都|是|在)*(?:发|推)[，,]?(?:太|真|好)?烦(?:死|人)?|(?:吵|烦)(?:死)?(?:了|人)[，,]?(?:能不能|可不可以)?(?:别|不要|甭|莫)(?:再)?(?:发|推|提醒|通知)",
        unless=r"取消关注",
    ),
    rule(
        "my_warnings",
        STAFF,
        says(Intent.MY_WARNINGS),
        r"(?:我|我们|本单位|咱们?|我局|单位)(?:的|有|有没有|被|收到|这边|单位|局)*[^，。]{0,6}(?:预警|黄牌|通报|警告)",
        r"^(?:查?看{0,2}(?:一?下)?)?(?:预警|黄牌|警告|通报)(?:情况|记录|列表|清单|信息)?(?:有吗|有没有|呢)?[?？]?$",
        r"(?:通报|预警|黄牌)(?:名单)?(?:里|上)?有(?:没有)?我们",
        r"(?:有没有|有无|有什么|有哪些|几张|收到几)[^，。]{0,4}(?:预警|黄牌|通报批评|警告)|(?:预警|黄牌)(?:了)?(?:没|吗|没有)[?？]?$|被(?:预警|通报|黄牌|警告)",
        unless=rf"(?:给|对|把|向){UNIT}|过[一二两三四五\d几]+次|{UNIT}被[^吗?？]*$|如果|要是|不会|免得",
    ),
    rule(
        "request_extension",
        UNIT_STAFF,
        _extension,
        _EXTENSION,
        unless=r"不(?:用|需要|申请|想|会)?延|没有?延期|(?<![能可])(?<!可以)延期(?:了)?(?:吗|没|没有)|批准了?延期|延期批|延长线|延长段",
    ),
    rule(
        "withdraw_evidence",
        STAFF,
        lambda _match, said: (about_item(said, Intent.WITHDRAW, "withdraws", what="evidence"),),
        rf"^(?:{_MISTAKEN})了?(?:{_THESE}|(?:{ITEM}|.{{1,12}})的)(?:{_THINGS})(?:材料)?$",
    ),
    rule(
        "withdraw",
        UNIT_STAFF | {r for r in STAFF if r.value == "office"},
        on_item(Intent.WITHDRAW, "withdraws", sure=True),
        rf"(?:{_MISTAKEN})",
        unless=rf"怎么|咋|如何|(?:不|别|莫|甭)(?:要|用|想|必|能|可以?)*(?:{_MISTAKEN})|{PERCENT}|黄牌|预警|合同|资质|手续|许可",
    ),
    rule(
        "apply_acceptance",
        UNIT_STAFF,
        on_item(Intent.APPLY_ACCEPTANCE, "closes"),
        rf"(?:申请|报请|提请|提交|请求|要求|想|可以|请)(?:组织|来|进行|给|帮)?(?:{ITEM}|[^，。]{{0,12}})?(?:验收|销号|核查)(?!标准|组|时|的时候|意见)",
        rf"请(?:来|派人来?)(?:验收?|查验|核验)|{ITEM}(?:可以|能|该)?销(?:了|掉)",
        r"(?:验收|销号)(?:申请|吧|一下)|报验|来验收|验收一下|^(?:验收|销号)$",
        rf"{ITEM}[，,]?(?:要|想|该|可以|能|具备)?(?:验收|销号|核查)(?:条件|申请|了|吧)?[。！!]?$",
        unless=r"什么时候|怎么|如何|[吗?？]|要什么|哪些|流程|没|未|不|还差|通过|等|下周|下个?月",
    ),
    rule(
        "send_evidence",
        UNIT_STAFF,
        _evidence,
        rf"^(?:佐证|证明)(?:材料)?(?:{ITEM})?$",
        rf"^{_THESE}(?:{_THINGS}|图)?都?(?:是|归|属于)(?:[{ITEM}{NUMBER}]项?|.{{2,14}})的$",
        rf"^(?:[{ITEM}{NUMBER}]|.{{2,14}})的(?:{_THINGS})$",
        rf"(?:{_SEND})[^，。]{{0,10}}(?:{_PICTURE})|(?:{_PICTURE})[^，。]{{0,8}}(?:{_SEND}|在此|如下|见|来了)|^(?:(?:接?下来|下面|后面|马上)?(?:我)?(?:要|再)?(?:发|传)?的?(?:几张)?(?:照片)?(?:这|以下|这些|都)?是)(?:{ITEM}项?的?)(?:现场|施工|整改|最新)*(?:{_THINGS})|^(?:{_PICTURE})$|{ITEM}的?(?:{_PICTURE})$",
        unless=r"[吗?？]|怎么|什么|哪|卡|失败|传不|传到\ue007|不(?:用|要|想)|没(?!问题)|照片(?:不见|丢)|\ue001|(?:发|传|交)过(?!去)|群里|(?:发|传|交)(?:给|到)了?(?![你您我]|整改办|平台|系统|这)|材料费|设备材料|材料(?:没|还没|未)|谁|^\ue002|咋",
    ),
    rule(
        "my_tasks",
        ALL,
        says(Intent.MY_TASKS),
        r"^(?:我|俺|咱|额|我们|俺们|本单位|咱们?|我局|单位)?(?:的)?(?:整改)?(?:任务|待办|事项)(?:清单|列表|单)?$|^(?:我|俺|我们|咱们?)的(?:事|活儿?)$|^列(?:个|一下|下)?(?:任务)?清单$|^(?:要|让|叫)我们?(?:干嘛|做什么|干啥|干什么)",
        r"(?:我|俺们?|咱|我们|本单位|咱们?|我局|我这|我手[上里头]+|手[上里头]+|名下|头上)[^，。]{0,8}(?:任务|待办|事项|活|要(?:干|做|整改|办)的|几件事|没(?:干|做|完成|整改|办)完?的?)(?:有|是)?(?:些|哪些|什么|啥|几个|几项|多少)?",
        r"(?:我|我们|咱们?|我们?(?:单位|局|区|县))[^，。]{0,6}(?:有|负责|承担|牵头|还剩|要做|要干|要办)(?:些|的)?(?:什么|哪些|啥|几项|几个|多少)",
        r"(?:我|俺|咱|额)们?(?:手[上里头]+|这边?|名下)?还?[有剩](?:几[个项件]|多少|啥|哪些)(?:活儿?|任务|事项)?没(?:干|弄|搞|做|整|办|完成)(?:完|好|利索)?",
        r"^还[剩有](?:多少|几[项个件])(?:没(?:整改|干|弄|做|办|完成)完?的?|任务|事项)?(?:了|呢)?[?？]?$|(?:我|我们|咱们?)(?:这边|单位|局|厅)?(?:都|还)?(?:负责|承担|牵头|管)(?:哪|几|多少)(?:几)?[项个件些]|(?:我|我们|咱们?|俺)(?:这边|这里|单位|局|厅|县|区)?(?:还)?(?:要|得|该)(?:弄|干|做|办|整改|整)(?:些)?(?:啥|什么|哪些)|(?:让|要|叫)我们(?:干|做|弄|整改)(?:些)?(?:啥|什么)",
        r"(?:有)?(?:什么|啥|哪些)(?:任务|活|事项)(?:要|没|需要)|要(?:干|做)(?:些)?(?:什么|啥)|任务(?:列表|清单)|待办(?:事项)?$|还有(?:哪些|啥|什么)(?:任务|活|没)",
        unless=rf"{ITEM}|{PERCENT}|{DATE}|{UNIT}(?!.*我)|到期|超期|逾期|全市|今天|本周|这周|本月|这个?月|下个?月|预警|黄牌",
    ),
    rule(
        "why",
        ALL,
        _why,
        r"^(?:为(?:什么|啥|何)|凭什么)|(?:为(?:什么|啥|何)|(?:到期日?|时限|日期)?依据)[?？]?$|(?:日期|时间|期限|到期日?)[^，。]{0,4}怎么(?:算|来|定)",
    ),
    rule(
        "overdue",
        STAFF,
        _overdue,
        r"(?:超期|逾期|过期|拖期|超时)(?:了)?(?:的|吗|没|没有|有|哪|几|多少|清单|名单|任务|事项|项目|情况|单位|列表|谁|$|[?？])|(?:哪些|谁|有没有|查|看|列|我)[^，。]{0,8}(?:超期|逾期|过期)",
        unless=r"不会(?:超|逾)|别超|(?:快|即将|马上|将)要?(?:超|逾)",
    ),
    rule(
        "deadlines",
        STAFF,
        _deadlines,
        rf"最(?:后|晚|迟)(?:是)?(?:哪|几|什么时候)|(?:几|哪)[项些个][^，。]{{0,2}}快到(?:了|期)|{DATE}(?:以?前|内|里)?要?(?:完|交|办|做|弄)(?:成|完)?的$",
        rf"(?:{_DUE})|(?:快|即将|马上|将)要?(?:超期|逾期)",
        r"(?:还)?(?:剩|有|差)(?:下)?(?:多少|几)(?:天|日|时间|个工作日|个月|周)|(?:啥|什么|哪)(?:时候|时间|天|日)[^，。]{0,4}(?:要)?(?:完成|交|到|完|截止|前完)|(?:哪些|什么|啥|几项)(?:要|该|得|需要)(?:交|报|完成|办)|几[号月时][^，。]{0,3}(?:前|到|完成|截止|之前)",
        rf"(?:今天|{DATE}|{LENGTH}|本周|这周|本月|这个?月|下个?月)(?:以?内|里|之前|前)?(?:还?有?(?:啥|什么|哪些))?(?:要|得|该|需要|必须)(?:完成|办|交|做|干|弄)(?:的|完)?(?:有|是|任务|事项|哪些|什么|啥)",
        unless=rf"{PERCENT}|{CODE}|{AMOUNT}到期没",
    ),
    rule(
        "acknowledge",
        STAFF,
        on_item(Intent.ACKNOWLEDGE, sure=True),
        r"^(?:好的?|嗯+|ok)?[，,。!！]?(?:已经?)?(?:(?:收到)+|收悉|知悉|知道|晓得|已阅|签收|明白|了解|清楚|看到|阅)(?:了|啦|咧)?(?:(?:关于)?[^，。?？吗]{0,18}的?(?:预警|黄牌|通知|提醒|文|函|警告|通报)(?:了|啦)?)?(?:[，,。!！]|$|马上|立即|我们|这就|会|抓紧|照办|\ue000)",
        r"(?:预警|黄牌|通知|提醒|文件|函|警告|通报|\ue000)(?:我们|我|已经?|都|单位|也)*(?:收到|收悉|签收|知悉|已阅|看到)(?:了)?(?:[，,。！!]|$)|^签收|^(?:\ue000)[，,]?(?:已?收到|收悉|已?知悉|已阅|签收)",
        r"^(?:好的?|行|嗯+|收到|明白)[，,]?(?:我们?)?(?:马上|立即|立刻|这就|尽快|抓紧)(?:就|去)?(?:办|落实|整改|处理|安排|弄|改|补)(?:了|好)?[。！!]?$|^(?:收到|收悉|签收)\ue004$",
        unless=rf"{PERCENT}|没收到|[?？吗]|举报",
    ),
)
"""In the order in which they are tried."""
