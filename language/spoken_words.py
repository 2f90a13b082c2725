"""Words that people type in pinyin (拼音词), beside the names of their own measures."""

from __future__ import annotations

from language.homophones import COMMAND_WORDS

SPOKEN = (
    *COMMAND_WORDS,
    *(
        "锅炉",
        "污水",
        "垃圾",
        "煤炭",
        "自然保护区",
        "秸秆",
        "采砂",
        "尾矿库",
        "水源地",
        "月底",
        "年底",
    ),
    *(
        "我的任务",
        "已经",
        "预计",
        "怎么样",
        "什么时候",
        "没有",
        "帮助",
        "取消",
        "确认",
        "百分之",
        "查看",
    ),
    *("我的", "谢谢", "你好", "全部", "资金", "到位", "了", "的", "已", "到", "是", "一半", "项目"),
    *("五成", "六成", "七成", "八成", "九成", "三成", "两成"),
)
