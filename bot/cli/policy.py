"""``policy``: a supervision system (督察制度) checked, tried out, compared and put in force."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from bot.accounts import policy_path
from bot.cli import policy_compare, policy_versions
from bot.cli.days import DAY
from bot.cli.files import text_of
from bot.cli.frame import Group, command, region_option, wiring
from bot.cli.policy_trial import Span, prepared
from handlers.simulate_policy import lines, steps_of
from handlers.words import policy_checking as checking
from supervision.policy import Policy
from supervision.policy_check import check


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(policy)
    policy.add_command(policy_compare.compare)
    for part in (policy_versions.enter, policy_versions.show, policy_versions.versions):
        policy.add_command(part)


@click.group(cls=Group)
def policy() -> None:
    """督察制度：核对、模拟、比较、设定。"""


@policy.command("check")
@click.argument("file", metavar="制度")
@region_option
@command
def check_file(*, file: str, region: str | None) -> None:
    """查出制度文件里的每一处错误，列出每条条款由什么落实；有错误时退出码为 1。

    “制度”写 policies 里的名字或文件路径。
    """
    if region is not None:
        wiring().settings.region(region)
    checked = check(text_of(policy_path(file)))
    for line in checking.report(checked, file):
        click.echo(line)
    if not checked.clean:
        click.get_current_context().exit(1)


@policy.command()
@click.argument("file", metavar="制度")
@click.option("--ledger", required=True, type=click.Path(path_type=Path), help="台账或方案文件。")
@click.option("--facts", required=True, type=click.Path(path_type=Path), help="事实 JSONL。")
@click.option("--from", "first", required=True, type=DAY, help="第一天，例如 2017-07-05。")
@click.option("--to", "last", required=True, type=DAY, help="最后一天（含）。")
@region_option
@command
def simulate(
    *, file: str, ledger: Path, facts: Path, first: date, last: date, region: str | None
) -> None:
    """列出这套制度会采取的每一步（JSON，一行一步）；不记录任何内容。

    “制度”写 policies 里的名字或文件路径。写了 --region，就用该地区录入的工作日表。
    --from 以前的事实算已经发生，--to 以后的不算；通报批评从 --from 起计数，以前的一概不计，
    所以要看第几次通报，请从方案印发之日模拟起。
    """
    chosen = Policy.parse(text_of(policy_path(file)))
    tried = prepared(Span(ledger, facts, first, last), region)
    for line in lines(chosen, steps_of(chosen, tried), tried):
        click.echo(json.dumps(line, ensure_ascii=False))
