"""What the command line says about starting, running and stopping."""

from __future__ import annotations


def addresses(public: str, callback: str, simulator: str | None) -> str:
    """Where everything is, once it answers."""
    lines = [f"公开页    {public}"]
    if simulator:
        lines.append(f"模拟器    {simulator}")
    lines.append(f"回调地址  {callback}")
    return "\n".join(lines)


def started(seconds: float) -> str:
    """It runs; how to stop it."""
    return f"整改通已启动（{seconds:.1f} 秒）。按 Ctrl-C 停止。"


def trial() -> str:
    """No account is connected."""
    return "试用模式：没有接公众号，消息只在本机的模拟器里收发。"


def stopping() -> str:
    """Stopping has begun."""
    return "正在停止……"


def stopped() -> str:
    """Everything has stopped."""
    return "已停止，数据已保存。"


def port_in_use(host: str, port: int, variable: str) -> str:
    """A port is taken by another program."""
    return f"端口 {host}:{port} 已被别的程序占用。请先停止它，或用 {variable}=其他端口 再启动。"


def address_not_ours(host: str, variable: str) -> str:
    """This machine has no such address, or we may not use it."""
    return f"不能监听 {host}。请检查 {variable}，1024 以下的端口需要管理员权限。"


def not_answering(log: str) -> str:
    """The web server did not come up."""
    return f"网页服务没有启动成功。原因见{log}。"


def no_templates(region: str) -> str:
    """A real account without templates can only answer, not notify."""
    return (
        f"地区 {region} 没有设置模板消息（ZGT_TEMPLATES）：预警和通报只能发给 48 小时内说过话的人。"
    )


def no_base_url(address: str) -> str:
    """Links in notices point at this machine."""
    return f"没有设置 ZGT_BASE_URL：通知里的链接会是 {address}，手机上打不开。"


def redis_gone() -> str:
    """Redis does not answer."""
    return "连接不上 Redis，什么也没有改动。请确认它在运行，再试一次。"


def account_refused(reason: str) -> str:
    """WeChat does not accept the account's settings, or the account lacks a right."""
    return f"微信不接受公众号的设置（{reason}）。请核对 AppID、AppSecret、IP 白名单和接口权限。"


def platform_away(reason: str) -> str:
    """WeChat does not answer, or not today."""
    return f"微信没有回应（{reason}），什么也没有改动。请稍后再试。"


def platform_refused(reason: str) -> str:
    """WeChat refused what it was asked."""
    return f"微信没有接受这次请求（{reason}）。请稍后再试，仍不行请联系管理员。"


def changed_meanwhile() -> str:
    """Somebody else changed the same record first."""
    return "数据刚被别人改动，这次没有写入。请再试一次。"


def word_missing(name: str) -> str:
    """A command needs an option or a word that was not given."""
    return f"缺少 {name}。"


def no_such_command(name: str) -> str:
    """A group has no such command."""
    return f"没有 {name} 这个命令。"


def no_such_option(option: str) -> str:
    """A command has no such option."""
    return f"没有 {option} 这个选项。"


def wrong_use(told: str, command: str) -> str:
    """Words of the command line that the command cannot use; ``told`` comes from the parser."""
    return f"命令写法不对：{told}用法见 {command} --help。"


def out_of_range(name: str, low: int | float | None, high: int | float | None) -> str:
    """A number beyond its bounds, or none at all."""
    if low is None or high is None:
        bounds = f"不小于 {low}" if low is not None else f"不大于 {high}"
    else:
        bounds = f"{low}–{high}"
    return f"{name}应为{bounds}的整数"
