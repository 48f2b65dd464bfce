"""Commands to classify articles by relevance, section and event type, with scores and timing."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dalel.cli.commands.steps.articles import articles_from
from dalel.cli.commands.steps.lines import Input, Out, read_records, write_records
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.domain.article import Article
    from dalel.domain.classification import Classification
    from dalel.steps.classify.classifier import Classifier

_Lexical = Annotated[
    bool, typer.Option("--lexical", help="By words alone, as where no model of meaning runs.")
]
_Ui = Annotated[str, typer.Option("--ui", help="Language of the reasons: kk, ru or en.")]
_Model = Annotated[
    Path | None, typer.Option("--model", exists=True, dir_okay=False, help="A model you trained.")
]


def predict(
    records: Input,
    *,
    out: Out = None,
    lexical: _Lexical = False,
    ui: _Ui = "en",
    model: _Model = None,
) -> None:
    """Say of each article whether it is ours, and why; section and event type if it is."""
    given = read_records(records)
    found = _classified(given, lexical=lexical, model=model)
    write_records(
        (
            {
                "id": record.get("id"),
                "relevant": one.relevant,
                "score": round(one.score, 4),
                "section": one.section,
                "event_type": one.event_types[0].code if one.event_types else None,
                "event_types": [kind.code for kind in one.event_types],
                "why": _why(one, ui),
            }
            for record, one in zip(given, found, strict=True)
        ),
        out,
    )


def score(
    gold: Input, *, as_json: AsJson = False, lexical: _Lexical = False, model: _Model = None
) -> None:
    """Compare with gold: records with relevant, section and event_type."""
    from dataclasses import asdict

    from dalel.cli.configuration import configuration
    from dalel.steps.classify.examples import meanings
    from dalel.steps.classify.scoring import measured, wanted

    given = read_records(gold)
    found = _classified(given, lexical=lexical, model=model)
    figures = measured(wanted(given, meanings(configuration().pack)), found)
    if as_json:
        echo(json.dumps(asdict(figures)))
        return
    echo(
        f"{figures.articles} articles: relevance F1 {figures.f1:.3f} (precision "
        f"{figures.precision:.3f}, recall {figures.recall:.3f}); section {figures.section:.3f}; "
        f"event type {figures.event_type:.3f}, among the first three {figures.top_three:.3f}"
    )


def bench(*, as_json: AsJson = False) -> None:
    """Judge the pack's training articles by words alone: the filter before anything costly."""
    from dalel.cli.commands.steps.corpus import corpus

    articles, classifier = corpus(), classifier_of(None)
    classifier.classify(articles)
    timed = {}
    for name, work in (("filter", classifier.sift), ("all codes", classifier.classify)):
        started = perf_counter()
        work(articles)
        timed[name] = round(len(articles) / (perf_counter() - started))
    echo(
        json.dumps({"articles": len(articles), "per_second": timed})
        if as_json
        else f"{len(articles)} articles, one process: filter {timed['filter']} a second, "
        f"all codes {timed['all codes']} a second"
    )


def _classified(
    given: Sequence[dict[str, Any]], *, lexical: bool, model: Path | None
) -> "tuple[Classification, ...]":
    # An id of a record must not matter, not even a missing one.
    articles = articles_from(({**record, "id": ""} for record in given), "record")
    return classified(articles, lexical=lexical, model=model)


def classified(
    articles: "Sequence[Article]", *, lexical: bool, model: Path | None
) -> "tuple[Classification, ...]":
    """What the pack's classifier thinks of articles, in order."""
    classifier = classifier_of(model)
    vectors = None if lexical else _vectors(classifier, articles)
    return classifier.classify(articles, vectors)


def classifier_of(model: Path | None) -> "Classifier":
    """The classifier in force, learnt here or the pack's own; or one that was trained by hand."""
    from dalel.cli.configuration import configuration
    from dalel.steps.classify.model_store import newest

    settings = configuration()
    return _loaded(settings.pack, model or newest(settings.models_folder, settings.pack))


@cache
def _loaded(folder: Path, model: Path | None) -> "Classifier":
    from dalel.newsroom.frame.pack_in_force import pack_at
    from dalel.pack.lexicon import lexicon
    from dalel.steps.classify.classifier import load_classifier

    pack = pack_at(folder)
    return load_classifier(folder, pack, lexicon(folder, pack), model)


def _vectors(classifier: "Classifier", articles: "Sequence[Article]") -> list[Any] | None:
    """A vector for each article that words alone do not rule out."""
    from dalel.cli.commands.judging import embedder_in
    from dalel.cli.configuration import configuration

    embedder = embedder_in(configuration())
    if embedder is None or embedder.name != classifier.model.vectors:
        return None
    passed = classifier.sift(articles)
    rows = iter(embedder.vectors([a for a, is_in in zip(articles, passed, strict=True) if is_in]))
    return [next(rows) if is_in else None for is_in in passed]


def _why(found: "Classification", language: str) -> list[str]:
    from dalel.language.wording import catalogue, told
    from dalel.steps.classify.wording import WORDING

    say = catalogue(language).gettext
    return [told(reason, WORDING, say) for reason in found.reasons]
