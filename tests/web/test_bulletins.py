"""Issued criticism can be read by everybody; nothing else of the ladder can."""

from __future__ import annotations

from datetime import date

from flask.testing import FlaskClient

from handlers.office import Office
from supervision.decisions import Step
from supervision.documents import State
from tests.web.bulletins import drawn_up, keep
from tests.web.pages import Page


def test_an_issued_bulletin_is_listed_and_can_be_read(client: FlaskClient, ledger: Office) -> None:
    keep(ledger, drawn_up("TB-1", Step.CRITICISM, State.ISSUED))
    listed = Page(client.get("/bulletins/").text)
    assert "2026年8月17日（周一） 通报批评 1 个单位" in listed.text
    assert "/documents/TB-1" in {link["href"] for link in listed.all("a")}
    page = Page(client.get("/documents/TB-1").text)
    assert "超期 17 天" in page.text
    assert "单位上报 90%" in page.text
    assert "/measures/2" in {link["href"] for link in page.all("a")}


def test_what_waits_is_held_or_proposed_is_not_public(client: FlaskClient, ledger: Office) -> None:
    waiting = {
        State.DRAWN_UP: "TB-2",
        State.HELD: "TB-3",
        State.DROPPED: "TB-4",
        State.PROPOSED: "TB-5",
    }
    keep(ledger, *(drawn_up(n, Step.CRITICISM, s) for s, n in waiting.items()))
    keep(ledger, drawn_up("HP-1", Step.YELLOW_CARD, State.ISSUED))
    html = client.get("/bulletins/").text
    for number in (*waiting.values(), "HP-1"):
        assert client.get(f"/documents/{number}").status_code == 404
        assert number not in html


def test_a_page_opened_by_its_key_is_kept_by_nobody(client: FlaskClient, ledger: Office) -> None:
    keep(ledger, drawn_up("HP-2", Step.YELLOW_CARD, State.ISSUED))
    keep(ledger, drawn_up("TB-8", Step.CRITICISM, State.ISSUED))
    key = ledger.store.documents.page_key("HP-2")
    assert client.get(f"/documents/HP-2?k={key[:-1]}").status_code == 404
    private = client.get(f"/documents/HP-2?k={key}")
    assert private.status_code == 200
    assert "no-store" in private.headers["Cache-Control"]
    assert "noindex" in private.headers["X-Robots-Tag"]
    public = client.get("/documents/TB-8")
    assert "no-store" not in public.headers["Cache-Control"]
    assert "X-Robots-Tag" not in public.headers


def test_bulletins_stand_newest_first(client: FlaskClient, ledger: Office) -> None:
    keep(
        ledger,
        drawn_up("TB-6", Step.CRITICISM, State.ISSUED, date(2026, 7, 15)),
        drawn_up("TB-7", Step.CRITICISM, State.ISSUED, date(2026, 7, 31)),
    )
    html = client.get("/bulletins/").text
    assert html.index("TB-7") < html.index("TB-6")
