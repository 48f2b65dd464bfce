"""Commands to group articles into stories, score the grouping and time it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dalel.cli.commands.steps.duplicates import Predicted, TextsOf, training_articles
from dalel.cli.commands.steps.lines import Input, Out, read_records, write_records
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.domain.article import Article
    from dalel.domain.grouping import Membership
    from dalel.language.vectors import Embedder, Vectors

Lexical = Annotated[
    bool, typer.Option("--lexical", help="Without vectors, as on a machine that cannot make them.")
]
Every = Annotated[
    bool, typer.Option("--every", help="Group what is none of ours too; else it stands alone.")
]
Told = Annotated[str, typer.Option("--language", help="Of the reasons: en, kk or ru.")]


def predict(
    articles: Input,
    *,
    lexical: Lexical = False,
    every: Every = False,
    language: Told = "en",
    out: Out = None,
) -> None:
    """Group articles: a line {id, story, why} for each, in order; singletons have a story too."""
    from dalel.cli.commands.steps.articles import read_articles
    from dalel.language.wording import catalogue, told
    from dalel.steps.group.wording import WORDING

    read = read_articles(articles)
    say = catalogue(language).gettext
    grouped = placed(read, lexical=lexical, every=every)
    write_records(
        (
            {
                "id": one.id,
                "story": grouped[one.id].story,
                "why": [told(reason, WORDING, say) for reason in grouped[one.id].reasons],
            }
            for one in read
        ),
        out,
    )


def score(
    gold: Input,
    *,
    articles: TextsOf = None,
    predicted: Predicted = None,
    lexical: Lexical = False,
    every: Every = False,
    as_json: AsJson = False,
) -> None:
    """Compare with gold lines {id, event, lang}: B-cubed, pairs, pairs of two languages.

    An article without an event counts as a story of its own. ``all`` are all articles,
    ``in_stories`` those with an event, others set aside.
    """
    from dataclasses import asdict

    from dalel.cli.commands.steps.articles import read_articles
    from dalel.steps.group.score import score_groups

    records = read_records(gold)
    events = {str(one["id"]): one.get("event") or one.get("story") for one in records}
    if predicted:
        found = {str(one["id"]): one["story"] for one in read_records(predicted)}
        language = {str(one["id"]): str(one.get("lang")) for one in records}
    else:
        read = read_articles(articles or gold)
        grouped = placed(read, lexical=lexical, every=every)
        found = {one: grouped[one].story for one in grouped}
        language = {one.id: one.language for one in read}
    if missing := events.keys() - found.keys():
        raise typer.BadParameter(f"no line for {sorted(missing)[0]} and {len(missing) - 1} more")
    wanted = {one: event or ("alone", one) for one, event in events.items()}
    ours = {one: found[one] for one, event in events.items() if event}
    scores = {
        "all": score_groups(wanted, {one: found[one] for one in events}, language),
        "in_stories": score_groups({one: wanted[one] for one in ours}, ours, language),
    }
    if as_json:
        echo(json.dumps({name: asdict(each) for name, each in scores.items()}))
        return
    for name, each in scores.items():
        echo(
            f"{name} ({each.articles} articles): B-cubed F1 {each.b_cubed.f1:.3f}, "
            f"precision {each.b_cubed.precision:.3f}, recall {each.b_cubed.recall:.3f}; "
            f"pairs {each.pairs.precision:.3f} / {each.pairs.recall:.3f}; "
            f"of two languages {each.across.precision:.3f} / {each.across.recall:.3f}"
        )


def bench(
    articles: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="JSON Lines.")
    ] = None,
    *,
    lexical: Lexical = False,
    every: Every = False,
    as_json: AsJson = False,
) -> None:
    """Time the grouping, vectors included, on the pack's training articles or on a file."""
    from time import perf_counter

    from dalel.cli.commands.steps.articles import read_articles

    read = read_articles(articles or training_articles())
    placed(read[:2], lexical=lexical, every=every)
    begun = perf_counter()
    grouped = placed(read, lexical=lexical, every=every)
    speed = len(read) / (perf_counter() - begun)
    stories = len({each.story for each in grouped.values()})
    if as_json:
        echo(json.dumps({"articles": len(read), "stories": stories, "per_second": speed}))
        return
    echo(f"{len(read)} articles, {stories} stories: {speed:.1f} articles/s")


def placed(
    articles: Sequence["Article"], *, lexical: bool, every: bool
) -> Mapping[str, "Membership"]:
    """As the pipeline does it: what is ours is placed, what is not stands alone."""
    from dalel.cli.commands.judging import embedder_in
    from dalel.cli.configuration import configuration
    from dalel.domain.grouping import Membership
    from dalel.steps.group.stories import Stories

    embedder = None if lexical else embedder_in(configuration())
    if every:
        ours, rows = articles, embedder.vectors(articles) if embedder else None
    else:
        ours, rows = _ours(articles, embedder)
    placed = Stories(_judge(embedder)).place(ours, rows).memberships
    alone = {one.id: Membership(article=one.id, story=one.id) for one in articles}
    return alone | {each.article: each for each in placed}


def _ours(
    articles: Sequence["Article"], embedder: "Embedder | None"
) -> "tuple[list[Article], Vectors | None]":
    """What the classifier takes for ours, with vectors; only what words let pass gets one."""
    from dalel.cli.commands.steps.relevance import classifier_of

    classifier = classifier_of(None)
    passed = [one for one, is_in in zip(articles, classifier.sift(articles), strict=True) if is_in]
    rows = embedder.vectors(passed) if embedder else None
    fits = embedder is not None and embedder.name == classifier.model.vectors
    judged = classifier.classify(passed, rows if fits else None)
    ours = [at for at, each in enumerate(judged) if each.relevant]
    return [passed[at] for at in ours], None if rows is None else rows[ours]


def _judge(embedder: "Embedder | None") -> Any:
    from dalel.cli.configuration import configuration
    from dalel.newsroom.frame.pack_in_force import pack_at
    from dalel.pack.lexicon import lexicon
    from dalel.steps.group.pair_comparison import trained_judge

    folder = configuration().pack
    spread = embedder.centres.spread if embedder else None
    return trained_judge(lexicon(folder, pack_at(folder)), spread)
