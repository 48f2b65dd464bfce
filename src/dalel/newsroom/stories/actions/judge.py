"""Judges new articles: classifies them, finds reprints and groups them into stories.

Every version is classified, in parts that are kept as they are done; then whatever is classified is
compared at once, and what is ours and repeats nobody finds its story. One worker at a time judges,
and what it knows of the open window it keeps between passes.
"""

import logging
import os
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from django.db import DatabaseError

from dalel.domain.article import MOST_READ
from dalel.domain.lexicon import Lexicon
from dalel.language.vectors import Embedder, Vectors
from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.actions.collection_run import silent
from dalel.newsroom.evidence.queries.added_links import added_versions
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.newsroom.stories.actions import judging_queue, placement
from dalel.newsroom.stories.actions.embeddings import EmbeddingChoice, embedder_of
from dalel.newsroom.stories.actions.window_memory import WINDOW, Memory
from dalel.newsroom.stories.models import JobLock
from dalel.newsroom.stories.queries import judged_versions, kept_vectors, placed_articles
from dalel.newsroom.stories.queries.classifications import relevant_versions
from dalel.newsroom.stories.queries.judged_versions import JudgedVersion
from dalel.newsroom.stories.queries.kept_vectors import Vector
from dalel.outside.language_models.embeddings import EmbeddingError
from dalel.pack.lexicon import lexicon
from dalel.steps.classify.classifier import MODEL, Classifier, load_classifier
from dalel.steps.classify.model_store import newest
from dalel.steps.group.pair_comparison import trained_judge

_log = logging.getLogger(__name__)

#: So many articles at most are placed at once; a pass rarely brings more.
TOGETHER: Final = 1_000
#: After an error that is of no one article the next try comes so much later.
_REST: Final = timedelta(minutes=10)


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

    def meanings(self, found: Sequence[JudgedVersion]) -> dict[int, Vector]:
        """By version the vector it is judged by; a reprint's is that of the text it repeats.

        :raises EmbeddingError: when the model of meaning does not answer.
        """
        if self.embedder is None:
            return {}
        stands = self.memory.standing_for(found)
        own = [one for one in found if stands[one.version.pk] == one.version.pk]
        rows = self._rows(own)
        rows |= kept_vectors.vectors_of(self.embedder.name, set(stands.values()) - rows.keys())
        # The vector of an original may be gone.
        rows |= self._rows([one for one in found if stands[one.version.pk] not in rows])
        return {at: rows[stand if stand in rows else at] for at, stand in stands.items()}

    @property
    def tells_by_meaning(self) -> bool:
        """Whether the classifier knows the vectors that are made here."""
        return self.embedder is not None and self.classifier.model.vectors == self.embedder.name

    def vectors(self, found: Sequence[JudgedVersion]) -> Vectors | None:
        """The vectors of articles, made where none is kept yet.

        :raises EmbeddingError: when the model of meaning does not answer.
        """
        if self.embedder is None or not found:
            return None
        rows = self._rows(found)
        return np.stack([rows[one.version.pk] for one in found])

    def _rows(self, found: Sequence[JudgedVersion]) -> dict[int, Vector]:
        if self.embedder is None or not found:
            return {}
        name = self.embedder.name
        known = kept_vectors.vectors_of(name, (one.version.pk for one in found))
        missing = [one for one in found if one.version.pk not in known]
        made = self.embedder.vectors([one.article for one in missing])
        fresh = {one.version.pk: row for one, row in zip(missing, made, strict=True)}
        judging_queue.write_vectors(name, ((one.version, fresh[one.version.pk]) for one in missing))
        return known | fresh


#: What is done with stories once all is placed; it gives how many days it proposed.
FollowUp = Callable[[Lexicon, tzinfo, datetime, Callable[[str, int], None]], int]
_Work = Callable[[Sequence[JudgedVersion], Judges, JobLock, datetime], JudgingReport]


def has_judges(folder: Path, kept: Path | None = None) -> bool:
    """Whether the pack in a folder has a trained model, or one was learnt here."""
    return (folder / MODEL).is_file() or newest(kept, folder) is not None


def judges_of(
    folder: Path,
    added: Path | None = None,
    *,
    choice: EmbeddingChoice = EmbeddingChoice(),  # noqa: B008 - frozen
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
    folder: Path, added: Path | None, choice: EmbeddingChoice, kept: Path | None, model: Path | None
) -> Judges:
    pack = pack_at(folder, added)
    words = lexicon(folder, pack)
    embedder = embedder_of(choice, folder, kept)
    pairs = trained_judge(words, embedder.centres.spread if embedder else None)
    kinds, zone = {source.id: source.kind for source in pack.sources}, ZoneInfo(pack.zone)
    return Judges(
        classifier=load_classifier(folder, pack, words, model),
        embedder=embedder,
        model=embedder.name if embedder else "words",
        zone=zone,
        kinds=kinds,
        words=words,
        memory=Memory(pairs, kinds, zone, embedder.name if embedder else ""),
    )


def worker_here() -> str:
    """A name for this process, for one that keeps no archive and so has no chain's name."""
    return f"{socket.gethostname()}/{os.getpid()}"


def judge(
    judges: Judges,
    worker: str,
    now: Callable[[], datetime],
    told: Callable[[str, int], None] = silent,
    *,
    follow_up: FollowUp | None = None,
) -> JudgingReport:
    """Judge everything that came in; nothing, while another worker does it.

    ``follow_up`` is called in the same turn, once all is placed.

    What a model of meaning does not answer for now waits for the next time; so does an article that
    cannot be judged.
    """
    turn = row_claims.claim(placement.turns(now()), worker, now(), 1)
    if not turn:
        return JudgingReport()
    try:
        with ItemWork("Judging what came in") as item:
            return _in_turn(judges, turn[0], now, told, follow_up)
    except BaseException:
        # What stays in hand is what the process died of; an error it has survived.
        judges.memory.lose()
        with suppress(DatabaseError):
            judging_queue.leave(turn[0])
        raise
    judges.memory.lose()
    judging_queue.lay_aside(turn[0])
    row_claims.finish(turn[0], now() + _REST, item.flaw.reason)
    return JudgingReport(waits=item.flaw.reason)


def _in_turn(
    judges: Judges,
    turn: JobLock,
    now: Callable[[], datetime],
    told: Callable[[str, int], None],
    follow_up: FollowUp | None,
) -> JudgingReport:
    report = JudgingReport()
    judging_queue.take_in_hand(turn, (), now())
    try:
        judges.memory.refresh(judges.vectors, now())
        for part in _parts(judges, turn, now, told):
            report = report.plus(part)
            if not row_claims.extend(turn, now()):
                return report
    except EmbeddingError as error:
        judges.memory.lose()
        judging_queue.lay_aside(turn)
        report = replace(report, waits=str(error))
    days = follow_up(judges.words, judges.zone, now(), told) if follow_up else 0
    judging_queue.end(turn, now())
    return replace(report, days=days)


def _parts(
    judges: Judges, turn: JobLock, now: Callable[[], datetime], told: Callable[[str, int], None]
) -> Iterator[JudgingReport]:
    """Classify in parts, as small as deaths made them, then place what is classified at once.

    What is placed together does not depend on the parts: stories are those of a turn without death.
    """
    while True:
        room = TOGETHER - judged_versions.count_unplaced(now())
        if room > 0 and (
            batch := judged_versions.unjudged(judges.kinds, judges.zone, now(), min(BATCH, room))
        ):
            yield _each(batch, _classify, judges, turn, now())
            told("judge", len(batch))
        elif waiting := judged_versions.unplaced(judges.kinds, judges.zone, now(), TOGETHER):
            yield _each(waiting, _place, judges, turn, now())
        else:
            return


def _each(
    batch: Sequence[JudgedVersion], work: _Work, judges: Judges, turn: JobLock, now: datetime
) -> JudgingReport:
    """Work on a batch; where it fails on its halves, until what cannot be judged stands alone."""
    is_alone = len(batch) == 1
    name = f"Judging {batch[0].article.id}"
    with ItemWork(name, passing=(EmbeddingError,), quiet=not is_alone) as item:
        return work(batch, judges, turn, now)
    judging_queue.lay_aside(turn)
    judges.memory.lose()
    judges.memory.refresh(judges.vectors, now)
    if is_alone:
        judging_queue.put_off(batch[0].version, item.flaw.reason, now)
        return JudgingReport()
    middle = len(batch) // 2
    first = _each(batch[:middle], work, judges, turn, now)
    return first.plus(_each(batch[middle:], work, judges, turn, now))


def _classify(
    batch: Sequence[JudgedVersion], judges: Judges, turn: JobLock, now: datetime
) -> JudgingReport:
    """Say what articles are, and read all of them that placing needs: one text may kill here."""
    judging_queue.take_in_hand(turn, (one.version.pk for one in batch), now)
    _tell_endless(batch)
    read = [one.article for one in batch]
    worth = judges.classifier.sift(read)
    chosen = [one for one, is_worth in zip(batch, worth, strict=True) if is_worth]
    rows = judges.meanings(chosen) if judges.tells_by_meaning else {}
    found = judges.classifier.classify(read, [rows.get(one.version.pk) for one in batch])
    # What a person brought in has its story, whatever the machine thinks of it.
    added = added_versions([one.version.pk for one in batch])
    ours = [
        one
        for one, thought in zip(batch, found, strict=True)
        if thought.relevant or one.version.pk in added
    ]
    # Those that find their story by meaning; a reprint finds none.
    judges.meanings(ours)
    judges.memory.read(read, [one.article for one in ours])
    with writing():
        if not row_claims.is_mine(turn):
            judges.memory.lose()
            return JudgingReport()
        judging_queue.write_classifications(zip((one.version for one in batch), found, strict=True))
        judging_queue.put_down(turn)
    return JudgingReport(judged=len(batch), ours=len(ours))


def _tell_endless(batch: Sequence[JudgedVersion]) -> None:
    for one in batch:
        if (letters := len(one.version.text)) > MOST_READ:
            _log.warning(
                "%s has %d letters; the first %d are judged.", one.article.id, letters, MOST_READ
            )


def _place(
    batch: Sequence[JudgedVersion], judges: Judges, turn: JobLock, now: datetime
) -> JudgingReport:
    """Find whom articles repeat, and where those of ours belong that repeat nobody."""
    read = [one.article for one in batch]
    reprints = judges.memory.compare(read)
    repeated = {one.article for one in reprints} | placed_articles.reprinted(one.id for one in read)
    placed = placed_articles.placed(article.id for article in read)
    relevant = relevant_versions(one.version.pk for one in batch)
    added = added_versions([one.version.pk for one in batch])
    ours = [
        one
        for one in batch
        if one.article.id not in placed
        and (
            one.version.pk in added
            or (one.version.pk in relevant and one.article.id not in repeated)
        )
    ]
    placements = judges.memory.stories.place(
        [one.article for one in ours],
        judges.vectors(ours) if ours else None,
        placement.constraints(now - WINDOW),
        placement.touched(now - WINDOW),
    )
    with writing():
        if not row_claims.is_mine(turn):
            judges.memory.lose()
            return JudgingReport()
        copied = judging_queue.write_reprints(reprints, now)
        written = placement.write_placements(placements, judges.model, now, turn)
        # The past is not looked at again, unless a person takes it up.
        news = (one.version.article for one in ours if not one.version.article.archive)
        articles.watch(news, "an open story")
        judging_queue.note_placed(one.version.pk for one in batch)
        judging_queue.lay_aside(turn)
    judges.memory.settle(written.stories)
    return JudgingReport(reprints=copied, opened=written.opened, merged=written.merged)
