"""Long words are cut where a line ends, and nothing of them is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handlers.parts import LONGEST_BYTES, parts
from handlers.words import trouble

MORE = trouble.to_be_continued()
LINE = "14-2 污泥处置项目：上报 60%，还剩 3 个工作日。"


def test_what_fits_stays_whole() -> None:
    assert parts("", MORE) == [""]
    exact = "整" * (LONGEST_BYTES // 3)
    assert parts(exact, MORE) == [exact]


def test_a_long_list_is_cut_between_its_lines() -> None:
    lines = [f"{number}. {LINE}" for number in range(100)]
    first, *rest = parts("\n".join(lines), MORE)
    assert first.endswith(f"。\n{MORE}")
    said = [line for part in (first, *rest) for line in part.splitlines() if line != MORE]
    assert said == lines


def test_a_text_without_lines_is_cut_behind_a_sentence() -> None:
    first, *_ = parts("整改方案已经批准。" * 200, MORE)
    assert first.removesuffix(f"\n{MORE}").endswith("。")


def test_a_text_without_any_place_to_cut_is_cut_at_a_character() -> None:
    found = parts("整" * 2000, MORE)
    assert "".join(part.removesuffix(f"\n{MORE}") for part in found) == "整" * 2000


@given(st.text(st.sampled_from("整a😀 \n。，"), max_size=4000))
def test_every_part_is_short_enough_and_only_white_space_is_lost(words: str) -> None:
    found = parts(words, MORE)
    assert all(len(part.encode()) <= LONGEST_BYTES for part in found)
    assert all(part.endswith(MORE) for part in found[:-1])
    said = "".join(part.removesuffix(f"\n{MORE}") for part in found)
    assert "".join(said.split()) == "".join(words.split())
