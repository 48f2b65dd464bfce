"""Views that offer a released edition for copying into another site.

What is handed on are the very files that the public has: nothing else was let out.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dalel.domain.errors import NotFoundError
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.releases.actions.output_places import press

_HTML: Final = "bulletin.html.txt"
_TEXT: Final = "bulletin.txt"


@dataclass(frozen=True, kw_only=True)
class PasteSheet:
    """An edition in one language: its title, its body as HTML and all of it as plain text."""

    language: str
    title: str
    html: str
    html_path: str
    text: str
    text_path: str


@require_safe
@allowed(Action.READ_RECORD)
def page(request: HttpRequest, number: int) -> HttpResponse:
    """A released edition in each language, to copy or to download."""
    try:
        edition = incidents.edition(number)
    except NotFoundError as error:
        raise Http404(_("There is no edition of this number.")) from error
    sheets = [_sheet(language, number, press().site) for language in pack().languages]
    context = {
        "about": edition.line,
        "sheets": [sheet for sheet in sheets if sheet is not None],
    }
    return render(request, "releases/paste.html", context)


def _sheet(language: str, number: int, site: Path) -> PasteSheet | None:
    """What the public has of an edition; None where it has nothing."""
    place = PurePosixPath(language, "e", str(number))
    html, text = site / place / _HTML, site / place / _TEXT
    if not html.exists() or not text.exists():
        return None
    words = text.read_bytes().decode()
    return PasteSheet(
        language=language,
        title=words.partition("\n")[0],
        html=html.read_bytes().decode(),
        html_path=str(place / _HTML),
        text=words,
        text_path=str(place / _TEXT),
    )
