"""``notice show``, ``notice list``, ``notice done``: how every notice was served."""

from __future__ import annotations

import json

import click

from bot.cli.frame import Group, command, desk, region_option
from handlers import service_record
from handlers.words import service_record as words

json_option = click.option("--json", "as_json", is_flag=True, help="一行一个 JSON。")


def register(cli: click.Group) -> None:
    """Add the commands."""
    cli.add_command(notice)


@click.group(cls=Group)
def notice() -> None:
    """通知：送达记录、未送达名单。"""


@notice.command()
@click.argument("name", metavar="ID")
@json_option
@region_option
@command
def show(name: str, *, as_json: bool, region: str | None) -> None:
    """打印一条通知的送达记录；ID 是通知编号，或者文书编号（打印告知它的全部通知）。"""
    with desk(region) as at:
        found = service_record.services(at.office, name)
    if as_json:
        for one in found:
            click.echo(json.dumps(service_record.to_json(one), ensure_ascii=False))
    else:
        click.echo("\n\n".join(words.proof(one) for one in found))


@notice.command("list")
@click.option("--unreachable", is_flag=True, help="只列未送达的，并写明怎么办。")
@click.option("--limit", default=100, show_default=True, help="最多列多少条。")
@json_option
@region_option
@command
def list_command(*, unreachable: bool, limit: int, as_json: bool, region: str | None) -> None:
    """列出未送达的通知，以及还没有发出的通知。"""
    with desk(region) as at:
        failed = service_record.undelivered(at.office, limit)
        waiting = [] if unreachable else service_record.waiting(at.office, limit)
    if as_json:
        for one in (*failed, *waiting):
            click.echo(json.dumps(service_record.to_json(one), ensure_ascii=False))
        return
    click.echo("\n".join(map(words.listed, failed)) or words.nothing_undelivered())
    if not unreachable:
        click.echo("\n".join(map(words.waits, waiting)) or words.nothing_waits())


@notice.command()
@click.argument("name", metavar="ID")
@click.argument("how", metavar="[怎样告知]", default="已电话告知")
@region_option
@command
def done(name: str, how: str, region: str | None) -> None:
    """记下未送达的通知已另行告知（默认写「已电话告知」），并移出名单。"""
    with desk(region) as at:
        found = service_record.see_to(at.office, name, how.strip()[:100], at.now)
    click.echo(words.seen_to(found))
