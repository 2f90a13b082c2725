"""The office, the wiring and the application of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from handlers.office import Office
from language.segment import Segmenter
from storage.store import Store
from supervision.policy import Policy
from tests.web.world import LEDGER, POLICY, Wired, make_app, write_ledger


@pytest.fixture(scope="session")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    made = Segmenter(tmp_path_factory.mktemp("words"), ())
    made.warm()
    return made


@pytest.fixture
def office(store: Store, segmenter: Segmenter) -> Office:
    """An office whose ledger is empty."""
    policy = Policy.parse(POLICY.read_text(encoding="utf-8"))
    return Office(store, policy, segmenter, "http://example.test")


@pytest.fixture
def ledger(office: Office) -> Office:
    """The office with the small ledger, four of its five measures published."""
    write_ledger(office, LEDGER)
    return office


@pytest.fixture
def deps(ledger: Office) -> Wired:
    return Wired(ledger)


@pytest.fixture
def app(deps: Wired) -> Flask:
    return make_app(deps)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as made:
        yield made
