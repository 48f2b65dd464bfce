"""Feeds of the public record: Atom (RFC 4287) and JSON Feed 1.1.

Ids are tag URIs (RFC 4151) made of the site's host and the incident's number, so they stay when
paths change. A site that has no address yet uses a reserved host, and its feeds, like its pages,
link relatively and do not name themselves.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from dalel.domain.codebook import Labels
from dalel.domain.incident import Incident
from dalel.domain.public_seal import PublicSeal
from dalel.publish.data.seal_list import newest
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import PREVIEW, imprint_lines
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.key_news import KeyNews, news_of_keys
from dalel.publish.views.notices import taken_back_words
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import render, words
from dalel.publish.views.shell import INDEX, wordings
from dalel.publish.views.structured import publisher

#: The name of a feed's file, in the folder of the page that it follows.
FEED: Final = "feed.xml"
JSON_FEED: Final = "feed.json"
_ENTRIES: Final = 30
#: RFC 4151 wants a year in which the host was ours; the first year of the first site will do.
_YEAR: Final = 2026


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """Feeds of everything, of each section, region and case, in every language."""
    for topic in _topics(record):
        newest = sorted(topic.incidents, key=lambda i: (i.updated, i.number), reverse=True)
        shown = newest[:_ENTRIES]
        yield Work(
            key=f"feed/{topic.folder}",
            # An empty feed shows the snapshot's time.
            inputs=record.inputs(
                shown,
                topic.names,
                None if shown else record.snapshot.time,
                _seal(record, topic),
            ),
            render=partial(_render, record, topic, shown),
        )


@dataclass(frozen=True, kw_only=True)
class _Topic:
    """What a feed is of: its folder below a language's, its name beside the site's, and whom."""

    folder: str
    names: Labels
    incidents: list[Incident]


def _topics(record: IndexedSnapshot) -> Iterator[_Topic]:
    """Also what was taken back stands in a feed: the note takes the place of the text."""
    gone = [one for one in record.by_number.values() if one.is_taken_back]
    yield _Topic(folder="", names={}, incidents=[*record.listed, *gone])
    for number, incidents in record.by_section.items():
        yield _Topic(
            folder=f"s/{number}/",
            names=record.codebook.section_by_number[number].labels,
            incidents=[*incidents, *(one for one in gone if one.section == number)],
        )
    for region in record.snapshot.regions:
        yield _Topic(
            folder=f"r/{region.code}/",
            names=region.labels,
            incidents=record.by_region[region.code],
        )
    for matter in record.snapshot.matters:
        yield _Topic(
            folder=f"c/{matter.number}/",
            names=matter.names,
            incidents=[
                *record.of_numbers(matter.incidents),
                *(one for one in gone if one.number in matter.incidents),
            ],
        )


def _render(record: IndexedSnapshot, topic: _Topic, newest: list[Incident]) -> Iterator[File]:
    for wording in wordings(record):
        values = _values(record, wording, topic, newest)
        folder = f"{wording.language}/{topic.folder}"
        yield folder + FEED, render("feed.xml", values, wording.language)
        yield folder + JSON_FEED, as_json(values)


def _values(
    record: IndexedSnapshot, wording: DateWording, topic: _Topic, newest: list[Incident]
) -> dict[str, Any]:
    language = wording.language
    title = record.profile.title[language]
    if topic.names:
        title = f"{title}: {topic.names[language]}"
    folder = f"{language}/{topic.folder}"
    address = record.profile.address
    key_news = () if topic.folder else news_of_keys(record, wording)
    return {
        **words(wording),
        "title": title,
        "preview": record.snapshot.preview,
        "publisher": publisher(record, wording),
        "rights": ". ".join(f"{name}: {told}" for name, told in imprint_lines(record, wording)),
        "updated": max(
            (*(i.updated for i in newest), *(one.time for one in key_news)),
            default=record.snapshot.time,
        ),
        "key_news": key_news,
        "id": f"{_tag(record)}:{folder}",
        "tag": _tag(record),
        "self_link": f"{address}{folder}{FEED}" if address else None,
        "json_link": f"{address}{folder}{JSON_FEED}" if address else None,
        "page": f"{address or '../' * folder.count('/')}{folder}{'' if address else INDEX}",
        "up": address or "../" * folder.count("/"),
        "index": "" if address else INDEX,
        "views": [IncidentView(record, incident, wording) for incident in newest],
        "note": taken_back_words(wording),
        "seal": _seal(record, topic),
    }


def _seal(record: IndexedSnapshot, topic: _Topic) -> PublicSeal | None:
    """The feed of everything carries the newest seal: whoever keeps the feed keeps a witness."""
    return None if topic.folder else newest(record)


def as_json(values: dict[str, Any]) -> bytes:
    """The same as JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    made: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": values["title"],
        "home_page_url": values["page"],
        "language": values["language"],
        "authors": [{"name": values["publisher"]}],
        "items": [
            *(_json_news(one, values) for one in values["key_news"]),
            *(_json_entry(view, values) for view in values["views"]),
        ],
    }
    if values["rights"]:
        made["description"] = values["rights"]
    if values["json_link"]:
        made["feed_url"] = values["json_link"]
    if values["seal"]:
        # An extension is an object.
        made["_seal"] = {"newest": str(values["seal"])}
    if values["preview"]:
        made["user_comment"] = values["_"](PREVIEW)
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _json_news(one: KeyNews, values: dict[str, Any]) -> dict[str, object]:
    return {
        "id": f"{values['tag']}:{one.path}",
        "url": f"{values['up']}{values['language']}/data/{values['index']}",
        "title": one.title,
        "content_text": one.text,
        "date_modified": one.time.isoformat(),
    }


def _json_entry(view: IncidentView, values: dict[str, Any]) -> dict[str, object]:
    said = [f"{one.head} {one.when} {one.text}".strip() for one in view.notices]
    body = "\n\n".join([*said, *view.paragraphs]) or values["note"][view.state]
    if view.machine_label:
        body = f"{body}\n\n{view.machine_label}"
    entry: dict[str, object] = {
        "id": f"{values['tag']}:{view.path}",
        "url": f"{values['up']}{view.path}{values['index']}",
        "title": view.title or view.number,
        "content_text": body,
        "date_modified": view.incident.updated.isoformat(),
        "tags": [view.section_label],
    }
    if view.machine_label:
        # Extensions of the format begin with an underscore.
        entry["_machine"] = {
            "translated": view.has_machine_translation,
            "label": view.machine_label,
        }
    if view.links:
        entry["external_url"] = view.links[0].url
    return entry


def authority(record: IndexedSnapshot) -> str:
    """The host in whose name ids are made; a site without an address has a reserved one."""
    return urlsplit(record.profile.address or "").hostname or "dalel.invalid"


def _tag(record: IndexedSnapshot) -> str:
    return f"tag:{authority(record)},{_YEAR}"
