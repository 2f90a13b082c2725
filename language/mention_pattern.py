"""The one pattern that finds mentions (要素的样式): what comes first in it is tried first."""

from __future__ import annotations

import re

from language.codes import CODE as BINDING_CODE
from language.dates import DATE as DATE_WORDS
from language.dates import LENGTH as LENGTH_WORDS
from language.numerals import PERCENT as PERCENT_WORDS
from language.patterns import late

_HAN_DIGIT = "[一二三四五六七八九]"
PART = (
    rf"(?:\d{{1,3}}|{_HAN_DIGIT}百(?!分)(?:零?{_HAN_DIGIT}?十?{_HAN_DIGIT})?"
    rf"|{_HAN_DIGIT}?十{_HAN_DIGIT}?|{_HAN_DIGIT})"
)
_PREFIX = r"(?:第|#|编号|序号|事项|任务|项目|No\.?)"
_JOIN = (
    r"(?:\s?[-_]\s?|之|杠|横杠|[项号条大]{1,2}的?第|[号项]的?之"
    r"|大?项的?(?=\s?(?:\d{1,3}|[一二三四五六七八九])\s?小项))"
)
_NO_BUILDING = (
    r"(?!\s?(?:楼|线|院|厂|井|炉|库|池|桥|闸|泵|车|机|门|路|坑|点位|断面|地块|锅炉|矿|塘|坝|站|罐|窑|文|公路|国道"
    r"|仓|桩|标段|口|排口|排污口|沟|渠|村|组|社|生产|令|召|称|码|脉|角|外))"
)
_QUANTITY = (
    r"(?:万|亿|千)?(?:多|余)?(?:个(?!点|百分)|台|吨|公里|千米|米|蒸吨|户|家|人|名|条|处|座|口|亩|平方?|立方|元|块钱?|度"
    r"|次|张|份|辆|棵|株|根|套|批|毫克|微克|千瓦|小时|分钟|分(?![别之点])|点钟?(?![位三])|岁|年级|层|栋|楼|单元|室|期|标段|公斤|斤|km|kw|mw"
    r"|[项件](?:任务|工作|没|都|里|整改|目标)|遍|趟|把|天|倍|步|种|样|部|页|封|条线)"
)
_FIRST = (
    r"\dA-Za-z#＃(（第编序事任项一二两三四五六七八九十百千万零〇几半"
    "本这当下上今明后大每去昨前周星礼月年再国元劳春过除端中"
)
"""Signs with which a mention begins; anywhere else nothing is tried."""

MENTION = late(
    rf"(?=[{_FIRST}])(?:(?P<code>(?<![0-9A-Za-z])(?:[A-Za-z]{{1,6}}-?\d{{6,}}[0-9A-Za-z\-]*|[A-Za-z]{{2}}\d{{4}}-\d{{3,6}}|(?:JB|LY|XC)\s?\d{{4}}\s?-?\s?\d{{1,6}}(?!\d)|{BINDING_CODE}(?![0-9A-Za-z])))"
    rf"|(?P<past>(?:上个?|去|前|每个?)(?:周|星期|礼拜|月)(?:[一二三四五六日天末底](?!样|[项号]))?|去年|昨[天晚日]|前[天晚]|上[午下]午)"
    rf"|(?P<date>(?<![\d.\-第]){DATE_WORDS})(?:(?<!\d)|(?![\d%]))"
    r"|(?P<dotted>(?<![\d.\-])\d{1,3}[./]\d{1,2}(?![\d.%/]))"
    rf"|(?P<percent>(?:(?<![\d.\-])(?=\d)|(?=\D)){PERCENT_WORDS})"
    rf"|(?P<printed>[(（]{PART}[)）]\s?\d{{1,2}}(?![\d%])\.?(?:[(（]\d{{1,2}}[)）])?|[(（]{PART}[)）](?=\s?(?:\d{{1,3}}\s?%|百分之|完成|进度|已|[一二三四五六七八九]成))|[一二三四五六七八九十]{{1,3}}\s?[(（]\d{{1,2}}[)）]\d{{1,2}})"
    rf"|(?P<pair>(?<![\d.\-]){_PREFIX}?\s?(?P<a>{PART})(?:{_JOIN}(?P<b>{PART})|\s?[(（](?P<c>{PART})[)）])"
    rf"(?:\s?(?:小项|大项|项(?!目)|号){_NO_BUILDING}|(?!\d|%|\.\d|\s?(?:天|个|年(?![底内前末初终])|月(?![底内末中初])|周|万|吨|倍|米|公里|台|户|条|标段|期|批|阶段|季度))))"
    rf"|(?P<marked>第\s?(?P<m1>{PART})\s?(?:小项|大项|项(?!目)|号|条|个(?:任务|事项|措施|问题)){_NO_BUILDING}"
    rf"|[#＃]\s?(?P<m2>\d{{1,3}})(?:号|项)?(?!\d)|(?<![\d.])(?P<m3>\d{{1,3}})\s?[#＃]"
    rf"|(?:编号|序号|事项|任务|项目|No\.?)\s?(?:为|是|：|:)?\s?(?P<m4>\d{{1,3}})(?!\d|个|项|%|成|月|年)"
    rf"|(?<![有共还这那剩几余的哪\d.一二三四五六七八九十百])(?P<m5>{PART})\s?项(?!任务|工作|没|都|里|整改|目标|中)"
    rf"|(?<![\d.一二三四五六七八九十])(?P<day>{PART})\s?号{_NO_BUILDING})"
    rf"|(?P<length>(?<![\d.]){LENGTH_WORDS}(?![月年号]))"
    rf"|(?P<amount>\d{{6,}}|(?:\d+(?:\.\d+)?|(?:几[十百千万]|[一二两三四五六七八九十百千万]{{1,5}}))\s?{_QUANTITY}"
    rf"|\d+\s?号{_NO_BUILDING.replace('!', '=')}|\d+\.\d+|\d{{5,}}"
    r"|(?<![A-Za-z])[A-Za-z]{1,8}\d+(?:\.\d+)?)"
    rf"|(?P<spoken>(?<=[成到度展了])(?:{_HAN_DIGIT}?十{_HAN_DIGIT}?)(?=(?:了|吧|左右|\s)*(?:$|[，,。；;！!\n])))"
    r"|(?P<bare>(?<![\d.A-Za-z])\d{1,4}(?![\d.A-Za-z])))",
    re.IGNORECASE,
)
"""Any one mention; the name of its outer group says what it may be."""
