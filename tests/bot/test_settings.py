from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accounts import EMULATED_TEMPLATE, Mode, RegionSettings
from bot.errors import InputError, SettingsError
from bot.menus import menus_of
from bot.settings import Settings

EVERYWHERE = "0.0.0.0"  # noqa: S104  # read by the settings, never bound
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
ACCOUNT = {
    "WECHAT_APP_ID": "wx1234567890abcdef",
    "WECHAT_APP_SECRET": "a-secret-of-the-account",
    "WECHAT_TOKEN": "TokenOfTheAccount",
    "WECHAT_AES_KEY": KEY,
    "ZGT_SECRET_KEY": "x" * 32,
}


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"ZGT_DATA": str(tmp_path / "data")}


def only(settings: Settings) -> RegionSettings:
    (region,) = settings.regions
    return region


def test_with_nothing_set_it_is_a_trial_on_loopback(env: dict[str, str]) -> None:
    settings = Settings.from_env(env)

    assert settings.trial
    assert (settings.host, settings.port, settings.emulator_port) == ("127.0.0.1", 8000, 8001)
    assert settings.base_url == "http://127.0.0.1:8000"
    assert only(settings).api_base == settings.emulator_url == "http://127.0.0.1:8001"
    assert only(settings).mode is Mode.AES
    assert only(settings).templates["notice"].id == EMULATED_TEMPLATE
    assert (only(settings).freshness, only(settings).policy) == (600, "tianshui-2017")


def test_trial_credentials_are_drawn_once_and_kept_private(
    env: dict[str, str], tmp_path: Path
) -> None:
    first, second = Settings.from_env(env), Settings.from_env(env)
    other = Settings.from_env({"ZGT_DATA": str(tmp_path / "other")})

    assert first == second
    assert only(first).token != only(other).token
    assert first.secret_key != other.secret_key
    assert stat.S_IMODE((tmp_path / "data" / "trial.json").stat().st_mode) == 0o600


def test_a_full_account_is_no_trial(env: dict[str, str], tmp_path: Path) -> None:
    settings = Settings.from_env(env | ACCOUNT | {"HOST": EVERYWHERE})

    assert not settings.trial
    assert only(settings).live
    assert only(settings).mode is Mode.AES
    assert only(settings).templates == {}
    assert settings.base_url == "http://127.0.0.1:8000"
    assert not (tmp_path / "data").exists()


def test_without_a_key_messages_are_plain(env: dict[str, str]) -> None:
    given_ = {name: value for name, value in ACCOUNT.items() if name != "WECHAT_AES_KEY"}

    assert only(Settings.from_env(env | given_)).mode is Mode.PLAIN


@pytest.mark.parametrize(
    ("wrong", "variable", "says"),
    [
        ({"WECHAT_APP_SECRET": ""}, "WECHAT_APP_SECRET", "没有填"),  # half an account
        ({"WECHAT_TOKEN": "a b c"}, "WECHAT_TOKEN", "格式不对"),  # blanks
        ({"WECHAT_AES_KEY": KEY[:-1]}, "WECHAT_AES_KEY", "43 位"),  # cut off when copied
        ({"WECHAT_AES_KEY": KEY[:-1] + "="}, "WECHAT_AES_KEY", "43 位"),  # padded
        ({"WECHAT_MODE": "secure"}, "WECHAT_MODE", "plain"),  # no such mode
        ({"WECHAT_MODE": "aes", "WECHAT_AES_KEY": ""}, "WECHAT_MODE", "WECHAT_AES_KEY"),
        ({"WECHAT_API_BASE": "api.weixin.qq.com"}, "WECHAT_API_BASE", "http"),  # no scheme
        ({"WECHAT_API_BASE": "http://[::1"}, "WECHAT_API_BASE", "http"),  # no host
        ({"WECHAT_FRESHNESS": "ten"}, "WECHAT_FRESHNESS", "整数"),
        ({"ZGT_POLICY": "no-such-city"}, "ZGT_POLICY", "no-such-city"),
        ({"ZGT_MENUS": "no-such.toml"}, "ZGT_MENUS", "no-such.toml"),
        ({"ZGT_REGION": "天水"}, "ZGT_REGION", "tianshui"),  # would stand in keys and addresses
        ({"ZGT_REGION": "a}b"}, "ZGT_REGION", "tianshui"),  # would break the hash tag
        ({"ZGT_SECRET_KEY": "short"}, "ZGT_SECRET_KEY", "32"),
        ({"ZGT_BASE_URL": "zgt.example"}, "ZGT_BASE_URL", "http"),
        ({"PORT": "80000"}, "PORT", "65535"),
        ({"PORT": "0"}, "PORT", "65535"),
        ({"ZGT_TEMPLATES": "/no/such/file"}, "ZGT_TEMPLATES", "TOML"),
        ({"ZGT_REGIONS": "/no/such/file"}, "WECHAT_APP_ID", "ZGT_REGIONS"),  # said twice
        ({"ZGT_NOW": "2017-08-31T09:00:00+08:00"}, "ZGT_NOW", "真公众号"),  # a real account
    ],
)
def test_a_wrong_setting_is_named_in_one_line(
    env: dict[str, str], wrong: dict[str, str], variable: str, says: str
) -> None:
    with pytest.raises(SettingsError, match=f"^设置 {variable}：.*{says}") as told:
        Settings.from_env(env | ACCOUNT | wrong)
    assert told.value.variable == variable
    assert "\n" not in told.value.message
    assert told.value.exit_code == 2


@pytest.mark.parametrize("missing", ["WECHAT_APP_ID", "WECHAT_APP_SECRET", "WECHAT_TOKEN"])
def test_half_an_account_is_no_trial(env: dict[str, str], missing: str) -> None:
    given_ = {name: value for name, value in ACCOUNT.items() if name != missing}
    with pytest.raises(SettingsError, match=missing):
        Settings.from_env(env | given_)


@pytest.mark.parametrize("host", [EVERYWHERE, "192.168.1.5", "::", "example.org"])
def test_a_trial_is_not_offered_to_the_network(env: dict[str, str], host: str) -> None:
    with pytest.raises(SettingsError, match="试用模式只能用"):
        Settings.from_env(env | {"HOST": host})


@pytest.mark.parametrize("host", ["localhost", "127.0.0.2", "::1"])
def test_any_loopback_address_will_do_for_a_trial(env: dict[str, str], host: str) -> None:
    assert Settings.from_env(env | {"HOST": host}).host == host


def test_a_stopped_clock_needs_a_zone(env: dict[str, str]) -> None:
    stopped = Settings.from_env(env | {"ZGT_NOW": "2017-08-31T09:00:00+08:00"})

    assert stopped.frozen == datetime(2017, 8, 31, 1, tzinfo=UTC)
    for text in ("2017-08-31T09:00:00", "2017-08-31", "tomorrow"):
        with pytest.raises(SettingsError, match="ZGT_NOW"):
            Settings.from_env(env | {"ZGT_NOW": text})


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_on_an_emulated_platform_nothing_is_at_stake(env: dict[str, str], host: str) -> None:
    more = {"WECHAT_API_BASE": f"http://{host}:9/", "ZGT_NOW": "2017-08-31T01:00:00Z"}

    settings = Settings.from_env(env | ACCOUNT | more | {"ZGT_SECRET_KEY": "short"})
    assert (only(settings).live, only(settings).api_base) == (False, f"http://{host}:9")
    assert only(settings).templates["notice"].id == EMULATED_TEMPLATE


@pytest.mark.parametrize(
    "proxy",
    [
        "https://wechat-proxy.example.gov.cn",
        "http://wechat-proxy.example.gov.cn",
        "http://10.0.0.8:8080",  # in the office's own network
        "https://127.0.0.1:8443",  # TLS on this machine is a proxy too
        "http://127.0.0.1.example.org",  # only looks like this machine
        "https://api.weixin.qq.com",
    ],
)
def test_an_account_behind_a_proxy_of_the_platform_is_live(env: dict[str, str], proxy: str) -> None:
    given_ = env | ACCOUNT | {"WECHAT_API_BASE": proxy}

    assert only(Settings.from_env(given_)).live
    assert only(Settings.from_env(given_)).templates == {}
    with pytest.raises(SettingsError, match="ZGT_NOW"):
        Settings.from_env(given_ | {"ZGT_NOW": "2017-08-31T01:00:00Z"})
    with pytest.raises(SettingsError, match="ZGT_SECRET_KEY"):
        Settings.from_env(given_ | {"ZGT_SECRET_KEY": "short"})


def test_secrets_do_not_show_in_the_text_of_settings(env: dict[str, str]) -> None:
    secret = {"ZGT_SECRET_KEY": "k" * 40, "REDIS_URL": "redis://:geheim@host/0"}
    text = repr(Settings.from_env(env | ACCOUNT | secret))

    for value in (*list(ACCOUNT.values())[1:4], "k" * 40, "geheim"):
        assert value not in text
    assert "wx1234567890abcdef" in text


def test_templates_come_from_a_file(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "templates.toml"
    file.write_text('[notice]\nid = "T1"\nfields = {item = "thing9"}\n', encoding="utf-8")

    templates = only(Settings.from_env(env | ACCOUNT | {"ZGT_TEMPLATES": str(file)})).templates
    assert (templates["notice"].id, dict(templates["notice"].fields)) == (
        "T1",
        {"item": "thing9"},
    )


@pytest.mark.parametrize(
    "text",
    [
        '[notice]\nfields = {item = "thing9"}',  # no id
        'notice = "T1"',  # no table
        '[notice]\nid = "T1"\nfields = {colour = "thing9"}',  # a field that we do not have
        '[notice]\nid = "T1"\nfields = {item = 9}',  # not a name
        "[notice",  # no TOML
    ],
)
def test_a_wrong_file_of_templates_is_refused(
    env: dict[str, str], tmp_path: Path, text: str
) -> None:
    file = tmp_path / "templates.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="ZGT_TEMPLATES"):
        Settings.from_env(env | {"ZGT_TEMPLATES": str(file)})


REGIONS = f"""
[tianshui]
app_id = "wx1"
app_secret = "s1"
token = "token1"
aes_key = "{KEY}"
[baoding]
app_id = "wx2"
app_secret = "s2"
token = "token2"
freshness = 300
templates = {{notice = {{id = "T2"}}}}
"""


def test_each_region_may_have_menus_of_its_own(
    env: dict[str, str], regions_file: Path, tmp_path: Path
) -> None:
    menus = tmp_path / "menus.toml"
    menus.write_text("[citizen]\nbuttons = [{ name = '帮助', key = 'help' }]\n", encoding="utf-8")
    regions_file.write_text(f"{REGIONS}menus = '{menus}'\n", encoding="utf-8")
    settings = Settings.from_env(env | {"ZGT_REGIONS": str(regions_file)})

    assert settings.region("tianshui").menus is None
    assert [m.name for m in menus_of(settings.region("baoding"), "https://a.cn").menus] == [
        "citizen"
    ]
    assert len(menus_of(settings.region("tianshui"), "https://a.cn").menus) == 4


@pytest.fixture
def regions_file(tmp_path: Path) -> Path:
    file = tmp_path / "regions.toml"
    file.write_text(REGIONS, encoding="utf-8")
    return file


def test_several_regions_come_from_a_file(env: dict[str, str], regions_file: Path) -> None:
    settings = Settings.from_env(env | {"ZGT_REGIONS": str(regions_file)})

    assert [r.region for r in settings.regions] == ["tianshui", "baoding"]
    assert settings.region().region == "tianshui"
    assert settings.region("baoding").freshness == 300
    assert settings.region("baoding").templates["notice"].id == "T2"
    assert [r.mode for r in settings.regions] == [Mode.AES, Mode.PLAIN]
    with pytest.raises(InputError, match=r"没有地区 lanzhou。可选：tianshui、baoding"):
        settings.region("lanzhou")


def test_the_default_region_may_be_another(env: dict[str, str], regions_file: Path) -> None:
    settings = Settings.from_env(env | {"ZGT_REGIONS": str(regions_file), "ZGT_REGION": "baoding"})
    assert settings.region().region == "baoding"
    with pytest.raises(SettingsError, match=r"ZGT_REGION：没有地区 lanzhou"):
        Settings.from_env(env | {"ZGT_REGIONS": str(regions_file), "ZGT_REGION": "lanzhou"})


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("[lanzhou]\n", r"\[lanzhou\] app_id：没有填"),  # only some have an account
        ('[lanzhou]\napp_idd = "wx3"\n', "不认识 app_idd"),  # misspelt
        ('lanzhou = "wx3"\n', r"写成 \[lanzhou\]"),  # no table
        ('["兰州"]\n', "小写字母"),  # no name for addresses
    ],
)
def test_a_wrong_file_of_regions_names_the_region(
    env: dict[str, str], regions_file: Path, more: str, says: str
) -> None:
    regions_file.write_text(more + REGIONS if "=" in more[:9] else REGIONS + more, encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        Settings.from_env(env | {"ZGT_REGIONS": str(regions_file)})


def test_several_regions_can_be_tried_at_once(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "regions.toml"
    file.write_text("[east]\n[west]\n", encoding="utf-8")

    settings = Settings.from_env(env | {"ZGT_REGIONS": str(file)})
    assert settings.trial
    assert len({region.app_id for region in settings.regions}) == 2


def test_a_broken_file_of_credentials_is_told(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "trial.json").write_text(json.dumps([1]), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"ZGT_DATA：读写不了 .*trial\.json"):
        Settings.from_env(env)


NAMES = [*ACCOUNT, "WECHAT_MODE", "WECHAT_API_BASE", "WECHAT_FRESHNESS", "PORT", "HOST", "ZGT_NOW"]


@given(values=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=50), max_size=6))
def test_any_text_gives_settings_or_a_line(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]
) -> None:
    data = tmp_path_factory.getbasetemp() / "any"
    try:
        Settings.from_env({"ZGT_DATA": str(data)} | values)
    except SettingsError as exc:
        told = exc
    else:
        return
    assert told.variable in told.message


@pytest.mark.parametrize(
    ("more", "base"),
    [
        ({}, "https://open.weixin.qq.com"),
        ({"WECHAT_API_BASE": "https://proxy.example"}, "https://open.weixin.qq.com"),
        ({"WECHAT_API_BASE": "http://127.0.0.1:9"}, "http://127.0.0.1:9"),
        (
            {"WECHAT_API_BASE": "http://127.0.0.1:9", "WECHAT_OPEN_BASE": "http://127.0.0.1:8/"},
            "http://127.0.0.1:8",
        ),
    ],
)
def test_an_emulated_platform_has_its_login_page_where_its_interface_is(
    env: dict[str, str], more: dict[str, str], base: str
) -> None:
    assert only(Settings.from_env(env | ACCOUNT | more)).open_base == base


def test_every_secret_of_every_region_is_kept_out_of_the_log(env: dict[str, str]) -> None:
    settings = Settings.from_env(env | ACCOUNT)
    given = ("WECHAT_APP_SECRET", "WECHAT_TOKEN", "WECHAT_AES_KEY", "ZGT_SECRET_KEY")
    assert {ACCOUNT[name] for name in given} == set(settings.secrets)
