"""Citation metadata of the open data: DataCite, CITATION.cff and licence.

DataCite's metadata (schema 4.6, https://datacite-metadata-schema.readthedocs.io/) and the
Citation File Format (1.2.0, https://citation-file-format.github.io/).
"""

import json
from datetime import datetime
from typing import Final

from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import imprint_lines, stated
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import wordings
from dalel.publish.views.structured import publisher

#: What licences are called in the list of SPDX, by what newsrooms write.
_SPDX: Final = {
    "CC BY 4.0": "CC-BY-4.0",
    "CC BY-SA 4.0": "CC-BY-SA-4.0",
    "CC BY-NC 4.0": "CC-BY-NC-4.0",
    "CC BY-NC-SA 4.0": "CC-BY-NC-SA-4.0",
    "CC0 1.0": "CC0-1.0",
    "ODbL 1.0": "ODbL-1.0",
}


def version(time: datetime) -> str:
    """The version of data: the time up to which they tell, to the second."""
    return f"{time:%Y.%m.%d.%H%M%S}"


def licence(record: IndexedSnapshot) -> str:
    """The licence of the data, or of everything where none of their own is set."""
    return record.profile.data_licence or record.profile.licence


def spdx(name: str) -> str | None:
    """The licence's name in the list of SPDX, where it is one of those that are known."""
    return _SPDX.get(name)


def contributors(record: IndexedSnapshot, wording: DateWording) -> list[dict[str, object]]:
    """Who publishes, and what the imprint says beside that."""
    made: list[dict[str, object]] = [{"title": publisher(record, wording), "roles": ["publisher"]}]
    made += [{"title": f"{name}: {words}"} for name, words in stated(record, wording)]
    return made


def datacite(record: IndexedSnapshot) -> dict[str, object]:
    """The metadata with which a repository registers the data."""
    tongues = list(wordings(record))
    first = tongues[0]
    profile = record.profile
    made: dict[str, object] = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "titles": [{"title": profile.title[one.language], "lang": one.language} for one in tongues],
        "creators": [{"name": publisher(record, first), "nameType": "Organizational"}],
        "publisher": {"name": publisher(record, first)},
        "publicationYear": str(record.snapshot.time.year),
        "language": first.language,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Incident record"},
        "version": version(record.snapshot.time),
        "dates": [{"date": record.snapshot.time.isoformat(), "dateType": "Updated"}],
        "descriptions": [
            {
                "description": profile.question[one.language],
                "descriptionType": "Abstract",
                "lang": one.language,
            }
            for one in tongues
        ]
        + [
            {
                "description": ". ".join(f"{n}: {w}" for n, w in imprint_lines(record, one)),
                "descriptionType": "Other",
                "lang": one.language,
            }
            for one in tongues
            if any(imprint_lines(record, one))
        ],
        "formats": ["text/csv", "application/jsonl", "application/vnd.apache.parquet"],
        "sizes": [f"{len(record.by_number)} incidents"],
    }
    if profile.address:
        made["url"] = f"{profile.address}{first.language}/data/"
    if name := licence(record):
        made["rightsList"] = [
            {"rights": name, **({"rightsIdentifier": spdx(name)} if spdx(name) else {})}
        ]
    if words := profile.imprint.fields.get("funder", {}).get(first.language):
        made["fundingReferences"] = [{"funderName": words}]
    return made


def cff(record: IndexedSnapshot) -> str:
    """The file from which citation managers read; a JSON string is a YAML string too."""
    first = next(wordings(record))
    profile = record.profile
    lines = {
        "cff-version": "1.2.0",
        "message": "Please cite the data with their version.",
        "title": profile.title[first.language],
        "type": "dataset",
        "version": version(record.snapshot.time),
        "date-released": f"{record.snapshot.time:%Y-%m-%d}",
    }
    if profile.address:
        lines["url"] = profile.address
    if name := spdx(licence(record)):
        lines["license"] = name
    told = "".join(f"{key}: {_quoted(value)}\n" for key, value in lines.items())
    return f"{told}authors:\n  - name: {_quoted(publisher(record, first))}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
