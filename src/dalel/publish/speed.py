"""Benchmark of site builds: in full, after one change, and with a new edition.

Seconds are the processor's, so that other work on the machine changes them little.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import EDITION, invented
from dalel.publish.build import OUTPUTS, BuildReport, build, processor_time
from dalel.publish.documents.cards import SHAPES, blank_card
from dalel.publish.tree.build_tasks import Work
from dalel.publish.tree.mirror_archive import MIRROR
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import wordings

#: What follows the pages; its seconds stand beside theirs.
_AFTER: Final = ("data", "search", MIRROR)
#: What takes minutes for a long record is measured on so many entries, unless all is asked for.
_SAMPLED: Final = ("cards", "documents")
_SAMPLE: Final = 2 * EDITION


@dataclass(frozen=True, kw_only=True)
class ChangeCost:
    """What a build took after something changed.

    ``shown`` seconds until readers had pages, feeds and manifest, ``whole`` until all had followed;
    ``files`` were written.
    """

    shown: float
    whole: float
    files: int

    @classmethod
    def of(cls, report: BuildReport) -> "ChangeCost":
        """What a build tells of itself."""
        return cls(shown=report.shown, whole=sum(report.took.values()), files=report.written)


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What the builds of some incidents took.

    ``pages_per_second`` is of the full build, with feeds, API, manifest and the work of writing,
    without what stands in ``after``: the seconds of each output that follows. ``each_card`` and
    ``each_edition`` are the seconds of a card, and of an edition's documents in all languages.
    ``night`` are those of the whole set after the change, which a large record has made at night.
    """

    incidents: int
    pages: int
    megabytes: float
    pages_per_second: float
    after: Mapping[str, float]
    each_card: float
    each_edition: float
    one_change: ChangeCost
    night: float
    new_edition: ChangeCost
    no_change: float


def measure(
    incidents: int = 10_000, folder: Path | None = None, *, whole: bool = False
) -> Measurement:
    """Build a site of invented incidents in two languages, change a title, add an edition.

    The change is built as the desk has it built, the new edition with the whole set.

    Cards and documents are left out of these builds, unless they are to be ``whole``. ``folder`` is
    where the temporary site lies; by default where the system keeps such things.
    """
    outputs = {name: make for name, make in OUTPUTS.items() if whole or name not in _SAMPLED}
    late = [name for name in (*outputs, MIRROR) if name in (*_AFTER, *_SAMPLED)]
    middle = incidents // 2
    first, longer = invented(incidents), invented(incidents + EDITION)
    changed, longest = _retitled(first, middle), _retitled(longer, middle)
    steps = ((first, True), (changed, False), (changed, True), (longest, True), (longest, True))
    sample = _sample()
    with tempfile.TemporaryDirectory(dir=folder) as place:
        full, one, night, more, none = (
            build(snapshot, Path(place) / "site", outputs=outputs, whole_set=whole_set)
            for snapshot, whole_set in steps
        )
    return Measurement(
        incidents=incidents,
        pages=full.pages,
        megabytes=full.bytes / 1e6,
        pages_per_second=full.pages
        / sum(took for name, took in full.took.items() if name not in late),
        after={name: full.took[name] for name in late},
        each_card=sample["cards"] / (_SAMPLE * len(first.profile.languages) * len(SHAPES)),
        each_edition=sample["documents"] * EDITION / _SAMPLE,
        one_change=ChangeCost.of(one),
        night=sum(night.took.values()),
        new_edition=ChangeCost.of(more),
        no_change=sum(none.took.values()),
    )


def _retitled(snapshot: Snapshot, place: int) -> Snapshot:
    """The same record with another title in one place."""
    old = snapshot.incidents[place]
    text = replace(old.texts["kk"], title="Тақырып өзгерді")
    new = replace(old, texts={**old.texts, "kk": text})
    return replace(
        snapshot, incidents=tuple(new if one is old else one for one in snapshot.incidents)
    )


def _sample() -> dict[str, float]:
    """How long cards and documents of a few entries take, once the typesetter is ready."""
    record = IndexedSnapshot(invented(_SAMPLE), "/")
    blank_card(record, record.incidents[0].number, next(wordings(record)))
    return {name: _rendered(list(OUTPUTS[name](record))) for name in _SAMPLED}


def _rendered(works: list[Work]) -> float:
    start = processor_time()
    for work in works:
        work.plan()
    for work in works:
        list(work.render())
    return processor_time() - start
