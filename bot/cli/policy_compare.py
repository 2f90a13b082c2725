"""``policy compare``: two policies side by side (制度比较), and what would change for whom."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from bot.accounts import policy_path
from bot.cli.days import DAY
from bot.cli.files import text_of
from bot.cli.frame import Command, command, region_option
from bot.cli.policy_trial import Span, prepared
from bot.errors import InputError
from handlers.compare_policies import UnitTurns, turns_by_unit
from handlers.simulate_policy import Tried, lines
from handlers.words import command_line
from handlers.words import policy_comparing as words
from supervision.decisions import Decision
from supervision.policy import Policy
from supervision.policy_difference import differences


@click.command(cls=Command)
@click.argument("one", metavar="制度A")
@click.argument("other", metavar="制度B")
@click.option("--ledger", type=click.Path(path_type=Path), help="台账或方案文件。")
@click.option("--facts", type=click.Path(path_type=Path), help="事实 JSONL。")
@click.option("--from", "first", type=DAY, help="第一天，例如 2017-07-05。")
@click.option("--to", "last", type=DAY, help="最后一天（含）。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@region_option
@command
def compare(
    *,
    one: str,
    other: str,
    ledger: Path | None,
    facts: Path | None,
    first: date | None,
    last: date | None,
    as_json: bool,
    region: str | None,
) -> None:
    """比较两套制度：设置有什么不同；给出台账和事实时，还列出对哪些单位有什么变化。

    “制度”写 policies 里的名字或文件路径。--ledger、--facts、--from、--to 要么都写，要么都不写。
    """
    before, after = (Policy.parse(text_of(policy_path(name))) for name in (one, other))
    found = differences(before, after)
    span = Span.of(ledger, facts, first, last)
    if span is None and any(given is not None for given in (ledger, facts, first, last)):
        raise InputError(command_line.all_or_none("--ledger、--facts、--from、--to"))
    tried = prepared(span, region) if span is not None else None
    told = turns_by_unit(before, after, tried) if tried is not None else None
    if as_json:
        answer: dict[str, Any] = {"settings": [words.setting(one) for one in found]}
        if tried is not None and told is not None:
            answer["steps"] = _steps(told, before, after, tried)
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    for line in words.settings(found):
        click.echo(line)
    if span is not None and told is not None:
        click.echo()
        for line in words.table(told, span.first, span.last):
            click.echo(line)


def _steps(
    told: Sequence[UnitTurns], before: Policy, after: Policy, tried: Tried
) -> list[dict[str, Any]]:
    """What would change; a step of either side is an object of contracts/step.schema.json."""
    return [
        {
            "unit": unit.unit,
            "change": turn.turned,
            "before": _step(before, turn.before, tried),
            "after": _step(after, turn.after, tried),
        }
        for unit in told
        for turn in unit.turns
    ]


def _step(policy: Policy, made: Decision | None, tried: Tried) -> dict[str, object] | None:
    return next(lines(policy, [made], tried)) if made else None
