"""The view of what channels and letters would say of an edition."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dalel.domain.errors import NotFoundError
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.releases.actions.output_places import channels, voices
from dalel.newsroom.releases.queries.edition_words import LONGEST_LETTER, edition_words


@require_safe
@allowed(Action.READ_RECORD)
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Each post and the letter in every language, to read before they go, or to copy.

    They are only composed: nothing is drawn, built or sent.
    """
    try:
        edition = incidents.edition(number)
        words = edition_words(number, pack(), channels().door)
    except NotFoundError as error:
        raise Http404(_("There is no edition of this number.")) from error
    states = {
        entry.reading.incident.number: entry.reading.states
        for entries in edition.sections.values()
        for entry in entries
    }
    context = {
        "about": edition.line,
        "words": words,
        "states": states,
        "voices": voices(),
        "longest": LONGEST_LETTER,
    }
    return render(request, "releases/edition_words.html", context)
