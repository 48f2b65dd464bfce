"""Measure how well reprints are found that are made from articles.

    PYTHONPATH=tests python tools/measure_reprints.py [--others] [ARTICLES ...]

Of each article one reprint of each way in ``tests/steps/group/reprinted.py`` is made, and one of a
way at random; beside them stand 200 texts of one mould. Without ARTICLES: the pack's for training.
``--others`` looks for them with MinHash of datasketch and of rensa too (runs of three words, 128
permutations, from half of the runs on), which need the group ``yardstick``.
"""

import argparse
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

from dalel.cli.commands.steps.articles import read_articles
from dalel.domain.article import Article
from dalel.pack import default_folder
from dalel.steps.group.reprints import find_reprints
from dalel.steps.group.score import score_reprints
from steps.group.reprinted import WAYS, of_one_mould, reprints

Finder = Callable[[Sequence[Article]], dict[str, str]]
PERMUTATIONS, SHARE, RUN = 128, 0.5, 3


def ours(articles: Sequence[Article]) -> dict[str, str]:
    """Each reprint's original by the step."""
    return {each.article: each.original for each in find_reprints(articles)}


def runs(article: Article) -> Iterator[str]:
    """Runs of three words."""
    words = re.findall(r"\w+", f"{article.title} {article.text}".lower())
    return (" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def by_datasketch(articles: Sequence[Article]) -> dict[str, str]:
    """The same by datasketch."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - of the group

    kept = MinHashLSH(threshold=SHARE, num_perm=PERMUTATIONS)

    def mates(at: int, one: Article) -> list[int]:
        own = MinHash(num_perm=PERMUTATIONS)
        own.update_batch([run.encode() for run in runs(one)])
        found = kept.query(own)
        kept.insert(at, own)
        return list(found)

    return first_mates(articles, mates)


def by_rensa(articles: Sequence[Article]) -> dict[str, str]:
    """The same by rensa."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 - of the group

    kept = RMinHashLSH(threshold=SHARE, num_perm=PERMUTATIONS, num_bands=32)
    prints: list[RMinHash] = []

    def mates(at: int, one: Article) -> list[int]:
        own = RMinHash(num_perm=PERMUTATIONS, seed=42)
        own.update(list(runs(one)))
        found = [mate for mate in kept.query(own) if own.jaccard(prints[mate]) >= SHARE]
        kept.insert(at, own)
        prints.append(own)
        return found

    return first_mates(articles, mates)


def first_mates(
    articles: Sequence[Article], mates: Callable[[int, Article], list[int]]
) -> dict[str, str]:
    """The original of each article that shares a bucket with an earlier one, or its original's."""
    found: dict[str, str] = {}
    for at, one in enumerate(articles):
        if near := mates(at, one):
            first = articles[min(near)].id
            found[one.id] = found.get(first, first)
    return found


OTHERS: dict[str, Finder] = {"datasketch": by_datasketch, "rensa": by_rensa}


def measure(
    name: str, mixed: list[Article], gold: dict[str, str | None], finders: dict[str, Finder]
) -> None:
    """Print one set's figures; seconds are the processor's."""
    random.Random(1).shuffle(mixed)  # noqa: S311
    for who, find in finders.items():
        begun = process_time()
        found = find(mixed)
        speed = len(mixed) / (process_time() - begun)
        reached = score_reprints(gold, {one: found.get(one) for one in gold})
        print(
            f"{name}, {who}: {len(mixed)} articles, precision {reached.precision:.4f}, "
            f"recall {reached.recall:.4f}, {speed:.0f} articles/s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--others", action="store_true")
    parser.add_argument("articles", type=Path, nargs="*")
    asked = parser.parse_args()
    finders = {"Dalel": ours, **(OTHERS if asked.others else {})}
    for file in asked.articles or sorted((default_folder() / "training").glob("*.jsonl")):
        articles = read_articles(file)
        made = reprints(articles, seed=11)
        moulds = of_one_mould(200, seed=3)
        gold: dict[str, str | None] = dict.fromkeys(one.id for one in [*articles, *moulds])
        every = gold | {copy.id: original.id for original, copy, _ in made}
        measure(
            f"{file.name}, all ways", [*articles, *moulds, *(c for _, c, _ in made)], every, finders
        )
        dice = random.Random(4)  # noqa: S311
        one_each = [dice.choice(made[at : at + len(WAYS)]) for at in range(0, len(made), len(WAYS))]
        few = gold | {copy.id: original.id for original, copy, _ in one_each}
        copies = [copy for _, copy, _ in one_each]
        measure(f"{file.name}, one way each", [*articles, *moulds, *copies], few, finders)


if __name__ == "__main__":
    main()
