"""What is said of a wrong setting: what to put instead. The setting's name stands before it."""

from __future__ import annotations

from collections.abc import Iterable

# ---- an account ---------------------------------------------------------------------------------

APP_ID = "请填公众号的 AppID。"
APP_SECRET = "请填公众号的 AppSecret。"  # noqa: S105  # what to put, not a secret
TOKEN = "请填服务器配置里的 Token（3 至 32 位）。"  # noqa: S105  # what to put, not a secret
AES_KEY = "应是服务器配置里的 EncodingAESKey，正好 43 位字母和数字。"
MODE = "只能是 plain（明文）、compatible（兼容）或 aes（安全）。"
HALF_TRIAL = "没有填，而别的地区已接公众号。请补全或删去。"


def malformed(value: str, advice: str) -> str:
    """A value that is absent or of another form."""
    return f"{'格式不对' if value else '没有填'}。{advice}"


def mode_needs(mode: str, setting: str) -> str:
    """A way of sealing that needs the key."""
    return f"{mode} 方式需要同时设置 {setting}。"


# ---- values -------------------------------------------------------------------------------------

REGION = "地区代号只能用小写字母、数字和短横线，最多 32 位，例如 tianshui。"
ADDRESS = "应是 http:// 或 https:// 开头的完整地址。"
LOOPBACK_ONLY = "试用模式只能用 127.0.0.1。要对外服务，请先设置公众号的 WECHAT_… 各项。"
SHORT_KEY = "太短，至少 32 位随机字符。"
INSTANT = "应是带时区的时刻，例如 2017-08-31T09:00:00+08:00。"
NOT_WITH_PEOPLE = "只供试用和测试，接了真公众号不能用。请去掉它。"


def between(least: int, most: int) -> str:
    """No whole number, or one beyond its bounds."""
    return f"应是 {least} 到 {most} 之间的整数。"


def no_region(name: str, known: Iterable[str]) -> str:
    """A region that is not set up."""
    return f"没有地区 {name}。可选：{'、'.join(known)}。"


# ---- files --------------------------------------------------------------------------------------

NO_REGIONS = "文件里一个地区也没有，至少写一张表，例如 [tianshui]。"


def no_toml(file: str) -> str:
    """A file that cannot be read as TOML."""
    return f"文件 {file} 读不出来，应是 UTF-8 的 TOML 文件。"


def policy_unreadable(path: object) -> str:
    """A policy that is no text."""
    return f"读不了 {path}，应是 UTF-8 的 TOML 文件。"


def no_access(path: object) -> str:
    """A file of the data folder that cannot be read or written."""
    return f"读写不了 {path}。请检查权限，或换一个数据目录。"


def no_menus(file: str) -> str:
    """A menu file that is not there."""
    return f"没有菜单文件 {file}。不设置就用自带的菜单。"


def no_policy(policy: str) -> str:
    """A policy that is not there."""
    return f"没有制度文件 {policy}。可填 policies 里的名字或文件路径。"


def template_without_id(kind: str) -> str:
    """A template's table without what it must say."""
    return f'模板 [{kind}] 要有 id = "…"，fields 是字段对照表。'


def template_fields(kind: str, known: Iterable[str]) -> str:
    """A template's table with fields that no notice has."""
    return f"模板 [{kind}] 的字段只能是 {'、'.join(known)}，值是字段名。"


def in_the_file(variable: str) -> str:
    """A variable beside the file that sets up the regions."""
    return f"已用 {variable} 文件设置各地区，请把它写进那个文件。"


def no_table(region: str) -> str:
    """A region that is no table."""
    return f"{region} 应是一张表，写成 [{region}]。"


def unknown_names(region: str, names: Iterable[str]) -> str:
    """Names that a region's table may not hold."""
    return f"[{region}] 里不认识 {'、'.join(names)}。"
