"""Nothing private gets into a line: by whatever logger, in whatever part of a record."""

from __future__ import annotations

import logging
import string
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import LineFormatter, LineHandler, masked
from bot.redaction import Redactor
from tests.bot.log_lines import lines

ROOT = Path(__file__).parents[2]
URL_SAFE = string.ascii_letters + string.digits + "-_"

openids = st.text(URL_SAFE, min_size=27, max_size=27).map(lambda rest: f"o{rest}")
tokens = st.text(URL_SAFE, min_size=100, max_size=512)
phones = st.from_regex(r"\A1[3-9][0-9]{9}\Z")
secrets = st.text(string.ascii_letters + string.digits, min_size=16, max_size=43)
around = st.text(" ，。|'\"{}()[]\n:=&?%中", max_size=12)
"""What may stand beside something private without being a part of it."""


def in_the_message(logger: logging.Logger, text: str) -> None:
    logger.warning(text)  # a library may do so


def in_an_argument(logger: logging.Logger, text: str) -> None:
    logger.warning("request to %s failed (%d)", text, 7)


def in_a_field(logger: logging.Logger, text: str) -> None:
    logger.warning("event", extra={"detail": {"inner": [text]}})


def in_a_chain_of_exceptions(logger: logging.Logger, text: str) -> None:
    try:
        try:
            raise ValueError(text)  # noqa: TRY301  # two exceptions in one chain
        except ValueError as exc:
            raise RuntimeError("outer") from exc
    except RuntimeError:
        logger.exception("failed")


def in_a_field_of_an_exception(logger: logging.Logger, text: str) -> None:
    try:
        raise KeyError(text)  # noqa: TRY301  # with the traceback of this line
    except KeyError as exc:
        logger.error("failed", exc_info=exc, stack_info=True)  # noqa: TRY400  # a library may


NAMES = (
    *("access_token", "refresh_token", "secret", "appsecret", "AppSecret", "aes_key"),
    *("EncodingAESKey", "token", "password", "WECHAT_APP_SECRET", "openid"),
)

WAYS = (
    in_the_message,
    in_an_argument,
    in_a_chain_of_exceptions,
    in_a_field_of_an_exception,
    in_a_field,
)


@given(
    way=st.sampled_from(WAYS),
    private=st.one_of(openids, tokens, phones),
    before=around,
    after=around,
    name=st.sampled_from(["zgt.sender", "urllib3.connectionpool", "werkzeug", "any.other"]),
    redacted=st.booleans(),
)
def test_what_has_a_private_form_is_in_no_line(  # noqa: PLR0917  # hypothesis names them
    way: Callable[[logging.Logger, str], None],
    private: str,
    before: str,
    after: str,
    name: str,
    redacted: bool,
) -> None:
    formatter = logging.Formatter() if redacted else LineFormatter()
    with lines(formatter, redacted=redacted) as written:
        way(logging.getLogger(name), f"{before}{private}{after}")
    assert private not in written.getvalue()
    assert written.getvalue()


@given(private=secrets, before=st.text(max_size=30), after=st.text(max_size=30))
def test_a_secret_of_an_account_is_masked_whatever_stands_beside_it(
    private: str, before: str, after: str
) -> None:
    redactor = Redactor()
    redactor.learn([private, None, "short"])
    assert private not in redactor.masked(f"{before}{private}{after}")
    assert redactor.masked("a short word") == "a short word"


@given(
    name=st.sampled_from(NAMES),
    form=st.sampled_from(["{}={}&x=1", '"{}": "{}"', "'{}': '{}'", "{}: {}", "{} = {}"]),
    private=st.text(string.ascii_letters + string.digits, min_size=6, max_size=20),
)
def test_a_value_behind_the_name_of_a_secret_is_masked(name: str, form: str, private: str) -> None:
    told = masked(form.format(name, private))
    assert private not in told.replace(name, "", 1)
    assert name in told


@pytest.mark.parametrize(
    "text",
    [
        "2017-08-31T09:00:00.000+08:00 INFO zgt.clock tick_done moments=2",
        "platform_alarm reason='40164 ip=203.0.113.9 rid=66b5fb8f-00000000-00000001' code=40164",
        "token_rejected region=tianshui",
        "HP-20170831-3F2A9C measure=14-2 at=1504168800000 seconds=13.800138000",
        "journal head 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ],
)
def test_an_ordinary_line_stays_as_it_is(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("call 138-0013-8000 now", "call *** now"),
        ("call +86 13800138000 now", "call *** now"),
        ("redis://user:hunter2@127.0.0.1/0", "redis://user:***@127.0.0.1/0"),
        ("/wechat/login?code=011AbcDEF2ghIJk3&state=x", "/wechat/login?code=***&state=x"),
    ],
)
def test_what_is_masked_leaves_the_rest_readable(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_a_line_that_cannot_be_made_does_not_tell_its_arguments(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logger, handler = logging.getLogger("any.broken"), LineHandler()
    logger.addHandler(handler)
    logger.propagate = False
    try:
        logger.error("%d sent to %s", "oABCDEFGHIJKLMNOPQRSTUVWXYZ0")  # noqa: PLE1206  # broken
    finally:
        logger.removeHandler(handler)
        logger.propagate = True
    told = capsys.readouterr().err
    assert told.startswith("log_failed TypeError any.broken")
    assert "oABC" not in told


UNCAUGHT = """
import threading, sys
from bot.logs import log_what_nobody_catches, set_up_logs
set_up_logs(secrets=["s3cr3t-of-the-account"])
log_what_nobody_catches()
def fail(): raise RuntimeError("GET /cgi-bin/token?appid=wx1&secret=s3cr3t-of-the-account")
class Lost:
    def __del__(self): raise RuntimeError("s3cr3t-of-the-account")
thread = threading.Thread(target=fail)
thread.start(); thread.join()
lost = Lost(); del lost
fail()
"""


def test_what_ends_a_program_or_a_thread_is_told_without_secrets() -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNCAUGHT], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    for event in ("thread_ended", "exception_lost", "program_ended"):
        assert event in done.stderr
    assert done.stderr.count("RuntimeError") == 3
    assert "s3cr3t" not in done.stderr


def cost(work: Callable[[], object], times: int = 1) -> float:
    """Processor time of the best of several tries: what a busy machine adds is left out."""

    def once() -> float:
        began = time.thread_time()
        for _ in range(times):
            work()
        return time.thread_time() - began

    return min(once() for _ in range(7))


def test_masking_a_line_costs_little_beside_writing_it() -> None:
    line = "2017-08-31T09:00:00.000+08:00 INFO zgt.sender notice_sent region=x notice=n channel=t"
    record = logging.LogRecord("zgt.sender", logging.INFO, "", 0, "notice_sent", None, None)
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    # Its own: that of the process has learned the secrets of every test before this one.
    redactor = Redactor()
    redactor.learn(f"secret-number-{n:04d}" for n in range(12))
    masking = cost(lambda: redactor.masked(line), 300)
    assert masking < 10 * cost(lambda: plain.format(record), 300)


@pytest.mark.parametrize("piece", ["a_", "1", "token"])
def test_a_long_line_costs_no_more_than_its_length(piece: str) -> None:
    short, long = (cost(lambda size=size: masked(piece * size)) for size in (4_000, 32_000))
    assert long < 24 * short, "eight times as long; were it squared, 64 times"
