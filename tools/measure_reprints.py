"""Measure how well reprints are found that are made from articles.

    PYTHONPATH=tests python tools/measure_reprints.py [ARTICLES ...]

Of each article one reprint of each way in ``tests/steps/group/reprinted.py`` is made, and one of a
way at random; beside them stand 200 texts of one mould. Without ARTICLES: the pack's for training.
"""

import argparse
import random
from pathlib import Path
from time import perf_counter

from dalel.cli.commands.steps.articles import read_articles
from dalel.domain.article import Article
from dalel.pack import default_folder
from dalel.steps.group.reprints import find_reprints
from dalel.steps.group.score import score_reprints
from steps.group.reprinted import WAYS, of_one_mould, reprints


def measure(name: str, mixed: list[Article], gold: dict[str, str | None]) -> None:
    """Print one set's figures."""
    random.Random(1).shuffle(mixed)  # noqa: S311
    begun = perf_counter()
    found = {each.article: each.original for each in find_reprints(mixed)}
    speed = len(mixed) / (perf_counter() - begun)
    reached = score_reprints(gold, {one: found.get(one) for one in gold})
    print(
        f"{name}: {len(mixed)} articles, precision {reached.precision:.4f}, "
        f"recall {reached.recall:.4f}, {speed:.0f} articles/s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="*")
    files = parser.parse_args().articles
    for file in files or sorted((default_folder() / "training").glob("*.jsonl")):
        articles = read_articles(file)
        made = reprints(articles, seed=11)
        moulds = of_one_mould(200, seed=3)
        gold: dict[str, str | None] = dict.fromkeys(one.id for one in [*articles, *moulds])
        every = gold | {copy.id: original.id for original, copy, _ in made}
        measure(f"{file.name}, all ways", [*articles, *moulds, *(c for _, c, _ in made)], every)
        dice = random.Random(4)  # noqa: S311
        one_each = [dice.choice(made[at : at + len(WAYS)]) for at in range(0, len(made), len(WAYS))]
        few = gold | {copy.id: original.id for original, copy, _ in one_each}
        copies = [copy for _, copy, _ in one_each]
        measure(f"{file.name}, one way each", [*articles, *moulds, *copies], few)


if __name__ == "__main__":
    main()
