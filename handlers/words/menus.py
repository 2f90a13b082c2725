"""The menu (自定义菜单): names of its tags, answers to taps, and what its commands print."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.forms import ROLE_NAMES
from supervision.records import Role

TAG_NAMES: dict[Role, str] = {
    role: f"整改通-{name}" for role, name in ROLE_NAMES.items() if role is not Role.CITIZEN
}
"""The tag (用户标签) that a role has on the platform; the office sees it in the console."""


# ---- in the chat ----------------------------------------------------------------------------


def changed() -> str:
    """A tap on a menu that this program does not know any more."""
    return "这个菜单项已更新。过几分钟重新进入公众号，就能看到新菜单。\n回复「帮助」看能做什么。"


def how_to_report(example: str) -> str:
    """上报进展: one sentence is enough, by examples that work."""
    return "\n".join(
        (
            "直接发一句话就能上报：",
            f"「{example} 完成80%」",
            f"「{example} 完成80%，预计月底完成」",
            f"「{example} 完成80% 困难：资金未到位」",
            f"「{example} 无变化」",
            "说错了回复「撤回」。回复「我的任务」看编号。",
        )
    )


def how_to_search(example: str) -> str:
    """查进展: what to type."""
    return "\n".join(
        (
            "请发要查的词，例如：",
            "「查污水」按关键词查",
            f"「看{example}」按编号查一项",
            "「整体进度」看总体情况",
            "也可以发单位名称、河流或地点。",
        )
    )


def how_to_follow(example: str) -> str:
    """怎样关注: what to type, and what comes of it."""
    return (
        f"先查到事项，再发「关注」加编号，例如「关注{example}」。有新进展时会通知您。\n"
        f"不想再收，请发「取消关注{example}」。"
    )


# ---- on the command line --------------------------------------------------------------------


def file_in_order(file: str, menus: int) -> str:
    """A menu file can be pushed."""
    return f"{file} 没有问题，共 {menus} 个菜单。用 menu push 放到公众号。"


def nothing_to_push() -> str:
    """The account has what the file says."""
    return "公众号的菜单与文件一致，没有改动。"


def pushed(made: Sequence[str], removed: int) -> str:
    """Which menus are new on the account."""
    lines = [f"已更新菜单：{'、'.join(made)}。"] if made else []
    if removed:
        lines.append(f"已删除 {removed} 个旧的个性化菜单。")
    lines.append("手机过 5 分钟后重新进入公众号，就换成新菜单。")
    return "\n".join(lines)


def tags_made(names: Sequence[str]) -> str:
    """Tags that the account did not have."""
    return f"已新建标签：{'、'.join(names)}。"


def tagged(given: int, taken: int, refused: int) -> str:
    """How the tags of people were brought into line."""
    lines = [f"已给 {given} 人打上标签，取下 {taken} 个不再对应的标签。"] if given or taken else []
    if refused:
        lines.append(f"{refused} 人打不上标签：没有关注公众号。他们重新关注后会自动补上。")
    return "\n".join(lines)


def refused(menu: str, code: int, why: str) -> str:
    """WeChat refused a menu; what stood before stands."""
    return f"微信没有接受菜单「{menu}」（{code}）：{why}原来的菜单没有改动。"


REASONS = {
    40016: "一级菜单要有 1 到 3 个。",
    40018: "一级菜单的名称太长，最多 16 个字节（5 个汉字）。",
    40023: "二级菜单最多 5 个。",
    40025: "二级菜单的名称太长，最多 60 个字节（20 个汉字）。",
    40054: "链接的域名不能用，请先在公众号后台登记。",
    40055: "链接的域名不能用，请先在公众号后台登记。",
    48001: "这个公众号没有自定义菜单权限，须是已认证的服务号。",
    65303: "公众号没有默认菜单，请再推送一次。",
    65316: "个性化菜单里的链接最多用 3 个域名。",
}
"""Why, and what to do, by the platform's code."""

OTHER_REASON = "请用 menu check 核对菜单文件。"


def nothing_there() -> str:
    """The account has no menu."""
    return "公众号现在没有菜单。用 menu push 放上去。"


def heading_of(name: str, who: Sequence[Role]) -> str:
    """Whose menu it is; how it stands beside the account's follows."""
    people = "、".join(ROLE_NAMES[role] for role in who) or "没有绑定的人"
    return f"【{name}】{people}看到的菜单："


SAME, DIFFERS, MISSING = "与公众号一致", "与公众号不同", "公众号上还没有"

IN_FILE, ON_ACCOUNT = "文件里：", "公众号上："


def foreign(count: int) -> str:
    """Menus for some that this program did not make."""
    return f"公众号上另有 {count} 个不是整改通建的个性化菜单，没有动过。"


def as_phone(buttons: Sequence[tuple[str, Sequence[str]]]) -> str:
    """A menu as the bottom of the chat: sub-menus open upwards, so the last stands lowest."""
    lines = []
    for name, below in buttons:
        lines.append(f"  ［{name}］" + ("" if not below else "  ▲ " + " ｜ ".join(below)))
    return "\n".join(lines)


# ---- what is wrong with a file --------------------------------------------------------------


def no_default() -> str:
    """Nobody would see a menu without a role."""
    return "要有且只有一个没有 roles 的菜单，它是默认菜单，没有绑定的人看到它。"


def bad_menu(menu: str) -> str:
    """A table that is no menu."""
    return f"[{menu}] 要有 buttons = [ … ]；roles 是角色的列表。"


def unknown_entries(menu: str, names: Sequence[str]) -> str:
    """A table says more than it can."""
    return f"[{menu}] 里不认识 {'、'.join(names)}，请删去。"


def bad_role(menu: str, role: str, known: Sequence[str]) -> str:
    """A role that there is not, or that another menu has."""
    return f"[{menu}] 的角色 {role} 不认识，或已在别的菜单里。可用：{'、'.join(known)}。"


def button_count(menu: str, most: int) -> str:
    """Too many or too few buttons."""
    return f"[{menu}] 的一级菜单要有 1 到 {most} 个。"


def sub_count(where: str, most: int) -> str:
    """Too many or too few items."""
    return f"{where} 的二级菜单要有 1 到 {most} 个，下面不能再分。"


def bad_name(where: str, most: int) -> str:
    """A name that is missing or too long."""
    return f"{where} 的名称要有，且最多 {most} 个字节（{most // 3} 个汉字），不能换行。"


def bad_action(where: str) -> str:
    """A button that does nothing, or two things."""
    return f"{where} 要写 key（点击办理）、page（公开页）、url（网址）、items（二级菜单）中的一个。"


def bad_key(where: str, key: str, known: Sequence[str]) -> str:
    """A key without a meaning."""
    return f"{where} 的 key「{key}」不认识。可用：{'、'.join(known)}。"


def bad_page(where: str) -> str:
    """A page that is no path of ours."""
    return f"{where} 的 page 应以 / 开头，例如 /bulletins/。"


def bad_url(where: str, most: int) -> str:
    """An address that a phone cannot open."""
    return f"{where} 的网址应以 http:// 或 https:// 开头，最多 {most} 个字节。"
