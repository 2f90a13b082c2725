"""The words of a plain report (直说): with any other word beside the figure it is asked about.

The gate refuses what it knows to be no report. What it does not know, it must not store unasked:
so the sentence of a figure may hold the item, the figure and these words, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from language.marks import SIGNS
from language.patterns import late

_PLAIN = late(
    r"(?:无|没有?|没啥|没什么|无任何)(?:新|大|太大|明显)?的?(?:变化|变动)|"
    r"(?:推进|进行|整改|施工|实施|办理|建设|开展|治理|收尾)(?:之)?中|[没未](?:有|曾)?动(?:工|静)?|正在?(?:持续|全力|积极|加快|抓紧)(?=推进|施工|整改|实施)|(?:持续|全力|积极|加快|抓紧)(?=(?:推进|施工|整改|实施)中)|持续(?=推进[，,。！!\s]*$)|正(?=有序|稳步)|按(?:计划|序时|时序)(?:进度)?(?=推进)|"
    r"形象进度|总体进度|整体进度|完成[度率比例]*|完工[率]?|竣工|办结[率]?|进度[率条]?|进展[率]?|整改[率]?|销号|工程量?|工作量?|任务量|项目|事项|任务|问题|措施|工作|方面|部分"
    r"|施工|建设|安装|铺设|改造|治理|整治|处理|处置|修复|拆除|清理|清淤|清运|绿化|管网|主体|设备|土建|基础|装修|调试|推进|实施|落实|开展|进行|收尾|划定|排查|取缔|关停|淘汰|办理|搬迁"
    r"|目前|现在|当前|截[至止](?:目前|今[天日])?|到目前为止|今天|今日|本周|这周|本月|这个?月|本期|最新|刚刚?|已经|已|基本|大概|大约|差不多|大致|将近|接近|左右|上下|以上|出头|多一?点|约|近|快|总共|一共|总体|整体|合计|累计|综合|实际|其中"
    r"|终于|总算|的确|确实|切实|扎实|圆满|逐步|逐渐|陆续|渐渐|慢慢"
    r"|仍然|依然|仍旧|始终|再次|如今|眼下|现阶段|至今|迄今|现已|业已|已然|早已|早就|刚好|正好|恰好|整整|足足|实打实|实实在在|加班加点|紧赶慢赶|满打满算|勉强"
    r"|算下来|走|状态|样子|一下子|老样子|好久|很久|登记|录入|填写|数据|突破|停在|维持|保持|不变|依旧|到目前|为止|进场施工|工人进场|人员进场|一起|起来|起步|复工|上马|铺开|动手|正常(?=推进|开展|施工|进行)|零|开[干搞建]|(?:啥|什么)[也都](?:还)?没[干动做弄搞]|(?<=没)怎么|协调|那个|这个|汇报|快(?=\ue001)"
    r"|更新|更正|改成|改为|调整|修改|变[成为]|提高|提升|增加|增长|上升|涨|升|推|从|由|自|原来?|上次|上周|上个?月|昨天|前天|这次|这回|之前"
    r"|我们(?:局|委|厅|办|县|区|市|单位)?|咱们?|我局|我区|我县|我市|我办|我委|我单位|本单位|单位|负责的|本局|俺们?|我|报告|汇报|上报|报送|填报|^报(?:一下|进度)?|总|儿|(?:暂?无|没有?)(?:啥|什么|任何)?大?(?:困难|问题)|一切正常|顺利|良好|开工|启动|动工|进场|开始|正在|在|着|手|一直|根本|压根|影|稳步|有序|阶段|情况|如下|特此|关于|分别|都|均|各|也|就|才|只|仅|还|仍|尚|又|再|剩下?|剩余|余下?|差|没有?|未|待|尾巴|活"
    r"|一?大半|一半|事|刚才|应该是?|报成|干|弄|搞|做|整|拆|建|修|清|办|装|铺|达|到|至|有|是|为|在|了|的|得|地|呢|啊|呀|吧|嘛|咧|咯|啦|哈|哦|喽|哩|个|项|号|条|点|那|这|块|边|里|把|将|给|和|跟|与|及|多|来|好|完|成|占|第|今年|超额?|过|掉|起|等|之|以|内|全部|全|〇|\[[^\]]*\]"
)
_WITH_A_RESULT = late(
    r"经过|通过|大家|努力|继续|持续|不断|积极|认真|全力|全面|大力|加快|加紧|抓紧|按时|按期|如期|按(?:时间)?节点"
)
"""加快完成80% may be a plan or an order; 已加快完成80% is neither."""
_SENTENCE = late(r"[^，,。；;！!？?\n]+")


OF_ANOTHER_MATTER = late(
    r"快没电|没电了?(?=[，,。\s]*(?:还|只|就|也就)?剩)|疫苗|体检|核酸|血压|学习强国|积分|物业费|电脑|手机|软件|APP|小程序|(?:系统|版本)(?:升级|更新|安装|重装)|装系统|下载|上传|安装包|装修|作业|论文|驾照|房贷|贷款|彩票|游戏|电影|电视剧|小说"
    r"|工资|奖金|报销|社保|医保|党费|考试|报名|征兵|文明城市|创文|创卫|扶贫|脱贫|招商|普法|人口普查|经济普查|秋收|春耕|高考|停车费|快递|外卖|充电|年终总结|述职|绩效|党建|党史|工会|团建|选举|投票|献血",
    re.IGNORECASE,
)
"""What offices and people do beside rectification, where no item is named."""

OF_A_SITE = late(
    r"围挡|桩|基坑|路面|道路|管|沟|槽|井|泵|池|厂|站|坡|堤|坝|渠|树|苗|草|硬化|开挖|回填|浇筑|封顶|砌|混凝土|钢筋|图纸|勘|测|评估|招标|设计|报批|审批|征地|拆迁"
    r"|安置|摸排|普查|巡查|台账|点位|村|户|企业|园区|工地|项|车间|锅炉|煤|砂|矿|垃圾|污|水质|排口|河|湖|库|山|林|田|土|尘|烟|气|[A-Za-z]{5}"
)
"""What is built, cleared and counted in rectification work; a figure of it may be a report."""


def other_words(text: str, tells: Callable[[str], bool]) -> list[str]:
    """The words that are not plain in the sentences that ``tells`` how far."""
    found: list[str] = []
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        if tells(sentence):
            if re.search("已|了", sentence):
                sentence = _WITH_A_RESULT.sub(" ", sentence)
            found += re.sub(rf"[{SIGNS}\W\d_]+", " ", _PLAIN.sub(" ", sentence)).split()
    return found


def says_more(text: str, tells: Callable[[str], bool]) -> bool:
    """True when a sentence that ``tells`` how far holds words that are not plain."""
    return bool(other_words(text, tells))
