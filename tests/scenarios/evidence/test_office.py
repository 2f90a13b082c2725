"""The office looks at what units have handed in, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

from documents.pictures import place_of
from supervision.evidence import Evidence
from tests.documents.photos import TIANSHUI, opened, photo
from tests.scenarios.evidence.town import Town

ME, OTHER = "oLiaison", "oOther"
PHOTO = photo(1, size=(2000, 1500), place=TIANSHUI)


def run(town: Town, *words: str) -> Result:
    return town.app.test_cli_runner().invoke(args=["evidence", *words])


@pytest.fixture
def pieces(town: Town) -> list[Evidence]:
    """One photo of 23-1, the same one and a recording of 14-2, one taken back."""
    town.say(OTHER, "23-1 完成60%")
    town.send(OTHER, "image", PHOTO)
    town.work()
    town.later(hours=1)
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", PHOTO)
    town.send(ME, "voice", b"#!AMR\n" + bytes(4000))
    town.work()
    return town.pieces()


def by_kind(pieces: list[Evidence], measure: str, suffix: str) -> Evidence:
    return next(p for p in pieces if (p.measure, p.suffix) == (measure, suffix))


def test_the_list_names_each_piece_its_item_and_what_it_repeats(
    town: Town, pieces: list[Evidence]
) -> None:
    lines = run(town, "list").stdout.splitlines()
    assert len(lines) == 3
    first, again = by_kind(pieces, "23-1", "jpg"), by_kind(pieces, "14-2", "jpg")
    [mine] = [line for line in lines if line.startswith(again.id)]
    assert "14-2  市建设局  2017-07-06 11:00  照片  已保存" in mine
    assert f"与 23-1 2017-07-06 提交的相同（{first.id}）" in mine
    assert sum("提交的" in line for line in lines) == 1
    assert len(run(town, "list", "--measure", "14-2").stdout.splitlines()) == 2
    for line in lines:
        assert ME not in line
        assert OTHER not in line


def test_the_original_comes_out_whole_and_says_where_it_was_taken(
    town: Town, pieces: list[Evidence], tmp_path: Path
) -> None:
    piece, target = by_kind(pieces, "14-2", "jpg"), tmp_path / "原件.jpg"
    told = run(town, "show", piece.id[:8], "--to", str(target))
    assert told.exit_code == 0
    assert target.read_bytes() == PHOTO
    assert target.stat().st_mode & 0o777 == 0o600
    assert "纬度 34.580863，经度 105.724947" in told.stdout


def test_the_public_copy_says_nothing_of_the_place(
    town: Town, pieces: list[Evidence], tmp_path: Path
) -> None:
    piece, target = by_kind(pieces, "14-2", "jpg"), tmp_path / "公开.jpg"
    told = run(town, "show", piece.id, "--to", str(target), "--public")
    assert told.exit_code == 0
    assert "纬度" not in told.stdout
    assert place_of(target.read_bytes()) is None
    assert opened(target.read_bytes()).size == (1600, 1200)


def test_what_cannot_be_shown_is_said_in_one_line(
    town: Town, pieces: list[Evidence], tmp_path: Path
) -> None:
    photo_, voice = by_kind(pieces, "14-2", "jpg"), by_kind(pieces, "14-2", "amr")
    there = tmp_path / "there.jpg"
    there.write_bytes(b"mine")
    new = str(tmp_path / "new")
    cases = {
        ("show", "ffffffff", "--to", new): "没有编号为",
        ("show", photo_.id[:3], "--to", new): "至少写前 6 位",
        ("show", photo_.id, "--to", str(there)): "已存在",
        ("show", photo_.id, "--to", str(tmp_path / "no" / "x.jpg")): "写不了",
        ("show", voice.id, "--to", new, "--public"): "只有 JPG",
        ("list", "--measure", "99"): "没有编号为 99 的事项",
    }
    for words, said in cases.items():
        told = run(town, *words)
        assert (told.exit_code, said in told.stderr) == (2, True), (words, told.stderr)
        assert len(told.stderr.strip().splitlines()) == 1
    assert there.read_bytes() == b"mine"
    assert not Path(new).exists()


def test_a_damaged_file_and_one_taken_back_are_not_given_out(
    town: Town, pieces: list[Evidence], tmp_path: Path
) -> None:
    piece, target = by_kind(pieces, "14-2", "jpg"), tmp_path / "x.jpg"
    town.vault().path(piece.sha256, "jpg").write_bytes(b"altered")
    assert "指纹不一致" in run(town, "show", piece.id, "--to", str(target)).stderr
    town.say(ME, "撤回")
    town.say(ME, "1")
    assert "已撤回" in run(town, "show", piece.id, "--to", str(target)).stderr
    assert not target.exists()
