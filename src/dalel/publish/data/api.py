"""Static files for programs, at addresses that stay (below ``api/v1``)."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from dalel.domain.incident import Incident
from dalel.publish.data import citation
from dalel.publish.data.api_description import described
from dalel.publish.data.columns import Column, columns, ordered, row
from dalel.publish.tree.build_tasks import File, Work, as_json
from dalel.publish.views.imprint import imprint_fields
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.pictures import picture_path
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import wordings

ROOT: Final = "api/v1/"
#: Columns that speak a language; they stand once a language.
_SPOKEN: Final = frozenset(
    {
        "url",
        "section_label",
        "title",
        "text",
        "event_type_label",
        "outlets",
        "model_began",
        "machine_translated",
    }
)


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """A file an incident, the list of all, one an edition, and what describes them."""
    yield Work(key="api", inputs=record.everything, render=partial(_lists, record))
    yield Work(
        key="api/description",
        inputs=record.common,
        render=lambda: [(f"{ROOT}openapi.json", _json(described(record)))],
    )
    about = maker(record)
    kinds = columns(record.codebook)
    spoken = tuple(column for column in kinds if column.name in _SPOKEN)
    silent = tuple(column for column in kinds if column.name not in _SPOKEN)
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
            render=partial(_incident, record, incident, about, spoken, silent),
        )


def _incident(
    record: IndexedSnapshot,
    incident: Incident,
    about: dict[str, object],
    spoken: tuple[Column, ...],
    silent: tuple[Column, ...],
) -> Iterator[File]:
    """An incident as programs read it: who says it, its codes, and its words by language."""
    views = {one.language: IncidentView(record, incident, one) for one in wordings(record)}
    told = {
        "about": about,
        **row(next(iter(views.values())), silent),
        "languages": {language: row(view, spoken) for language, view in views.items()},
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
                "second_copy": one.second_copy,
            }
            for one in incident.proofs
        ],
        "pictures": [
            {
                "address": picture_path(one.large),
                "width": one.large.width,
                "height": one.large.height,
                "alt": dict(sorted(one.alt.items())),
                "credit": dict(sorted(one.credit.items())),
                "rights": one.rights.value,
            }
            for one in incident.pictures
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
    yield f"{ROOT}incidents/{incident.number}.json", _json(told)


def maker(record: IndexedSnapshot) -> dict[str, object]:
    """Who says this, in every file: each travels alone."""
    return {"licence": citation.licence(record), "imprint": imprint_fields(record)}


def _lists(record: IndexedSnapshot) -> Iterator[File]:
    snapshot = record.snapshot
    about = {
        "version": citation.version(snapshot.time),
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
    return f"{as_json(content)}\n".encode()
