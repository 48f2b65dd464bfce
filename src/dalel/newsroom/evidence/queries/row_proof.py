"""Proof of rows: what the database claims of captures, articles and decisions the evidence holds.

Linear in the number of captures, and in memory that does not grow with them but for decisions.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from dalel.domain.evidence import Capture, EvidenceClass
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, CaptureRow
from dalel.newsroom.evidence.queries import captures
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.frame.unread_cells import broken_cells
from dalel.steps.archive.chains import is_chain, is_held
from dalel.steps.archive.decisions import decisions
from dalel.steps.archive.findings import ArchiveFault, Fault, HeldRows
from dalel.steps.archive.ledger import Barred, Classed, Kept, Withheld, sound_lines
from dalel.steps.archive.seals import day_of
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.warc_writer import capture_of

#: So many rows of a kind are named one by one.
NAMED: Final = 20
#: How Dalel names an article that it made itself of measurements.
SIGNALS: Final = "signal:"
_SHORT: Final = 12
_NO_END: Final = 1 << 62
_MEND: Final = "dalel evidence mend makes the rows follow"

Counted = Callable[[str], None]


@dataclass
class Found:
    """How many rows of a kind were held, and what differs; only the first are named."""

    kind: str
    held: int = 0
    not_held: int = 0
    why: str = ""
    otherwise: list[str] = field(default_factory=list)
    #: Of those that could not be held the ones that a person has to look at.
    to_see: list[str] = field(default_factory=list)
    wrong: int = 0

    def fault(self, what: str, **about: Any) -> Iterator[ArchiveFault]:
        """Name a row, as long as there are few."""
        self.wrong += 1
        if self.wrong <= NAMED:
            yield ArchiveFault(
                fault=Fault.ROW, file="", offset=None, what=f"{self.kind}: {what}", **about
            )

    def rest(self) -> Iterator[ArchiveFault]:
        """What was not named."""
        if self.wrong > NAMED:
            what = f"{self.kind}: {self.wrong - NAMED} more rows differ"
            yield ArchiveFault(fault=Fault.ROW, file="", offset=None, what=what)

    def told(self) -> HeldRows:
        """The counts."""
        return HeldRows(
            kind=self.kind,
            held=self.held,
            not_held=self.not_held,
            why=self.why,
            otherwise=tuple(self.otherwise),
            to_see=tuple(self.to_see),
        )


class DecisionsOfRows:
    """What the chains say of decisions; they are read again when somebody decided meanwhile."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._read()

    def wrong(self, row: CaptureRow | ArticleRow, about: str) -> list[str]:
        """What a row says otherwise of itself than the decisions about it."""
        if not list(self._otherwise(row, about)):
            return []
        if self._lengths() != self._known:
            self._read()
        row.refresh_from_db(fields=["withheld", "evidence_class"])
        return list(self._otherwise(row, about))

    def _otherwise(self, row: CaptureRow | ArticleRow, about: str) -> Iterator[str]:
        told, decided = row.withheld, self._reasons.get(about, set())
        if told and not decided:
            yield f"withheld ({told}), but no line of a chain says so"
        elif decided and not told:
            yield f"not withheld, but a line of a chain says so: {_MEND}"
        elif told and told not in decided:
            yield f"withheld for {told!r}, but the line says {sorted(decided)[0]!r}"
        last = self._classes.get(about)
        if row.evidence_class != (last or EvidenceClass.NEWSROOM):
            line = f"the last line says {last}" if last else "no line of a chain says so"
            yield f"class {row.evidence_class}, but {line}"

    def _lengths(self) -> list[tuple[str, int]]:
        return [(path.name, path.stat().st_size) for path in self._vault.chain_files()]

    def _read(self) -> None:
        self._known = self._lengths()
        self._reasons: dict[str, set[str]] = {}
        self._classes: dict[str, EvidenceClass] = {}
        for event in decisions(self._vault):
            match event:
                case Withheld(capture=about, reason=reason) | Barred(address=about, reason=reason):
                    self._reasons.setdefault(about, set()).add(reason)
                case Classed(about=about, evidence_class=evidence_class):
                    self._classes[about] = evidence_class


def hold_captures(
    vault: Vault,
    until: Mapping[str, int],
    decided: DecisionsOfRows,
    found: Found,
    tick: Callable[[], None],
) -> Iterator[ArchiveFault]:
    """Hold each row of a capture against its line, and look for lines without a row.

    ``until`` is how far the rows knew each chain before the chains were read: what is written
    meanwhile is left to the next time.
    """
    paths = {path.stem: path for path in vault.chain_files() if is_chain(path)}
    yield from _without_rows(paths, until, found)
    for chain, last in sorted(until.items()):
        lines = _kept(paths[chain], last) if chain in paths else iter(())
        expected = next(lines, None)
        rows = CaptureRow.objects.filter(chain=chain, number__lte=last).order_by("number")
        for row in rows.iterator(chunk_size=BATCH):
            tick()
            found.held += 1
            while expected is not None and expected.number < row.number:
                yield from _no_row(found, expected)
                expected = next(lines, None)
            if expected is None or expected.number != row.number:
                what = f"{_name(row)}: no line of a chain tells of it ({chain}, line {row.number})"
                yield from found.fault(what)
                continue
            yield from _differing(found, row, expected, decided)
            expected = next(lines, None)
        while expected is not None:
            yield from _no_row(found, expected)
            expected = next(lines, None)
    yield from found.rest()


def _without_rows(
    paths: Mapping[str, Path], until: Mapping[str, int], found: Found
) -> Iterator[ArchiveFault]:
    """Chains of which no row tells; a worker that begins one now writes its rows in a moment."""
    for name, path in sorted(paths.items()):
        if name in until or is_held(path):
            continue
        first = next(_kept(path, _NO_END), None)
        if first is not None and not CaptureRow.objects.filter(chain=name).exists():
            what = f"chain {name} tells of captures, and no row does: {_MEND}"
            yield from found.fault(what, capture=first.link, day=day_of(first.time))


def hold_articles(
    decided: DecisionsOfRows, found: Found, tick: Callable[[], None]
) -> Iterator[ArchiveFault]:
    """Hold what articles say of decisions."""
    for row in ArticleRow.objects.order_by("pk").iterator(chunk_size=BATCH):
        tick()
        found.held += 1
        wrong = decided.wrong(row, row.canonical)
        if wrong := [*wrong, *(f"{name} is no text" for name in broken_cells(row))]:
            yield from found.fault(f"{row.canonical}: {'; '.join(wrong)}")
    yield from found.rest()


def hold_times(found: Found, tick: Callable[[], None]) -> Iterator[ArchiveFault]:
    """Hold the times of versions against their captures, which are held against the chains.

    A version was read from its capture, so it has its time. One that Dalel made of measurements
    is of the time at which it was made.
    """
    rows = ArticleVersionRow.objects.select_related("capture", "article").defer("title", "text")
    for row in rows.order_by("pk").iterator(chunk_size=BATCH):
        tick()
        wrong = []
        if row.article.canonical.startswith(SIGNALS):
            found.not_held += 1
            found.why = "Dalel made them itself, of measurements"
        else:
            found.held += 1
            if row.time != row.capture.time:
                wrong.append(f"time {_shown(row.time)}, but its capture {_shown(row.capture.time)}")
        if row.number == 1 and row.article.first_kept != row.time:
            first, kept = _shown(row.article.first_kept), _shown(row.time)
            wrong.append(f"the article was first kept {first}, its first version {kept}")
        if wrong:
            what = f"{row.article.canonical}, version {row.number}: {'; '.join(wrong)}"
            yield from found.fault(what, capture=row.capture.link)
    yield from found.rest()


def _kept(path: Path, last: int) -> Iterator[Capture]:
    with path.open("rb") as stream:
        for line in sound_lines(stream):
            if line.number > last:
                return
            if isinstance(line.event, Kept):
                yield capture_of(line, line.event)


def _differing(
    found: Found, row: CaptureRow, line: Capture, decided: DecisionsOfRows
) -> Iterator[ArchiveFault]:
    told = {name: getattr(row, name) for name in captures.FIELDS} | {"body_of": row.body_of or None}
    wrong = [
        f"{name} {_shown(value)}, but its line {_shown(getattr(line, name))}"
        for name, value in told.items()
        if value != getattr(line, name)
    ]
    wrong += decided.wrong(row, line.link)
    if wrong:
        what = f"{_name(row)}: {'; '.join(wrong)}"
        yield from found.fault(what, capture=line.link, day=day_of(line.time))


def _no_row(found: Found, line: Capture) -> Iterator[ArchiveFault]:
    what = f"line {line.number} of {line.chain} tells of {line.url}, and no row does"
    yield from found.fault(what, capture=line.link, day=day_of(line.time))


def _name(row: CaptureRow) -> str:
    return f"{row.link[:_SHORT]} ({row.url})"


def _shown(value: object) -> str:
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return text if len(text) <= 5 * _SHORT else f"{text[: 5 * _SHORT]}…"
