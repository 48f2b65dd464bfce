"""What do the articles that came in mean to us: are they ours, whose reprint, which story?

Every version is classified; what is ours and repeats nobody finds its story. One worker at a time
places articles, and what it knows of the open window it keeps between passes.
"""

import os
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from dalel.domain.article import Article
from dalel.domain.grouping import Reprint
from dalel.domain.lexicon import Lexicon
from dalel.flow.country import pack_at
from dalel.flow.inbox.meaning import Choice, embedder_of
from dalel.flow.inbox.standing import read_days, weigh_stories
from dalel.flow.watch.round import silent
from dalel.language.vectors import Embedder, Vectors
from dalel.outside.language_models.embeddings import EmbeddingError
from dalel.pack.lexicon import lexicon
from dalel.steps.classify.judging import MODEL, Classifier, load_classifier
from dalel.steps.classify.keeping import newest
from dalel.steps.group.comparing import Judge
from dalel.steps.group.models import pair_model
from dalel.steps.group.reprints import Reprints
from dalel.steps.group.stories import Stories
from dalel.store.inbox import judging, stories
from dalel.store.inbox.judging import Judged
from dalel.store.models import TurnRow
from dalel.store.transactions import writing
from dalel.store.watch import articles, due

#: So long an article waits for others about the same happening.
WINDOW: Final = timedelta(days=120)
#: So long a text waits for its reprints.
_REPRINTED: Final = timedelta(days=8)


@dataclass(frozen=True, kw_only=True)
class JudgingReport:
    """How much was judged: articles, how many of them are ours, reprints, and stories opened."""

    judged: int = 0
    ours: int = 0
    reprints: int = 0
    opened: int = 0
    merged: int = 0
    #: Days to come that articles of our stories name, proposed for the diary.
    days: int = 0
    #: Why the rest waits: the model of meaning did not answer.
    waits: str = ""

    def plus(self, other: "JudgingReport") -> "JudgingReport":
        """Both together."""
        return JudgingReport(
            judged=self.judged + other.judged,
            ours=self.ours + other.ours,
            reprints=self.reprints + other.reprints,
            opened=self.opened + other.opened,
            merged=self.merged + other.merged,
            days=self.days + other.days,
            waits=self.waits or other.waits,
        )


class Memory:
    """The open window as a worker remembers it, brought up to what others and people did since."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self.lose()

    def lose(self) -> None:
        """Begin anew, with what the rows tell."""
        self.stories = Stories(self._judge)
        self._reprints = Reprints()
        self._compared: set[str] = set()
        self._standing: dict[str, str] = {}

    def refresh(self, judges: "Judges", now: datetime) -> None:
        """Take in what is known since the window began and not remembered yet."""
        self.stories.forget((now - WINDOW).date())
        self._reprints.forget((now - _REPRINTED).date())
        recent = judging.judged_since(now - _REPRINTED, judges.kinds, judges.zone)
        self.compare([one.article for one in recent])
        standing = stories.standing(now - WINDOW)
        fresh = judging.of(standing.keys() - self._standing.keys(), judges.kinds, judges.zone)
        if fresh:
            vectors = judges.vectors(fresh)
            self.stories.remember([one.article for one in fresh], vectors, standing)
        self.settle(standing)

    def compare(self, found: Sequence[Article]) -> tuple[Reprint, ...]:
        """The reprints among articles that are not compared yet."""
        fresh = [article for article in found if article.id not in self._compared]
        self._compared |= {article.id for article in fresh}
        return self._reprints.add(fresh)

    def settle(self, standing: Mapping[str, str]) -> None:
        """Note in which stories articles stand."""
        self.stories.settle(standing)
        self._standing |= standing


@dataclass(frozen=True, kw_only=True)
class Judges:
    """The judges of a country.

    ``embedder`` is None where articles are judged by words alone. A classifier that was taught by
    another model's vectors does not look at this one's; stories do.
    ``kinds`` leads from a source's id to the pack's kind of it.
    """

    classifier: Classifier
    embedder: Embedder | None
    model: str
    zone: tzinfo
    kinds: Mapping[str, str]
    words: Lexicon
    memory: Memory

    @property
    def tells_by_meaning(self) -> bool:
        """Whether the classifier knows the vectors that are made here."""
        return self.embedder is not None and self.classifier.model.vectors == self.embedder.name

    def vectors(self, found: Sequence[Judged]) -> Vectors | None:
        """The vectors of articles, made where none is kept yet.

        :raises EmbeddingError: when the model of meaning does not answer.
        """
        if self.embedder is None:
            return None
        name = self.embedder.name
        known = judging.vectors(name, (one.version.pk for one in found))
        missing = [one for one in found if one.version.pk not in known]
        made = self.embedder.vectors([one.article for one in missing])
        fresh = {one.version.pk: row for one, row in zip(missing, made, strict=True)}
        judging.write_vectors(name, ((one.version, fresh[one.version.pk]) for one in missing))
        both = known | fresh
        return np.stack([both[one.version.pk] for one in found])


def has_judges(folder: Path, kept: Path | None = None) -> bool:
    """Whether the pack in a folder has a trained model, or one was learnt here."""
    return (folder / MODEL).is_file() or newest(kept, folder) is not None


def judges_of(
    folder: Path,
    added: Path | None = None,
    *,
    choice: Choice = Choice(),  # noqa: B008 - frozen
    kept: Path | None = None,
) -> Judges:
    """The judges of the pack in a folder; ``added``: the newsroom's own sources.

    They are made once a process, and anew when something was learnt: in ``kept`` lies what was
    learnt here and goes before the pack's own model.

    :raises DalelError: when a model is missing, does not fit or does not answer.
    """
    return _judges(folder, added, choice, kept, newest(kept, folder))


@cache
def _judges(
    folder: Path, added: Path | None, choice: Choice, kept: Path | None, model: Path | None
) -> Judges:
    pack = pack_at(folder, added)
    words = lexicon(folder, pack)
    embedder = embedder_of(choice, folder, kept)
    pairs = Judge(
        model=pair_model(with_vectors=embedder is not None),
        lexicon=words,
        spread=embedder.centres.spread if embedder else 1.0,
    )
    return Judges(
        classifier=load_classifier(folder, pack, words, model),
        embedder=embedder,
        model=embedder.name if embedder else "words",
        zone=ZoneInfo(pack.zone),
        kinds={source.id: source.kind for source in pack.sources},
        words=words,
        memory=Memory(pairs),
    )


def worker_here() -> str:
    """A name for this process, for one that keeps no archive and so has no chain's name."""
    return f"{socket.gethostname()}/{os.getpid()}"


def judge(
    judges: Judges,
    worker: str,
    now: Callable[[], datetime],
    told: Callable[[str, int], None] = silent,
) -> JudgingReport:
    """Judge everything that came in; nothing, while another worker does it.

    What a model of meaning does not answer for now waits for the next time.
    """
    turn = due.claim(stories.turns(now()), worker, now(), 1)
    report = JudgingReport()
    if not turn:
        return report
    try:
        judges.memory.refresh(judges, now())
        while batch := judging.unjudged(judges.kinds, judges.zone):
            report = report.plus(_judge(batch, judges, turn[0], now()))
            told("judge", len(batch))
            if not due.extend(turn[0], now()):
                return report
    except EmbeddingError as error:
        judges.memory.lose()
        report = replace(report, waits=str(error))
    weigh_stories(judges.words, judges.zone, now(), told)
    days = read_days(judges.words, judges.zone, now(), told)
    due.finish(turn[0], now())
    return replace(report, days=days)


def _judge(batch: Sequence[Judged], judges: Judges, turn: TurnRow, now: datetime) -> JudgingReport:
    read = [one.article for one in batch]
    worth = judges.classifier.sift(read)
    chosen = [one for one, is_worth in zip(batch, worth, strict=True) if is_worth]
    vectors = judges.vectors(chosen) if judges.tells_by_meaning else None
    rows = (
        {}
        if vectors is None
        else {one.article.id: row for one, row in zip(chosen, vectors, strict=True)}
    )
    found = judges.classifier.classify(read, [rows.get(article.id) for article in read])
    reprints = judges.memory.compare(read)
    repeated = {one.article for one in reprints} | judging.reprinted(one.id for one in read)
    placed = judging.placed(article.id for article in read)
    ours = [
        one
        for one, thought in zip(batch, found, strict=True)
        if thought.relevant and not {one.article.id} & (repeated | placed)
    ]
    placements = judges.memory.stories.place(
        [one.article for one in ours],
        judges.vectors(ours) if ours else None,
        stories.constraints(now - WINDOW),
        stories.touched(now - WINDOW),
    )
    with writing():
        if not due.is_mine(turn):
            judges.memory.lose()
            return JudgingReport()
        judging.write_classifications(zip((one.version for one in batch), found, strict=True))
        copied = judging.write_reprints(reprints, now)
        written = stories.write_placements(placements, judges.model, now)
        articles.watch((one.version.article for one in ours), "an open story")
    judges.memory.settle(written.stories)
    return JudgingReport(
        judged=len(batch),
        ours=sum(thought.relevant for thought in found),
        reprints=copied,
        opened=written.opened,
        merged=written.merged,
    )
