"""The pages of editions: each to read, to print, and to take over, and the list of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from dalel.domain.edition import Edition
from dalel.publish.data.columns import ENDINGS
from dalel.publish.figures.ledger import Chart, chart
from dalel.publish.site.lists import View
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views import structured
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import IncidentView, direction_words
from dalel.publish.views.leading_entries import leading_entries
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import clean
from dalel.publish.views.shell import Shell

#: Words of a text that are read silently in a minute: of Russian as measured, of Kazakh as of
#: Turkish, which builds its words alike (Trauzettel-Klosinski and Dietz, Standardized Assessment
#: of Reading Performance, Investigative Ophthalmology & Visual Science 53, 2012).
WORDS_A_MINUTE: Final = {"kk": 166, "ru": 184}
_ELSEWHERE: Final = 184


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """The editions before and after one; None at either end."""

    previous: Edition | None
    following: Edition | None


def works(record: IndexedSnapshot, shells: Sequence[Shell], view: View) -> Iterator[Work]:
    """Each edition whole, and the list of them."""
    yield Work(
        key="editions",
        inputs=record.inputs((), record.editions),
        render=lambda: map(_list, shells),
    )
    for edition, beside in zip(record.editions, _beside(record.editions), strict=True):
        yield Work(
            key=f"edition/{edition.number}",
            inputs=record.inputs(record.printed_in(edition), edition, _periods(beside)),
            render=partial(_edition, shells, view, edition, beside),
        )


def edition_chart(
    record: IndexedSnapshot, edition: Edition, wording: DateWording, view: View
) -> Chart:
    """The ledger of an edition."""
    views = (view(incident, wording) for incident in record.printed_in(edition))
    return chart(views, record.codebook.sections, wording, edition.number)


def reading_minutes(texts: Iterable[str], language: str) -> int:
    """How many minutes it takes to read some texts, at least one."""
    words = sum(len(text.split()) for text in texts)
    return max(1, round(words / WORDS_A_MINUTE.get(language, _ELSEWHERE)))


def _beside(editions: Sequence[Edition]) -> Iterator[Neighbours]:
    """The neighbours of each edition; the latest comes first."""
    for place in range(len(editions)):
        yield Neighbours(
            previous=editions[place + 1] if place + 1 < len(editions) else None,
            following=editions[place - 1] if place else None,
        )


def _periods(beside: Neighbours) -> list[object]:
    """What an edition's page says of its neighbours."""
    return [
        one and (one.number, one.period_start, one.period_end)
        for one in (beside.previous, beside.following)
    ]


def _list(shell: Shell) -> File:
    listed = [(edition, len(edition.numbers)) for edition in shell.record.editions]
    gettext = shell.wording.words.gettext
    return shell.page(
        "editions.html",
        "e/",
        title=gettext("Editions"),
        description=gettext("All editions of the monitor, the latest first."),
        listed=listed,
    )


def _edition(
    shells: Sequence[Shell], view: View, edition: Edition, beside: Neighbours
) -> Iterator[File]:
    """An edition to read, to print, and as clean HTML and plain text for any other site."""
    for shell in shells:
        record, wording = shell.record, shell.wording
        shown = _shown(record, edition, wording, view)
        ledger = edition_chart(record, edition, wording, view)
        yield _page(shell, edition, shown, chart=ledger, beside=beside, whole=False)
        yield _page(shell, edition, shown, chart=ledger, beside=beside, whole=True)
        title = f"{record.profile.title[wording.language]} № {edition.number}. "
        for name in ("bulletin.html", "bulletin.html.txt", "bulletin.txt"):
            path = f"e/{edition.number}/"
            yield shell.plain(name, path, **shown | {"title": title + shown["period"]})


def _shown(
    record: IndexedSnapshot, edition: Edition, wording: DateWording, view: View
) -> dict[str, Any]:
    """What an edition says in a language, in whatever shape."""
    introduction = clean(edition.introduction.get(wording.language, ""))
    parts = [
        (section, [view(i, wording) for i in record.printed(edition, section.number)])
        for section in record.codebook.sections
    ]
    return {
        "edition": edition,
        "period": wording.period(edition.period_start, edition.period_end),
        "introduction": [part for part in introduction.split("\n\n") if part],
        "parts": [(section, views) for section, views in parts if views],
        "imported": any(view.imported for _, views in parts for view in views),
    }


def _page(
    shell: Shell,
    edition: Edition,
    shown: dict[str, Any],
    *,
    chart: Chart,
    beside: Neighbours,
    whole: bool,
) -> File:
    """An edition: each short text whole and the beginning of others, or all of it for print."""
    record, wording = shell.record, shell.wording
    lead = shown["introduction"][0][:200] if shown["introduction"] else ""
    views = [view for _, views in shown["parts"] for view in views]
    return shell.page(
        "edition.html",
        f"e/{edition.number}/{'print/' if whole else ''}",
        title=f"№ {edition.number} · {shown['period']}",
        description=lead or record.profile.question[wording.language],
        structure=None if whole else structured.edition(edition, record, wording),
        indexed=not whole,
        whole=whole,
        chart=chart,
        cited=all(view.imported for view in views),
        count=len(views),
        minutes=reading_minutes(_texts(shown["introduction"], views), wording.language),
        leads=bool(leading_entries(record, edition)),
        beside=beside,
        directions=direction_words(wording),
        endings=(*ENDINGS, "zip"),
        **shown,
    )


def _texts(introduction: Iterable[str], views: Iterable[IncidentView]) -> Iterator[str]:
    yield from introduction
    for view in views:
        yield view.title or ""
        yield from view.paragraphs
