"""Yields the whole record as lines of plain values, for export.

Lines are plain values. Row keys, accounts, bodies of captures and machine's notes are not among
them; ``docs/export.md`` tells what each line holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from dalel.domain.evidence import EvidenceClass
from dalel.domain.incident import Codes
from dalel.domain.states import IncidentState
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow
from dalel.newsroom.evidence.queries.exhibits import of_address
from dalel.newsroom.frame.base_models import AddedVersion, CitedLink, Dated
from dalel.newsroom.incidents.models import CodesRow, DevelopmentRow, IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.records import (
    codes_record,
    link_record,
    undecided_fields,
)
from dalel.newsroom.sources.models import SourceRow

FORMAT: Final = "dalel-record-1"
Line = Mapping[str, Any]


def lines() -> Iterator[Line]:
    """The record: editions, incidents, sources, articles, captures, each kind in its own order.

    Of what is sealed only links, digests and times are told, and of what is withheld the reason.
    """
    yield from _editions()
    yield from _incidents()
    yield from _sources()
    yield from _articles()
    yield from _captures()


def _editions() -> Iterator[Line]:
    for row in EditionRow.objects.order_by("number").prefetch_related("entries__incident"):
        yield {
            "kind": "edition",
            "number": row.number,
            "state": row.state,
            "period": [row.period_start.isoformat(), row.period_end.isoformat()],
            "released": _time(row.released),
            "introductions": [
                _version(one) | {"language": one.language, "text": one.text}
                for one in IntroductionRow.objects.filter(edition=row).order_by(
                    "language", "number"
                )
            ],
            "entries": [
                {"section": one.section, "order": one.order, "incident": one.incident.number}
                for one in sorted(row.entries.all(), key=lambda one: (one.section, one.order))
            ],
        }


def _incidents() -> Iterator[Line]:
    rows = IncidentRow.objects.order_by("number").prefetch_related(
        "versions__author", "codes__author", "links", "developments__links", "related"
    )
    for row in rows.iterator(chunk_size=200):
        if row.state == IncidentState.WITHDRAWN:
            # What was withdrawn is not carried further, only that there was something.
            yield {"kind": "incident", "number": row.number, "state": row.state}
            continue
        yield {
            "kind": "incident",
            "number": row.number,
            "state": row.state,
            "section": row.section,
            "provenance": row.provenance,
            "updated": _time(row.updated),
            **_date(row),
            "texts": [_text(one) for one in _in_order(row.versions.all())],
            "codes": [
                _codes(one) for one in _in_order(row.codes.all()) if not undecided_fields(one)
            ],
            "links": _links(row.links.all()),
            "developments": [_development(one) for one in row.developments.all()],
            "related": sorted(other.number for other in row.related.all()),
        }


def _sources() -> Iterator[Line]:
    for row in SourceRow.objects.order_by("key"):
        yield {
            "kind": "source",
            "id": row.key,
            "name": row.name,
            "state": row.state,
            "last_success": _time(row.last_success),
        }


def _articles() -> Iterator[Line]:
    rows = ArticleRow.objects.order_by("canonical").select_related("source")
    rows = rows.prefetch_related("versions__capture", "life__capture")
    for row in rows.iterator(chunk_size=200):
        is_sealed = row.evidence_class == EvidenceClass.SEALED
        yield {
            "kind": "article",
            "address": None if is_sealed else row.canonical,
            "source": row.source.key if row.source and not is_sealed else None,
            "language": row.language,
            "published": row.published_iso or None,
            "state": row.state,
            "class": row.evidence_class,
            "withheld": row.withheld or None,
            "versions": [
                {
                    "number": one.number,
                    "time": _time(one.time),
                    "title": None if is_sealed else one.title or None,
                    "changed": one.changed,
                    "capture": one.capture.link,
                }
                for one in _in_order(row.versions.all())
            ],
            "life": [
                {
                    "time": _time(one.time),
                    "state": one.state,
                    "reason": one.reason,
                    "capture": one.capture.link if one.capture else None,
                }
                for one in sorted(row.life.all(), key=lambda one: (one.time, one.pk))
            ],
        }


def _captures() -> Iterator[Line]:
    sealed = _sealed()
    for row in CaptureRow.objects.order_by("chain", "number").iterator(chunk_size=1000):
        is_sealed = row.evidence_class == EvidenceClass.SEALED or row.link in sealed
        yield {
            "kind": "capture",
            "link": row.link,
            "chain": row.chain,
            "number": row.number,
            "url": None if is_sealed else row.url,
            "time": _time(row.time),
            "status": row.status,
            "sha256": row.sha256,
            "body_of": row.body_of or None,
            "vantage": row.vantage,
            "class": EvidenceClass.SEALED if is_sealed else row.evidence_class,
            "withheld": row.withheld or None,
        }


def _sealed() -> set[str]:
    """The links of all captures of sealed articles."""
    rows = ArticleRow.objects.filter(evidence_class=EvidenceClass.SEALED)
    return {
        one.capture.link
        for canonical in rows.values_list("canonical", flat=True)
        for one in of_address(canonical)
    }


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (getattr(row, "language", ""), row.number))


def _version(row: AddedVersion) -> dict[str, Any]:
    return {
        "number": row.number,
        "state": row.state,
        "time": _time(row.time),
        # Who wrote it stays in the newsroom.
        "author": row.author.role if row.author else None,
        "note": row.note,
    }


def _text(row: TextVersionRow) -> Line:
    return _version(row) | {
        "language": row.language,
        "title": row.title,
        "paragraphs": row.paragraphs,
        "model": row.model or None,
    }


def _codes(row: CodesRow) -> Line:
    codes: Codes = codes_record(row)
    return _version(row) | asdict(codes)


def _development(row: DevelopmentRow) -> Line:
    return {**_date(row), "texts": row.texts, "links": _links(row.links.all())}


def _links(rows: Iterable[CitedLink]) -> list[Line]:
    return [asdict(link_record(row)) for row in sorted(rows, key=lambda row: row.order)]


def _date(row: Dated) -> dict[str, Any]:
    date = row.date
    return {"date": date.iso if date else None, "date_inferred": row.year_inferred}


def _time(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
