"""The description of the JSON interface (OpenAPI 3.1), checked against its answers by a test."""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_TEXTS = {"type": "array", "items": _TEXT}
_COUNT = {"type": "integer", "minimum": 0}
_INSTANT = {"type": "string", "format": "date-time"}
_MAYBE_DAY = {"type": ["string", "null"], "format": "date"}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _percent(description: str) -> dict[str, Any]:
    percent = {"type": "integer", "minimum": 0, "maximum": 100}
    return {
        "description": description,
        "oneOf": [{"type": "null"}, _object(percent=percent, at=_INSTANT)],
    }


_MEASURE = _object(
    number=_TEXT,
    title=_TEXT,
    text=_TEXT,
    category=_MAYBE_TEXT,
    goal=_MAYBE_TEXT,
    lead_units=_TEXTS,
    responsible_units=_TEXTS,
    deadlines={
        "type": "array",
        "items": _object(phrase=_TEXT, due=_MAYBE_DAY, what=_MAYBE_TEXT),
    },
    lifecycle={"enum": ["open", "applied", "verifying", "publicity", "closed"]},
    lifecycle_name=_TEXT,
    past_date={
        **_MAYBE_DAY,
        "description": "方案里已经过去、而公开时仍未销号的最后一个日期",
    },
    claimed=_percent("单位上报，未经核实；没有上报时为 null"),
    verified=_percent("已核实；没有核实时为 null"),
    published_at=_INSTANT,
    url=_TEXT,
)

_RATE = _object(
    name=_TEXT,
    kind={"enum": ["verified", "claimed", "closed"]},
    part=_COUNT,
    whole=_COUNT,
    percent=_MAYBE_TEXT,
    formula=_TEXT,
)

_LIST = _object(
    page={"type": "integer", "minimum": 1},
    size=_COUNT,
    total=_COUNT,
    items={"type": "array", "items": {"$ref": "#/components/schemas/Measure"}},
)
_LIST["properties"]["rates"] = {"type": "array", "items": {"$ref": "#/components/schemas/Rate"}}

_NUMBER: dict[str, Any] = {"type": "number"}
_MAYBE_NUMBER: dict[str, Any] = {"type": ["number", "null"]}

_INDICATOR = _object(
    name=_TEXT,
    unit=_TEXT,
    target=_NUMBER,
    direction={"enum": ["at_most", "at_least", "below"]},
    by={"type": "string", "format": "date"},
    measured=_MAYBE_TEXT,
    clause=_TEXT,
    track={"enum": ["no_value", "met", "on_track", "behind", "one_value", "missed"]},
    track_name=_TEXT,
    wanted={**_MAYBE_NUMBER, "description": "按直线推算的时序要求；不推算时为 null"},
    formula=_TEXT,
    values={
        "type": "array",
        "items": _object(date={"type": "string", "format": "date"}, value=_NUMBER, source=_TEXT),
    },
)

_INDICATORS = _object(items={"type": "array", "items": {"$ref": "#/components/schemas/Indicator"}})

_ERROR = _object(error=_TEXT, message=_TEXT)


def _answer(schema: str, description: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": description, "content": content}


def _parameter(name: str, place: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": description,
        "schema": schema,
    }


DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "整改进展公开",
        "version": "1",
        "description": "只含已公开的内容。claimed 是单位上报，verified 是已核实，两者不相加。",
    },
    "paths": {
        "/api/v1/measures": {
            "get": {
                "operationId": "listMeasures",
                "parameters": [
                    _parameter("page", "query", "第几页，从 1 开始", {"type": "integer"}),
                    _parameter("unit", "query", "单位全称或简称；不能与 q 同用", _TEXT),
                    _parameter("q", "query", "查询词或事项编号，只给最相关的 50 项", _TEXT),
                ],
                "responses": {
                    "200": _answer("MeasureList", "一页事项"),
                    "400": _answer("Error", "参数有误"),
                    "503": _answer("Error", "系统忙"),
                },
            }
        },
        "/api/v1/measures/{number}": {
            "get": {
                "operationId": "getMeasure",
                "parameters": [_parameter("number", "path", "事项编号，例如 14-2", _TEXT)],
                "responses": {
                    "200": _answer("Measure", "一项事项"),
                    "404": _answer("Error", "没有这一项，或者它没有公开"),
                    "503": _answer("Error", "系统忙"),
                },
            }
        },
        "/api/v1/indicators": {
            "get": {
                "operationId": "listIndicators",
                "responses": {
                    "200": _answer("IndicatorList", "环境质量指标、目标、数值和来源"),
                    "503": _answer("Error", "系统忙"),
                },
            }
        },
    },
    "components": {
        "schemas": {
            "Measure": _MEASURE,
            "MeasureList": _LIST,
            "Rate": _RATE,
            "Indicator": _INDICATOR,
            "IndicatorList": _INDICATORS,
            "Error": _ERROR,
        }
    },
}
