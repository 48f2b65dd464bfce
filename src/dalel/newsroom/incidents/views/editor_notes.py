"""The panel of an editor beside a draft: left out, disputed, to ask, changed since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dalel.domain.deeds import Direction
from dalel.domain.incident import IncidentText
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import told_back
from dalel.newsroom.frame.locale import tongue
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions import autosave as autosaving
from dalel.newsroom.incidents.actions import draft_queue
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.queries.conversations import conversations
from dalel.newsroom.incidents.queries.editor_notes import EditorNotes, editor_notes
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource, incident_sources
from dalel.newsroom.incidents.queries.inquiries import inquiries
from dalel.steps.check.editor_notes.omissions import Omission, OmissionKind
from dalel.steps.check.facts.findings import Support


@dataclass(frozen=True, kw_only=True)
class ShownPassage:
    """A sentence of an article in pieces, the lit ones true; and the article that it is from."""

    source: IncidentSource
    place: Support
    pieces: tuple[tuple[str, bool], ...]


@require_safe
@allowed(Action.WRITE)
@told_back
def panel(request: HttpRequest, number: str) -> HttpResponse:
    """The lists beside what stands in the fields, or beside the draft where nothing does yet."""
    row = incident_row(number)
    now = act(request)
    typed = {language: one.text for language, one in autosaving.typed(number, now.member).items()}
    texts = [*{**editing.newest_texts(row.number), **typed}.values()]
    day = pack().day_of(now.time)
    written = [text for text in texts if text.paragraphs]
    notes = editor_notes(
        row.number,
        written or list(_drafted(row.number)),
        incident_sources(row.number),
        pack(),
        day=day,
    )
    context = {
        "number": row.number,
        "notes": notes,
        "of_draft": not written,
        "answers": [one for one in inquiries(row.number, pack(), day) if one.told],
        "heard": conversations(row.number, pack(), day, now.member),
        "passage": lambda sentence, *words: _passage(notes, sentence, words),
        "deed_called": _deed_called,
        "deeds_told": _deeds_told,
        "status_called": _status_called,
    }
    whole = "incidents/editor_notes_page.html"
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "incidents/editor_notes.html" if is_part else whole, context)


def _drafted(number: str) -> Iterator[IncidentText]:
    """The latest draft of each language."""
    seen = set[str]()
    for shown in draft_queue.shown(number):
        for draft in shown.drafts:
            if draft.sentences and draft.language not in seen:
                seen.add(draft.language)
                yield draft.text


def _passage(notes: EditorNotes, sentence: Support, words: tuple[Support, ...]) -> ShownPassage:
    pieces: list[tuple[str, bool]] = []
    at, text = 0, sentence.text
    start = sentence.span.start
    spans = [each.span for each in words if each.article == sentence.article]
    spans = [each for each in spans if sentence.span.start <= each.start < sentence.span.end]
    for span in sorted(spans, key=lambda each: each.start):
        first, end = span.start - start, min(span.end - start, len(text))
        if first < at:
            continue
        pieces += [(text[at:first], False), (text[first:end], True)]
        at = end
    pieces.append((text[at:], False))
    return ShownPassage(
        source=notes.sources[sentence.article],
        place=sentence,
        pieces=tuple(piece for piece in pieces if piece[0]),
    )


def _deeds_told(things: Iterable[Omission]) -> tuple[str, ...]:
    """What a left out sentence is headed by: amounts, days, and deeds that befall somebody.

    Of others the bare word tells nothing: a proposal, a consideration.
    """
    table = lexicon_at(pack().folder).deeds.deeds
    heads = (
        thing.words.text
        if thing.kind is not OmissionKind.DEED
        else _deed_called(thing.deed)
        if table[thing.deed].direction is not Direction.NEITHER
        else ""
        for thing in things
    )
    return tuple(dict.fromkeys(head for head in heads if head))


def _deed_called(deed: str) -> str:
    labels = lexicon_at(pack().folder).deeds.deeds[deed].labels
    return labels.get(tongue()) or labels["en"]


def _status_called(code: str) -> str:
    terms = pack().codebook.term_by_code["case_status"]
    return terms[code].labels.get(tongue(), code) if code in terms else code
