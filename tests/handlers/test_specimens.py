"""Specimens: no kind of notice is forgotten, each has its short form and fits a phone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from handlers.office import Office
from handlers.specimens import Specimen, specimens
from handlers.words import notice_kinds, screen
from handlers.words.notice_kinds import (
    ANNOUNCEMENT,
    BINDING,
    BULLETIN,
    COMPLAINT,
    DUTY,
    EVIDENCE,
    KINDS,
    LED,
    OBJECTION,
    OFFICE,
    PUBLICATION,
    REQUEST,
)
from language.segment import Segmenter
from storage.store import Store
from supervision.decisions import Step
from supervision.policy import Policy
from supervision.rules import NEVER_ISSUED

ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2017-09-15T15:00:00+08:00")

STEPS = {"first.decision.step"}
"""How a writer names the step that a unit is told of."""

HANDED_ON = {"letter.kind", "kind"}
"""A notice made of a letter or by ``inform``: its kind is looked at where that is called."""


@pytest.fixture
def found(store: Store, tmp_path: Path) -> list[Specimen]:
    policy = Policy.parse((ROOT / "policies/tianshui-2017.toml").read_text(encoding="utf-8"))
    office = Office(store, policy, Segmenter(tmp_path, ()), "https://zgt.tianshui.gov.cn")
    return specimens(office, NOW)


def kinds_written() -> Iterator[tuple[str, str]]:
    """What every writer of a notice gives as its kind, and where."""
    for path in sorted((ROOT / "handlers").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id in ("Notice", "Letter", "inform", "tell"):
                given = [word.value for word in call.keywords if word.arg == "kind"]
                kind = given[0] if given else ast.Constant(BINDING)
                said = ast.unparse(kind)
                named = constants.get(said, getattr(notice_kinds, said, said))
                told = kind.value if isinstance(kind, ast.Constant) else named
                yield str(told), f"{path.name}:{call.lineno}"


def test_every_kind_that_is_written_anywhere_is_known() -> None:
    known = {*KINDS, *STEPS, *HANDED_ON}
    wrong = [(kind, where) for kind, where in kinds_written() if kind not in known]
    assert wrong == []


def test_every_kind_that_is_known_is_written_somewhere() -> None:
    written = {kind for kind, _ in kinds_written()}
    assert written >= STEPS
    assert {BULLETIN, OFFICE, PUBLICATION} <= written
    assert set(KINDS) == ({*Step} - NEVER_ISSUED) | ({*written} & {*KINDS})


def test_every_kind_has_a_specimen(found: list[Specimen]) -> None:
    assert list(dict.fromkeys(made.kind for made in found)) == list(KINDS)


def test_every_specimen_has_a_short_form(found: list[Specimen]) -> None:
    for made in found:
        assert {"item", "unit", "step", "number"} <= set(made.fields), made.kind
        assert all(0 < len(value) <= 20 for value in made.fields.values()), made.fields


def test_what_a_phone_does_not_show_whole_has_a_page(found: list[Specimen]) -> None:
    for made in found:
        assert screen.fits(made.text) or made.kind == OFFICE, made.text
        assert made.url or made.kind in (
            OFFICE,
            BINDING,
            EVIDENCE,
            REQUEST,
            COMPLAINT,
            OBJECTION,
            ANNOUNCEMENT,
            DUTY,
            LED,
        ), made.kind
        assert len(made.text.encode()) <= screen.BYTES


def test_the_longest_notice_still_says_what_must_be_done(found: list[Specimen]) -> None:
    card = [made.text for made in found if made.kind == Step.YELLOW_CARD][-1]
    for said in (
        "【黄牌警告】",
        "等 7 项",
        "依据：",
        "后果：",
        "期限：",
        "申辩",
        "全文：",
        "「收到」",
    ):
        assert said in card


PRESETS = ("gansu-2025", "jiyuan-2019", "beijing-2018", "baicheng-2023")


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_words_its_steps_for_a_phone(
    store: Store, tmp_path: Path, preset: str
) -> None:
    policy = Policy.parse((ROOT / f"policies/{preset}.toml").read_text(encoding="utf-8"))
    office = Office(store, policy, Segmenter(tmp_path, ()), "https://zgt.tianshui.gov.cn")
    for made in specimens(office, NOW):
        assert screen.fits(made.text) or made.kind == OFFICE, made.text
        assert "None" not in made.text
        assert all(0 < len(value) <= 20 for value in made.fields.values()), made.fields


@pytest.mark.parametrize(
    "step", [Step.SUMMONS, Step.LISTED_SUPERVISION, Step.SPECIAL_INSPECTION, Step.SELF_CRITICISM]
)
def test_a_formal_step_says_why_by_what_and_what_is_wanted_by_when(
    found: list[Specimen], step: Step
) -> None:
    for text in (made.text for made in found if made.kind == step):
        for said in ("事由：", "依据：", "要求：", "前书面答复", "全文：", "「收到」"):
            assert said in text


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", 1),
        ("一二三", 1),
        ("字" * 18, 1),
        ("字" * 19, 2),
        ("a" * 36, 1),
        ("a" * 37, 2),
        ("一\n\n二", 3),
        ("全文：https://zgt.tianshui.gov.cn/documents/HP-20170915-3F2A9C?k=0123456789abcdef", 2),
    ],
)
def test_rows_are_counted_as_a_phone_breaks_them(text: str, rows: int) -> None:
    assert screen.rows(text) == rows
