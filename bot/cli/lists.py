"""``enterprise``, ``example``, ``result``: the public lists that somebody signs for (公开名单)."""

from __future__ import annotations

from dataclasses import replace

import click

from bot.cli.frame import Desk, Group, command, desk, region_option
from bot.errors import InputError
from handlers.listings import case_of, result_of
from handlers.words import command_line
from handlers.words import listings as words
from storage.change import Change
from supervision.listings import (
    LONGEST_TEXT,
    Listing,
    ListingKind,
    ListingRefusal,
    ListingState,
    kind_of,
    removed,
    signed,
    signing_refusal,
)
from supervision.times import local_date, to_iso

MOST = 500
WHAT = {
    "enterprise": (ListingKind.ENTERPRISE, "企业名单：环境违法企业，签发后公开。", "企业全称"),
    "example": (
        ListingKind.GOOD_CASE,
        "典型案例：已销号事项的做法和成效，签发后公开。",
        "事项编号",
    ),
    "result": (
        ListingKind.RESULT,
        "问责结果：已签发或已决定的文书的处理结果，签发后公开。",
        "文书编号",
    ),
}


def register(cli: click.Group) -> None:
    """Add the commands."""
    for name, (kind, told, subject) in WHAT.items():
        cli.add_command(_group(name, kind, told, subject))


def _group(name: str, kind: ListingKind, told: str, subject: str) -> click.Group:
    """The four commands of one list."""
    group = Group(name, help=told)
    _with_list(group, kind)
    _with_add(group, kind, subject)
    _with_sign(group, kind)
    _with_remove(group, kind)
    return group


def _with_list(group: click.Group, kind: ListingKind) -> None:
    @group.command("list", help="列出最近的内容和状态，已移出的也列出。")
    @region_option
    @command
    def list_(region: str | None) -> None:
        with desk(region) as at:
            found = at.office.store.listings.latest(kind, MOST)
        for one in found:
            click.echo(words.line(one))
        if not found:
            click.echo(words.empty(kind))


def _with_add(group: click.Group, kind: ListingKind, subject: str) -> None:
    @group.command("add", help="拟一条，签发以前不公开。")
    @click.argument("subject", metavar=subject)
    @click.option("--text", required=True, metavar="文字", help="公开的内容。")
    @region_option
    @command
    def add(subject: str, text: str, region: str | None) -> None:
        with desk(region) as at:
            made = _add(at, kind, subject, text.strip())
        click.echo(words.drawn_up_by_command(made, str(group.name)))


def _with_sign(group: click.Group, kind: ListingKind) -> None:
    @group.command("sign", help="签发并公开一条。")
    @click.argument("number", metavar="编号")
    @region_option
    @command
    def sign(number: str, region: str | None) -> None:
        with desk(region) as at:
            listing = _known(at, kind, number)
            refusal = signing_refusal(listing)
            if refusal:
                raise InputError(words.refused(refusal, listing))
            after = signed(listing, at.now)
            _save(at, "sign_listing", listing, after)
        click.echo(words.published(after, at.office.base_url))


def _with_remove(group: click.Group, kind: ListingKind) -> None:
    @group.command("remove", help="移出一条，写明原因；记录保留。")
    @click.argument("number", metavar="编号")
    @click.option("--reason", required=True, metavar="原因", help="为什么移出。")
    @region_option
    @command
    def remove(number: str, reason: str, region: str | None) -> None:
        with desk(region) as at:
            listing = _known(at, kind, number)
            if listing.state is ListingState.REMOVED:
                raise InputError(words.refused(ListingRefusal.REMOVED_BEFORE, listing))
            after = removed(listing, reason.strip(), at.now)
            _save(at, "remove_listing", listing, after)
        click.echo(words.taken_off(after))


def _add(at: Desk, kind: ListingKind, subject: str, text: str) -> Listing:
    if not 0 < len(text) <= LONGEST_TEXT:
        raise InputError(words.text_length(LONGEST_TEXT))
    drawn = _drawn(at, kind, subject)
    if isinstance(drawn, ListingRefusal):
        raise InputError(words.cannot_add(kind, drawn))
    change = Change()
    number = at.office.store.listings.take_number(change, kind, local_date(at.now).year)
    made = replace(drawn, number=number, text=text, at=at.now)
    _save(at, "add_listing", None, made, change)
    return made


def _drawn(at: Desk, kind: ListingKind, subject: str) -> Listing | ListingRefusal:
    if kind is ListingKind.ENTERPRISE:
        return Listing("", kind, subject.strip(), "", at.now)
    if kind is ListingKind.RESULT:
        return result_of(at.office, subject.upper())
    entry = at.office.store.ledger.find(subject)
    if entry is None:
        raise InputError(command_line.no_such_item(subject))
    return case_of(at.office, entry)


def _known(at: Desk, kind: ListingKind, number: str) -> Listing:
    found = at.office.store.listings.get(number.upper())
    if found is None or kind_of(found.number) is not kind:
        raise InputError(words.unknown(number))
    return found


def _save(
    at: Desk, act: str, before: Listing | None, after: Listing, change: Change | None = None
) -> None:
    step = change or Change()
    at.office.store.listings.save(step, before, after)
    step.journal(
        {
            "at": to_iso(at.now),
            "pid": "",
            "role": "office",
            "unit": after.unit,
            "act": act,
            "measure": "",
            "before": {"state": before.state} if before else None,
            "after": {"number": after.number, "list": after.kind, "state": after.state},
            "source": "cli",
        }
    )
    at.office.store.commit(step)
