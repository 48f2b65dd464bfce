"""How does a person write an incident's texts?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dalel.desk import typed
from dalel.desk.access import Action, allowed
from dalel.desk.coding import coded
from dalel.desk.ground import act, pack
from dalel.desk.lighting import light
from dalel.desk.proposing import proposals
from dalel.desk.refusing import say, told_back
from dalel.domain.incident import IncidentText, TextVersion
from dalel.flow.incidents import writing
from dalel.store.acting import incident_row
from dalel.store.incidents import autosaving, citing, editing, reading, supports
from dalel.store.incidents.weighing import Kept
from dalel.store.watch.lives import Piece, difference


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
    theirs: tuple[Piece, ...] = ()
    by: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """The texts of all languages beside each other; saving adds a version to each that changed."""
    record = reading.incident(incident_row(number).number)
    if request.method != "POST":
        kept = autosaving.typed(number, act(request).member)
        return _page(request, record, _desks(record, kept))
    wanted = {one.text.language: one for one in typed.texts(request.POST, pack().languages)}
    if any(typed.is_too_long(one) for one in wanted.values()):
        say(request, _("Nothing was saved: a text is longer than any entry. Shorten it."))
        return _page(request, record, _typed_desks(record, wanted), status=413)
    if key := request.POST.get("mend", ""):
        return _mended(request, record, wanted, key)
    saved = writing.save(
        record.reading.incident.number,
        _changed(editing.newest_texts(record.reading.incident.number), wanted),
        act=act(request),
        pack=pack(),
    )
    if saved.overtaken:
        say(request, _("Somebody saved a newer version. What you typed stands here, not saved."))
        record = reading.incident(record.reading.incident.number)
        kept = autosaving.typed(number, act(request).member)
        return _page(request, record, _desks(record, kept), status=409)
    say(request, _("Saved."))
    return HttpResponseRedirect(
        reverse("incident-edit" if "stay" in request.POST else "incident", args=[number])
    )


@require_POST
@allowed(Action.WRITE)
@told_back
def autosave(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what is being typed, and tell what the checks say to it. No version comes of it."""
    row = incident_row(number)
    number = row.number
    wanted = {one.text.language: one for one in typed.texts(request.POST, pack().languages)}
    if any(typed.is_too_long(one) for one in wanted.values()):
        return render(request, "desk/live.html", {"too_long": True, "concerns": None})
    now = act(request)
    changed = _changed(editing.newest_texts(number), wanted)
    autosaving.keep(row, ((one.text, one.seen) for one in changed), now)
    autosaving.forget(number, now.member, set(wanted) - {one.text.language for one in changed})
    texts = {language: one.text for language, one in wanted.items() if one.text.paragraphs}
    concerns = writing.look(number, texts, pack(), now=now.time)
    context = {"too_long": False, "concerns": concerns, "time": now.time, "number": number}
    return render(request, "desk/live.html", context)


@require_POST
@allowed(Action.WRITE)
@told_back
def discard(request: HttpRequest, number: str) -> HttpResponse:
    """Drop what this member typed and did not save."""
    autosaving.forget(number, act(request).member, pack().languages)
    return HttpResponseRedirect(reverse("incident-edit", args=[number]))


def _changed(
    standing: Mapping[str, IncidentText], wanted: Mapping[str, writing.Wanted]
) -> list[writing.Wanted]:
    """The texts that differ from the newest version, or from nothing."""
    return [
        one
        for language, one in wanted.items()
        if one.text != standing.get(language, _empty(language))
    ]


def _mended(
    request: HttpRequest,
    record: reading.IncidentRecord,
    wanted: dict[str, writing.Wanted],
    key: str,
) -> HttpResponse:
    """The typed texts with one suggestion taken; saving stays the person's own act."""
    now = act(request)
    number = record.reading.incident.number
    texts = {language: one.text for language, one in wanted.items()}
    found = [kept for kept in writing.look(number, texts, pack(), now=now.time) if kept.key == key]
    for concern in (kept.concern for kept in found if kept.concern.suggestion):
        language = concern.language or ""
        if language in wanted:
            mended = _replaced(wanted[language].text, concern.excerpt, concern.suggestion or "")
            wanted[language] = replace(wanted[language], text=mended)
            autosaving.keep(incident_row(number), [(mended, wanted[language].seen)], now)
    concerns = writing.look(
        number, {lang: one.text for lang, one in wanted.items()}, pack(), now=now.time
    )
    return _page(request, record, _typed_desks(record, wanted), concerns=concerns)


def _replaced(text: IncidentText, old: str, new: str) -> IncidentText:
    """The first place that has the words gets the others."""
    if text.title and old in text.title:
        return replace(text, title=text.title.replace(old, new, 1))
    paragraphs = list(text.paragraphs)
    for place, paragraph in enumerate(paragraphs):
        if old in paragraph:
            paragraphs[place] = paragraph.replace(old, new, 1)
            break
    return replace(text, paragraphs=tuple(paragraphs))


def _newest(record: reading.IncidentRecord, language: str) -> TextVersion | None:
    return next(iter(record.versions.get(language, ())), None)


def _standing(record: reading.IncidentRecord, language: str) -> IncidentText | None:
    newest = _newest(record, language)
    return newest.text if newest else None


def _empty(language: str) -> IncidentText:
    return IncidentText(language=language, title=None, paragraphs=())


def _desks(
    record: reading.IncidentRecord, kept: Mapping[str, autosaving.Typed]
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
    record: reading.IncidentRecord, wanted: Mapping[str, writing.Wanted]
) -> tuple[Desk, ...]:
    return tuple(
        Desk(language=language, text=wanted[language].text, seen=wanted[language].seen)
        if language in wanted
        else Desk(language=language, text=_standing(record, language) or _empty(language), seen=0)
        for language in pack().languages
    )


def _compared(newest: TextVersion, mine: IncidentText) -> tuple[Piece, ...]:
    """The version that came in between, and what differs from it in what is typed."""
    return difference(
        "\n\n".join([newest.text.title or "", *newest.text.paragraphs]),
        "\n\n".join([mine.title or "", *mine.paragraphs]),
    )


def _page(
    request: HttpRequest,
    record: reading.IncidentRecord,
    desks: tuple[Desk, ...],
    *,
    concerns: tuple[Kept, ...] | None = None,
    status: int = 200,
) -> HttpResponse:
    incident = record.reading.incident
    context = {
        "record": record,
        "desks": desks,
        "concerns": record.kept if concerns is None else concerns,
        "shown": light(
            incident.texts, supports.alignments(record.newest), citing.sources(incident.number)
        ),
        "codes": coded(incident.codes, pack()) if incident.codes else (),
        "others": autosaving.others(incident.number, act(request).member),
        "may_write": True,
        "number": incident.number,
        "proposed": proposals(incident.number),
    }
    return render(request, "desk/edit.html", context, status=status)
