"""``serve``, ``clock``, ``sender``: the processes of the program."""

from __future__ import annotations

import click

from bot.cli.frame import Command, command, region_option, wiring
from storage.connect import open_redis


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(serve)
    cli.add_command(clock)
    cli.add_command(sender)


@click.command(cls=Command)
@region_option
@command
def serve(region: str | None) -> None:
    """启动整改通的全部进程：Redis、网页、时钟、发送，试用模式还有模拟器。"""
    from bot.serve import Supervisor  # noqa: PLC0415  # only this command needs it

    wired = wiring()
    wired.settings.region(region)
    Supervisor(wired.settings, wired).run()


@click.command(cls=Command)
@region_option
@command
def clock(region: str | None) -> None:
    """到点起草提醒、预警、通报和黄牌（一般由 serve 启动）。"""
    from bot.clock import run_clock  # noqa: PLC0415  # only this process loads the scheduler

    settings = wiring().settings
    settings.region(region)
    with open_redis(settings.redis_url, settings.data, shared=True):
        run_clock(settings)


@click.command(cls=Command)
@region_option
@command
def sender(region: str | None) -> None:
    """把发件箱里的通知发给微信（一般由 serve 启动）。"""
    from bot.sending import run_sender  # noqa: PLC0415  # only this process loads the client

    settings = wiring().settings
    settings.region(region)
    with open_redis(settings.redis_url, settings.data, shared=True):
        run_sender(settings)
