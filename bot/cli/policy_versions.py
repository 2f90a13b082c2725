"""``policy set``, ``policy show``, ``policy versions``: the policy in force (现行制度)."""

from __future__ import annotations

from datetime import date

import click

from bot.accounts import policy_path
from bot.cli.days import DAY
from bot.cli.files import text_of
from bot.cli.frame import Command, Desk, command, desk, region_option
from handlers.policy_versions import Wanted, set_policy
from handlers.words import policy_versions as words
from supervision.regime import in_force
from supervision.times import local_date


@click.command("set", cls=Command)
@click.argument("file", metavar="制度")
@click.option("--from", "since", type=DAY, help="从哪一天起执行，最早明天；不写就是明天。")
@click.option("--reason", default="", help="为什么改，记入留痕。")
@region_option
@command
def enter(*, file: str, since: date | None, reason: str, region: str | None) -> None:
    """设定本地区执行的制度：存为新版本，从某一天起执行，记入留痕。

    “制度”写 policies 里的名字或文件路径；有错误的文件不设定。已触发的措施不再次触发。
    """
    text = text_of(policy_path(file))
    with desk(region) as at:
        wanted = Wanted(file, text, since, reason.strip())
        done = set_policy(at.office.store, _text_of_setting(at), wanted, at.now)
    if done.version is None:
        click.echo(words.same(done.before, wanted.since))
    else:
        click.echo(words.done(done.version, done.before, done.later, local_date(at.now)))


@click.command(cls=Command)
@click.option("--at", "day", type=DAY, help="哪一天执行的制度；不写就是今天。")
@click.option("--text", "whole", is_flag=True, help="打印制度文件全文。")
@region_option
@command
def show(*, day: date | None, whole: bool, region: str | None) -> None:
    """看某一天执行的是哪套制度。"""
    with desk(region) as at:
        on = day or local_date(at.now)
        version = in_force(at.office.store.policies.versions(), on)
        policy = at.office.regime().on(on)
        if whole:
            click.echo(version.text if version else _text_of_setting(at), nl=False)
        else:
            click.echo(words.shown(policy, version, on))


@click.command(cls=Command)
@region_option
@command
def versions(*, region: str | None) -> None:
    """列出设定过的全部版本。"""
    with desk(region) as at:
        known = at.office.store.policies.versions()
        current = in_force(known, local_date(at.now))
    for line in words.listed(known, current) if known else [words.none_stored()]:
        click.echo(line)


def _text_of_setting(at: Desk) -> str:
    return text_of(at.settings.region(at.region).policy_path)
