"""Train the pair models of stories, or measure them on cases they have not seen.

    python scripts/train_stories.py [--measure] [--cache FILE] [ARTICLES ...]

ARTICLES are JSON Lines with lang, title, text, published, event and case; without any, the training
articles of the pack. The first file is the one measured: five times it is parted by event and case
into five folds, each of which is grouped by models that were trained on the other folds and the
other files. CACHE keeps vectors between runs.
"""

import argparse
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
from dalel.pack import default_folder, load
from dalel.pack.coding import coding
from dalel.pack.cues import cues
from dalel.pack.lexicon import lexicon
from dalel.steps.classify import Classifier
from dalel.steps.classify.coding import Coder
from dalel.steps.classify.examples import examples_of
from dalel.steps.classify.reading import Reader
from dalel.steps.classify.training import learn
from dalel.steps.group.comparing import Judge
from dalel.steps.group.linking import Groups, link
from dalel.steps.group.models import path_of
from dalel.steps.group.score import GroupScore, score_groups
from dalel.steps.group.stories import Stories
from dalel.steps.group.training import MEANING, Lesson, Told, fit, lesson
from dalel.steps.group.trees import Rows, Trees, save_trees

SEEDS = range(5)
FOLDS = 5
LEVELS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def records(path: Path) -> list[dict[str, Any]]:
    """The lines of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def told(path: Path) -> list[Told]:
    """The articles of a file; an article without an event is in no story."""
    return [
        Told(
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
    """Their vectors, by what they say from the cache."""
    embedder = vectors.bundled()
    if embedder is None:
        raise SystemExit("this machine cannot run the bundled model")
    keys = [hashlib.sha256(vectors.passage(one).encode()).hexdigest() for one in articles]
    known = dict(np.load(cache)) if cache and cache.is_file() else {}
    missing = [one for key, one in zip(keys, articles, strict=True) if key not in known]
    if missing:
        raw = embedder.model.encode([vectors.passage(one) for one in missing])
        new = [hashlib.sha256(vectors.passage(one).encode()).hexdigest() for one in missing]
        known |= dict(zip(new, raw, strict=True))
        if cache:
            np.savez(cache, **known)
    raw = np.stack([known[key] for key in keys])
    return vectors.centred(raw, [one.language for one in articles], embedder.centres)


def grouped(those: Sequence[Told], rows: vectors.Vectors | None, judge: Judge) -> dict[str, str]:
    """By article its story, all of them placed together."""
    placed = Stories(judge).place([each.article for each in those], rows)
    return {each.article: each.story for each in placed.memberships}


def gold(those: Iterable[Told]) -> dict[str, str]:
    """By article its story; what is in no story stands alone."""
    return {each.article.id: each.story or f"alone {each.article.id}" for each in those}


class Measure:
    """Everything that the measurements share."""

    def __init__(self, files: Sequence[Path], cache: Path | None) -> None:
        pack = load(default_folder())
        self.lexicon: Lexicon = lexicon(default_folder(), pack)
        embedder = vectors.bundled()
        self.spread = embedder.centres.spread if embedder else 1.0
        self.sets = [told(path) for path in files]
        self.rows = [embedded([t.article for t in those], cache) for those in self.sets]
        self.examples = [
            one for path in files for one in examples_of(records(path), source=path.stem)
        ]
        self.reader = Reader(pack, self.lexicon, cues(default_folder()))
        self.coder = Coder(coding(default_folder(), pack.codebook))
        self.digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
        self.lessons = [self._lesson(at) for at in range(len(files))]

    def _lesson(self, at: int) -> Lesson:
        return lesson(self.sets[at], self.rows[at], self.lexicon, self.spread)

    def trained(self, lessons: Sequence[Lesson], seed: int, *, meaning: bool) -> Trees:
        """A model with the level at which it groups best what it has not seen of these lessons."""
        return replace(
            fit(lessons, with_vectors=meaning, linked=0.5, trained_on=self.digest, seed=seed),
            linked=level(lessons, seed, meaning=meaning),
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

    def judge(self, model: Trees) -> Judge:
        return Judge(model=model, lexicon=self.lexicon, spread=self.spread)


def folds(those: Sequence[Told], seed: int, count: int = FOLDS) -> list[set[int]]:
    """The numbers of the articles of each fold; a matter is in one of them."""
    matters = sorted({each.matter for each in those})
    random.Random(seed).shuffle(matters)  # noqa: S311
    fold = {matter: at % count for at, matter in enumerate(matters)}
    return [{i for i, t in enumerate(those) if fold[t.matter] == at} for at in range(count)]


def level(lessons: Sequence[Lesson], seed: int, *, meaning: bool) -> float:
    """From which mean on groups are best joined, as seen on folds the trees have not seen."""
    reached = {linked: list[float]() for linked in LEVELS}
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
                reached[linked].append(_f1(each, likely, linked, tested))
    return max(LEVELS, key=lambda linked: fmean(reached[linked]))


def _seen(each: Lesson, *, meaning: bool) -> Rows:
    rows = each.rows.copy()
    rows[:, MEANING] *= meaning
    return rows


def _f1(
    each: Lesson, likely: Mapping[tuple[int, int], float], linked: float, tested: Sequence[int]
) -> float:
    groups = Groups(range(len(each.told)), likely)
    link(groups, linked, frozenset())
    names = [t.article.id for t in each.told]
    found = {names[i]: g for i, g in groups.of.items() if each.told[i].story}
    right = {names[i]: each.told[i].story for i in groups.of if each.told[i].story}
    language = {t.article.id: t.article.language for t in each.told}
    return score_groups(right, found, language, [names[i] for i in tested]).b_cubed.f1


def measure(shared: Measure, *, meaning: bool) -> None:
    """Print five cross-validations of the first file, the levels chosen on training folds."""
    those, rows = shared.sets[0], shared.rows[0] if meaning else None
    scores: dict[str, list[list[GroupScore]]] = defaultdict(list)
    for seed in SEEDS:
        of_seed: dict[str, list[GroupScore]] = defaultdict(list)
        for fold in folds(those, seed):
            kept = ~np.isin(np.arange(len(those)), list(fold))
            model = shared.trained(
                [shared.lessons[0].part(kept), *shared.lessons[1:]], seed, meaning=meaning
            )
            found = grouped(those, rows, shared.judge(model))
            # To teach the classifier takes three times as long as all the rest.
            ours = shared.ours(sorted(fold), meaning=meaning) if seed == SEEDS[0] else None
            for name, score in scored(those, found, fold, ours).items():
                of_seed[name].append(score)
        for name, each in of_seed.items():
            scores[name].append(each)
    for name, runs in scores.items():
        report(f"{'with' if meaning else 'without'} vectors, {name}", runs)


def scored(
    those: Sequence[Told],
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
            model = shared.trained(others, 0, meaning=meaning)
            found = grouped(those, shared.rows[at] if meaning else None, shared.judge(model))
            tested = range(len(those))
            ours = shared.ours(tested, at, meaning=meaning)
            for name, score in scored(those, found, tested, ours).items():
                report(f"trained on the others, file {at + 1}, {meaning=}, {name}", [[score]])


def train(shared: Measure, *, meaning: bool) -> None:
    """Write the model that the package ships."""
    model = shared.trained(shared.lessons, 0, meaning=meaning)
    save_trees(model, path_of(with_vectors=meaning))
    print(f"{model.name} {model.version}: joins from {model.linked}, of {model.trained_on}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="*")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    files = arguments.articles or sorted((default_folder() / "training").glob("*.jsonl"))
    shared = Measure(files, arguments.cache)
    for meaning in (True, False):
        if arguments.measure:
            transfer(shared, meaning=meaning)
            measure(shared, meaning=meaning)
        else:
            train(shared, meaning=meaning)


if __name__ == "__main__":
    main()
