"""A stranger could declare entities: a control character hid the declaration from the check.

The check looked at the bytes as they came, the parser at the text without illegal characters. A
body of 1.3 kB, which needs no signature to be read, became 8 MB.
"""

from __future__ import annotations

import pytest

from bot.reading import Unreadable, fields_of
from tests.scenarios.conftest import City


@pytest.mark.parametrize("hidden", ["<\x01!DOCTYPE", "<!\x01DOCTYPE", "<!DOC\x1fTYPE", "<!DOCTYPE"])
@pytest.mark.parametrize("before", ["", "<!-- <xml> -->", '<?xml version="1.0"?>', "\ufeff"])
def test_no_entity_is_ever_declared(before: str, hidden: str) -> None:
    body = f'{before}{hidden} x [<\x01!ENTITY a "aaaa">]><xml><Encrypt>&a;</Encrypt></xml>'
    with pytest.raises(Unreadable):
        fields_of(body.encode())


@pytest.mark.parametrize("before", ["", '<?xml version="1.0" encoding="utf-8"?>\n', "\ufeff"])
def test_what_the_platform_writes_is_read(before: str) -> None:
    assert fields_of(f"{before}<xml><A>1</A></xml>".encode()) == {"A": "1"}


def test_a_person_may_write_what_looks_like_a_declaration(tianshui: City) -> None:
    assert tianshui.say("oA", "<!DOCTYPE html>") != ""
