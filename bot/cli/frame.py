"""What every command has: a region, an open store, and one clear line instead of a traceback."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

import click
from flask import current_app
from flask.cli import with_appcontext

from bot.errors import InputError
from bot.settings import Settings
from bot.wechat.errors import ConfigurationError, QuotaExceeded, Transient, WeChatError
from bot.wiring import Wiring
from documents.errors import DocumentError
from handlers.errors import HandlerError
from handlers.office import Office
from handlers.words import running
from storage.connect import open_redis
from storage.errors import Conflict, StorageError, Unavailable
from storage.guard import redis_errors
from supervision.errors import SupervisionError

P = ParamSpec("P")
T = TypeVar("T")

region_option = click.option(
    "--region", metavar="ID", default=None, help="地区代号；不写就是默认地区。"
)
"""Every command takes it."""


class Command(click.Command):
    """A command whose wrong use is told in one line, like every other bad input."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Parse the words of the command line. Raises InputError for those it cannot use."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as exc:
            raise InputError(running.wrong_use(_told(exc), _path(parent, info_name))) from exc


def _path(parent: click.Context | None, name: str | None) -> str:
    """The command with its groups (evidence show), as it is typed after ``--app wsgi``."""
    groups = []
    while parent is not None and parent.parent is not None:
        groups.append(parent.info_name)
        parent = parent.parent
    return " ".join(part for part in (*reversed(groups), name) if part)


def _told(exc: click.UsageError) -> str:
    """What is wrong, in the words of the commands where the parser's would be English."""
    match exc:
        case click.MissingParameter(param=click.Option(opts=[*_, name])):
            return running.word_missing(name)
        case click.MissingParameter(param=click.Argument() as argument):
            return running.word_missing(argument.metavar or argument.human_readable_name)
        case click.NoSuchOption(option_name=name):
            return running.no_such_option(name)
        case click.BadParameter(param=click.Parameter(type=click.IntRange() as bounds) as named):
            told = named.opts[-1] if isinstance(named, click.Option) else named.metavar
            return running.out_of_range(told or "", bounds.min, bounds.max)
    return exc.format_message().replace("\n", " ")


class Group(click.Group):
    """A group of such commands."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed. Raises InputError for one that is not there."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as exc:
            path = _path(ctx.parent, ctx.info_name)
            raise InputError(running.wrong_use(running.no_such_command(args[0]), path)) from exc


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with: one region's office, and the instant at which it began."""

    office: Office
    settings: Settings
    region: str
    now: datetime


def command(function: Callable[P, T]) -> Callable[P, T]:
    """Run inside the application; the errors of every tree become one line and exit code 2."""

    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with redis_errors():
                return function(*args, **kwargs)
        except Unavailable as exc:
            raise InputError(running.redis_gone()) from exc
        except Conflict as exc:
            raise InputError(running.changed_meanwhile()) from exc
        except (StorageError, SupervisionError, HandlerError, DocumentError) as exc:
            raise InputError(str(exc)) from exc

    return with_appcontext(guarded)


@contextmanager
def desk(region: str | None, *, shared: bool = False) -> Iterator[Desk]:
    """The office of a region, on the running Redis or on one started for this block.

    Raises InputError for an unknown region, StorageError when Redis cannot be had.
    """
    wired = wiring()
    settings = wired.settings
    name = settings.region(region).region
    with open_redis(settings.redis_url, settings.data, shared=shared):
        try:
            yield Desk(wired.office(name), settings, name, wired.clock_of(name).now())
        finally:
            wired.close()


@contextmanager
def platform_errors() -> Iterator[None]:
    """Tell in one line why WeChat could not be asked, or did not do what it was asked."""
    try:
        yield
    except ConfigurationError as exc:
        raise InputError(running.account_refused(exc.reason)) from exc
    except (Transient, QuotaExceeded) as exc:
        raise InputError(running.platform_away(exc.reason)) from exc
    except WeChatError as exc:
        raise InputError(running.platform_refused(exc.reason)) from exc


def wiring() -> Wiring:
    """The wiring of the application that the command runs in."""
    found = current_app.extensions["zgt"]
    if not isinstance(found, Wiring):
        raise TypeError("the application was not made by create_app")
    return found
