"""Reads articles from JSON Lines files."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from dalel.cli.commands.steps.lines import read_records

if TYPE_CHECKING:
    from dalel.domain.article import Article


def read_articles(file: Path) -> list["Article"]:
    """The articles of a file, in order.

    :raises typer.BadParameter: when a line is no article, or an id stands twice.
    """
    articles = articles_from(read_records(file), str(file))
    if len({article.id for article in articles}) < len(articles):
        raise typer.BadParameter(f"{file}: an id stands there twice")
    return articles


def articles_from(records: Iterable[Mapping[str, Any]], place: str) -> list["Article"]:
    """The articles of records; labels that they carry are not looked at."""
    return [_article(record, f"{place}:{at}") for at, record in enumerate(records, start=1)]


def _article(record: Mapping[str, Any], place: str) -> "Article":
    from dalel.domain.article import Article

    try:
        title, text = str(record["title"] or ""), str(record["text"])
        day = date.fromisoformat(record["published"][:10]) if record.get("published") else None
        article_id = str(record["id"])
    except (KeyError, TypeError, ValueError) as error:
        raise typer.BadParameter(f"{place}: no article: {error!r}") from error
    language = record.get("lang") or _language(f"{title}\n{text}")
    return Article(id=article_id, language=language, title=title, text=text, day=day)


def _language(text: str) -> str:
    from dalel.language.identify import identify

    found = identify(text)
    return found or "other"
