"""WeChat's own faces (表情): their names in brackets and their old codes."""

from __future__ import annotations

import re

from language.patterns import late

# WeChat sends a face either by its name in brackets or by its old code.
_FACE_NAMES = (
    "微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 酷 冷汗 "
    "抓狂 吐 偷笑 愉快 白眼 傲慢 饥饿 困 惊恐 流汗 憨笑 悠闲 大兵 奋斗 咒骂 疑问 嘘 晕 "
    "疯了 衰 骷髅 敲打 再见 擦汗 抠鼻 鼓掌 糗大了 坏笑 左哼哼 右哼哼 哈欠 鄙视 委屈 "
    "快哭了 阴险 亲亲 吓 可怜 菜刀 西瓜 啤酒 篮球 乒乓 咖啡 饭 猪头 玫瑰 凋谢 嘴唇 爱心 "
    "心碎 蛋糕 闪电 炸弹 刀 足球 瓢虫 便便 月亮 太阳 礼物 拥抱 强 弱 握手 胜利 抱拳 勾引 "
    "拳头 差劲 爱你 爱情 飞吻 跳跳 发抖 怄火 转圈 磕头 回头 跳绳 投降 激动 街舞 献吻 "
    "左太极 右太极 嘿哈 捂脸 奸笑 机智 皱眉 耶 吃瓜 加油 加油加油 汗 天啊 社会社会 旺柴 "
    "好的 打脸 哇 翻白眼 让我看看 叹气 苦涩 裂开 合十 庆祝 红包 發 福 强壮 生病 破涕为笑 "
    "恐惧 失望 无语 吐舌 脸红 OK NO"
)
_FACE_CODES = (
    "::) ::~ ::B ::| 8-) ::< ::$ ::X ::Z ::'( ::-| ::@ ::P ::D ::O ::( ::+ --b ::Q ::T "
    ",@P ,@-D ::d ,@o ::g |-) ::! ::L ::> ::,@ ,@f ::-S ? ,@x ,@@ ::8 ,@! !!! xx bye wipe "
    "dig handclap &-( B-) <@ @> ::-O >-| P-( ::'| X-) ::* @x 8* pd <W> beer basketb oo "
    "coffee eat pig rose fade showlove heart break cake li bome kn footb ladybug shit "
    "moon sun gift hug strong weak share v @) jj @@ bad lvu no ok love <L> jump shake <O> "
    "circle kotow turn skip oY #-0 hiphot kiss <& &>"
)
FACES = late(
    "|".join(rf"\[{re.escape(name)}\]" for name in _FACE_NAMES.split())
    + "|/(?:"
    + "|".join(
        re.escape(code if code.startswith("::") else f":{code}")
        for code in sorted(_FACE_CODES.split(), key=len, reverse=True)
    )
    + ")"
)
"""Finds a face in either spelling."""
