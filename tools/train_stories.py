"""Train the pair models of stories, or measure them on cases they have not seen.

    python tools/train_stories.py [--measure [--seeds N] [--only KIND]] [--cache FILE]
        [ARTICLES ...]

ARTICLES are JSON Lines with lang, title, text, published, event and case; without any, the training
articles of the pack. The first file is the one measured: five times it is parted by event and case
into five folds, each of which is grouped by models that were trained on the other folds and the
other files; where each language lies is taken from the other folds too, and so is the level from
which on groups are joined. CACHE keeps vectors between runs. KIND is meaning or words.
"""

import argparse
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.language import vectors
from dalel.language.vector_cache import Remembering
from dalel.pack import default_folder, load
from dalel.pack.coding import coding
from dalel.pack.cues import cues
from dalel.pack.lexicon import lexicon
from dalel.steps.classify.article_reader import ArticleReader
from dalel.steps.classify.classifier import Classifier
from dalel.steps.classify.code_suggestions import Coder
from dalel.steps.classify.examples import examples_of
from dalel.steps.classify.training import learn
from dalel.steps.group.clustering import Groups, link
from dalel.steps.group.models import path_of
from dalel.steps.group.pair_comparison import PairJudge
from dalel.steps.group.score import GroupScore, score_groups
from dalel.steps.group.stories import Stories
from dalel.steps.group.training import MEANING, GroupedArticle, PairLesson, fit, lesson
from dalel.steps.group.trees import Rows, Trees, save_trees

FOLDS = 5
LEVELS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def records(path: Path) -> list[dict[str, Any]]:
    """The lines of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def told(path: Path) -> list[GroupedArticle]:
    """The articles of a file; an article without an event is in no story."""
    return [
        GroupedArticle(
            article=Article(
                id=one["id"],
                language=one["lang"],
                title=one["title"],
                text=one["text"],
                day=date.fromisoformat(one["published"][:10]) if one["published"] else None,
            ),
            story=one["event"],
            matter=one.get("case") or one["event"] or one["id"],
        )
        for one in records(path)
    ]


def embedded(articles: Sequence[Article], cache: Path | None) -> vectors.Vectors:
    """What the bundled model says of them, not centred."""
    embedder = vectors.bundled()
    if embedder is None:
        raise SystemExit("this machine cannot run the bundled model")
    model = Remembering(embedder.model, cache) if cache else embedder.model
    return model.encode([vectors.passage(one) for one in articles])


def grouped(
    those: Sequence[GroupedArticle], rows: vectors.Vectors | None, judge: PairJudge
) -> dict[str, str]:
    """By article its story, all of them placed together."""
    placed = Stories(judge).place([each.article for each in those], rows)
    return {each.article: each.story for each in placed.memberships}


def gold(those: Iterable[GroupedArticle]) -> dict[str, str]:
    """By article its story; what is in no story stands alone."""
    return {each.article.id: each.story or f"alone {each.article.id}" for each in those}


class Measure:
    """Everything that the measurements share."""

    def __init__(self, files: Sequence[Path], cache: Path | None) -> None:
        pack = load(default_folder())
        self.lexicon: Lexicon = lexicon(default_folder(), pack)
        self.sets = [told(path) for path in files]
        self.raw = [embedded([t.article for t in those], cache) for those in self.sets]
        self.centres = vectors.read_centres(vectors.CENTRES)
        self.rows = [self.centred_by(at, self.centres) for at in range(len(files))]
        self.examples = [
            one for path in files for one in examples_of(records(path), source=path.stem)
        ]
        self.reader = ArticleReader(pack, self.lexicon, cues(default_folder()))
        self.coder = Coder(coding(default_folder(), pack.codebook))
        self.digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
        self.lessons = [self._lesson(at) for at in range(len(files))]

    def _lesson(self, at: int) -> PairLesson:
        return lesson(self.sets[at], self.rows[at], self.lexicon, self.centres.spread)

    def centred_by(self, at: int, centres: vectors.Centres) -> vectors.Vectors:
        return vectors.centred(self.raw[at], [t.article.language for t in self.sets[at]], centres)

    def without(self, fold: Collection[int]) -> "Measure":
        """The same, with centres of which the articles of a fold of the first file know nothing."""
        kept = [at for at in range(len(self.sets[0])) if at not in fold]
        those = [self.sets[0][at] for at in kept]
        pure = copy(self)
        pure.centres = vectors.centres_of(
            self.raw[0][kept],
            [each.article.language for each in those],
            [each.story or each.article.id for each in those],
        )
        pure.rows = [pure.centred_by(at, pure.centres) for at in range(len(self.sets))]
        pure.lessons = [
            _with_nearness(one, rows, pure.centres.spread)
            for one, rows in zip(self.lessons, pure.rows, strict=True)
        ]
        return pure

    def trained(
        self, lessons: Sequence[PairLesson], seeds: Sequence[int], *, meaning: bool
    ) -> Trees:
        """A model with the level at which it groups best what it has not seen of these lessons."""
        seed = seeds[0]
        return replace(
            fit(lessons, with_vectors=meaning, linked=0.5, trained_on=self.digest, seed=seed),
            linked=level(lessons, seeds, meaning=meaning),
        )

    def ours(self, tested: Collection[int], at: int = 0, *, meaning: bool) -> set[int]:
        """Which articles of a file the classifier takes for ours, taught by all others.

        When all of a file is tested, only the other files teach.
        """
        begin = sum(map(len, self.sets[:at]))
        asked = [begin + one for one in tested]
        taught = sorted(set(range(len(self.examples))) - set(asked))
        rows = np.concatenate(self.rows) if meaning else None
        with threadpool_limits(1):
            model = learn(
                [self.examples[one] for one in taught],
                self.reader,
                None if rows is None else rows[taught],
                trained_from="measured",
            )
        classifier = Classifier(model, self.reader, self.coder)
        judged = classifier.classify(
            [self.examples[one].article for one in asked], None if rows is None else rows[asked]
        )
        return {one for one, each in zip(tested, judged, strict=True) if each.relevant}

    def judge(self, model: Trees) -> PairJudge:
        return PairJudge(model=model, lexicon=self.lexicon, spread=self.centres.spread)


def _with_nearness(one: PairLesson, vectors_of: vectors.Vectors, spread: float) -> PairLesson:
    rows = one.rows.copy()
    first, second = vectors_of[one.pairs[:, 0]], vectors_of[one.pairs[:, 1]]
    rows[:, MEANING] = (first * second).sum(axis=1) / spread
    return replace(one, rows=rows)


def folds(those: Sequence[GroupedArticle], seed: int, count: int = FOLDS) -> list[set[int]]:
    """The numbers of the articles of each fold; a matter is in one of them."""
    matters = sorted({each.matter for each in those})
    random.Random(seed).shuffle(matters)  # noqa: S311
    fold = {matter: at % count for at, matter in enumerate(matters)}
    return [{i for i, t in enumerate(those) if fold[t.matter] == at} for at in range(count)]


def level(lessons: Sequence[PairLesson], seeds: Sequence[int], *, meaning: bool) -> float:
    """From which mean on groups are best joined, as seen on folds the trees have not seen.

    Best is what reaches most in B-cubed F1 and in F1 over pairs of two languages together. One
    parting tells levels that lie close together apart by chance alone, several do it better.
    """
    reached = {linked: list[float]() for linked in LEVELS}
    for seed in seeds:
        for linked, value in _reached(lessons, seed, meaning=meaning):
            reached[linked].append(value)
    return max(LEVELS, key=lambda linked: fmean(reached[linked]))


def _reached(
    lessons: Sequence[PairLesson], seed: int, *, meaning: bool
) -> Iterator[tuple[float, float]]:
    parts = [folds(each.told, seed, count=3) for each in lessons]
    for at in range(3):
        kept = [
            each.part(~np.isin(np.arange(len(each.told)), list(part[at])))
            for each, part in zip(lessons, parts, strict=True)
        ]
        trees = fit(kept, with_vectors=meaning, linked=0.5, trained_on="", seed=seed)
        for each, part in zip(lessons, parts, strict=True):
            scores = trees.probabilities(_seen(each, meaning=meaning)).tolist()
            likely = {
                (a, b): score
                for (a, b), score in zip(each.pairs.tolist(), scores, strict=True)
                if a != b
            }
            tested = [i for i in part[at] if each.told[i].story]
            for linked in LEVELS:
                score = _score(each, likely, linked, tested)
                yield linked, score.b_cubed.f1 + score.across.f1


def _seen(each: PairLesson, *, meaning: bool) -> Rows:
    rows = each.rows.copy()
    rows[:, MEANING] *= meaning
    return rows


def _score(
    each: PairLesson, likely: Mapping[tuple[int, int], float], linked: float, tested: Sequence[int]
) -> GroupScore:
    groups = Groups(range(len(each.told)), likely)
    link(groups, linked, frozenset())
    names = [t.article.id for t in each.told]
    found = {names[i]: g for i, g in groups.of.items() if each.told[i].story}
    right = {names[i]: each.told[i].story for i in groups.of if each.told[i].story}
    language = {t.article.id: t.article.language for t in each.told}
    return score_groups(right, found, language, [names[i] for i in tested])


def measure(shared: Measure, *, meaning: bool, seeds: Sequence[int]) -> None:
    """Print cross-validations of the first file, all that is chosen being chosen on other folds."""
    those = shared.sets[0]
    scores: dict[str, list[list[GroupScore]]] = defaultdict(list)
    for seed in seeds:
        of_seed: dict[str, list[GroupScore]] = defaultdict(list)
        for fold in folds(those, seed):
            pure = shared.without(fold) if meaning else shared
            kept = ~np.isin(np.arange(len(those)), list(fold))
            model = pure.trained(
                [pure.lessons[0].part(kept), *pure.lessons[1:]], [seed], meaning=meaning
            )
            found = grouped(those, pure.rows[0] if meaning else None, pure.judge(model))
            # To teach the classifier takes three times as long as all the rest.
            ours = pure.ours(sorted(fold), meaning=meaning) if seed == seeds[0] else None
            for name, score in scored(those, found, fold, ours).items():
                of_seed[name].append(score)
        print(f"seed {seed} done", flush=True)
        for name, each in of_seed.items():
            scores[name].append(each)
    for name, runs in scores.items():
        report(f"{'with' if meaning else 'without'} vectors, {name}", runs)


def scored(
    those: Sequence[GroupedArticle],
    found: Mapping[str, str],
    tested: Collection[int],
    ours: Collection[int] | None,
) -> dict[str, GroupScore]:
    """Figures of the articles tested, in three settings.

    Every article grouped; what the classifier takes for none of ours standing alone, as the
    pipeline does it (where ``ours`` is known); and what people put in no story set aside.
    """
    language = {each.article.id: each.article.language for each in those}
    ids = [each.article.id for each in those]
    lone = {ids[at]: f"alone {at}" for at, each in enumerate(those) if each.story is None}
    right, asked = gold(those), [ids[at] for at in tested]
    told_of = [ids[at] for at in tested if those[at].story]
    scores = {
        "every article grouped": score_groups(right, found, language, asked),
        "articles of stories": score_groups(right, {**found, **lone}, language, told_of),
    }
    if ours is not None:
        others = {ids[at]: f"alone {at}" for at in tested if at not in ours}
        found = {**found, **others}
        scores["what is found ours grouped"] = score_groups(right, found, language, asked)
    return scores


def report(name: str, runs: Sequence[Sequence[GroupScore]]) -> None:
    """Means over folds, then mean and spread over seeds."""
    figures = {
        "B-cubed P": lambda one: one.b_cubed.precision,
        "R": lambda one: one.b_cubed.recall,
        "F1": lambda one: one.b_cubed.f1,
        "pairs P": lambda one: one.pairs.precision,
        "pairs R": lambda one: one.pairs.recall,
        "across P": lambda one: one.across.precision,
        "across R": lambda one: one.across.recall,
    }
    print(name)
    for label, figure in figures.items():
        means = [fmean(map(figure, run)) for run in runs]
        spread = f" ± {stdev(means):.3f}" if len(means) > 1 else ""
        print(f"  {label} {fmean(means):.3f}{spread}")


def transfer(shared: Measure, *, meaning: bool) -> None:
    """Print what models trained on one file make of another."""
    for at, those in enumerate(shared.sets):
        others = [each for i, each in enumerate(shared.lessons) if i != at]
        if others:
            model = shared.trained(others, [0], meaning=meaning)
            found = grouped(those, shared.rows[at] if meaning else None, shared.judge(model))
            tested = range(len(those))
            ours = shared.ours(tested, at, meaning=meaning)
            for name, score in scored(those, found, tested, ours).items():
                report(f"trained on the others, file {at + 1}, {meaning=}, {name}", [[score]])


def train(shared: Measure, *, meaning: bool) -> None:
    """Write the model that the package ships."""
    model = shared.trained(shared.lessons, range(5), meaning=meaning)
    save_trees(model, path_of(with_vectors=meaning))
    print(f"{model.name} {model.version}: joins from {model.linked}, of {model.trained_on}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="*")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--only", choices=["meaning", "words"])
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    files = arguments.articles or sorted((default_folder() / "training").glob("*.jsonl"))
    shared = Measure(files, arguments.cache)
    for meaning in (True, False):
        if arguments.only == ("words" if meaning else "meaning"):
            continue
        if arguments.measure:
            measure(shared, meaning=meaning, seeds=range(arguments.seeds))
            transfer(shared, meaning=meaning)
        else:
            train(shared, meaning=meaning)


if __name__ == "__main__":
    main()
