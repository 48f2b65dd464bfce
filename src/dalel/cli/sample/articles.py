"""The invented articles that each outlet of the sample press carries."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from itertools import cycle
from pathlib import Path

from dalel.cli.sample.outlets import OUTLETS, Outlet, OutletKind, Trap


@dataclass(frozen=True, kw_only=True)
class SampleArticle:
    """One invented article as an outlet carries it; ``place`` counts from 0 in the outlet."""

    outlet: Outlet
    place: int
    path: str
    title: str
    paragraphs: tuple[str, ...]
    published: datetime | None

    @property
    def trapped(self) -> bool:
        """Whether its outlet's trap is set at this article: at every third one."""
        return self.outlet.trap is not Trap.NONE and self.place % 3 == 2

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{self.outlet.host}{self.path}"


@cache
def carried(file: Path) -> dict[str, tuple[SampleArticle, ...]]:
    """The articles of each outlet, by its id, newest first and the undated last.

    Articles go round the outlets of their language in the order of the file, so several outlets
    tell of one happening.
    """
    turns = {
        language: cycle([outlet for outlet in OUTLETS if outlet.language == language])
        for language in {outlet.language for outlet in OUTLETS}
    }
    texts = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    shelves: dict[str, list[dict[str, str | None]]] = defaultdict(list)
    for text in texts:
        shelves[next(turns[text["lang"]]).id].append(text)
    return {outlet.id: _shelf(outlet, shelves[outlet.id]) for outlet in OUTLETS}


def _shelf(outlet: Outlet, texts: list[dict[str, str | None]]) -> tuple[SampleArticle, ...]:
    newest_first = sorted(texts, key=lambda text: text["published"] or "", reverse=True)
    return tuple(
        SampleArticle(
            outlet=outlet,
            place=place,
            path=_path(outlet, place, len(newest_first)),
            title=text["title"] or "",
            paragraphs=tuple((text["text"] or "").split("\n\n")),
            published=_moment(text["published"], place),
        )
        for place, text in enumerate(newest_first)
    )


def _path(outlet: Outlet, place: int, count: int) -> str:
    number = 1000 + count - place
    return f"/{outlet.id}/{number}" if outlet.kind is OutletKind.TELEGRAM else f"/news/{number}/"


def _moment(day: str | None, place: int) -> datetime | None:
    if day is None:
        return None
    at = time(hour=4 + place % 12, minute=place * 7 % 60)
    return datetime.combine(datetime.fromisoformat(day).date(), at, tzinfo=UTC)
