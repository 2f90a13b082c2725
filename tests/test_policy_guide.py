"""``docs/policy.md``: what it shows was run, what it lists is all, what it names exists."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.app import create_app
from bot.settings import Settings
from bot.wiring import Wiring
from handlers.words.policy_names import LEVEL_NAMES, RECIPIENT_NAMES, TRIGGER_NAMES
from handlers.words.steps import STEP_NAMES
from storage.embedded import EmbeddedServer
from supervision.features import PLACES, Feature
from supervision.policy_check import Kept, check
from supervision.rules import NEEDED, Rule
from tests.manual import ROOT, code_of, headings, text_of

GUIDES = ("docs/policy.md", "docs/policy.zh-CN.md")
EXAMPLE = ROOT / "docs" / "policy" / "qinglan.toml"
PRESETS = sorted(file.stem for file in (ROOT / "policies").glob("*.toml"))
SHOWN_ON = "2026-06-10T10:00:00+08:00"
COMMAND = ".venv/bin/flask --app wsgi "


@cache
def tables(guide: str) -> dict[str, list[list[str]]]:
    """The rows of every table by the first word of its head, those of a preset by its name."""
    found: dict[str, list[list[str]]] = {}
    heading, rows = "", []
    for line in [*text_of(guide).splitlines(), ""]:
        if line.startswith("### "):
            heading = line.removeprefix("### ")
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
        elif rows:
            name = heading if heading in PRESETS else rows[0][0].strip("| ")
            found[f"{name} {len(rows[0])}" if name in found else name] = rows[2:]
            rows = []
    return found


def named(guide: str, english: str, chinese: str) -> list[list[str]]:
    return tables(guide)[english if guide == GUIDES[0] else chinese]


def bare(cell: str) -> str:
    return cell.strip("`")


def test_both_languages_say_the_same() -> None:
    english, chinese = GUIDES
    assert headings(english) == headings(chinese)
    assert code_of(english) == code_of(chinese)
    shapes = [[(len(row), row[0]) for row in rows] for rows in tables(english).values()]
    assert shapes == [[(len(row), row[0]) for row in rows] for rows in tables(chinese).values()]


def test_every_command_that_is_shown_prints_what_is_shown(
    redis_server: EmbeddedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with redis_server.client() as client:
        client.flushall()
    monkeypatch.chdir(ROOT)
    environment = {
        "ZGT_DATA": str(tmp_path / "data"),
        "REDIS_URL": f"unix://{redis_server.socket}",
        "ZGT_NOW": SHOWN_ON,
        "ZGT_POLICY": str(EXAMPLE.relative_to(ROOT)),
    }
    app = create_app(Settings.from_env(environment))
    runner = app.test_cli_runner()
    assert isinstance(runner, CliRunner)
    blocks = re.findall(r"^```\w*\n(.*?)\n```", text_of(GUIDES[0]), re.DOTALL | re.MULTILINE)
    shown = [(one, after) for one, after in pairwise(blocks) if COMMAND in one]
    assert {one.split()[4] for one, _ in shown} == {
        *("check", "simulate", "compare", "set", "versions", "show"),
    }
    for command, printed in shown:
        done = runner.invoke(args=command.removeprefix(COMMAND).split())
        assert done.stdout.rstrip("\n") == printed, command
        assert done.exit_code == (1 if "draft" in command else 0)
    wiring = app.extensions["zgt"]
    assert isinstance(wiring, Wiring)
    wiring.close()


def test_the_file_that_is_shown_is_the_file_of_the_example() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for guide in GUIDES:
        assert f"```toml\n{text}```" in text_of(guide)
    for kept in check(text).kept:
        (row,) = [r for r in tables(GUIDES[0])["clause"] if r[0] == f"`{kept.id}`"]
        assert row[1] == tomllib.loads(text)["clauses"][kept.id]["text"]


# ---- the reference --------------------------------------------------------------------------


def settings_of(values: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(section, key) of everything in a file, as the reference writes sections."""
    for key, value in values.items():
        here = (*path, key)
        if isinstance(value, dict):
            yield from settings_of(value, here)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for one in value:
                yield from ((f"[[{'.'.join(here)}]]", name) for name in one)
        else:
            section = f"{path[0]}.…" if path[0] in ("clauses", "cycles") else ".".join(path)
            yield f"[{section}]", key


@pytest.mark.parametrize("guide", GUIDES)
def test_every_setting_of_the_presets_stands_in_the_reference(guide: str) -> None:
    listed = {(bare(row[0]), bare(row[1])) for row in named(guide, "section", "节")}
    used = {
        found
        for file in (*(ROOT / "policies").glob("*.toml"), EXAMPLE)
        for found in settings_of(tomllib.loads(file.read_text(encoding="utf-8")))
    }
    assert used - listed == set()
    rule = {field.name for field in fields(Rule)}
    assert {key for section, key in listed if section == "[[rules]]"} == rule


def test_no_setting_of_the_reference_is_unknown_to_the_reader() -> None:
    """Each is put with a wrong value into a file that has its section: it is never a stranger."""
    texts = [(ROOT / "policies" / f"{name}.toml").read_text(encoding="utf-8") for name in PRESETS]
    for row in tables(GUIDES[0])["section"]:
        section, key = bare(row[0]), bare(row[1])
        if section == "[[rules]]":
            continue
        header = re.escape(section).replace("…", r"\w+")
        inline = re.escape(section.strip("[]").rpartition(".")[2]) + r" = \[\n  \{ "
        for text in texts:
            place = re.search(rf"^{header}\n", text, re.MULTILINE)
            place = place or (re.search(inline, text) if section.startswith("[[") else None)
            if place:
                break
        if place is None:
            text = f"{texts[0]}\n{section}\n"
            place = re.search(rf"^{header}\n\Z", text, re.MULTILINE)
            assert place
        ends = ", " if place[0].endswith("{ ") else "\n"
        without = text[place.end() :]
        rest = re.sub(rf"(?m)^{key} = .*\n|\b{key} = [^,}}]+, ", "", without, count=1)
        changed = f"{text[: place.end()]}{key} = {{}}{ends}{rest}"
        strangers = [
            p for p in check(changed).problems if re.search("没有这(?:个设置|一节)", p.what)
        ]
        assert strangers == [], (section, key)


@pytest.mark.parametrize("guide", GUIDES)
def test_the_tables_list_exactly_what_there_is(guide: str) -> None:
    triggers = {bare(row[0]): row for row in named(guide, "trigger", "触发条件")}
    assert list(triggers) == [str(trigger) for trigger in TRIGGER_NAMES]
    for trigger, name in TRIGGER_NAMES.items():
        assert triggers[trigger][1] == name
        assert re.findall(r"`(\w+)`", triggers[trigger][2]) == list(NEEDED.get(trigger, ()))
    steps = {bare(row[0]): row[1] for row in named(guide, "step", "措施")}
    assert steps == {str(step): name for step, name in STEP_NAMES.items()}
    receivers = {bare(row[0]): row[1] for row in named(guide, "receiver", "对象")}
    assert set(receivers) == set(RECIPIENT_NAMES)
    assert {bare(row[0]) for row in named(guide, "level", "层级")} == set(LEVEL_NAMES)
    features = {bare(row[0]): row for row in named(guide, "feature", "功能")}
    assert set(features) == set(Feature)
    for feature, place in PLACES.items():
        assert features[feature][1] == place.name
        assert f"`{place.where}`" in features[feature][2]


# ---- the five presets, clause by clause -----------------------------------------------------


@cache
def kept_by(preset: str) -> dict[str, Kept]:
    text = (ROOT / "policies" / f"{preset}.toml").read_text(encoding="utf-8")
    return {kept.id: kept for kept in check(text).kept}


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("preset", PRESETS)
def test_a_clause_is_carried_by_what_the_table_says(preset: str, guide: str) -> None:
    rows = tables(guide)[preset]
    assert [bare(row[0]) for row in rows] == list(kept_by(preset))
    for row in rows:
        kept = kept_by(preset)[bare(row[0])]
        assert row[1] == kept.where
        wanted = {f"`{name}`" for _, name in kept.sections}
        wanted |= {f"`{PLACES[feature].where}`" for feature in kept.features}
        assert set(re.findall(r"`[^`]+`", row[2])) == wanted, row[0]
        assert {STEP_NAMES[rule.step] for _, rule in kept.rules} <= set(
            re.split(r"[、<\s]", row[2])
        )


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("preset", PRESETS)
def test_what_proves_a_clause_is_there(preset: str, guide: str) -> None:
    for row in tables(guide)[preset]:
        proofs = [bare(one) for one in row[3].split("<br>")]
        assert all(proofs), row[0]
        for proof in proofs:
            file, _, test = proof.partition("::")
            text = (ROOT / file).read_text(encoding="utf-8")
            if file.endswith(".md"):
                assert re.search(rf"\| {bare(row[0])} \|", text), (row[0], file)
            assert not test or f"def {test}(" in text, proof


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_leads_to_what_is_there(guide: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", text_of(guide))
    links += re.findall(r"`((?:docs/)?polic(?:y|ies)/[\w.-]*)`", text_of(guide))
    assert links
    for link in links:
        assert (ROOT / link).exists() or ((ROOT / guide).parent / link).exists(), link
