"""What a person who starts or runs the program did that cannot work.

BotError               one Chinese line on stderr, exit code 2
├── SettingsError      a variable of the environment, or a file that one names
├── StartError         a port, a folder or a package that is not there for us
└── InputError         a wrong argument of a command, a file that cannot be used
"""

from __future__ import annotations

from typing import IO, Any

import click


class BotError(click.ClickException):
    """Root of the tree. The message is the whole answer: what is wrong and what to do."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line, without the English word that click puts before it."""
        click.echo(self.message, file=file, err=file is None)


class SettingsError(BotError):
    """A setting is missing or wrong; ``variable`` names it."""

    def __init__(self, variable: str, what: str) -> None:
        super().__init__(f"设置 {variable}：{what}")
        self.variable = variable


class StartError(BotError):
    """The program cannot start here and now."""


class InputError(BotError):
    """A command cannot use what it was given; nothing was changed."""
