"""The JSON interface: what is published, described truly."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from handlers.office import Office
from tests.web.world import Wired, make_app, measure, progress, write_ledger


def read(client: FlaskClient, path: str, **query: str) -> dict[str, Any]:
    response = client.get(path, query_string=query)
    assert response.status_code == 200, response.text
    found = response.get_json()
    assert isinstance(found, dict)
    return found


def validator(client: FlaskClient, name: str) -> Draft202012Validator:
    description = read(client, "/api/openapi.json")
    schemas = description["components"]["schemas"]
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    )


def test_answers_are_what_the_description_says(client: FlaskClient) -> None:
    lists = validator(client, "MeasureList")
    lists.validate(read(client, "/api/v1/measures"))
    lists.validate(read(client, "/api/v1/measures", q="污水"))
    for number in "1234":
        validator(client, "Measure").validate(read(client, f"/api/v1/measures/{number}"))
    wrong = client.get("/api/v1/measures?page=0")
    validator(client, "Error").validate(wrong.get_json())


def test_every_described_path_answers(client: FlaskClient) -> None:
    for path in read(client, "/api/openapi.json")["paths"]:
        assert client.get(path.replace("{number}", "1")).status_code == 200


def test_claimed_and_verified_are_apart(client: FlaskClient) -> None:
    item = read(client, "/api/v1/measures/2")
    assert item["claimed"] == {"percent": 90, "at": "2026-08-17T10:00:00+08:00"}
    assert item["verified"] == {"percent": 40, "at": "2026-08-19T10:00:00+08:00"}
    assert item["past_date"] == "2026-07-31"
    assert read(client, "/api/v1/measures/4")["claimed"] is None


def test_only_published_items_are_given(client: FlaskClient) -> None:
    answer = read(client, "/api/v1/measures")
    assert [item["number"] for item in answer["items"]] == ["1", "2", "3", "4"]
    assert answer["total"] == 4
    assert read(client, "/api/v1/measures", q="秘密排污口")["items"] == []
    assert read(client, "/api/v1/measures", q="5")["items"] == []
    assert client.get("/api/v1/measures/5").status_code == 404


def test_rates_carry_their_formula(client: FlaskClient) -> None:
    rates = {rate["kind"]: rate for rate in read(client, "/api/v1/measures")["rates"]}
    assert rates["verified"]["formula"] == "核实完成 1 项 ÷ 已公开 4 项 = 25.0%"
    assert (rates["claimed"]["part"], rates["claimed"]["whole"]) == (1, 4)


def test_one_unit_by_its_short_name(client: FlaskClient) -> None:
    answer = read(client, "/api/v1/measures", unit="水务局")
    assert [item["number"] for item in answer["items"]] == ["1", "2"]


def test_pages_do_not_overlap(office: Office) -> None:
    lines = tuple((measure(str(n), f"事项{n}号"), progress(n), True) for n in range(1, 61))
    write_ledger(office, lines)
    client = make_app(Wired(office)).test_client()
    first = read(client, "/api/v1/measures")
    second = read(client, "/api/v1/measures", page="2")
    numbers = [item["number"] for item in first["items"] + second["items"]]
    assert numbers == [str(n) for n in range(1, 61)]
    assert read(client, "/api/v1/measures", page="3")["items"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "one"},
        {"page": "1e3"},
        {"page": "9" * 30},
        {"unit": "没有这个局"},
        {"q": "水" * 61},
        {"q": "水", "unit": "市水务局"},
    ],
)
def test_a_bad_question_gets_one_line(client: FlaskClient, query: dict[str, str]) -> None:
    response = client.get("/api/v1/measures", query_string=query)
    assert response.status_code == 400
    assert response.get_json()["error"] == "bad_query"
    assert response.get_json()["message"].endswith("。")


def test_an_unknown_address_answers_in_json(client: FlaskClient) -> None:
    response = client.get("/api/v2/measures")
    assert response.status_code == 404
    assert response.get_json()["error"] == "not_found"
