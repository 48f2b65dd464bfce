"""Rows of Parquet files as reading web archives writes them, of articles made by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from dalel.bulk.page_rows import PageRow, table_of
from dalel.domain.article import Article
from dalel.steps.group.prints import print_of


def row_of(article: Article, **other: Any) -> PageRow:
    """The row of an article that is ours, captured at noon three days after it came out."""
    host = article.id.split("/")[2] if "//" in article.id else "press.test"
    captured = (
        datetime.combine(article.day + timedelta(days=3), time(12), UTC)
        if article.day
        else datetime(2031, 3, 20, tzinfo=UTC)
    )
    about: dict[str, Any] = {
        "input": "",
        "offset": 0,
        "length": 100,
        "record_id": "urn:uuid:00000000-0000-0000-0000-000000000000",
        "url": article.id,
        "canonical": article.id,
        "host": host,
        "source": "",
        "captured": captured,
        "status": 200,
        "sha256": "0" * 64,
        "state": "article",
        "language": article.language,
        "title": article.title,
        "published": article.day.isoformat() if article.day else "",
        "day": article.day,
        "model": "test",
        "sifted": True,
        "relevant": True,
        "score": 0.9,
        "section": 1,
        "event_type": "site_block",
        "text": article.text,
    }
    return PageRow(**{**about, **_print(article), **other})


def left_out(article: Article, **other: Any) -> PageRow:
    """The row of an article that is none of ours."""
    return row_of(
        article, relevant=False, sifted=False, section=None, event_type="", text="",
        vector=None, print_stems=None, print_length=None, print_digest="", print_numbers=None,
        print_names=None, **other,
    )  # fmt: skip


def write_rows(folder: Path, name: str, rows: Sequence[PageRow]) -> Path:
    """A Parquet file of rows; of an archive of its own, where they name none."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.parquet"
    named = [row if row.input else replace(row, input=f"archive/{name}.warc.gz") for row in rows]
    pq.write_table(table_of(named), path, write_page_checksum=True)
    return path


def _print(article: Article) -> dict[str, Any]:
    taken = print_of(article)
    return {
        "print_length": taken.length,
        "print_digest": taken.digest,
        "print_stems": tuple(sorted(taken.stems)),
        "print_numbers": _placed(taken.numbers),
        "print_names": _placed(taken.names),
    }


def _placed(places: Mapping[str, tuple[str, str]]) -> tuple[dict[str, str], ...]:
    return tuple(
        {"value": value, "before": before, "after": after}
        for value, (before, after) in places.items()
    )
