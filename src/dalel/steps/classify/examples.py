"""Training examples for the classifier: articles with what was decided about them.

An example comes from the pack's training articles or from the newsroom's own decisions. Its
``kind`` is a section (``1`` to ``5``) or, for an article that is none of ours, what it is about:
softened into one "not ours", news from abroad and advice against fraud have nothing in common, and
a classifier that is told them apart learns both better.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from dalel.domain.article import Article
from dalel.domain.errors import DalelError

#: Where a pack keeps its training articles, and what their slugs mean.
FOLDER: Final = "training"
_MEANINGS: Final = "event_types.toml"
#: What an article may be about that is none of ours.
OTHERS: Final = ("foreign", "advice", "crime", "technology", "politics", "everyday")


class NoTrainingError(DalelError):
    """The pack has no training articles."""


class TrainingError(DalelError):
    """A training article lacks what was decided about it."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """An article with what was decided about it.

    ``event_types`` are the codes of which each counts as right. ``other`` is one of ``OTHERS``
    where it is known. Examples of one ``group`` tell of one case, so none of them may examine what
    the others taught. ``weight`` is how much it counts.
    """

    article: Article
    group: str
    relevant: bool
    section: int | None = None
    event_types: tuple[str, ...] = ()
    other: str | None = None
    weight: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Meanings:
    """``event_types.toml``: what slugs mean in the codebook; a codebook's code means itself.

    ``weights`` tells how much an article of a file counts, by the file's name without its ending.
    """

    slugs: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by_section: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    others: Mapping[str, Sequence[str]] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)

    def event_types(self, slug: str, section: int | None) -> tuple[str, ...]:
        """The event types that a slug can mean in a section."""
        own = self.by_section.get(str(section), {})
        return tuple(own.get(slug, self.slugs.get(slug, (slug,))))

    def other(self, slug: str | None) -> str | None:
        """What an article with this slug, none of ours, is about."""
        return next((kind for kind, slugs in self.others.items() if slug in slugs), None)


def meanings(folder: Path) -> Meanings:
    """What the slugs of a pack's training articles mean; without the file they are codes."""
    file = folder / FOLDER / _MEANINGS
    if not file.exists():
        return Meanings()
    found = tomllib.loads(file.read_text("utf-8"))
    return Meanings(
        slugs=found.get("slugs", {}),
        by_section=found.get("slugs_by_section", {}),
        others=found.get("others", {}),
        weights=found.get("weights", {}),
    )


def shipped_examples(folder: Path) -> tuple[Example, ...]:
    """The training articles of a pack.

    :raises NoTrainingError: when the pack has none. :raises TrainingError: for a broken record.
    """
    means = meanings(folder)
    examples = [
        example
        for file in _files(folder)
        for example in examples_of(
            _records(file), means, source=file.stem, weight=means.weights.get(file.stem, 1.0)
        )
    ]
    if not examples:
        raise NoTrainingError
    return tuple(examples)


def examples_of(
    records: Iterable[Mapping[str, Any]],
    means: Meanings | None = None,
    *,
    source: str = "newsroom",
    weight: float = 1.0,
) -> Iterator[Example]:
    """Records with ``lang``, ``title``, ``text``, ``relevant``, ``section``, ``event_type``.

    Also read: ``id``; ``case`` and ``event``, by which examples are grouped; ``other``.

    :raises TrainingError: for a record without title, text or decision.
    """
    means = means or Meanings()
    for place, record in enumerate(records, start=1):
        try:
            yield _example(record, means, f"{source}:{place}", weight)
        except (KeyError, TypeError, AttributeError) as error:
            raise TrainingError(f"{source}, record {place}: {error!r}") from error


def _example(record: Mapping[str, Any], means: Meanings, place: str, weight: float) -> Example:
    relevant, section, slug = record["relevant"], record.get("section"), record.get("event_type")
    if relevant and section is None:
        raise KeyError("section")
    group = record.get("case") or record.get("event") or record.get("id") or place
    article = Article(
        id=record.get("id") or place,
        language=record["lang"],
        title=record["title"].strip(),
        text=record["text"].strip(),
    )
    return Example(
        article=article,
        group=f"{place.partition(':')[0]}:{group}",
        relevant=bool(relevant),
        section=section if relevant else None,
        event_types=means.event_types(slug, section) if relevant and slug else (),
        other=None if relevant else record.get("other") or means.other(slug),
        weight=weight,
    )


def fingerprint(folder: Path) -> str:
    """Sixteen hex digits of all that a pack's shipped classifier was trained from."""
    digest = hashlib.sha256()
    for file in (*_files(folder), folder / FOLDER / _MEANINGS, folder / "cues.toml"):
        if file.exists():
            digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _files(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob("*.jsonl"))


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
