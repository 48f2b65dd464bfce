"""Measure the classifier on cases that it has not seen.

    python tools/measure_relevance.py [--seeds N] [--vectors CACHE] [--lexical] [--unseen]

Five-fold cross-validations over the pack's ``articles.jsonl``, with other seeds: no case or event
stands on both sides, nor do two articles of one matter that are none of ours. ``written.jsonl``
stands in every training fold: its writers never saw ``articles.jsonl``. With --unseen only they
teach and all of ``articles.jsonl`` is the test.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, stdev

import numpy as np
from threadpoolctl import threadpool_limits

from dalel.domain.classification import Classification
from dalel.language.vectors import bundled
from dalel.pack import default_folder, load
from dalel.pack.coding import coding
from dalel.pack.cues import cues
from dalel.pack.lexicon import lexicon
from dalel.steps.classify import training
from dalel.steps.classify.classifier import Classifier
from dalel.steps.classify.code_suggestions import Coder
from dalel.steps.classify.cross_validation import OnceReader
from dalel.steps.classify.examples import Example, meanings, shipped_examples
from dalel.steps.classify.scoring import ClassificationScores, measured, wanted

FOLDS = 5
#: From this cosine on, two articles that are none of ours tell of one matter.
NEAR = 0.6
NAMES = ("precision", "recall", "f1", "section", "section_of_found", "event_type", "top_three")


def vectors(examples: Sequence[Example], cache: Path | None) -> np.ndarray:
    if cache and cache.exists():
        kept: np.ndarray = np.load(cache)
        if len(kept) == len(examples):
            return kept
    embedder = bundled()
    if embedder is None:
        raise SystemExit("no model of meaning on this machine: try --lexical")
    found = embedder.vectors([example.article for example in examples])
    if cache:
        np.save(cache, found)
    return found


def matters(examples: Sequence[Example], rows: np.ndarray | None) -> list[str]:
    """The group of each example, near articles that are none of ours put together."""
    groups = [example.group for example in examples]
    if rows is None:
        return groups
    others = [at for at, example in enumerate(examples) if not example.relevant]
    for one in others:
        for other in others:
            if one < other and float(rows[one] @ rows[other]) > NEAR:
                old, new = groups[other], groups[one]
                groups = [new if group == old else group for group in groups]
    return groups


def folds(groups: Sequence[str], seed: int) -> list[int]:
    """A fold for each example; large groups first, each into the smallest fold."""
    sizes = Counter(groups)
    order = sorted(sizes)
    np.random.default_rng(seed).shuffle(order)
    order.sort(key=lambda group: -sizes[group])
    filled, fold = [0] * FOLDS, {}
    for group in order:
        fold[group] = min(range(FOLDS), key=lambda at: filled[at])
        filled[fold[group]] += sizes[group]
    return [fold[group] for group in groups]


class Bench:
    """Examples, what is seen of them, and the gold of those that are measured on."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        folder = default_folder()
        pack = load(folder)
        self.reader = OnceReader(pack, lexicon(folder, pack), cues(folder))
        self.coder = Coder(coding(folder, pack.codebook))
        examples = shipped_examples(folder)
        self.examples = examples
        self.rows = None if arguments.lexical else vectors(examples, arguments.vectors)
        self.own = [at for at, e in enumerate(examples) if e.group.startswith("articles:")]
        self.written = [at for at, e in enumerate(examples) if not e.group.startswith("articles:")]
        file = folder / "training" / "articles.jsonl"
        records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        self.gold = wanted(records, meanings(folder))

    def judged(self, taught: Sequence[int], asked: Sequence[int]) -> list[Classification]:
        rows = self.rows
        model = training.learn(
            [self.examples[at] for at in taught],
            self.reader,
            None if rows is None else rows[list(taught)],
            trained_from="measured",
        )
        classifier = Classifier(model, self.reader, self.coder)
        articles = [self.examples[at].article for at in asked]
        if rows is None:
            return list(classifier.classify(articles))
        passed = classifier.sift(articles)
        given = [rows[at] if is_in else None for at, is_in in zip(asked, passed, strict=True)]
        return list(classifier.classify(articles, given))

    def crossed(self, seed: int, groups: Sequence[str]) -> ClassificationScores:
        fold = folds(groups, seed)
        found: dict[int, Classification] = {}
        for held in range(FOLDS):
            asked = [at for at, one in zip(self.own, fold, strict=True) if one == held]
            taught = [at for at, one in zip(self.own, fold, strict=True) if one != held]
            found |= dict(zip(asked, self.judged([*taught, *self.written], asked), strict=True))
        return measured(self.gold, [found[at] for at in self.own])


def report(figures: Sequence[ClassificationScores]) -> None:
    for name in NAMES:
        values = [getattr(one, name) for one in figures]
        spread = f" ± {stdev(values):.3f}" if len(values) > 1 else ""
        print(f"{name:18} {mean(values):.3f}{spread}")
    kinds = ["1", "2", "3", "4", "5", "-"]
    print("wanted \\ found  " + "  ".join(f"{kind:>5}" for kind in kinds))
    for row in kinds:
        counts = [mean(one.confused.get(row, {}).get(kind, 0) for one in figures) for kind in kinds]
        print(f"{row:>14}  " + "  ".join(f"{count:5.1f}" for count in counts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--lexical", action="store_true")
    parser.add_argument("--unseen", action="store_true")
    arguments = parser.parse_args()
    bench = Bench(arguments)
    with threadpool_limits(1):
        if arguments.unseen:
            report([measured(bench.gold, bench.judged(bench.written, bench.own))])
            return
        rows = None if bench.rows is None else bench.rows[bench.own]
        groups = matters([bench.examples[at] for at in bench.own], rows)
        figures = []
        for seed in range(arguments.seeds):
            figures.append(bench.crossed(seed, groups))
            print(f"seed {seed}: " + ", ".join(f"{getattr(figures[-1], n):.3f}" for n in NAMES))
        report(figures)


if __name__ == "__main__":
    main()
