"""What the manual names must exist, and what exists for a user must stand in the manual."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from bot.accounts import TEMPLATE_FIELDS, Names
from bot.app import create_app
from bot.settings import Settings
from supervision.decisions import Step
from tests.manual import ROOT, code_of, commands, headings, prose_of, text_of

READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = (*READMES, "CONTRIBUTING.md")
GUIDES = ("docs/wechat.md", "docs/wechat.zh-CN.md")

OF_THE_TOOLS = {"CHROMIUM": "scripts/shots.py", "PYTHON": "Makefile"}
"""Variables that the program itself does not read → the file that does."""

FILE = re.compile(r"`((?:[\w.-]+/)*[\w-]+\.(?:py|lua|toml|txt|md))`")
MADE_BY_THE_READER = {"templates.toml", "errors.py"}
"""Names that stand for a file of the reader, or for one file in each room."""

HEAVIEST_PICTURE = 300_000


def first_cells(document: str) -> Iterator[str]:
    """The first cell of every row of a table, headings included."""
    for line in prose_of(document).splitlines():
        if line.startswith("| "):
            yield line.split("|")[1].strip()


def named_variables(document: str) -> set[str]:
    pattern = r"\b(?:WECHAT|ZGT|REDIS)_[A-Z_]*[A-Z]\b|`(?:HOST|PORT|PYTHON|CHROMIUM)`"
    return {found.strip("`") for found in re.findall(pattern, text_of(document))}


@cache
def read_variables() -> set[str]:
    """Every variable that the program reads, as its settings name it."""
    source = text_of("bot/settings.py")
    found = set(re.findall(r'"((?:ZGT|REDIS)_[A-Z_]+|HOST|PORT)"', source))
    of_a_region = (getattr(Names(), name) for name in Names.__dataclass_fields__)
    return found | set(of_a_region)


def said_to_flask(document: str) -> list[str]:
    """What stands behind ``flask --app wsgi`` in the blocks of code."""
    return re.findall(r"flask --app wsgi (\S.*)", "\n".join(code_of(document)))


@pytest.mark.parametrize(("english", "chinese"), [READMES, GUIDES])
def test_both_languages_have_the_same_shape(english: str, chinese: str) -> None:
    assert headings(english) == headings(chinese)
    assert text_of(english).count("\n| ") == text_of(chinese).count("\n| ")
    assert code_of(english) == code_of(chinese)


def test_both_readmes_name_the_same_things() -> None:
    english, chinese = (set(re.findall(r"`([^`]+)`", prose_of(name))) for name in READMES)
    assert english ^ chinese == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_named_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`|\b[A-Z]+=\d+ )make ([a-z]+)", text_of(document), re.MULTILINE))
    assert named
    assert named <= targets


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_lists_exactly_the_variables_that_are_read(readme: str) -> None:
    table = {cell.strip("`") for cell in first_cells(readme)} & named_variables(readme)
    assert table == read_variables()
    assert named_variables(readme) - table == set(OF_THE_TOOLS)
    for variable, file in OF_THE_TOOLS.items():
        assert variable in text_of(file)


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_lists_exactly_the_commands_that_exist(readme: str) -> None:
    words = chain.from_iterable(
        re.findall(r"`([a-z ]+)(?: [A-Z]+)?`", c) for c in first_cells(readme)
    )
    known = commands()
    listed = {found for found in words if found.split()[0] in {name.split()[0] for name in known}}
    # A room of the house may be called as a group of commands is: `documents`.
    assert {found for found in listed if not (ROOT / found).is_dir()} == set(known)


@pytest.mark.parametrize("document", [*READMES, *GUIDES])
def test_every_command_line_that_is_shown_can_be_typed(document: str) -> None:
    lines = said_to_flask(document)
    assert len(lines) > 4
    for line in lines:
        name = max((n for n in commands() if f"{line} ".startswith(f"{n} ")), key=len, default="")
        assert name, line
        command = commands()[name]
        command.make_context(name, line.removeprefix(name).split())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_and_picture_is_there(document: str) -> None:
    text = text_of(document)
    links = re.findall(r"\]\(([^)]+)\)|src=\"([^\"]+)\"", text)
    targets = [link or picture for link, picture in links]
    assert targets
    missing = [t for t in targets if not t.startswith("http") and not (ROOT / t).is_file()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_named_is_there(document: str) -> None:
    named = set(FILE.findall(text_of(document))) - MADE_BY_THE_READER
    assert named
    assert {name for name in named if not (ROOT / name).is_file()} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_folder_named_is_there(document: str) -> None:
    named = set(re.findall(r"`((?:[a-z]+/)+)`", text_of(document)))
    kept_at_run_time = {"data/", "redis/", "words/", "evidence/"}
    assert {name for name in named - kept_at_run_time if not (ROOT / name).is_dir()} == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_leads_to_what_is_there(guide: str) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", text_of(guide))
    assert links
    for link, anchor in links:
        target = (ROOT / guide).parent / link
        assert target.is_file(), link
        titles = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        assert not anchor or anchor in {title.lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_names_settings_and_commands_that_exist(guide: str) -> None:
    assert named_variables(guide) <= read_variables()
    words = re.findall(r"`((?:account|menu|notice|templates) [a-z]+)[ `]", text_of(guide))
    assert words
    assert set(words) <= set(commands())


def test_pictures_load_on_a_phone() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    assert pictures
    assert {p.name for p in pictures} == {
        Path(found).name for found in re.findall(r"docs/pictures/[\w-]+\.png", text_of(READMES[0]))
    }
    assert all(picture.stat().st_size <= HEAVIEST_PICTURE for picture in pictures)


def test_the_readme_lists_exactly_the_addresses_that_answer(tmp_path: Path) -> None:
    app = create_app(Settings.from_env({"ZGT_DATA": str(tmp_path)}))
    answered = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", rule.rule)
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.startswith(("assets.", "simulator."))
    } | {"/simulator/"}
    for readme in READMES:
        cells = chain.from_iterable(re.findall(r"`(/[^`]*)`", cell) for cell in first_cells(readme))
        assert {cell.removesuffix("?q=") for cell in cells} == answered


@pytest.mark.parametrize("readme", READMES)
def test_the_template_file_of_the_readme_is_the_one_that_is_read(readme: str) -> None:
    block = next(b for b in code_of(readme) if "[notice.fields]" in b)
    assert dict(re.findall(r'(\w+) = "(\w+)"', block)) == dict(TEMPLATE_FIELDS)
    kinds = re.search(r"`reminder`[^\n]*?(?=…|等)", prose_of(readme))
    assert kinds
    known = {*Step, "bulletin", "publication", "office"}
    assert set(re.findall(r"`(\w+)`", kinds[0])) <= known
