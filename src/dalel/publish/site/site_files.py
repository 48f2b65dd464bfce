"""Files that belong to no language: language chooser, 404 page, styles, robots, sitemap."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from dalel.domain.identity import permalink
from dalel.domain.incident import Incident
from dalel.publish.tree.build_tasks import File, Work, digest
from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import maker
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import render
from dalel.publish.views.shell import wordings

_ROOM: Final = Path(__file__).parents[1]
#: A sitemap may name 50,000 addresses (https://www.sitemaps.org/protocol.html); smaller parts mean
#: that a change rewrites little.
_PART: Final = 1000
_SITEMAP_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """The chooser of languages, the page for wrong addresses, styles, fonts, robots, sitemap."""
    assets = _assets()
    yield Work(key="assets", inputs=digest(assets), render=lambda: assets)
    # Every release has a worker of its own: with it a browser forgets what it kept of the last one.
    yield Work(key="worker", inputs=record.everything, render=partial(_worker, record))
    yield Work(key="doors", inputs=record.common, render=partial(_doors, record))
    # A preview is not for search engines, and a sitemap names absolute addresses only.
    if record.profile.address and not record.snapshot.preview:
        yield from _sitemap(record, record.profile.address)


def _assets() -> list[File]:
    vendored = [
        path
        for folder in ("vendor", "subsets")
        for path in sorted((_ROOM / folder).rglob("*"))
        if path.suffix == ".woff2" or path.name == "LICENSE"
    ]
    own = sorted((_ROOM / "static").iterdir())
    return [
        *((f"static/{path.name}", path.read_bytes()) for path in own),
        *((f"static/{path.parent.name}/{path.name}", path.read_bytes()) for path in vendored),
    ]


def _worker(record: IndexedSnapshot) -> Iterator[File]:
    languages = record.profile.languages
    pages = [f"{language}/{path}index.html" for language in languages for path in ("", "offline/")]
    files = (
        "site.css",
        "mark.svg",
        "address.js",
        "offline.js",
        "read_before.js",
        "copy.js",
        "since_visit.js",
    )
    values = {
        "release": record.everything,
        "languages": languages,
        "first": [*pages, *(f"static/{name}" for name in files)],
    }
    yield "sw.js", render("sw.js", values)


def _door(record: IndexedSnapshot, wording: DateWording) -> dict[str, object]:
    """What the pages that belong to no language say in one of them."""
    gettext = wording.words.gettext
    return {
        "language": wording.language,
        "endonym": wording.endonym,
        "preview": gettext("Preview"),
        "no_page": gettext("There is no such page."),
        "home": gettext("To the home page"),
        "maker": maker(record, wording),
    }


def _doors(record: IndexedSnapshot) -> Iterator[File]:
    profile, preview = record.profile, record.snapshot.preview
    values = {
        "profile": profile,
        "doors": tuple(_door(record, one) for one in wordings(record)),
        "preview": preview,
        "address": profile.address,
    }
    yield "index.html", render("chooser.html", {**values, "up": ""})
    # The page for wrong addresses is served from any depth: it alone needs to know the base.
    yield "404.html", render("404.html", {**values, "up": record.base})
    yield "robots.txt", _robots(record).encode()


def _robots(record: IndexedSnapshot) -> str:
    if record.snapshot.preview:
        return f"User-agent: *\nDisallow: {record.base}\n"
    address = record.profile.address
    sitemap = f"\nSitemap: {address}sitemap.xml\n" if address else ""
    return f"User-agent: *\nDisallow:\n{sitemap}"


def _sitemap(record: IndexedSnapshot, address: str) -> Iterator[Work]:
    """One sitemap, or from a thousand incidents on an index of several."""
    incidents = record.listed
    if len(incidents) <= _PART:
        yield Work(
            key="sitemap",
            inputs=record.everything,
            render=lambda: [("sitemap.xml", _urls(record, address, _paths(record), incidents))],
        )
        return
    parts = [incidents[n : n + _PART] for n in range(0, len(incidents), _PART)]
    names = ["sitemap/pages.xml", *(f"sitemap/{n}.xml" for n in range(1, len(parts) + 1))]
    yield Work(
        key="sitemap",
        inputs=digest(address, names),
        render=lambda: [("sitemap.xml", _index(address, names))],
    )
    contents: list[tuple[list[str], list[Incident]]] = [
        (_paths(record), []),
        *(([], p) for p in parts),
    ]
    for name, (paths, part) in zip(names, contents, strict=True):
        yield Work(
            key=name,
            inputs=record.inputs(part, paths),
            render=partial(_part, record, address, name, paths, part),
        )


def _part(
    record: IndexedSnapshot, address: str, name: str, paths: list[str], incidents: list[Incident]
) -> list[File]:
    return [(name, _urls(record, address, paths, incidents))]


def _paths(record: IndexedSnapshot) -> list[str]:
    """The paths below a language's folder of all pages that are no incident's."""
    standing = (
        *("", "e/", "browse/", "search/", "r/", "law/", "o/", "updated/", "corrections/", "next/"),
        *("data/", "sources/", "codebook/", "about/", "method/", "imprint/"),
    )
    lists = (f"r/{region.code}/" for region in record.snapshot.regions)
    sections = (f"s/{section.number}/" for section in record.codebook.sections)
    editions = (f"e/{edition.number}/" for edition in record.editions)
    paths = (*standing, "help/", *sections, *lists, *editions)
    return [path for path in paths if path not in record.empty]


def _urls(
    record: IndexedSnapshot, address: str, paths: list[str], incidents: list[Incident]
) -> bytes:
    languages = record.profile.languages
    pages = [({code: f"{code}/{path}" for code in languages}, "") for path in paths]
    pages += [
        (
            {code: permalink(code, incident.number) for code in languages},
            f"<lastmod>{incident.updated.isoformat()}</lastmod>",
        )
        for incident in incidents
    ]
    body = []
    for places, modified in pages:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}{place}"/>'
            for code, place in places.items()
        )
        body += [
            f"<url><loc>{address}{place}</loc>{modified}{links}</url>\n"
            for place in places.values()
        ]
    return (_SITEMAP_HEAD + "".join(body) + "</urlset>\n").encode()


def _index(address: str, names: list[str]) -> bytes:
    entries = "".join(f"<sitemap><loc>{address}{name}</loc></sitemap>\n" for name in names)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</sitemapindex>\n"
    ).encode()
