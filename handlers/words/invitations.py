"""What stands on a printed sheet of binding codes (绑定码), and what ``invite`` answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.words.binding import held
from handlers.words.forms import ROLE_NAMES, day
from supervision.people import Group
from supervision.records import Role
from supervision.times import SHANGHAI


def invited(code: str, unit: str, role: Role, group: Group | None, expires: datetime) -> str:
    """A binding code, and what its owner does with it."""
    return (
        f"{held(unit, role, group)} 的绑定码：{code}\n"
        f"请本人在公众号里发送：绑定 {code}\n"
        f"有效至 {_minute(expires)}，只能用一次。"
    )


def written(files: Sequence[str], codes: int) -> str:
    """Where codes were drawn."""
    return f"已生成 {codes} 个二维码：{'、'.join(files)}"


def title(region: str) -> str:
    """The head of every page."""
    return f"{region}环保督察整改 · 绑定二维码"


def note(office: str, made: datetime, codes: int, *, trial: bool) -> str:
    """Who made it, and when."""
    local = made.astimezone(SHANGHAI)
    test = "　试用模式：只能在模拟器里使用" if trial else ""
    return f"{office}　{local.year}年{local.month}月{local.day}日制　共 {codes} 个{test}"


def page_of(number: int, total: int) -> str:
    """The number of a page."""
    return f"第 {number} 页，共 {total} 页"


FOOT = (
    "一个码只绑定一人，用过作废。请沿虚线裁开，分别交给本人；不要发到群里，也不要转给他人。",
    "过期、遗失或要加人，请向整改办索取新码。绑定后有人员变动，请在公众号里回复「移交」或「解绑」。",
)

HOW = "微信扫码关注，回复姓名或 1"
"""What to do, in one line."""

OTHERWISE = "扫不了，就在公众号里发送："


def tag(role: Role, group: Group | None) -> str:
    """联络员; 整改办 督查督办组."""
    return held("", role, group).strip() if role is not Role.OFFICE else _office(group)


def _office(group: Group | None) -> str:
    named = held(ROLE_NAMES[Role.OFFICE], Role.OFFICE, group)
    return named if group else "工作人员"


def until(expires: datetime, now: datetime) -> str:
    """有效至 12月3日（周四） 10:00."""
    local = expires.astimezone(SHANGHAI)
    return f"有效至 {day(local.date(), now.astimezone(SHANGHAI).date())} {local:%H:%M}"


# ---- what cannot be done --------------------------------------------------------------------


def no_scene_codes(reason: str) -> str:
    """The account may not make QR codes with a scene."""
    return (
        f"公众号不能生成带参数二维码（{reason}）：需要已认证的服务号。没有发放任何码。"
        "不带 --qr、--sheet 仍可生成绑定码。"
    )


def platform_away(*, trial: bool) -> str:
    """WeChat, or its emulator, does not answer."""
    hint = "试用模式请先在另一个终端运行 make run" if trial else "请检查网络"
    return f"连不上微信接口，没有发放任何码。{hint}，再试一次。"


def one_unit() -> str:
    """A code alone is for one unit."""
    return (
        "命令写法不对：请写一个单位，例如 invite 市水务局。多个单位的二维码请用 --sheet 文件.pdf。"
    )


def no_units() -> str:
    """A sheet for nobody."""
    return "请写明单位，或用 --all 为台账里每个有事项的单位各生成一个。"


def wrong_ending(option: str, endings: Sequence[str]) -> str:
    """A file of a kind that is not drawn."""
    return f"{option} 的文件名要以 {' 或 '.join(endings)} 结尾。没有发放任何码。"


def not_together(option: str, other: str) -> str:
    """Two options that contradict each other."""
    return f"{option} 不能和 {other} 一起用。"


def group_is_for_the_office() -> str:
    """--group without --role office."""
    return "--group 只用于整改办的人员，请加 --role office。"


def cannot_write(file: str) -> str:
    """The file cannot be written."""
    return f"写不了文件 {file}。请检查目录和权限。没有发放任何码。"


def not_installed(package: str) -> str:
    """A package that draws is missing."""
    return (
        f"缺少画二维码用的软件包 {package}，没有发放任何码。"
        "请运行 .venv/bin/pip install -r requirements.txt 后再试。"
    )


def no_phone(phone: str) -> str:
    """Something that is no telephone number."""
    return f"「{phone}」不像电话号码，应是数字，可以带区号和短横线。"


def _minute(instant: datetime) -> str:
    return f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
