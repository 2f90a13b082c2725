"""A person's name (姓名) as somebody types it when asked for it."""

from __future__ import annotations

from language.normalise import normalise
from language.patterns import late

COMPOUND = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫
宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官
司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延
东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五
"""
SINGLE = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花"
    "方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝"
    "明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝"
    "管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫"
    "乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍"
    "赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦"
    "艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜"
    "养鞠须丰巢关蒯相后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海墨哈谯笪年爱阳佟商牟佘佴伯赏闫肖付代仝候覃苟同"
    "撒拜虎妥丑靖展苑鄢楼迟栗卿蹇揭冶"
)
"""The surnames of the Hundred Families and those that are common beside them.

Without 查, which begins a search.
"""

NO_NAMES = """
谢谢 谢谢您 谢谢你 高兴 马上 马上到 方便 常用 平安 安全 明白 明天 和谐 时间 关注 广告
国家 公司 公开 解决 应该 强烈 经过 能行 能不能 通知 通过 全部 全市 古城 海绵 别的 都是
有人 有吗 有事 有问题 相关 同意 查询 管理 管网 水质 水库 水污染 黄河 江河 河流 山体
石料 沙场 林地 牛场 羊场 鱼塘 养殖 养猪场 车辆 万一 安排 成功 计划 麻烦 和平 元旦 于是
联络员 负责人 单位负责人 局长 干部 群众 市民 工作人员 新来的
"""
"""Words that begin like a name and are none."""

_NO_NAMES = frozenset(NO_NAMES.split())
_HAN = "[\u3400-\u9fff]"
_PARTS = rf"{_HAN}{{1,8}}(?:[·•.]{_HAN}{{1,8}})+"
_TOLD = late(
    rf"(?:(?:我的?)?(?:姓名|名字)(?:是|叫)?|[我俺](?:是|叫)|本人(?:是|叫)?)[:：,，\s]*({_HAN}{{2,4}}|{_PARTS})"
)
_BARE = late(
    rf"(?:{'|'.join(COMPOUND.split())}){_HAN}{{1,2}}|[{SINGLE}]{_HAN}{{1,2}}"
    rf"|{_PARTS}"
)
_LAST_SIGNS = " 。.!！~～,，、;；"


def read_person_name(text: str) -> str:
    """The name that the whole of the text is, or nothing.

    After 我叫 or 姓名 any two to four signs are one; alone they need a surname. Names of several
    parts (买买提·艾力) are known by their dot.
    """
    words = normalise(text).strip(_LAST_SIGNS).replace(" ", "")
    told = _TOLD.fullmatch(words)
    name = told[1] if told else words if _BARE.fullmatch(words) else ""
    return "" if name in _NO_NAMES else name
