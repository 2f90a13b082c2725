"""Every error code of the platform against every call that we make: the one action of the table.

The codes and their actions stand here once more, as the platform reference prints them, so that a
slip in the program's table shows. The calls are found, not listed: one that is added later is
tried by itself, and where a test cannot make up its arguments it says so.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import pytest

import bot.wechat
from bot.accounts import RegionSettings
from bot.wechat.actions import ACTIONS, TABLE, Action, Asking, action_for
from bot.wechat.client import PlatformClient, Upload
from bot.wechat.errors import RAISED, Transient, WeChatError
from bot.wechat.gate import ALARMING, PAUSING, Gate
from bot.wechat.oauth import PATH as LOGIN
from bot.wechat.oauth import LoginCall
from tests.bot.platform_rig import OPENID, TOKEN, Platform, Rig, open_platform, open_rig

REFERENCE: dict[Action, str] = {
    Action.RETRY: "-1",
    Action.REFRESH: "40001 40014 42001 41001",
    Action.OPS: "40002 41002 41004 40013 40125 40243 40164 61004 89501 89503 89506 89507 "
    "43001 43002 43003 45026 45027 43100 40200 48003 48006",
    Action.UNREACH: "40003 43004 43019 48002 50005 46004 43101",
    Action.OTHER_CHANNEL: "45015 45047",
    Action.PAUSE_TEMPLATE: "40036 40037",
    Action.DROP: "47003 40008 45162 40033 44002 47001 44004 45002 45003 45004 45005 45006 45007 "
    "45008 45028 45067 40004 40005 40006 40009 40010 40011 40012 41005 44001 45001 46001 40053 "
    "40066 40015 40016 40017 40018 40019 40020 40021 40022 40023 40024 40025 40026 40027 40054 "
    "40055 45010 45064 46003 65301 65302 65303 65304 65305 65306 65307 65308 65309 65310 65311 "
    "65312 65313 65314 65315 65316 65317 40031 40032 45056 45057 45058 45059 45157 45158 45159 "
    "63002 76003",
    Action.PAUSE_DAY: "45009",
    Action.PAUSE_MINUTE: "45011 45066",
    Action.SENT_ALREADY: "45065",
    Action.REUPLOAD: "40007",
    Action.RESTART_LOGIN: "40029 40163 42003 40030 42002 42007 50001",
    Action.PAUSE_ENDPOINT: "48001 48008 61007 48004 50002 50004 50007",
    Action.UNKNOWN: "99999 1 9001001",
}
EVERY = [(int(code), action) for action, codes in REFERENCE.items() for code in codes.split()]

ASKING = ("answers", "client", "media", "oauth", "token_call", "transport")
"""The files that speak HTTP. ``oauth`` and ``token_call`` carry the secret instead of a token, and
``media`` follows an address that the platform has given, without either."""

READING_POSTS = frozenset({"/cgi-bin/tags/getidlist", "/cgi-bin/user/tag/get"})
"""Calls that are posted and yet change nothing."""

TAKEN_AS_DONE = {("send_template", 45065), ("account_menus", 46003)}
"""Where a call makes a result of a refusal, by its name and the code."""

SAMPLES: dict[object, object] = {
    str: "x",
    int: 60,
    bool: True,
    bytes: b"x",
    Mapping: {},
    dict: {},
    Sequence: ["x"],
    list: ["x"],
    RegionSettings: RegionSettings("test", "wx0", "secret", "token"),
    Upload: Upload("x.jpg", b"x", "image/jpeg"),
}
"""An argument of each type; the platform refuses before it looks at them."""


@dataclass(frozen=True)
class Made:
    """A call of ours, ready to be made."""

    name: str
    make: Callable[[PlatformClient], object]


def every_call() -> Iterator[Made]:
    """The functions of bot.wechat that take the client."""
    for info in pkgutil.iter_modules(bot.wechat.__path__):
        module = importlib.import_module(f"bot.wechat.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                hints = get_type_hints(function)
                hints.pop("return", None)
                if next(iter(hints.values()), None) is PlatformClient:
                    yield Made(name, _with_samples(function, hints))


def _with_samples(
    function: Callable[..., object], hints: dict[str, Any]
) -> Callable[[PlatformClient], object]:
    parameters = list(inspect.signature(function).parameters.values())[1:]
    given: dict[str, object] = {"openid": OPENID}
    for parameter in parameters:
        kind = get_origin(hints[parameter.name]) or hints[parameter.name]
        if parameter.default is parameter.empty and parameter.name not in given:
            assert kind in SAMPLES, f"{function.__name__}({parameter.name}): no sample of {kind}"
            given[parameter.name] = SAMPLES[kind]
    names = {parameter.name for parameter in parameters}
    arguments = {name: value for name, value in given.items() if name in names}

    def make(client: PlatformClient) -> object:
        done = function(client, **arguments)
        return list(done) if inspect.isgenerator(done) else done

    return make


CALLS = [
    *every_call(),
    Made("get", lambda client: client.get("user/info", {"openid": OPENID})),
    Made("download", lambda client: client.download("media/get", {"media_id": "x"})),
    Made("upload", lambda client: client.upload("media/upload", Upload("x.jpg", b"x"))),
]
"""Every call of a noun, and the ways of asking from which the next ones will be made."""


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    with open_platform() as opened:
        yield opened


@pytest.fixture
def rig(platform: Platform, store: Any) -> Iterator[Rig]:
    with open_rig(platform, store) as opened:
        yield opened


@dataclass(frozen=True)
class Outcome:
    """What could be seen of one call: kinds of it by method, fetches, error, pause, alarm."""

    methods: tuple[str, ...]
    paths: frozenset[str]
    requests: int
    fetches: int
    error: WeChatError | None
    paused: bool
    alarmed: bool


def outcome(rig: Rig, client: PlatformClient, made: Made, known: int) -> Outcome:
    """What follows a call; ``known``: requests that the platform has had before it."""
    redis, error = rig.store.redis, None
    redis.delete(rig.store.keys.alarms(), *redis.scan_iter(match="*:barred:*"))
    try:
        made.make(client)
    except WeChatError as exc:
        error = exc
    entries = rig.driver.journal(after=known)
    asked = [entry for entry in entries if entry["path"] != TOKEN]
    return Outcome(
        methods=tuple(entry["method"] for entry in asked),
        paths=frozenset(entry["path"] for entry in asked),
        requests=len(entries),
        fetches=len(entries) - len(asked),
        error=error,
        paused=any(redis.scan_iter(match="*:barred:*")),
        alarmed=bool(redis.exists(rig.store.keys.alarms())),
    )


def strike(rig: Rig, code: int, action: Action) -> None:
    """Let every call but the token's answer with a code; a refused token is really dead."""
    effect = {"errcode": code} | ({"token_kill": True} if action is Action.REFRESH else {})
    passes = {"match": {"path": TOKEN}, "effect": {"delay": 0}}
    rig.driver.faults([passes, {"match": {"path": "*"}, "effect": effect}])


def test_calls_are_found() -> None:
    assert {"send_template", "send_text", "create_scene_code"} <= {made.name for made in CALLS}


def test_nothing_is_asked_of_the_platform_beside_these_calls() -> None:
    root = Path(bot.wechat.__path__[0]).parent
    importers = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
        and any(alias.name.partition(".")[0] in ("requests", "urllib3") for alias in node.names)
    }
    allowed = {f"wechat/{name}.py" for name in ASKING}
    assert importers <= allowed


def test_the_table_holds_each_code_once_and_none_beside_the_reference() -> None:
    known = [code for code, action in EVERY if action is not Action.UNKNOWN]
    assert sorted(ACTIONS) == sorted(known)
    rows = [action for action, _, _ in TABLE]
    assert set(rows) == set(Action) - {Action.UNKNOWN}


@pytest.mark.parametrize("action", Action)
def test_what_is_raised_for_an_action_names_it(action: Action) -> None:
    assert issubclass(RAISED[action], WeChatError)
    assert action in (RAISED[action].action, *PAUSING)


@pytest.mark.parametrize(("code", "action"), EVERY)
def test_every_call_does_the_one_thing_about_a_code(rig: Rig, code: int, action: Action) -> None:
    assert action_for(code, Asking.CHANGE) is action
    gate = Gate(rig.store, longest=60)
    client = PlatformClient(rig.settings, rig.keeper(), gate, wait=lambda _seconds: None)
    rig.keeper().get()
    strike(rig, code, action)
    known, wrong = len(rig.driver.journal()), []
    for made in CALLS:
        seen = outcome(rig, client, made, known)
        known += seen.requests
        if not fits(seen, made.name, code, action):
            wrong.append(f"{made.name}: {seen}")
    assert wrong == []


def fits(seen: Outcome, name: str, code: int, action: Action) -> bool:
    """Whether this is all that may follow, and nothing of it is missing."""
    reads = set(seen.methods) == {"GET"} or seen.paths <= READING_POSTS
    again = action is Action.REFRESH or (action is Action.UNKNOWN and reads)
    if (name, code) in TAKEN_AS_DONE:
        return seen.error is None and len(seen.methods) == 1
    return (
        len(seen.methods) == (2 if again else 1)
        and seen.fetches == (1 if action is Action.REFRESH else 0)
        and right_error(seen.error, code, action)
        and seen.paused == (action in PAUSING)
        and seen.alarmed == (action in ALARMING)
    )


def right_error(error: WeChatError | None, code: int, action: Action) -> bool:
    if error is None or error.code != code:
        return False
    if action is Action.REFRESH:  # twice refused: later, by a new token
        return type(error) is Transient and error.retry_after is not None
    return type(error) is RAISED[action] and error.action is action


@pytest.mark.parametrize(("code", "action"), EVERY)
def test_instead_of_a_token_a_code_is_asked_about_once_and_then_stands(
    rig: Rig, code: int, action: Action
) -> None:
    expected = action_for(code, Asking.TOKEN)
    if action is Action.REFRESH:
        assert expected is Action.OPS
    rig.driver.faults([{"match": {"path": TOKEN}, "effect": {"errcode": code}}])
    raised = []
    for _ in range(2):
        with pytest.raises(WeChatError) as caught:
            rig.client().call("message/custom/send", {})
        raised.append(caught.value)
    assert len(rig.driver.journal()) == rig.calls(TOKEN) == 1
    assert {type(error) for error in raised} == {RAISED[expected]}
    assert {error.code for error in raised} == {code}


LOGIN_DIFFERS = {
    **dict.fromkeys((40003, 40014, 41001, 42001), Action.RESTART_LOGIN),
    40001: Action.OPS,
}
"""In a person's login no token of the account is sent: these codes speak of something else."""


@pytest.mark.parametrize(("code", "action"), EVERY)
def test_a_login_asks_once_whatever_the_code(rig: Rig, code: int, action: Action) -> None:
    expected = LOGIN_DIFFERS.get(code, action)
    rig.driver.faults([{"match": {"path": LOGIN}, "effect": {"errcode": code}}])
    call = LoginCall(rig.settings, Gate(rig.store, longest=60))
    raised = []
    for _ in range(2):
        with pytest.raises(WeChatError) as caught:
            call.visitor("code")
        raised.append(caught.value)
    assert {type(error) for error in raised} == {RAISED[expected]}
    assert {error.action for error in raised} == {expected}
    assert rig.calls(LOGIN) == (1 if expected in PAUSING else 2)
    assert rig.calls(TOKEN) == 0
    alarmed = rig.store.alarms.standing(time.time()) != ()
    assert alarmed == (expected in ALARMING)
