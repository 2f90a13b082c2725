"""A wrong command was told in English, and pointed to a help that is not there."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.bot.conftest import app  # noqa: F401  # fixture


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("evidence", "show", "x"), "缺少 --to。用法见 evidence show --help。"),
        (("plan", "import"), "缺少 文件。用法见 plan import --help。"),
        (("policy", "compere"), "没有 compere 这个命令。用法见 policy --help。"),
        (("serve", "--fast"), "没有 --fast 这个选项。用法见 serve --help。"),
    ],
)
def test_the_line_names_what_is_wrong_and_its_own_help(
    app: Flask,  # noqa: F811
    words: tuple[str, ...],
    told: str,
) -> None:
    done = app.test_cli_runner().invoke(args=list(words))
    assert (done.exit_code, done.stderr.strip()) == (2, f"命令写法不对：{told}")
