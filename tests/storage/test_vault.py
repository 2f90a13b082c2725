"""The vault: whole or not at all, once, private, and never by a name from outside."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from storage.vault import Damaged, Vault

CONTENT = b"\xff\xd8\xff" + bytes(range(256))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path, "test")


def files(vault: Vault) -> list[Path]:
    return sorted(path for path in vault.folder.rglob("*") if path.is_file())


def age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_content_comes_back_from_under_its_hash(vault: Vault) -> None:
    digest = vault.put(CONTENT, "jpg")
    assert digest == hashlib.sha256(CONTENT).hexdigest()
    [file] = files(vault)
    assert file == vault.folder / digest[:2] / f"{digest[2:]}.jpg"
    assert vault.read(digest, "jpg") == CONTENT
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_same_content_is_stored_once(vault: Vault) -> None:
    assert vault.put(CONTENT, "jpg") == vault.put(CONTENT, "jpg")
    assert len(files(vault)) == 1


@pytest.mark.parametrize(
    ("digest", "suffix"),
    [
        ("../" * 20 + "etc/passwd", "jpg"),
        ("0" * 64, "../x"),
        ("0" * 64, "jpg/../../x"),
        ("0" * 63, "jpg"),
        ("A" * 64, "jpg"),
        ("0" * 64, ""),
        ("0" * 64 + "\n", "jpg"),
    ],
)
def test_no_name_from_outside_leads_out_of_the_vault(
    vault: Vault, digest: str, suffix: str
) -> None:
    with pytest.raises(ValueError, match="not the name"):
        vault.read(digest, suffix)


def test_a_content_that_was_altered_or_lost_is_not_given_out(vault: Vault) -> None:
    digest = vault.put(CONTENT, "jpg")
    vault.path(digest, "jpg").write_bytes(b"something else")
    with pytest.raises(Damaged, match="指纹不一致"):
        vault.read(digest, "jpg")
    vault.path(digest, "jpg").unlink()
    with pytest.raises(Damaged, match="不在了"):
        vault.read(digest, "jpg")


def test_a_full_disk_leaves_nothing_half_written(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        vault.put(CONTENT, "jpg")
    assert files(vault) == []


def test_what_is_no_content_is_listed_as_nobodys(vault: Vault) -> None:
    digest = vault.put(CONTENT, "jpg")
    shelf = vault.path(digest, "jpg").parent
    (shelf / "left.jpg.ab12.part").write_bytes(b"half")
    (vault.folder / "note.txt").write_text("not on a shelf")
    assert sorted(found for found, _ in vault.contents()) == ["", digest]
    assert list(Vault(vault.folder, "none").contents()) == []


def test_only_what_is_old_enough_is_removed(vault: Vault) -> None:
    path = vault.path(vault.put(CONTENT, "jpg"), "jpg")
    assert not vault.remove(path)
    age(path, 7200)
    assert vault.remove(path)
    assert files(vault) == []


def test_what_is_stored_again_counts_as_young(vault: Vault) -> None:
    path = vault.path(vault.put(CONTENT, "jpg"), "jpg")
    age(path, 7200)
    vault.put(CONTENT, "jpg")
    assert not vault.remove(path)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_what_is_stored_while_it_is_being_removed_stays(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Between the look at its age and its removal somebody stores the same content again."""
    digest = vault.put(CONTENT, "jpg")
    path = vault.path(digest, "jpg")
    age(path, 7200)
    rename, calls = Path.rename, []

    def storing(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) > 1:
            return rename(self, target)
        if moment == "before":
            vault.put(CONTENT, "jpg")
            return rename(self, target)
        moved = rename(self, target)
        vault.put(CONTENT, "jpg")
        return moved

    monkeypatch.setattr(Path, "rename", storing)
    vault.remove(path)
    assert vault.read(digest, "jpg") == CONTENT
    assert files(vault) == [path]
