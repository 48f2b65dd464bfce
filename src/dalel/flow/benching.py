"""How fast is the public site built when the record is large?"""

from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from dalel.domain.identity import incident_number
from dalel.domain.incident import Incident
from dalel.domain.snapshot import Snapshot
from dalel.pack import Pack
from dalel.publish import build
from dalel.store.snapshots import take


@dataclass(frozen=True, kw_only=True)
class PublishSpeed:
    """Seconds of a build from nothing, of one after a single change, and what they wrote."""

    incidents: int
    pages: int
    bytes: int
    seconds: float
    pages_per_second: float
    seconds_after_change: float
    files_after_change: int


def time_publish(pack: Pack, out: Path, *, incidents: int) -> PublishSpeed:
    """Build the record's incidents, repeated up to ``incidents``, then build after one change."""
    snapshot = repeated(take(pack), pack, incidents)
    begin = perf_counter()
    first = build(snapshot, out)
    middle = perf_counter()
    second = build(_changed(snapshot), out)
    end = perf_counter()
    return PublishSpeed(
        incidents=len(snapshot.incidents),
        pages=first.pages,
        bytes=first.bytes,
        seconds=middle - begin,
        pages_per_second=first.pages / (middle - begin),
        seconds_after_change=end - middle,
        files_after_change=second.written,
    )


def repeated(snapshot: Snapshot, pack: Pack, count: int) -> Snapshot:
    """The snapshot with its incidents over and over under new numbers, in editions of forty."""
    size = 40
    incidents = tuple(
        replace(
            snapshot.incidents[place % len(snapshot.incidents)],
            number=incident_number(pack.number_prefix, 2000 + place // 2000, place % 2000 + 1),
            related=(),
        )
        for place in range(count)
    )
    editions = tuple(
        replace(
            snapshot.editions[0],
            number=start // size + 1,
            incidents=_by_section(incidents[start : start + size]),
        )
        for start in range(0, count, size)
    )
    return replace(snapshot, incidents=incidents, editions=editions)


def _by_section(incidents: tuple[Incident, ...]) -> dict[int, tuple[str, ...]]:
    sections: dict[int, list[str]] = {}
    for incident in incidents:
        sections.setdefault(incident.section, []).append(incident.number)
    return {section: tuple(numbers) for section, numbers in sorted(sections.items())}


def _changed(snapshot: Snapshot) -> Snapshot:
    """The snapshot with one word more in one text."""
    first, *rest = snapshot.incidents
    texts = dict(first.texts)
    language = next(iter(texts))
    text = texts[language]
    texts[language] = replace(text, paragraphs=(*text.paragraphs, "+"))
    return replace(snapshot, incidents=(replace(first, texts=texts), *rest))
