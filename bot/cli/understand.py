"""``understand``: what messages ask for (理解), one JSON object a line; stores nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import click

from bot.cli.frame import command, desk, region_option
from bot.cli.unknown import Wish, unknown
from bot.errors import InputError
from handlers.words import command_line
from language.acts import Act, Intent
from language.contract import shown
from language.lexicon import Lexicon
from language.understanding import Understood, explain
from supervision.records import Role
from supervision.times import from_iso

ASKED = "bot_asked_yes_no"


def register(cli: click.Group) -> None:
    """Add the command."""
    cli.add_command(understand)


@click.command()
@click.argument("text", required=False, metavar="[话]")
@click.option("--batch", is_flag=True, help="从标准输入逐行读 JSON，逐行输出。")
@click.option("--explain", "explained", is_flag=True, help="同时说明怎样读出来的。")
@click.option("--role", type=click.Choice([str(role) for role in Role]), default="liaison")
@click.option("--unit", default="", help="说话人的单位。")
@click.option("--json", "as_json", is_flag=True, help="配合 unknown：输出 JSON。")
@click.option(
    "--keep", type=click.Choice(["on", "off"]), help="配合 unknown：是否留存没看懂的原话。"
)
@region_option
@command
def understand(
    *,
    text: str | None,
    batch: bool,
    explained: bool,
    role: str,
    unit: str,
    as_json: bool,
    keep: str | None,
    region: str | None,
) -> None:
    """看一句话被理解成什么，不记录；写 unknown 看哪些话没看懂。"""
    if text == "unknown":
        unknown(Wish(as_json, keep), region)
        return
    if batch == (text is not None):
        raise InputError(command_line.text_or_batch())
    with desk(region) as at:
        lexicon = at.office.lexicon()
        one = json.dumps({"role": role, "text": text, "unit": unit}).encode()
        lines: Iterable[bytes] = sys.stdin.buffer if batch else (one,)
        for found in _read(lines, lexicon, at.now):
            answer = shown(found.acts, lexicon)
            if explained:
                answer["explain"] = _explained(found)
            click.echo(json.dumps(answer, ensure_ascii=False))


def _read(lines: Iterable[bytes], lexicon: Lexicon, now: datetime) -> Iterator[Understood]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = _understood(json.loads(line), lexicon, now)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
            raise InputError(command_line.bad_line(number)) from exc
        yield found


def _understood(read: dict[str, Any], lexicon: Lexicon, now: datetime) -> Understood:
    words, unit = read["text"], read.get("unit") or ""
    if not isinstance(words, str) or not isinstance(unit, str):
        raise TypeError("text")
    at = from_iso(read["now"]) if read.get("now") else now
    asked = read.get("context") == ASKED
    return explain(words, Role(read["role"]), at, lexicon, unit=unit, asked=asked)


def _explained(found: Understood) -> dict[str, Any]:
    return {
        "read_as": found.plain,
        "mentions": [
            {"words": m.words, "kind": m.kind, "value": m.value, "note": m.note}
            for m in found.frame.mentions.values()
        ],
        "parts": list(found.parts),
        "acts": [_act(act) for act in found.acts],
    }


def _act(act: Act) -> dict[str, Any]:
    return {
        "intent": str(Intent(act.intent)),
        "rule": act.rule,
        "doubts": list(act.doubts),
        "candidates": [list(pair) for pair in act.candidates],
    }
