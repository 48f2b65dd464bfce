"""Retraining of the classifier with the newsroom's own decisions.

The pack's training articles stand in every lesson, so that a few decisions do not make it forget
what it knew; a decision of the newsroom counts as several of them.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from numpy.typing import NDArray

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack
from dalel.pack.cues import cues
from dalel.steps.classify.article_reader import ArticleReader
from dalel.steps.classify.examples import (
    Example,
    NoTrainingError,
    examples_of,
    fingerprint,
    meanings,
    shipped_examples,
)
from dalel.steps.classify.training import learn
from dalel.steps.classify.weights import Model

#: Where the newsroom's decisions come from, as examples name it.
NEWSROOM: Final = "newsroom"
#: How much a decision of the newsroom counts.
WEIGHT: Final = 4.0

#: A row for each article, centred by language and of length one.
Embed = Callable[[Sequence[Article]], NDArray[Any]]


def learn_from(
    folder: Path,
    pack: Pack,
    lexicon: Lexicon,
    decisions: Iterable[Mapping[str, Any]] = (),
    *,
    embed: Embed | None = None,
    embed_name: str = "",
) -> Model:
    """A model from a pack's training articles and the newsroom's decisions.

    A decision is a record with ``lang``, ``title``, ``text``, ``relevant`` and, where it is ours,
    ``section`` and ``event_type`` (a code); ``event`` or ``case`` name articles of one matter.
    Without ``embed`` the model judges by words alone.

    :raises NoTrainingError: when neither pack nor decisions show both ours and others.
    :raises TrainingError: for a decision that lacks something.
    """
    own = [dict(decision) for decision in decisions]
    examples = lesson_of(folder, own)
    vectors = embed([example.article for example in examples]) if embed else None
    return learn(
        examples,
        ArticleReader(pack, lexicon, cues(folder)),
        vectors,
        trained_from=trained_from(folder, own),
        vectors_by=embed_name,
    )


def lesson_of(folder: Path, decisions: Sequence[Mapping[str, Any]]) -> list[Example]:
    """All that is learnt from: the pack's training articles, then the newsroom's decisions.

    :raises TrainingError: for a decision that lacks something.
    """
    try:
        shipped = shipped_examples(folder)
    except NoTrainingError:
        shipped = ()
    return [*shipped, *examples_of(decisions, meanings(folder), source=NEWSROOM, weight=WEIGHT)]


def is_decision(example: Example) -> bool:
    """Whether the newsroom decided on an example, and not the pack."""
    return example.group.startswith(f"{NEWSROOM}:")


def trained_from(folder: Path, decisions: Sequence[Mapping[str, Any]]) -> str:
    """What tells models of other lessons apart."""
    if not decisions:
        return fingerprint(folder)
    said = json.dumps(decisions, sort_keys=True, ensure_ascii=False, default=str)
    return f"{fingerprint(folder)}+{hashlib.sha256(said.encode()).hexdigest()[:16]}"
