"""``understand unknown``: what was not understood, by week and kind; the words where kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

import click

from bot.cli.frame import desk
from handlers.words import unknown as words
from storage.change import Change
from storage.unknown import week_of
from supervision.times import to_iso

WEEKS = 4
"""Weeks that are shown, this one first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked of the command; ``keep``: on, off or nothing."""

    as_json: bool = False
    keep: str | None = None


def unknown(wish: Wish, region: str | None) -> None:
    """Show the counts and the words, or say whether words are kept."""
    with desk(region) as at:
        store = at.office.store
        if wish.keep:
            change = Change()
            store.unknown.keep_words(change, kept=wish.keep == "on")
            change.journal(_entry(at.now, kept=wish.keep == "on"))
            store.commit(change)
            click.echo(words.keeping(kept=wish.keep == "on"))
            return
        weeks = [week_of(at.now - timedelta(days=7 * back)) for back in range(WEEKS)]
        counted = {week: store.unknown.week(week) for week in weeks}
        kept, found = store.unknown.keeps_words(), store.unknown.words(at.now)
    if not wish.as_json:
        lines = [line for week in weeks for line in words.week_lines(week, counted[week])]
        click.echo("\n".join([*lines, *words.text_lines(found, kept=kept)]))
        return
    told = {
        "weeks": [
            {"week": week, "role": role, "kind": kind, "count": times}
            for week in weeks
            for (role, kind), times in counted[week].most_common()
        ],
        "keeps_words": kept,
        "words": [
            {"at": one.at, "role": one.role, "kind": one.kind, "text": one.text} for one in found
        ],
    }
    click.echo(json.dumps(told, ensure_ascii=False))


def _entry(now: datetime, *, kept: bool) -> dict[str, object]:
    return {
        "at": to_iso(now),
        "pid": "",
        "role": "",
        "unit": "",
        "act": "keep_unknown",
        "measure": "",
        "before": None,
        "after": {"kept": kept},
        "source": "cli",
    }
