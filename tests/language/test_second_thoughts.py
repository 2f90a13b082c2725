"""Words that drop what somebody was about to ask for, and words that only sound like it."""

from __future__ import annotations

import pytest

from language.second_thoughts import hesitates, takes_back

DROPPED = [
    "算了不举报了",
    "算了",
    "不举报了",
    "不想举报了",
    "还是不举报了吧",
    "算了，太麻烦了",
    "不用了谢谢",
    "我不投诉了",
    "不了",
    "没事了",
    "当我没说",
    "点错了",
    "按错了不好意思",
    "先不举报了，我再想想",
    "取消举报",
    "还是算了吧",
    "怕被报复，算了",
    "不说了",
    "不想说了",
    "举报的事算了",
    "已经解决了，不举报了",
    "别举报了",
    "不反映了",
    "唉算了",
    "不延期了",
    "不延了",
    "还是不申请延期了",
    "延期的事先放一放",
    "算了不延了，能按时完成",
    "不验收了",
    "先不申请验收",
    "暂时不销号了",
    "验收先不急",
    "不申请了",
    "不搞了",
    "我不想告了",
    "懒得举报了",
    "没必要举报了",
    "这个申请取消",
    "不需要延期了",
    "再说吧",
    "改天再说",
    "等等再说",
    "我考虑一下再说",
]

TOLD = [
    "没人管，不举报不行",
    "河里有人倒垃圾不报不行",
    "算了我直接说吧，河里有人倒垃圾",
    "不让人睡觉",
    "厂里不处理污水直接排",
    "垃圾没人管算了，天天臭",
    "天气冷没法施工",
    "管网没铺完",
    "不按规定排污",
    "说了不听",
    "别人家的狗天天叫",
    "工地不盖土",
    "资金不到位",
    "不下雨就扬尘",
    "我举报过没用",
    "不符合验收条件",
    "再不管就来不及了",
    "不能再拖了",
    "工期不够",
    "设备没到",
    "别再发了",
]


@pytest.mark.parametrize("words", DROPPED)
def test_a_second_thought_is_heard(words: str) -> None:
    assert takes_back(words)


@pytest.mark.parametrize("words", TOLD)
def test_what_tells_something_drops_nothing(words: str) -> None:
    assert not takes_back(words)


def test_what_holds_both_is_asked_about() -> None:
    assert hesitates("算了我直接说吧，河里有人倒垃圾")
    assert not hesitates("河里有人倒垃圾")
