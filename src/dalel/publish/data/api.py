"""What do programs read at addresses that stay? (static files below ``api/v1``)"""

import json
from collections.abc import Iterator
from functools import partial
from typing import Final

from dalel.domain.incident import Incident
from dalel.publish.data import citing
from dalel.publish.data.api_description import described
from dalel.publish.data.columns import Value, columns, ordered, row
from dalel.publish.tree.works import File, Work
from dalel.publish.views.imprint import imprint_fields
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import Record
from dalel.publish.views.shell import wordings

ROOT: Final = "api/v1/"
#: Columns that speak a language; they stand once a language.
_SPOKEN: Final = frozenset(
    {"url", "section_label", "title", "text", "event_type_label", "outlets", "model_began"}
)


def works(record: Record) -> Iterator[Work]:
    """A file an incident, the list of all, one an edition, and what describes them."""
    yield Work(key="api", inputs=record.everything, render=partial(_lists, record))
    yield Work(
        key="api/description",
        inputs=record.common,
        render=lambda: [(f"{ROOT}openapi.json", _json(described(record)))],
    )
    for incident in record.incidents:
        number = incident.number
        yield Work(
            key=f"api/{number}",
            inputs=record.inputs(
                [incident],
                record.matters_of.get(number),
                record.editions_of.get(number),
                record.published[number],
            ),
            render=partial(_incident, record, incident),
        )


def _incident(record: Record, incident: Incident) -> Iterator[File]:
    yield f"{ROOT}incidents/{incident.number}.json", _json(told(record, incident))


def told(record: Record, incident: Incident) -> dict[str, object]:
    """An incident as programs read it: its codes, and its words by language."""
    kinds = columns(record.codebook)
    views = {one.language: IncidentView(record, incident, one) for one in wordings(record)}
    rows = {language: row(view, kinds) for language, view in views.items()}
    first = next(iter(rows.values()))
    common: dict[str, Value | object] = {
        name: value for name, value in first.items() if name not in _SPOKEN
    }
    return {
        "about": maker(record),
        **common,
        "languages": {
            language: {name: found[name] for name in found if name in _SPOKEN}
            for language, found in rows.items()
        },
        "developments": [
            {
                "date": step.date.iso,
                "texts": dict(sorted(step.texts.items())),
                "links": [link.url for link in step.links],
            }
            for step in incident.developments
        ],
        "proofs": [
            {
                "link": one.link,
                "kept": one.time.isoformat(),
                "sha256": one.sha256,
                "page": one.life.value,
                "excerpt": one.excerpt,
                "language": one.language,
                "copy": one.outside_copy,
            }
            for one in incident.proofs
        ],
        "notices": [
            {
                "kind": one.kind.value,
                "time": one.time.isoformat(),
                "texts": dict(sorted(one.texts.items())),
            }
            for one in incident.notices
        ],
    }


def maker(record: Record) -> dict[str, object]:
    """Who says this, in every file: each travels alone."""
    return {"licence": citing.licence(record), "imprint": imprint_fields(record)}


def _lists(record: Record) -> Iterator[File]:
    snapshot = record.snapshot
    about = {
        "version": citing.version(snapshot.time),
        "time": snapshot.time.isoformat(),
        "preview": snapshot.preview,
        "about": maker(record),
        "languages": list(record.profile.languages),
    }
    yield (
        f"{ROOT}index.json",
        _json(
            about
            | {
                "incidents": len(record.by_number),
                "editions": [
                    {
                        "number": edition.number,
                        "period": [
                            edition.period_start.isoformat(),
                            edition.period_end.isoformat(),
                        ],
                        "address": f"editions/{edition.number}.json",
                    }
                    for edition in record.editions
                ],
            }
        ),
    )
    yield (
        f"{ROOT}incidents.json",
        _json(
            about
            | {
                "incidents": [
                    {
                        "number": incident.number,
                        "status": incident.state.value,
                        "section": incident.section,
                        "updated": incident.updated.isoformat(),
                        "address": f"incidents/{incident.number}.json",
                    }
                    for incident in ordered(record)
                ]
            }
        ),
    )
    for edition in record.editions:
        yield (
            f"{ROOT}editions/{edition.number}.json",
            _json(
                {
                    "about": maker(record),
                    "number": edition.number,
                    "period": [edition.period_start.isoformat(), edition.period_end.isoformat()],
                    "released": edition.released.isoformat() if edition.released else None,
                    "introduction": dict(sorted(edition.introduction.items())),
                    "sections": {
                        str(section): [i.number for i in record.printed(edition, section)]
                        for section in sorted(edition.incidents)
                    },
                }
            ),
        )


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
