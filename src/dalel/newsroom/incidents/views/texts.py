"""The text editor of an incident: editing, autosaving and discarding in all languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dalel.domain.concern import Concern
from dalel.domain.incident import MOST_PARAGRAPHS, IncidentText, TextEdit, TextVersion
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.evidence.queries.article_status import DiffPiece, difference
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents import codes_panel
from dalel.newsroom.incidents.actions import autosave as autosaving
from dalel.newsroom.incidents.actions import make_drafts, sealed_names, write
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.sealed_names import SealedNameError, words_of
from dalel.newsroom.incidents.codes_panel import CodesPanel, TypedCodes
from dalel.newsroom.incidents.draft_labels import proposals
from dalel.newsroom.incidents.forms.codes import CodesForm, SeenCodesForm
from dalel.newsroom.incidents.forms.drafts import TakeDraftsForm
from dalel.newsroom.incidents.forms.texts import TextsForm
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.alignments import alignments
from dalel.newsroom.incidents.queries.attached_evidence import attached_evidence
from dalel.newsroom.incidents.queries.followings import to_follow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.incident_sources import incident_sources
from dalel.newsroom.incidents.queries.naming_questions import asked_keys
from dalel.newsroom.incidents.queries.open_concerns import KeptConcern
from dalel.newsroom.incidents.source_highlights import light
from dalel.newsroom.incidents.views.naming_questions import open_questions
from dalel.newsroom.incidents.views.review import ask_for_review
from dalel.newsroom.stories.views.inbox import told
from dalel.steps.check.passages import SUMMARY


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One language on the writing desk: what stands in the fields and what lies beneath.

    ``theirs`` compares what is typed with a version that came in between; ``restored`` is when
    what stands in the fields was typed, where it was never saved.
    """

    language: str
    text: IncidentText
    seen: int
    restored: datetime | None = None
    theirs: tuple[DiffPiece, ...] = ()
    by: str = ""

    @property
    def boxes(self) -> tuple[str, ...]:
        """A box a paragraph; one for all where these are more than any form takes."""
        paragraphs = self.text.paragraphs
        return paragraphs if len(paragraphs) <= MOST_PARAGRAPHS else ("\n\n".join(paragraphs),)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """The texts of all languages beside each other; saving adds a version to each that changed."""
    record = incidents.incident(incident_row(number).number)
    if request.method != "POST":
        kept = autosaving.typed(number, act(request).member)
        return _page(request, record, _desks(record, kept))
    form = TextsForm(pack().languages, request.POST)
    is_short, wanted = form.is_valid(), form.edits()
    if not is_short:
        say(request, *form.non_field_errors())
        return _page(request, record, _typed_desks(record, wanted), status=413)
    if key := form.cleaned_data["mend"]:
        return _mended(request, record, wanted, key)
    codes = _codes(request, record)
    if codes.is_wrong or codes.is_taken:
        status = 400 if codes.is_wrong else 200
        typed = _typed_desks(record, wanted)
        return _page(request, record, typed, panel=codes.again(), status=status)
    try:
        return _saved(request, record, wanted, codes, then=form.cleaned_data["then"])
    except SealedNameError as error:
        say(request, *explained(error))
        return _page(
            request,
            record,
            _typed_desks(record, wanted),
            panel=codes.again() if codes.is_sent else None,
            status=422,
        )


def _codes(request: HttpRequest, record: incidents.IncidentRecord) -> TypedCodes:
    sent = SeenCodesForm(request.POST), CodesForm(request.POST)
    return TypedCodes.sent_in(*sent, record.reading.incident)


def _saved(
    request: HttpRequest,
    record: incidents.IncidentRecord,
    wanted: dict[str, TextEdit],
    codes: TypedCodes,
    *,
    then: str,
) -> HttpResponse:
    """Texts and codes are saved; where somebody was faster, all that was typed stands here."""
    number, now = record.reading.incident.number, act(request)
    sealed_names.refuse(
        number, (said for one in wanted.values() for said in words_of(one.text)), now
    )
    is_late = not codes.save(now)
    saved = write.save(number, _changed(editing.newest_texts(number), wanted), act=now, pack=pack())
    if saved.overtaken:
        say(request, _("Somebody saved a newer version. What you typed stands here, not saved."))
    if is_late:
        say(request, _("Somebody saved newer codes. What you chose stands here, not saved."))
    if saved.overtaken or is_late:
        record = incidents.incident(number)
        kept = autosaving.typed(number, act(request).member)
        panel = codes.again(is_late=True) if is_late else None
        return _page(request, record, _desks(record, kept), panel=panel, status=409)
    if then == "review":
        _take_ticked(request, number, now)
        return ask_for_review(request, number)
    say(request, _("Saved."))
    return HttpResponseRedirect(reverse("incident", args=[number]))


def _take_ticked(request: HttpRequest, number: str, now: Act) -> None:
    """What is ticked in drafts goes with what is sent to review, where no text stands yet."""
    form = TakeDraftsForm(request.POST)
    answers(form)
    if wanted := form.by_draft():
        make_drafts.take_into_empty(number, wanted, act=now, pack=pack())


@require_POST
@allowed(Action.WRITE)
@told_back
def autosave(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what is being typed, and tell what the checks say to it. No version comes of it."""
    row = incident_row(number)
    number = row.number
    form = TextsForm(pack().languages, request.POST)
    if not form.is_valid():
        wrong = form.non_field_errors()[0]
        return render(request, "incidents/live.html", {"too_long": wrong, "concerns": None})
    now, wanted = act(request), form.edits()
    changed = _changed(editing.newest_texts(number), wanted)
    try:
        autosaving.keep(row, ((one.text, one.seen) for one in changed), now)
    except SealedNameError as error:
        told = {"too_long": explained(error)[0], "concerns": None}
        return render(request, "incidents/live.html", told)
    autosaving.forget(number, now.member, set(wanted) - {one.text.language for one in changed})
    texts = {language: one.text for language, one in wanted.items() if one.text.paragraphs}
    concerns = write.look(number, texts, pack(), now=now.time)
    context = {
        "too_long": "",
        "concerns": concerns,
        # Who is asked about on the page already, with the answers beside it.
        "known": asked_keys(number),
        "time": now.time,
        "number": number,
    }
    return render(request, "incidents/live.html", context)


@require_POST
@allowed(Action.WRITE)
@told_back
def discard(request: HttpRequest, number: str) -> HttpResponse:
    """Drop what this member typed and did not save."""
    autosaving.forget(number, act(request).member, pack().languages)
    return HttpResponseRedirect(reverse("incident-edit", args=[number]))


def _changed(
    standing: Mapping[str, IncidentText], wanted: Mapping[str, TextEdit]
) -> list[TextEdit]:
    """The texts that differ from the newest version, or from nothing."""
    return [
        one
        for language, one in wanted.items()
        if one.text != standing.get(language, _empty(language))
    ]


def _mended(
    request: HttpRequest,
    record: incidents.IncidentRecord,
    wanted: dict[str, TextEdit],
    key: str,
) -> HttpResponse:
    """The typed texts with one suggestion taken; saving stays the person's own act."""
    now = act(request)
    number = record.reading.incident.number
    texts = {language: one.text for language, one in wanted.items()}
    found = [kept for kept in write.look(number, texts, pack(), now=now.time) if kept.key == key]
    for concern in (kept.concern for kept in found if kept.concern.suggestion):
        language = concern.language or ""
        if language in wanted:
            mended = mended_text(wanted[language].text, concern)
            wanted[language] = replace(wanted[language], text=mended)
            autosaving.keep(incident_row(number), [(mended, wanted[language].seen)], now)
    concerns = write.look(
        number, {lang: one.text for lang, one in wanted.items()}, pack(), now=now.time
    )
    codes = _codes(request, record)
    panel = codes.again() if codes.is_sent else None
    return _page(request, record, _typed_desks(record, wanted), concerns=concerns, panel=panel)


def mended_text(text: IncidentText, concern: Concern) -> IncidentText:
    """The first place that has the words of a concern gets what it proposes: there, else anywhere.

    Whole words come before parts of others, and no two stops stand where a sentence ends.
    """
    old, new = concern.excerpt, concern.suggestion or ""
    if not old:
        return text
    titles = [-1] if text.title else []
    summary = list(range(len(text.paragraphs)))
    places = summary + titles if concern.field == SUMMARY else titles + summary
    whole, part = rf"(?<!\w){re.escape(old)}(?!\w)", re.escape(old)
    for pattern in (whole, part):
        for place in places:
            passage = (text.title or "") if place < 0 else text.paragraphs[place]
            if found := re.search(pattern, passage):
                said = _said(passage, found, new)
                if place < 0:
                    return replace(text, title=said)
                paragraphs = list(text.paragraphs)
                paragraphs[place] = said
                return replace(text, paragraphs=tuple(paragraphs))
    return text


def _said(passage: str, found: re.Match[str], new: str) -> str:
    rest = passage[found.end() :]
    is_doubled = new.endswith(".") and rest.startswith(".") and not rest.startswith("..")
    return passage[: found.start()] + new + (rest[1:] if is_doubled else rest)


def _newest(record: incidents.IncidentRecord, language: str) -> TextVersion | None:
    return next(iter(record.versions.get(language, ())), None)


def _standing(record: incidents.IncidentRecord, language: str) -> IncidentText | None:
    newest = _newest(record, language)
    return newest.text if newest else None


def _empty(language: str) -> IncidentText:
    return IncidentText(language=language, title=None, paragraphs=())


def _desks(
    record: incidents.IncidentRecord, kept: Mapping[str, autosaving.Typed]
) -> tuple[Desk, ...]:
    desks = []
    for language in pack().languages:
        newest = _newest(record, language)
        mine = kept.get(language)
        text = mine.text if mine else newest.text if newest else _empty(language)
        is_overtaken = mine is not None and newest is not None and mine.seen < newest.number
        desks.append(
            Desk(
                language=language,
                text=text,
                seen=newest.number if newest else 0,
                restored=mine.time if mine else None,
                theirs=_compared(newest, text) if is_overtaken and newest else (),
                by=newest.author if is_overtaken and newest else "",
            )
        )
    return tuple(desks)


def _typed_desks(
    record: incidents.IncidentRecord, wanted: Mapping[str, TextEdit]
) -> tuple[Desk, ...]:
    return tuple(
        Desk(language=language, text=wanted[language].text, seen=wanted[language].seen)
        if language in wanted
        else Desk(language=language, text=_standing(record, language) or _empty(language), seen=0)
        for language in pack().languages
    )


def _compared(newest: TextVersion, mine: IncidentText) -> tuple[DiffPiece, ...]:
    """The version that came in between, and what differs from it in what is typed."""
    return difference(
        "\n\n".join([newest.text.title or "", *newest.text.paragraphs]),
        "\n\n".join([mine.title or "", *mine.paragraphs]),
    )


def _page(
    request: HttpRequest,
    record: incidents.IncidentRecord,
    desks: tuple[Desk, ...],
    *,
    concerns: tuple[KeptConcern, ...] | None = None,
    panel: CodesPanel | None = None,
    status: int = 200,
) -> HttpResponse:
    incident = record.reading.incident
    sources = incident_sources(incident.number, incident.links)
    panel = panel or codes_panel.panel(incident, sources, owner="texts")
    context = {
        "record": record,
        "desks": desks,
        "concerns": record.kept if concerns is None else concerns,
        "shown": light(
            incident.texts,
            alignments(record.newest),
            sources,
        ),
        "attached": attached_evidence(incident.number),
        "panel": panel,
        "amiss": [typed_input.no_date(_("Date"))] if "date" in panel.wrong else [],
        "taken": told(request),
        "others": autosaving.others(incident.number, act(request).member),
        "may_write": True,
        "number": incident.number,
        "proposed": proposals(incident.number),
        "persons": open_questions(incident.number, record.kept),
        "follow": to_follow(
            incident.number,
            {desk.language: desk.text for desk in desks},
            pack(),
            day=pack().day_of(act(request).time),
        ),
    }
    return render(request, "incidents/edit.html", context, status=status)
