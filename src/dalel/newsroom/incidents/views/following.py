"""What the other language has to follow: the list beside a text, and taking a proposal."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.incident import IncidentText
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions import autosave as autosaving
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.forms.drafts import FollowForm
from dalel.newsroom.incidents.forms.texts import TextsForm
from dalel.newsroom.incidents.queries.followings import to_follow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.steps.check.editor_notes.following import Following, FollowKind


@require_safe
@allowed(Action.WRITE)
@told_back
def listing(request: HttpRequest, number: str) -> HttpResponse:
    """The lists of all languages beside what this member typed, each for its own place."""
    number = incident_row(number).number
    typed = autosaving.typed(number, act(request).member)
    texts = {language: one.text for language, one in typed.items()}
    context = {"number": number, "follow": _of(request, number, texts)}
    return render(request, "incidents/following_parts.html", context)


@require_POST
@allowed(Action.WRITE)
@told_back
def take(request: HttpRequest, number: str) -> HttpResponse:
    """Put a proposal into the typed text; saving stays the person's own act."""
    row = incident_row(number)
    form = TextsForm(pack().languages, request.POST)
    if not form.is_valid():
        say(request, *form.non_field_errors())
        return _back(number)
    wanted = form.edits()
    texts = {language: one.text for language, one in wanted.items()}
    chosen = answers(FollowForm(request.POST))
    language, place = chosen["language"], chosen["place"]
    listed = _of(request, row.number, texts).get(language, ())
    if place is not None and place < len(listed) and language in wanted:
        mended = followed(texts[language], listed[place])
        wanted[language] = replace(wanted[language], text=mended)
    standing = editing.newest_texts(row.number)
    changed = [one for name, one in wanted.items() if one.text != standing.get(name)]
    autosaving.keep(row, ((one.text, one.seen) for one in changed), act(request))
    return _back(number, language)


def followed(text: IncidentText, one: Following) -> IncidentText:
    """A text that follows: its sentence is replaced, taken away, or has another one behind it."""
    old, new = one.sentence, one.proposal if one.kind is FollowKind.CHANGED else ""
    if one.kind is FollowKind.ADDED:
        old, new = one.after, f"{one.after} {one.proposal}".strip()
    if one.kind is FollowKind.ADDED and not old:
        return replace(text, paragraphs=(*text.paragraphs, new))
    if text.title is not None and text.title == old:
        return replace(text, title=new or None)
    paragraphs = list(text.paragraphs)
    for place, paragraph in enumerate(paragraphs):
        if old in paragraph:
            paragraphs[place] = paragraph.replace(old, new, 1).replace("  ", " ").strip()
            break
    return replace(text, paragraphs=tuple(each for each in paragraphs if each))


def _of(
    request: HttpRequest, number: str, texts: Mapping[str, IncidentText]
) -> Mapping[str, tuple[Following, ...]]:
    return to_follow(number, texts, pack(), day=pack().day_of(act(request).time))


def _back(number: str, language: str = "") -> HttpResponse:
    place = f"#in-{language}" if language in pack().languages else ""
    return HttpResponseRedirect(reverse("incident-edit", args=[number]) + place)
