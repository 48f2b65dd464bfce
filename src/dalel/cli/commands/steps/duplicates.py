"""Commands to find reprints, score the result against gold lines and time it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from dalel.cli.commands.steps.lines import Input, Out, read_records, write_records
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo

Predicted = Annotated[
    Path | None,
    typer.Option(
        "--predicted", exists=True, dir_okay=False, help="Lines of predict instead of a run."
    ),
]
TextsOf = Annotated[
    Path | None,
    typer.Option("--articles", exists=True, dir_okay=False, help="Texts, when gold has none."),
]


def predict(articles: Input, *, out: Out = None) -> None:
    """Find reprints: a line {id, duplicate_of} for each article, in order."""
    write_records(_found(articles), out)


def score(
    gold: Input, *, articles: TextsOf = None, predicted: Predicted = None, as_json: AsJson = False
) -> None:
    """Compare with gold lines {id, duplicate_of}: is each reprint found, and in the right group?

    It does not matter which article of a group is called the original.
    """
    from dataclasses import asdict

    from dalel.steps.group.score import score_reprints

    wanted = {str(one["id"]): one.get("duplicate_of") for one in read_records(gold)}
    lines = read_records(predicted) if predicted else _found(articles or gold)
    found = {str(one["id"]): one["duplicate_of"] for one in lines}
    if missing := wanted.keys() - found.keys():
        raise typer.BadParameter(f"no line for {sorted(missing)[0]} and {len(missing) - 1} more")
    reached = score_reprints(wanted, {one: found[one] for one in wanted})
    if as_json:
        echo(json.dumps({**asdict(reached), "f1": reached.f1, "articles": len(wanted)}))
        return
    echo(f"precision {reached.precision:.4f}, recall {reached.recall:.4f} ({len(wanted)} articles)")


def bench(
    articles: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="JSON Lines.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Time the finding of reprints, on the training articles of the pack or on a file."""
    from time import perf_counter

    from dalel.cli.commands.steps.articles import read_articles
    from dalel.steps.group.reprints import find_reprints

    read = read_articles(articles or training_articles())
    begun = perf_counter()
    found = find_reprints(read)
    speed = len(read) / (perf_counter() - begun)
    if as_json:
        echo(json.dumps({"articles": len(read), "reprints": len(found), "per_second": speed}))
        return
    echo(f"{len(read)} articles, {len(found)} reprints: {speed:.0f} articles/s")


def training_articles() -> Path:
    """The training articles of the pack in force."""
    from dalel.cli.configuration import configuration

    return configuration().pack / "training" / "articles.jsonl"


def _found(file: Path) -> list[Mapping[str, Any]]:
    from dalel.cli.commands.steps.articles import read_articles
    from dalel.steps.group.reprints import find_reprints

    articles = read_articles(file)
    original = {each.article: each.original for each in find_reprints(articles)}
    return [{"id": one.id, "duplicate_of": original.get(one.id)} for one in articles]
