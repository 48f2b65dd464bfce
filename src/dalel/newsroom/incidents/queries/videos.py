"""Videos behind links of an entry: what the desk shows of them, and what checks read."""

from dataclasses import dataclass
from datetime import datetime

from dalel.domain.addresses import host_of
from dalel.domain.media import MediaProblem
from dalel.newsroom.incidents.models import LinkRow, VideoRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource


@dataclass(frozen=True, kw_only=True)
class VideoRecord:
    """A cited address and what became of the video there; ``asked`` None: nobody asked for it."""

    url: str
    asked: datetime | None = None
    member: str = ""
    waits: bool = False
    problem: MediaProblem | None = None
    kept: datetime | None = None
    sha256: str = ""
    capture: str = ""
    title: str = ""
    megabytes: float = 0.0
    text: str = ""
    is_automatic: bool = False


def videos(number: str) -> tuple[VideoRecord, ...]:
    """The addresses that an entry cites, each with its video."""
    incident = incident_row(number)
    rows = VideoRow.objects.filter(incident=incident).select_related("member")
    asked = {row.url: row for row in rows}
    urls = LinkRow.objects.filter(incident=incident).order_by("order").values_list("url", flat=True)
    every = dict.fromkeys([*urls, *asked])
    return tuple(_record(url, asked.get(url)) for url in every)


def captions_as_sources(number: str) -> tuple[IncidentSource, ...]:
    """Captions of an entry's videos as evidence that checks hold its texts against.

    They count like the text of an article. Their ``version`` is below zero: it is no article's.
    """
    rows = VideoRow.objects.filter(incident=incident_row(number), kept__isnull=False)
    return tuple(
        IncidentSource(
            url=row.url,
            canonical=f"captions:{row.sha256}",
            host=host_of(row.url),
            outlet="",
            order=None,
            version=-row.pk,
            language=row.language,
            title=row.title,
            text=row.text,
            kept=row.kept,
            sha256=row.sha256,
        )
        for row in rows.exclude(text="")
    )


def _record(url: str, row: VideoRow | None) -> VideoRecord:
    if row is None:
        return VideoRecord(url=url)
    return VideoRecord(
        url=url,
        asked=row.time,
        member=str(row.member),
        waits=row.next_at is not None,
        problem=MediaProblem(row.problem) if row.problem else None,
        kept=row.kept,
        sha256=row.sha256,
        capture=row.capture,
        title=row.title,
        megabytes=row.size / 2**20,
        text=row.text,
        is_automatic=row.is_automatic,
    )
