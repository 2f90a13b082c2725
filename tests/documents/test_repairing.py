"""A text that a conversion has damaged is made whole; a sound one is not touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.repairing import BRACKETS, CHARACTERS, repair

DAMAGED = (
    "環(huán)境質(zhì)量,經(jīng)濟發(fā)展,任務(wù)落實,生態(tài)保護,"
    "關(guān)系群眾,結(jié)合實際,產(chǎn)業(yè)。"
)
SOUND = "生态环境保护督察整改任务落实工作做到问题不查清不放过显著著名乾隆重庆们的里面后来一二三"
SIGNS = "（）()、，。；：《》\n0123456789PM.MWabctoneⅢ%"


def test_brackets_go_and_characters_turn() -> None:
    text, done = repair(DAMAGED)
    assert text == "环境质量,经济发展,任务落实,生态保护,关系群众,结合实际,产业。"
    assert done.brackets == 10
    assert done.characters == sum(old != new for old, new in zip(bare(DAMAGED), text, strict=True))
    assert done.examples == (("環(huán)", "环"), ("質(zhì)", "质"), ("經(jīng)", "经"))


def bare(text: str) -> str:
    """The text without its ten brackets, written out by hand."""
    for each in ("huán", "zhì", "jīng", "fā", "wù", "tài", "guān", "jié", "chǎn", "yè"):
        text = text.replace(f"({each})", "")
    return text


@pytest.mark.parametrize(
    "genuine", ["(PM2.5)", "(MW)", "(一)", "（试行）", "(wù)", "(COD)", "(a)", "(2)", "()"]
)
def test_a_bracket_that_is_no_reading_stays(genuine: str) -> None:
    text, done = repair(DAMAGED + "指标" + genuine)
    assert text.endswith("指标" + genuine)
    assert done.brackets == 10


def test_full_width_brackets_and_decomposed_tones_count_too() -> None:
    text, done = repair("环（huán）境" * BRACKETS + "质(zhi\u0300)")
    assert text == "环境" * BRACKETS + "质"
    assert (done.brackets, done.characters) == (BRACKETS + 1, 0)


def test_a_reading_of_a_rare_name_is_the_authors() -> None:
    text = "瞿(qú)某某" * (BRACKETS - 1)
    assert repair(text)[0] == text
    assert repair(text + "瞿(qú)")[1].brackets == BRACKETS


@pytest.mark.parametrize("names", ["濟源", "環球集團與開發區"])
def test_a_few_traditional_characters_in_names_are_no_damage(names: str) -> None:
    text = SOUND * 8 + names
    assert repair(text)[0] == text
    assert not repair(text)[1]


def test_both_the_number_and_the_share_of_traditional_characters_decide() -> None:
    few, many = "環" * (CHARACTERS - 1), "環" * CHARACTERS
    assert not repair(few)[1]
    assert repair(many)[1].characters == CHARACTERS
    assert repair(many + "好" * (9 * CHARACTERS))[1].characters == CHARACTERS
    assert not repair(many + "好" * (9 * CHARACTERS + 1))[1]


def test_a_character_that_the_conversion_has_eaten_is_named_and_stays() -> None:
    text, done = repair(DAMAGED + "少數(shù)地方?jīng)]有做到。")
    assert text.endswith("少数地方?jīng)]有做到。")
    assert done.lost == ("少数地方?jīng)]有做到",)


@given(st.text(alphabet=SOUND + SIGNS, max_size=300))
def test_a_sound_text_is_untouched(text: str) -> None:
    assert repair(text)[0] == text
    assert not repair(text)[1]


@pytest.mark.parametrize("seed", ["001", "003", "004"])
def test_sound_seeds_are_untouched(shared: Path, seed: str) -> None:
    (path,) = (shared / "seeds").glob(f"{seed}_*")
    text = path.read_text("utf-8")
    assert repair(text)[0] == text


def test_the_repair_of_a_repaired_text_finds_nothing(shared: Path) -> None:
    for seed in ("000", "002"):
        (path,) = (shared / "seeds").glob(f"{seed}_*")
        whole, done = repair(path.read_text("utf-8"))
        assert done
        assert not repair(whole)[1]
