"""What do feed readers get? (Atom, RFC 4287)

Ids are tag URIs (RFC 4151) made of the site's host and the incident's number, so they stay when
paths change. A site that has no address yet uses a reserved host, and its feeds, like its pages,
link relatively and do not name themselves.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from dalel.domain.incident import Incident
from dalel.publish.dates import Wording
from dalel.publish.record import Record
from dalel.publish.render import render, words
from dalel.publish.shell import INDEX, wordings
from dalel.publish.structured import publisher
from dalel.publish.views import IncidentView
from dalel.publish.works import File, Work

#: The name of a feed's file, in the folder of the page that it follows.
FEED: Final = "feed.xml"
_ENTRIES: Final = 30
#: RFC 4151 wants a year in which the host was ours; the first year of the first site will do.
_YEAR: Final = 2026


def works(record: Record) -> Iterator[Work]:
    """A feed of everything, and one of each section, in every language."""
    yield _work(record, None, record.listed)
    for section, incidents in record.by_section.items():
        yield _work(record, section, incidents)


def _work(record: Record, section: int | None, incidents: list[Incident]) -> Work:
    newest = sorted(incidents, key=lambda i: (i.updated, i.number), reverse=True)[:_ENTRIES]
    return Work(
        key=f"feed/{section or ''}",
        # An empty feed shows the snapshot's time.
        inputs=record.inputs(newest, None if newest else record.snapshot.time),
        render=partial(_render, record, section, newest),
    )


def _render(record: Record, section: int | None, newest: list[Incident]) -> Iterator[File]:
    for wording in wordings(record):
        yield _feed(record, wording, section, newest)


def _feed(record: Record, wording: Wording, section: int | None, newest: list[Incident]) -> File:
    language = wording.language
    title = record.profile.title[language]
    if section is not None:
        title = f"{title}: {record.codebook.section_by_number[section].labels[language]}"
    folder = f"{language}/" if section is None else f"{language}/s/{section}/"
    address = record.profile.address
    up = address or "../" * folder.count("/")
    index = "" if address else INDEX
    values = {
        **words(wording),
        "title": title,
        "preview": record.snapshot.preview,
        "publisher": publisher(record, wording),
        "updated": max((i.updated for i in newest), default=record.snapshot.time),
        "id": f"{_authority(record)}:{folder}",
        "tag": _authority(record),
        "self_link": f"{address}{folder}{FEED}" if address else None,
        "page": f"{up}{folder}{index}",
        "up": up,
        "index": index,
        "views": [IncidentView(record, incident, wording) for incident in newest],
    }
    return folder + FEED, render("feed.xml", values)


def _authority(record: Record) -> str:
    host = urlsplit(record.profile.address or "").hostname or "dalel.invalid"
    return f"tag:{host},{_YEAR}"
