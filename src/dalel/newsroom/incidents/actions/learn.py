"""Trains the classifier on the newsroom's decisions, and keeps the model that judges no worse.

A new model is measured on articles it has not seen, beside the one that stands, on the newsroom's
own and on the pack's; one that judges worse stands only if a person says so.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from threadpoolctl import threadpool_limits

from dalel.domain.errors import DalelError
from dalel.domain.training_example import Lesson
from dalel.language.vectors import Embedder, Vectors
from dalel.newsroom.evidence.actions.collection_run import silent
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.queries.training_examples import training_pairs
from dalel.newsroom.stories.actions import judging_queue
from dalel.newsroom.stories.actions.embeddings import remembering
from dalel.newsroom.stories.actions.judge import Judges
from dalel.pack import Pack
from dalel.pack.cues import cues
from dalel.steps.classify.cross_validation import OnceReader, skill, unseen
from dalel.steps.classify.examples import Example, fingerprint
from dalel.steps.classify.model_store import Skill, Taught, keep, newest, taught
from dalel.steps.classify.retraining import is_decision, learn_from, lesson_of, trained_from

#: By so much a figure may fall by chance; more is worse.
CHANCE: Final = 0.005
#: The figures that must not fall.
COMPARED: Final = ("f1", "section")
OWN: Final = "newsroom"
PACK: Final = "pack"


class NothingToLearnError(DalelError):
    """There is nothing new to learn from: no decision was made or changed since."""

    def __init__(self) -> None:
        super().__init__(str(type(self).__doc__))


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """What learning came to: ``stands`` is the file of the new model, None where it was refused.

    ``ours`` and ``others`` count decisions, ``new`` those that the model that stood did not know.
    """

    about: Taught
    ours: int
    others: int
    new: int
    worse: tuple[str, ...]
    stands: Path | None = None


def learn(
    judges: Judges,
    pack: Pack,
    folder: Path,
    kept: Path,
    now: datetime,
    *,
    anyway: bool = False,
    told: Callable[[str, int], None] = silent,
) -> Learnt:
    """Teach the classifier what people decided, and let it stand where it judges no worse.

    ``kept`` holds what was learnt here, ``judges`` are those in force. ``anyway`` lets it stand
    even if it is worse.

    :raises NothingToLearnError: when neither decisions nor the model of meaning are new.
    :raises NoTrainingError: when pack and decisions do not show both ours and others.
    :raises EmbeddingError: when the model of meaning does not answer.
    """
    lessons = list(training_pairs(judges.kinds, judges.zone))
    known = _known(kept, folder)
    embedder = judges.embedder and remembering(judges.embedder, kept)
    name = embedder.name if embedder else ""
    decisions = [lesson.record() for lesson in lessons]
    source, stands = trained_from(folder, decisions), judges.classifier.model
    if stands.trained_from == source and name in {"", stands.vectors}:
        raise NothingToLearnError
    examples = lesson_of(folder, decisions)
    with threadpool_limits(1):
        before, after = _measured(judges, pack, folder, examples, embedder, known, told)
        about = Taught(
            trained_from=source,
            vectors=name,
            pack=fingerprint(folder),
            learnt=now.isoformat(timespec="seconds"),
            lessons=tuple(lesson.article.id for lesson in lessons),
            before=before,
            after=after,
        )
        learnt = _counted(about, lessons, known)
        if learnt.worse and not anyway:
            return learnt
        model = learn_from(
            folder, pack, judges.words, decisions,
            embed=embedder.vectors if embedder else None, embed_name=name,
        )  # fmt: skip
    return replace(learnt, stands=keep(model, about, kept, folder))


def judge_anew() -> int:
    """Have every article judged again by what stands now; people's decisions stay."""
    with writing():
        return judging_queue.forget_classifications()


def worse(before: Mapping[str, Skill], after: Mapping[str, Skill]) -> Iterator[str]:
    """Which figures fell by more than chance."""
    for part, skill_after in after.items():
        was, is_now = asdict(before[part]), asdict(skill_after)
        for figure in COMPARED:
            if is_now[figure] < was[figure] - CHANCE:
                yield f"{part}.{figure}"


def _known(kept: Path, folder: Path) -> frozenset[str]:
    model = newest(kept, folder)
    return frozenset() if model is None else frozenset(taught(model).lessons)


def _measured(
    judges: Judges,
    pack: Pack,
    folder: Path,
    examples: Sequence[Example],
    embedder: Embedder | None,
    known: Collection[str],
    told: Callable[[str, int], None],
) -> tuple[dict[str, Skill], dict[str, Skill]]:
    """The figures of what stands and of what would, taught by the same rule on the same folds.

    The model that stands has seen some of these articles: it is what taught it that is compared.
    """
    reader = OnceReader(pack, judges.words, cues(folder))
    vectors = embedder.vectors([one.article for one in examples]) if embedder else None
    everything = range(len(examples))
    old = [
        at for at in everything if not is_decision(examples[at]) or examples[at].article.id in known
    ]
    stood = vectors if judges.tells_by_meaning else None
    return (
        _skills(examples, stood, reader, old, told),
        _skills(examples, vectors, reader, everything, told),
    )


def _skills(
    examples: Sequence[Example],
    vectors: Vectors | None,
    reader: OnceReader,
    known: Collection[int],
    told: Callable[[str, int], None],
) -> dict[str, Skill]:
    found = unseen(examples, vectors, reader, known, told)
    parts = {
        OWN: [at for at, one in enumerate(examples) if is_decision(one)],
        PACK: [at for at, one in enumerate(examples) if not is_decision(one)],
    }
    return {
        name: skill([examples[at] for at in part], [found[at] for at in part])
        for name, part in parts.items()
        if part
    }


def _counted(about: Taught, lessons: Sequence[Lesson], known: Collection[str]) -> Learnt:
    ours = sum(lesson.is_relevant for lesson in lessons)
    return Learnt(
        about=about,
        ours=ours,
        others=len(lessons) - ours,
        new=len(set(about.lessons) - set(known)),
        worse=tuple(worse(about.before, about.after)),
    )
