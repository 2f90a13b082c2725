"""What the check of message templates says; each finding is one line that says what to do."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.notice_kinds import KINDS

PART_NAMES = {
    "item": "事项",
    "unit": "单位",
    "step": "类别",
    "time": "时间",
    "number": "编号",
}
"""What a notice says in a template, by the names that template settings use."""

TITLE = "（模板标题）"
ANY_KIND = "notice"


def kind_name(kind: str) -> str:
    """通知「预警」, or all of them."""
    return "全部通知" if kind == ANY_KIND else f"通知「{KINDS.get(kind, kind)}」"


def no_template(kind: str) -> str:
    """A kind that nobody who has been silent can receive."""
    return (
        f"{kind_name(kind)}没有模板，48 小时内没说过话的人收不到。"
        f"请在模板设置里写 [{ANY_KIND}] 或 [{kind}]。"
    )


def unknown_kind(kind: str) -> str:
    """A table of the settings that serves nothing."""
    known = "、".join((ANY_KIND, *KINDS))
    return f"模板设置里的 [{kind}] 不是通知的种类，永远用不到。可用：{known}。"


def gone(kind: str, template: str) -> str:
    """The account has no such template; they vanish when a category changes."""
    return (
        f"[{kind}] 的模板 {template} 不在公众号里，可能因类目变更被删。"
        "请在公众号后台重新添加，把新的模板编号写进设置。"
    )


def no_such_field(kind: str, part: str, field: str, known: Sequence[str]) -> str:
    """A field of the settings that the template has not."""
    return (
        f"[{kind}.fields] 的 {part} = {field}：公众号的模板里没有这个字段。"
        f"请改成其中之一：{'、'.join(known)}。"
    )


def not_filled(kind: str, field: str, label: str) -> str:
    """A field of the template that nothing is put into."""
    return (
        f"公众号模板的字段 {field}（{label}）没有内容，微信会拒收{kind_name(kind)}。"
        f"请在 [{kind}.fields] 里给它对应一项，或换一个没有这个字段的模板。"
    )


def not_used(kind: str, part: str) -> str:
    """Something that a notice says and the template leaves out."""
    name = PART_NAMES[part]
    return f"[{kind}] 的模板里没有「{name}」，收到卡片的人看不到；需要时在 [{kind}.fields] 里对应。"


def used_twice(kind: str, field: str, parts: Sequence[str]) -> str:
    """Two things for one field."""
    names = "、".join(PART_NAMES[part] for part in parts)
    return f"[{kind}.fields] 把{names}都放进 {field}，只会显示一个。请各用一个字段。"


def does_not_fit(kind: str, field: str, part: str, value: str, told: str) -> str:
    """WeChat would refuse the value."""
    return (
        f"{kind_name(kind)}的「{PART_NAMES[part]}」放不进 {field}（{told}）：「{value}」会被拒收。"
        "请换一个类型合适的字段。"
    )


def is_lost(kind: str, field: str, part: str, value: str, shown: str) -> str:
    """The value would turn into something that says nothing."""
    return (
        f"{kind_name(kind)}的「{PART_NAMES[part]}」在 {field} 里会变成「{shown}」，"
        f"原是「{value}」。请换一个类型合适的字段。"
    )


def is_cut(kind: str, field: str, part: str, shown: str) -> str:
    """The value is shortened; the page has it whole."""
    name = PART_NAMES[part]
    return f"{kind_name(kind)}的「{name}」最长时在 {field} 里截成「{shown}」，全文在链接里。"


def too_long(kind: str, size: int) -> str:
    """A text that WeChat refuses as a customer-service message."""
    return f"{kind_name(kind)}全文 {size} 字节，超过 2048，客服消息发不出，只能发模板卡片。请缩短。"


def no_page(kind: str, rows: int) -> str:
    """A text longer than the screen without a page that says the rest."""
    return (
        f"{kind_name(kind)}最长时有 {rows} 行，超过一屏（12 行），又没有链接；内容多时要往上翻看。"
    )


def no_such_page(kind: str, url: str) -> str:
    """A link that leads nowhere."""
    return f"{kind_name(kind)}的链接 {url} 没有对应的页面。请检查 ZGT_BASE_URL。"


def in_order(kinds: int) -> str:
    """Nothing would be refused."""
    return f"模板检查通过：{kinds} 种通知都能发出。"


def counted(refused: int, notes: int) -> str:
    """What was found, in all."""
    if refused:
        return f"有 {refused} 处要改，否则发不出或看不到内容；另有 {notes} 处提示。"
    return f"没有会被拒收的；有 {notes} 处提示。"


def heading(kind: str, template: str) -> str:
    """Above a specimen."""
    return f"──── {KINDS[kind]}（{kind}）　模板：{template or '没有'} ────"


def card(title: str, lines: Sequence[tuple[str, str]], url: str) -> str:
    """A template message as the phone shows it."""
    shown = [f"┃ {title}", *(f"┃ {label}：{value}" for label, value in lines)]
    shown.append("┃ 查看详情 ›" if url else "┃ （没有链接）")
    return "\n".join(shown)


def whole(text: str, rows: int, size: int) -> str:
    """A customer-service message as the phone shows it."""
    return f"客服消息（{rows} 行，{size} 字节）：\n{text}"


def offline() -> str:
    """Only the settings were looked at."""
    return "没有问公众号（--offline）：只核对了设置和字段类型，标签用的是常见名称。"
