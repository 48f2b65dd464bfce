"""Open data packages of the whole record and of each edition, with a log of public changes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import Final

from dalel.domain.edition import Edition
from dalel.domain.incident import Incident
from dalel.domain.notice import NoticeKind
from dalel.domain.states import IncidentState
from dalel.publish.data import citation, network_data
from dalel.publish.data.columns import ENDINGS, Column, columns, meanings, ordered, row
from dalel.publish.data.tables import WRITERS, DataTable, as_json
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.tree.mirror_archive import archive
from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import (
    NOTICE,
    imprint_fields,
    imprint_lines,
    imprint_text,
)
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import wordings

_MEDIA: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}
_CHANGES: Final = {
    NoticeKind.CORRECTION: "corrected",
    NoticeKind.REPLY: "replied",
    NoticeKind.RETRACTION: "retracted",
}
_BY_STATE: Final = {
    IncidentState.CORRECTED: "corrected",
    IncidentState.RETRACTED: "retracted",
    IncidentState.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, kw_only=True)
class PublicEvent:
    """What was done to an incident in public, and when."""

    time: str
    number: str
    change: str


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """The data of all incidents and of each edition, how to cite them, and what changed in them.

    What others measured stands beside them in files of its own.
    """
    yield from network_data.works(record)
    yield Work(
        key="dataset",
        inputs=record.everything,
        render=partial(_all, record),
        late=True,
        whole_set=True,
    )
    yield Work(
        key="dataset/changes",
        inputs=record.everything,
        render=partial(_changes, record),
        late=True,
    )
    for edition in record.editions:
        printed = [record.by_number[number] for number in sorted(edition.numbers)]
        yield Work(
            key=f"dataset/{edition.number}",
            inputs=record.inputs(
                printed,
                edition,
                [record.matters_of.get(number) for number in edition.numbers],
                [record.editions_of.get(number) for number in edition.numbers],
            ),
            render=partial(_edition, record, edition, printed),
            late=True,
        )


def _all(record: IndexedSnapshot) -> Iterator[File]:
    incidents = ordered(record)
    for wording in wordings(record):
        title = record.profile.title[wording.language]
        folder = f"{wording.language}/data/"
        yield from _package(record, wording, incidents, folder, title, record.snapshot.time)
    yield "data/datacite.json", as_json(citation.datacite(record))
    yield "data/CITATION.cff", citation.cff(record).encode()
    told = (
        imprint_text(record, one, record.profile.title[one.language]) for one in wordings(record)
    )
    yield f"data/{NOTICE}", "\n".join(told).encode()


def _changes(record: IndexedSnapshot) -> Iterator[File]:
    found = [vars(change) for change in changes(record)]
    yield "data/changes.jsonl", _lines(found)
    head = "time,number,change\r\n"
    body = "".join(f"{one['time']},{one['number']},{one['change']}\r\n" for one in found)
    yield "data/changes.csv", ("\ufeff" + head + body).encode()


def _edition(
    record: IndexedSnapshot, edition: Edition, printed: Sequence[Incident]
) -> Iterator[File]:
    for wording in wordings(record):
        title = f"{record.profile.title[wording.language]} № {edition.number}"
        folder = f"{wording.language}/e/{edition.number}/data/"
        yield from _package(record, wording, printed, folder, title, record.as_of(edition))


def _package(
    record: IndexedSnapshot,
    wording: DateWording,
    incidents: Sequence[Incident],
    folder: str,
    title: str,
    time: datetime,
) -> Iterator[File]:
    """The same rows in every kind of file, what describes them, and all of it in one archive."""
    kinds = columns(record.codebook)
    gettext = wording.words.gettext
    table = DataTable(
        title=title,
        columns=tuple(meanings(record, wording)),
        rows=[row(IncidentView(record, incident, wording), kinds) for incident in incidents],
        time=time,
        heads=(gettext("Column"), gettext("Meaning")),
        imprint=tuple(imprint_lines(record, wording)),
    )
    made = {f"incidents.{ending}": WRITERS[ending](table) for ending in ENDINGS}
    for name, content in made.items():
        yield folder + name, content
    made["datapackage.json"] = as_json(_described(record, wording, table, made))
    made[NOTICE] = imprint_text(record, wording, table.title).encode()
    for name in ("datapackage.json", NOTICE):
        yield folder + name, made[name]
    packed = BytesIO()
    archive(made.items(), table.time, packed)
    yield folder + "incidents.zip", packed.getvalue()


def _described(
    record: IndexedSnapshot, wording: DateWording, table: DataTable, made: dict[str, bytes]
) -> dict[str, object]:
    """A Frictionless Data Package (https://datapackage.org/standard/data-package/)."""
    profile = record.profile
    schema = {
        "fields": [_field(column, meaning) for column, meaning in table.columns],
        "primaryKey": ["number"],
    }
    package: dict[str, object] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"incidents-{wording.language}",
        "title": table.title,
        "description": profile.question[wording.language],
        "version": citation.version(table.time),
        "created": table.time.isoformat(),
        "preview": record.snapshot.preview,
        "contributors": citation.contributors(record, wording),
        "imprint": imprint_fields(record),
        "resources": [
            {
                "name": name.replace(".", "-"),
                "path": name,
                "format": name.rpartition(".")[2],
                "mediatype": _MEDIA[name.rpartition(".")[2]],
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{sha256(content).hexdigest()}",
                **(
                    {"schema": schema, "profile": "tabular-data-resource"}
                    if _is_table(name)
                    else {}
                ),
            }
            for name, content in made.items()
        ],
    }
    if profile.address:
        package["homepage"] = profile.address
    if licence := citation.licence(record):
        package["licenses"] = [{"name": citation.spdx(licence) or licence, "title": licence}]
    return package


def _is_table(name: str) -> bool:
    return name.endswith((".csv", ".xlsx"))


def _field(column: Column, meaning: str) -> dict[str, object]:
    """A field as a spreadsheet has it: there a list is one string."""
    field: dict[str, object] = {"name": column.name, "description": meaning}
    if column.type == "list":
        return field | {"type": "list", "delimiter": " | ", "itemType": "string"}
    if column.type == "datetime":
        return field | {"type": "datetime", "format": "any"}
    return field | {"type": column.type}


def changes(record: IndexedSnapshot) -> list[PublicEvent]:
    """Everything that was done in public, in order of time; the later of two lists extends it."""
    found = []
    for incident in ordered(record):
        number = incident.number
        if not incident.is_taken_back:
            found.append((record.published[number], number, "added"))
        said = [(one.time, number, _CHANGES[one.kind]) for one in incident.notices]
        word = _BY_STATE.get(incident.state)
        if word and word not in {change for _, _, change in said}:
            said.append((incident.updated, number, word))
        found += said
    return [
        PublicEvent(time=time.isoformat(), number=number, change=change)
        for time, number, change in sorted(found)
    ]


def _lines(found: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found).encode()
