"""What one language of an incident has to follow after an edit of another, with proposals."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from dalel.domain.incident import IncidentText
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.read_texts import ReadText, read_text
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.incidents.models import ConfirmationRow, DraftRow, TextVersionRow
from dalel.newsroom.incidents.queries.records import text_record
from dalel.newsroom.incidents.value_renderer import ValueRenderer
from dalel.pack import Pack
from dalel.steps.check.editor_notes.following import Following, FollowKind, followings
from dalel.steps.check.facts.checking import LONGEST


def to_follow(
    number: str,
    texts: Mapping[str, IncidentText],
    stale: Collection[str],
    pack: Pack,
    *,
    day: date,
) -> Mapping[str, tuple[Following, ...]]:
    """By language what has to follow, where ``texts`` stand in the fields, saved or not.

    A language follows where it is stale, or where another one that is not was typed in.
    """
    saved: dict[str, list[TextVersionRow]] = {}
    for row in TextVersionRow.objects.filter(incident__number=number).order_by("number"):
        saved.setdefault(row.language, []).append(row)
    typed = {
        language
        for language, rows in saved.items()
        if language in texts and texts[language] != text_record(rows[-1])
    }
    lexicon = lexicon_at(pack.folder)
    found: dict[str, tuple[Following, ...]] = {}
    for language, rows in saved.items():
        others = [one for one in saved if one != language]
        if language not in stale and (language in typed or not typed - set(stale)):
            continue
        since = max(rows[-1].time, _confirmed(rows[-1]))
        told = [
            each
            for other in others
            for each in _of_one(language, other, since, saved, texts, pack, lexicon, day)
        ]
        drafts = _drafted(number) if told else ()
        found[language] = tuple(_with_draft(each, language, others, drafts) for each in told)
    return {language: told for language, told in found.items() if told}


def _confirmed(row: TextVersionRow) -> datetime:
    """When somebody said last that a version agrees with the other languages."""
    last = ConfirmationRow.objects.filter(version=row).order_by("-time").first()
    return last.time if last is not None else row.time


def _of_one(
    language: str,
    other: str,
    since: datetime,
    saved: Mapping[str, Sequence[TextVersionRow]],
    texts: Mapping[str, IncidentText],
    pack: Pack,
    lexicon: Lexicon,
    day: date,
) -> tuple[Following, ...]:
    """What of a language has to follow what another one said when both last agreed."""
    agreed = [row for row in saved[other] if row.time <= since]
    now = texts.get(other) or text_record(saved[other][-1])
    if not agreed or text_record(agreed[-1]) == now:
        return ()
    mine = texts.get(language) or text_record(saved[language][-1])
    before, after, own = (
        _read(each, lexicon, day) for each in (text_record(agreed[-1]), now, mine)
    )
    renderer = ValueRenderer(language, pack, lexicon)
    return followings(before, after, own, renderer.render, lexicon)


def _read(text: IncidentText, lexicon: Lexicon, day: date) -> ReadText:
    """The title is a paragraph of its own."""
    pieces = [text.title or "", *text.paragraphs]
    whole = "\n\n".join(piece for piece in pieces if piece)
    return read_text(whole[:LONGEST], text.language, lexicon, day)


def _drafted(number: str) -> tuple[Mapping[str, Any], ...]:
    """What machines proposed for an incident, by language, the latest first."""
    own = Q(incident__number=number) | Q(story__incident__number=number)
    return tuple(DraftRow.objects.filter(own).values_list("texts", flat=True))


def _with_draft(
    each: Following, language: str, others: Sequence[str], drafts: Sequence[Mapping[str, Any]]
) -> Following:
    """With the draft's sentence that rests on the same source as the new one, if there is one."""
    if each.proposal or each.kind is FollowKind.REMOVED:
        return each
    said = next((text for one in drafts for text in _same_source(each, language, others, one)), "")
    return replace(each, proposal=said) if said != each.sentence else each


def _same_source(
    each: Following, language: str, others: Sequence[str], draft: Mapping[str, Any]
) -> Iterator[str]:
    own = draft.get(language, {})
    for other in others:
        for sentence in draft.get(other, {}).get("sentences", ()):
            if sentence["text"] != each.new or not sentence["version"]:
                continue
            place = (sentence["version"], sentence["start"])
            for told in own.get("sentences", ()):
                if (told["version"], told["start"]) == place:
                    yield str(told["text"])
