"""Views of the memory of sentences: earlier wordings beside the text, search, import and export."""

from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel import __version__
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.frame.typed_input import number as typed_number
from dalel.newsroom.incidents.actions import sentence_memory
from dalel.newsroom.incidents.forms.memory import (
    LARGEST_UPLOAD,
    ImportSentencesForm,
    NearestForm,
)
from dalel.newsroom.incidents.memory_labels import imported
from dalel.newsroom.incidents.queries.hidden_names import hidden_names
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.sentence_memory import nearest as nearest_pairs
from dalel.newsroom.incidents.queries.sentence_memory import page_of

_LONGEST: Final = 200


@require_POST
@allowed(Action.WRITE)
@told_back
def nearest(request: HttpRequest, number: str) -> HttpResponse:
    """The nearest earlier wordings of a sentence, to be put in by whoever writes."""
    wanted = answers(NearestForm(request.POST))
    row = incident_row(number)
    offers = nearest_pairs(
        wanted["text"],
        wanted["language"],
        pack().languages,
        hidden=hidden_names(pack().naming),
        here=row.pk,
    )
    context = {"offers": offers, "sought": wanted["text"], "language": wanted["language"]}
    return render(request, "incidents/nearest.html", context)


@require_safe
@allowed(Action.READ_RECORD)
def memory(request: HttpRequest) -> HttpResponse:
    """All that is remembered, or what has every word of a question."""
    query = request.GET.get("q", "").strip()[:_LONGEST]
    page = typed_number(request.GET.get("page", "")) or 1
    found = page_of(query, pack().languages, page, hidden_names(pack().naming))
    context = {"query": query, "page": found, "largest": LARGEST_UPLOAD // 2**20}
    return render(request, "incidents/sentence_memory.html", context)


@require_POST
@allowed(Action.KEEP_MEMORY)
@told_back
def take_in(request: HttpRequest) -> HttpResponse:
    """Take the sentences of a TMX file in."""
    form = ImportSentencesForm(request.POST, request.FILES)
    file = form.cleaned_data["file"] if form.is_valid() else None
    if file is None:
        say(request, _("No file was chosen; nothing changed."))
    elif file.size > LARGEST_UPLOAD:
        say(
            request,
            _(
                "The file is larger than %(most)d MB. Whoever keeps the machine can bring it in "
                "without this limit."
            )
            % {"most": LARGEST_UPLOAD // 2**20},
        )
    else:
        now = act(request)
        report = sentence_memory.import_sentences(
            file.read(), file.name, pack().languages, now.time, now
        )
        say(request, *imported(report, _))
    return HttpResponseRedirect(reverse("memory"))


@require_safe
@allowed(Action.KEEP_MEMORY)
def hand_on(request: HttpRequest) -> StreamingHttpResponse:
    """The memory as a TMX file."""
    now = datetime.now(UTC)
    pieces = sentence_memory.export_sentences(
        hidden_names(pack().naming), pack().languages[0], __version__, now
    )
    response = StreamingHttpResponse(pieces, content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="dalel-memory-{now:%Y-%m-%d}.tmx"'
    return response


@require_POST
@allowed(Action.KEEP_MEMORY)
@told_back
def forget(request: HttpRequest, key: int) -> HttpResponse:
    """Forget a pair for good."""
    sentence_memory.forget_pair(key, act(request))
    say(request, _("Forgotten; the pair is not offered or learnt again."))
    return HttpResponseRedirect(reverse("memory"))
