"""What ``account check`` prints: the account, its rights, and what to enter in the console."""

from __future__ import annotations

from collections.abc import Sequence

TEMPLATE_MESSAGES = "模板消息"
FREE_MESSAGES = "客服消息"
FILES = "取用户发来的照片和文件"
CODES = "带参数二维码"
MENUS = "自定义菜单"
TAGS = "用户标签"


def accepted(app_id: str) -> str:
    """The platform has given a token."""
    return f"凭证：AppID {app_id} 和 AppSecret 有效，本机的 IP 在白名单里。"


def to_enter(address: str) -> str:
    """What belongs into the server configuration."""
    return f"服务器地址（URL）：{address}　填在公众平台「基本配置」的「服务器配置」里。"


def login_host(host: str) -> str:
    """What belongs into the domain of silent logins."""
    return f"网页授权域名：{host}　填在公众平台「公众号设置」的「功能设置」里。"


def calls_come_from(addresses: Sequence[str]) -> str:
    """For a firewall in front of us."""
    return f"微信从这些 IP 来访（防火墙要放行，每天可能变）：{_listed(addresses)}"


def calls_go_to(addresses: Sequence[str]) -> str:
    """For a firewall that limits what we may reach."""
    return f"本机要能访问这些 IP 的 443 端口（按域名放行更稳妥）：{_listed(addresses)}"


def right(name: str, *, granted: bool) -> str:
    """Whether the account may do something."""
    return f"权限：{name}　{'有' if granted else '没有'}"


def quota(name: str, limit: int | None, left: int | None) -> str:
    """How often something may still be done today."""
    if limit is None or left is None:
        return f"当天额度：{name}　没有权限"
    return f"当天额度：{name}　上限 {limit} 次，还剩 {left} 次"


def what_is_missing() -> str:
    """What to do about a missing right."""
    return (
        "缺的权限要认证的服务号才有。认证在公众平台「微信认证」办理；"
        "没有模板消息时，通知只能发给 48 小时内说过话的人。"
    )


def _listed(addresses: Sequence[str]) -> str:
    return "、".join(addresses) or "没有给出"
