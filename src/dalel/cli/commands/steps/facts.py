"""Commands to check facts of summaries against articles, score the result and time it."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dalel.cli.commands.steps.lines import Articles, Input, Out, read_records, write_records
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.domain.article import Article
    from dalel.domain.lexicon import Lexicon
    from dalel.steps.check.facts import CheckedClaim, FactReport, PreparedArticle

#: In which language the reasons are given.
Tongue = Annotated[str, typer.Option("--language", help="Of the reasons: kk, ru or en.")]


def predict(file: Input, *, articles: Articles, out: Out = None, language: Tongue = "en") -> None:
    """Name the claims of each summary that its articles do not bear out."""
    write_records(_lines(file, articles, language), out)


def score(gold: Input, *, articles: Articles, as_json: AsJson = False) -> None:
    """Compare what is found with planted spans: by span and by summary."""
    from dalel.steps.check.facts.score import FactScore, Marked, marked

    found = FactScore()
    for record, report in _reports(gold, articles):
        try:
            spans = marked(record["summary"], record["unsupported"], "span")
        except (KeyError, TypeError, ValueError) as error:
            raise typer.BadParameter(f"{gold}: not gold spans: {error}") from error
        doubts = [
            Marked(kind=each.kind, start=each.span.start, end=each.span.end)
            for each in report.unsupported
        ]
        found.add(spans, doubts)
        found.add_text(is_planted=bool(spans), is_doubted=bool(doubts))
    tell(found.figures(), as_json=as_json)


def bench(
    *,
    texts: Annotated[int, typer.Option(min=1, help="How many summaries.")] = 150,
    as_json: AsJson = False,
) -> None:
    """Count the processor's time from a cold start, for a changed sentence, articles, summaries."""
    from dalel.cli.commands.steps.fact_speed import measure

    articles = [article_of(row) for row in read_records(_training())]
    tell(measure(articles, texts, lexicon), as_json=as_json)


def _lines(file: Path, articles: Path, language: str) -> Iterator[dict[str, Any]]:
    from dalel.cli.catalogue import compile_catalogues
    from dalel.language.wording import catalogue

    compile_catalogues()
    say = catalogue(language).gettext
    for index, (_record, report) in enumerate(_reports(file, articles)):
        yield {
            "index": index,
            "unsupported": [_told(each, say) for each in report.unsupported],
            "hints": [_told(each, say) for each in report.hints],
        }


def _told(finding: "CheckedClaim", say: Callable[[str], str]) -> dict[str, Any]:
    from dalel.language.wording import told
    from dalel.steps.check.facts.wording import REASONS

    return {
        "span": finding.text,
        "start": finding.span.start,
        "end": finding.span.end,
        "kind": finding.kind,
        "mechanism": finding.mechanism,
        "why": told(finding.reason, REASONS, say),
    }


def _reports(file: Path, articles: Path) -> Iterator[tuple[dict[str, Any], "FactReport"]]:
    from dalel.language.identify import identify
    from dalel.steps.check.facts import PreparedEvidence, check_facts, prepare

    rows = {row.get("id"): row for row in read_records(articles)}

    @cache
    def article(number: str) -> "PreparedArticle":
        return prepare(article_of(rows[number]), lexicon())

    for place, record in enumerate(read_records(file), start=1):
        try:
            evidence = PreparedEvidence(articles=tuple(map(article, record["article_ids"])))
            text = record["summary"]
        except (KeyError, TypeError) as error:
            raise typer.BadParameter(f"{file}:{place}: no summary or article: {error}") from error
        language = record.get("summary_lang") or identify(text) or "ru"
        yield record, check_facts(text, language, evidence, lexicon())


def article_of(row: Mapping[str, Any]) -> "Article":
    """An article as it stands in a line of a file."""
    from datetime import date

    from dalel.domain.article import Article
    from dalel.language.identify import identify

    text = row.get("text") or ""
    published = row.get("published")
    return Article(
        id=row["id"],
        language=row.get("lang") or identify(text) or "ru",
        title=row.get("title") or "",
        text=text,
        day=date.fromisoformat(published[:10]) if published else None,
    )


@cache
def lexicon() -> "Lexicon":
    """The words of the pack in force."""
    from dalel.cli.configuration import configuration
    from dalel.newsroom.frame.pack_in_force import pack_at
    from dalel.pack.lexicon import lexicon as lexicon_of

    folder = configuration().pack
    return lexicon_of(folder, pack_at(folder))


def _training() -> Path:
    from dalel.cli.configuration import configuration

    return configuration().pack / "training" / "articles.jsonl"


def tell(figures: Mapping[str, Any], *, as_json: bool) -> None:
    """Figures as JSON, or one a line."""
    if as_json:
        echo(json.dumps(figures, ensure_ascii=False))
        return
    for name, figure in figures.items():
        if isinstance(figure, Mapping):
            echo(f"{name}: " + ", ".join(f"{kind} {told}" for kind, told in figure.items()))
        else:
            echo(f"{name}: {figure}")
