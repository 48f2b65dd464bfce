"""The browse page and the overviews of regions and provisions of law."""

from collections.abc import Iterator
from typing import Final

from dalel.publish.site.lists import View, above_words
from dalel.publish.tree.build_tasks import File
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import statute_words
from dalel.publish.views.shell import Shell

#: Tiles get darker in so many steps.
_SHADES: Final = 4


def browse(shell: Shell, _view: View) -> File:
    gettext = shell.wording.words.gettext
    return shell.page(
        "browse.html",
        "browse/",
        title=gettext("Browse"),
        description=gettext("All ways into the record: by theme, place, law, case and time."),
        counts={number: len(found) for number, found in shell.record.by_section.items()},
        doors=[door for door in _doors(shell.wording) if door[0] not in shell.record.empty],
    )


def _doors(wording: DateWording) -> Iterator[tuple[str, str, str]]:
    """The path of each page that leads on, its name, and what stands there."""
    gettext, above = wording.words.gettext, above_words(wording)
    for path, words in (
        ("r/", gettext("Where it happened, by region.")),
        ("law/", gettext("Every incident under a provision of law.")),
        ("codebook/", gettext("Every incident of a kind, of a right, of a means.")),
        ("c/", gettext("Incidents of one legal matter, in order of time.")),
        ("o/", gettext("Of whom incidents speak.")),
    ):
        yield path, above[path], words
    yield (
        "p/",
        gettext("People"),
        gettext("Officials, and those who told of their matter in public."),
    )
    yield "sources/", gettext("Sources"), gettext("Whose news the record rests on.")
    yield "updated/", gettext("Recently updated"), gettext("What was added or changed last.")
    yield "next/", gettext("What comes next"), gettext("Hearings and deadlines that are known.")
    yield (
        "corrections/",
        gettext("Corrections"),
        gettext("What we got wrong, and what became of it."),
    )


def regions(shell: Shell, _view: View) -> File:
    gettext = shell.wording.words.gettext
    record, language = shell.record, shell.wording.language
    counts = {code: len(incidents) for code, incidents in record.by_region.items()}
    most = max(counts.values(), default=0)
    placed = {incident.number for found in record.by_region.values() for incident in found}
    rows = sorted(
        (
            (
                region,
                region.labels[language],
                counts[region.code],
                _shade(counts[region.code], most),
            )
            for region in record.snapshot.regions
        ),
        key=lambda row: (-row[2], row[1]),
    )
    return shell.page(
        "regions.html",
        "r/",
        title=gettext("Regions"),
        description=gettext("Where it happened, by region."),
        rows=rows,
        tiles=[row for row in rows if row[0].column],
        unplaced=len(record.listed) - len(placed),
    )


def _shade(count: int, most: int) -> int:
    """Nought for none, then one to four in equal steps up to the most."""
    return 0 if not count else 1 + (count * _SHADES - 1) // most


def law(shell: Shell, _view: View) -> File:
    gettext = shell.wording.words.gettext
    counts: dict[str, int] = {}
    for incident in shell.record.listed:
        for code in set(incident.codes.statutes if incident.codes else ()):
            counts[code] = counts.get(code, 0) + 1
    return shell.page(
        "law.html",
        "law/",
        title=gettext("Legal provisions"),
        description=gettext("Every incident under a provision of law."),
        rows=[
            (statute.code, statute_words(statute, shell.wording), counts[statute.code])
            for statute in shell.record.codebook.statutes
            if statute.code in counts
        ],
    )
