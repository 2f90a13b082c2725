"""The repr of a text writes a line end as two signs; what stands behind it stays private."""

import pytest

from bot.redaction import Redactor

OPENID = "o" + "0" * 27


@pytest.mark.parametrize("before", ["\n", "\r", "\t", "\n\n", " ", "\\", ""])
def test_an_openid_is_masked_in_the_repr_of_what_it_stands_in(before: str) -> None:
    assert OPENID not in Redactor().masked(f"ValueError({before + OPENID!r})")
    assert OPENID not in Redactor().masked(before + OPENID)
