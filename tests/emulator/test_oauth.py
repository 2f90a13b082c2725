"""Login on web pages: a silent page, a code that works once, tokens of a person."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

BACK = "http://127.0.0.1:9/sign-in?x=1"


def authorize(bench: Any, **more: str) -> Any:
    query = {
        "appid": bench.app_id,
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "snsapi_base",
        "state": "st&te",
        **more,
    }
    url = f"{bench.running.url}/connect/oauth2/authorize"
    return bench.session.get(url, params=query, allow_redirects=False, timeout=5)


def code_of(bench: Any, **more: str) -> str:
    location = authorize(bench, **more).headers["Location"]
    return parse_qs(urlsplit(location).query)["code"][0]


def sns(bench: Any, path: str, **query: str) -> dict[str, Any]:
    return dict(
        bench.session.get(f"{bench.running.url}/sns/{path}", params=query, timeout=5).json()
    )


def exchange(bench: Any, code: str, **more: str) -> dict[str, Any]:
    given = {"appid": bench.app_id, "secret": "s3cret", "code": code}
    return sns(bench, "oauth2/access_token", **given, grant_type="authorization_code", **more)


def test_the_silent_page_leads_back_with_code_and_state(bench: Any) -> None:
    bench.driver.hold_phone("oME")
    answer = authorize(bench)
    assert answer.status_code == 302
    parts = urlsplit(answer.headers["Location"])
    assert (parts.netloc, parts.path) == ("127.0.0.1:9", "/sign-in")
    query = parse_qs(parts.query)
    assert (query["x"], query["state"]) == (["1"], ["st&te"])


@pytest.mark.parametrize(
    "wrong",
    [{"appid": "wxother"}, {"redirect_uri": "/x"}, {"scope": "all"}, {"response_type": "token"}],
)
def test_a_page_that_is_asked_wrongly_leads_nowhere(bench: Any, wrong: dict[str, str]) -> None:
    bench.driver.hold_phone("oME")
    assert authorize(bench, **wrong).status_code == 200


def test_a_code_works_once_and_for_five_minutes(bench: Any) -> None:
    bench.driver.hold_phone("oME")
    code = code_of(bench)
    found = exchange(bench, code)
    assert (found["openid"], found["scope"]) == ("oME", "snsapi_base")
    assert "is_snapshotuser" not in found
    assert exchange(bench, code)["errcode"] == 40163
    late = code_of(bench)
    bench.driver.advance(301)
    assert exchange(bench, late)["errcode"] == 40029
    assert exchange(bench, "made-up")["errcode"] == 40029


def test_a_snapshot_is_marked(bench: Any) -> None:
    bench.driver.hold_phone("oSNAP", snapshot=True)
    assert exchange(bench, code_of(bench))["is_snapshotuser"] == 1


def test_a_code_needs_the_secret_of_its_account(bench: Any) -> None:
    bench.driver.hold_phone("oME")
    code = code_of(bench)
    given = {"appid": bench.app_id, "code": code, "grant_type": "authorization_code"}
    assert sns(bench, "oauth2/access_token", **given, secret="wrong")["errcode"] == 40125
    assert sns(bench, "oauth2/access_token", **given)["errcode"] == 41004


def test_the_tokens_of_a_person_are_checked_and_renewed(bench: Any) -> None:
    bench.driver.hold_phone("oME")
    found = exchange(bench, code_of(bench, scope="snsapi_userinfo"))
    asked = {"access_token": found["access_token"], "openid": "oME"}
    assert sns(bench, "auth", **asked)["errcode"] == 0
    assert sns(bench, "userinfo", **asked)["openid"] == "oME"
    assert sns(bench, "auth", **{**asked, "openid": "oYOU"})["errcode"] == 40003
    bench.driver.advance(7201)
    assert sns(bench, "auth", **asked)["errcode"] == 42001
    renewed = sns(
        bench,
        "oauth2/refresh_token",
        appid=bench.app_id,
        grant_type="refresh_token",
        refresh_token=found["refresh_token"],
    )
    assert sns(bench, "auth", access_token=renewed["access_token"], openid="oME")["errcode"] == 0
    bench.driver.advance(31 * 86400)
    late = {"appid": bench.app_id, "grant_type": "refresh_token"}
    late["refresh_token"] = found["refresh_token"]
    assert sns(bench, "oauth2/refresh_token", **late)["errcode"] == 42002


def test_a_silent_login_lets_nothing_be_read(bench: Any) -> None:
    bench.driver.hold_phone("oME")
    found = exchange(bench, code_of(bench))
    asked = {"access_token": found["access_token"], "openid": "oME"}
    assert sns(bench, "userinfo", **asked)["errcode"] == 48001
