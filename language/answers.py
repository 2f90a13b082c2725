"""Answers (回答): a yes or a no to what was just asked, a digit, a page; and nothing else."""

from __future__ import annotations

import re

from language.acts import Act, Intent
from language.patterns import late
from language.second_thoughts import takes_back
from language.yes_and_no import agrees, refuses

YES = late(
    r"(?:嗯+|恩+|是的?|是啊|对+的?|好+的?|行|可以|中|成|妥|得行|要得|没问题|确认|确定|没错|同意|ok(?:ay)?|yes|y|正确|就这样|就是这样|是这样的?|发吧|发布吧|发|要|需要|提交|提交吧|好嘞|好滴|好哒|收到|没意见|确认发布|确认提交|确认无误|无误|是是是|就按这个|按这个来|办吧|就这个)"
    r"(?:[，,。!！、\s]*(?:嗯+|是的?|对+的?|好+的?|行|可以|确认|没错|没问题|就这样|发吧|提交吧?|吧|了|啊|呀|呢|哈|的|嘞))*",
    re.IGNORECASE,
)
NO = late(
    r"(?:否|不+|不[是对要行用了发可]|不可以|不确认|不同意|不确定|不用了?|不需要|不发了?|没有|没|取消|算了|都不是|先不|先别|暂时不|别|别发|no|n|等等|等一下|再等等|再说|弄错了|搞错了|错了|撤了?|放弃|不是这个|不是的|不对不对|不提交|停|打住|罢了|拉倒|免了|先放着|缓缓|等会儿?)"
    r"(?:[，,。!！、\s]*(?:不[是对要用报发弄记]了?|算了|取消|先不[发报提]?了?|等等|再说|了|吧|啊|呀|的|哈|发了|报了|提交了|再看看|我再看看|我看看|弄错了|搞错了|错了))*",
    re.IGNORECASE,
)
PLAIN_YES = late(r"确认|确定")
PLAIN_NO = late(r"取消|算了(?:[，,\s]*不(?:报|发|弄|要|记)了)?")
NEXT = late(r"下一?页|翻页|更多|下一批|往下|继续看|还有吗")
_DIGIT = late(r"(?:选|第)?(\d{1,3})(?:个|号)?")
ANSWERS_NOTHING = "answers_nothing"
"""The rule of a yes or no where nothing was asked."""


def read_answer(text: str, *, asked: bool) -> Act | None:
    """The act when the whole text is an answer, else None; a soft one answers only a question."""
    digit = re.fullmatch(r"\d{1,3}", text) or (_DIGIT.fullmatch(text) if asked else None)
    if digit:
        choice = int(digit[digit.lastindex or 0])
        intent = {0: Intent.CANCEL, 1: Intent.CONFIRM}.get(choice, Intent.CHOOSE)
        return Act(intent, {"choice": choice}, "digit")
    if NEXT.fullmatch(text):
        return Act(Intent.NEXT_PAGE, rule="next_page")
    for intent, words, plain in (
        (Intent.CANCEL, NO, PLAIN_NO),
        (Intent.CONFIRM, YES, PLAIN_YES),
    ):
        if words.fullmatch(text) and (asked or not text.startswith("收到")):
            if asked or plain.fullmatch(text):
                return Act(intent, rule=str(intent))
            return Act(Intent.SMALLTALK_OR_UNKNOWN, rule=ANSWERS_NOTHING)
    if asked and (refuses(text) or takes_back(text)):
        return Act(Intent.CANCEL, rule="refuses")
    return Act(Intent.CONFIRM, rule="agrees") if asked and agrees(text) else None
