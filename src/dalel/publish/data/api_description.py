"""The OpenAPI 3.1 description of the static files for programs."""

from typing import Final

from dalel.publish.data import citation
from dalel.publish.data.columns import meanings
from dalel.publish.views.dates import wording
from dalel.publish.views.imprint import imprint_fields
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import wordings
from dalel.publish.views.structured import publisher

Schema = dict[str, object]

_STRING: Final[Schema] = {"type": "string"}
_INTEGER: Final[Schema] = {"type": "integer"}
_TIME: Final[Schema] = {"type": "string", "format": "date-time"}
_TYPES: Final[dict[str, Schema]] = {
    "string": {"type": ["string", "null"]},
    "integer": {"type": ["integer", "null"]},
    "boolean": {"type": ["boolean", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "datetime": {"type": ["string", "null"], "format": "date-time"},
    "list": {"type": "array", "items": _STRING},
}
_ALWAYS: Final = (
    "about", "number", "status", "section", "updated", "languages", "developments", "notices",
)  # fmt: skip


def described(record: IndexedSnapshot) -> Schema:
    """The description: three kinds of addresses and what stands at them."""
    first = next(wordings(record))
    maker = _object({"licence": _STRING, "imprint": _by_language(_by_language(_STRING))})
    about = {
        "version": _STRING,
        "time": _TIME,
        "preview": {"type": "boolean"},
        "about": maker,
        "languages": {"type": "array", "items": _STRING},
    }
    listed = {
        "number": _STRING,
        "status": _STRING,
        "section": {"type": "integer"},
        "updated": _TIME,
        "address": _STRING,
    }
    period: Schema = {"type": "array", "items": {"type": "string", "format": "date"}}
    issue: Schema = {"number": {"type": "integer"}, "period": period, "address": _STRING}
    made: Schema = {
        "openapi": "3.1.0",
        "info": {
            "title": record.profile.title[first.language],
            "description": record.profile.question[first.language],
            "version": "1",
            "contact": {"name": publisher(record, first)},
            "x-imprint": imprint_fields(record),
            **_licensed(record),
        },
        "servers": [{"url": "."}],
        "paths": {
            "/index.json": _get("About", "What there is: version, languages, editions."),
            "/incidents.json": _get("Incidents", "Every incident with its status."),
            "/incidents/{number}.json": _get("Incident", "One incident.", "number"),
            "/editions/{number}.json": _get("Edition", "One edition in its order.", "number"),
        },
        "components": {
            "schemas": {
                "About": _object(
                    about
                    | {
                        "incidents": {"type": "integer"},
                        "editions": {"type": "array", "items": _object(issue)},
                    }
                ),
                "Incidents": _object(
                    about | {"incidents": {"type": "array", "items": _object(listed)}}
                ),
                "Incident": _incident(record, maker),
                "Edition": _object(
                    {
                        "about": maker,
                        "number": {"type": "integer"},
                        "period": period,
                        "released": {"type": ["string", "null"], "format": "date-time"},
                        "introduction": _by_language(_STRING),
                        "sections": _by_language({"type": "array", "items": _STRING}),
                    }
                ),
            }
        },
    }
    return made


def _licensed(record: IndexedSnapshot) -> Schema:
    name = citation.licence(record)
    if not name:
        return {}
    known = citation.spdx(name)
    return {"license": {"name": name, **({"identifier": known} if known else {})}}


def _incident(record: IndexedSnapshot, maker: Schema) -> Schema:
    kinds = {
        column.name: _TYPES[column.type] | {"description": meaning}
        for column, meaning in meanings(record, wording("en"))
    }
    step: Schema = {
        "date": _STRING,
        "texts": _by_language(_STRING),
        "links": {"type": "array", "items": _STRING},
    }
    notice: Schema = {"kind": _STRING, "time": _TIME, "texts": _by_language(_STRING)}
    proof: Schema = {
        "link": _STRING,
        "kept": _TIME,
        "sha256": _STRING,
        "page": _STRING,
        "excerpt": {"type": ["string", "null"]},
        "language": _STRING,
        "copy": {"type": ["string", "null"]},
        "second_copy": {"type": ["string", "null"]},
    }
    picture: Schema = {
        "address": _STRING,
        "width": _INTEGER,
        "height": _INTEGER,
        "alt": _by_language(_STRING),
        "credit": _by_language(_STRING),
        "rights": _STRING,
    }
    return {
        "type": "object",
        "required": list(_ALWAYS),
        "properties": kinds
        | {
            "about": maker,
            "languages": _by_language({"type": "object", "properties": kinds}),
            "developments": {"type": "array", "items": _object(step)},
            "proofs": {"type": "array", "items": _object(proof)},
            "pictures": {"type": "array", "items": _object(picture)},
            "notices": {"type": "array", "items": _object(notice)},
        },
    }


def _by_language(of: Schema) -> Schema:
    return {"type": "object", "additionalProperties": of}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


def _get(schema: str, words: str, *parameters: str) -> Schema:
    reference = {"$ref": f"#/components/schemas/{schema}"}
    return {
        "get": {
            "summary": words,
            "parameters": [
                {"name": name, "in": "path", "required": True, "schema": _STRING}
                for name in parameters
            ],
            "responses": {
                "200": {
                    "description": words,
                    "content": {"application/json": {"schema": reference}},
                }
            },
        }
    }
