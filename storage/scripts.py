"""The scripts (脚本) that Redis runs for us: files beside this one."""

from __future__ import annotations

from importlib import resources


def script(*names: str) -> str:
    """The text of these files, one after another; the later may use what the earlier define."""
    folder = resources.files("storage")
    return "\n".join(folder.joinpath(f"{name}.lua").read_text(encoding="utf-8") for name in names)
