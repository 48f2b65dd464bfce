"""Packages OONI's measurement counts in files of their own, under OONI's licence.

They are no data of ours, so none of them stands in a file with ours. The dictionary names maker,
licence and what a count does not say.
"""

from collections.abc import Iterator
from typing import Final

from dalel.domain.collection import NetworkCount
from dalel.language.wording import gettext_noop
from dalel.publish.data import citation
from dalel.publish.data.columns import Column, Row
from dalel.publish.data.tables import WRITERS, DataTable, as_json
from dalel.publish.tree.build_tasks import File, Work, digest
from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import imprint_fields
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import wordings

LICENCE: Final = "CC BY-NC-SA 4.0"
FOLDER: Final = "data/ooni/"
MAKER: Final = {
    "title": "Open Observatory of Network Interference (OONI)",
    "path": "https://ooni.org/data",
}
#: What each column means, by its name and type in a table schema.
COLUMNS: Final = {
    ("day", "date"): gettext_noop("The day of the tests (UTC)."),
    ("country", "string"): gettext_noop("Where the tests were made (ISO 3166)."),
    ("site", "string"): gettext_noop("The site that was tested."),
    ("network", "string"): gettext_noop(
        "The network in which it was tested (AS number); empty: all networks together."
    ),
    ("tests", "integer"): gettext_noop("How many tests there were."),
    ("anomalies", "integer"): gettext_noop(
        "In how many something was unusual. An anomaly is no proof of a block: a fault of the site "
        "or the network looks the same."
    ),
    ("confirmed", "integer"): gettext_noop("In how many the network's own block page was seen."),
    ("failures", "integer"): gettext_noop("How many tests failed by themselves."),
}
#: The kinds of files, by their endings.
_ENDINGS: Final = ("csv", "jsonl")


def meanings(wording: DateWording) -> tuple[tuple[str, str], ...]:
    """Each column with its meaning in a language."""
    return tuple((name, wording.words.gettext(words)) for (name, _), words in COLUMNS.items())


def counted(record: IndexedSnapshot) -> tuple[NetworkCount, ...]:
    """The counts that are handed on."""
    measures = record.snapshot.measures
    return measures.network if measures else ()


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """The files in each language of publication; none where nothing was counted."""
    counts = counted(record)
    if not counts:
        return
    yield Work(
        key="dataset/ooni",
        inputs=digest(record.everything, counts),
        render=lambda: (
            file for wording in wordings(record) for file in _files(record, counts, wording)
        ),
        late=True,
    )


def _files(
    record: IndexedSnapshot, counts: tuple[NetworkCount, ...], wording: DateWording
) -> Iterator[File]:
    gettext = wording.words.gettext
    table = DataTable(
        title=gettext("Measurements of OONI for the sites that we watch"),
        columns=tuple(
            (Column(name, kind, lambda _view: None), gettext(words))
            for (name, kind), words in COLUMNS.items()
        ),
        rows=[_row(count) for count in counts],
        time=record.snapshot.time,
        heads=(gettext("Column"), gettext("Meaning")),
    )
    folder = f"{wording.language}/{FOLDER}"
    for ending in _ENDINGS:
        yield f"{folder}counts.{ending}", WRITERS[ending](table)
    yield f"{folder}datapackage.json", as_json(_described(record, table))


def _row(count: NetworkCount) -> Row:
    return {
        "day": count.day.isoformat(),
        "country": count.country,
        "site": count.subject,
        "network": count.network,
        "tests": count.measured,
        "anomalies": count.anomalies,
        "confirmed": count.confirmed,
        "failures": count.failures,
    }


def _described(record: IndexedSnapshot, table: DataTable) -> dict[str, object]:
    """A Frictionless Data Package with the maker's licence, not ours."""
    fields = [
        {"name": column.name, "type": column.type, "description": meaning}
        for column, meaning in table.columns
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ooni-counts",
        "title": table.title,
        "version": citation.version(record.snapshot.time),
        "created": record.snapshot.time.isoformat(),
        "sources": [MAKER],
        "imprint": imprint_fields(record),
        "licenses": [
            {
                "name": citation.spdx(LICENCE),
                "title": LICENCE,
                "path": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
            }
        ],
        "resources": [
            {
                "name": f"counts-{ending}",
                "path": f"counts.{ending}",
                "format": ending,
                "encoding": "utf-8",
                "schema": {"fields": fields, "primaryKey": ["day", "country", "site", "network"]},
            }
            for ending in _ENDINGS
        ],
    }
