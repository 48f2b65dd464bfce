"""What one language of an incident has to follow after an edit of another, with proposals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from itertools import combinations
from typing import Any, Final

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

#: So many saved states after the one in which the languages agreed are looked through.
_STATES: Final = 40


def to_follow(
    number: str, texts: Mapping[str, IncidentText], pack: Pack, *, day: date
) -> Mapping[str, tuple[Following, ...]]:
    """By language what has to follow, where ``texts`` stand in the fields, saved or not.

    It is told sentence by sentence, through all that was saved since somebody said last that the
    languages agree, or since there were both.
    """
    rows = list(TextVersionRow.objects.filter(incident__number=number).order_by("time", "number"))
    languages = sorted({row.language for row in rows})
    agreed = _agreed(rows) if len(languages) > 1 else {}
    lexicon = lexicon_at(pack.folder)
    found: dict[str, list[Following]] = {language: [] for language in languages}
    for pair in combinations(languages, 2):
        since = max((agreed[one] for one in pair if one in agreed), default=None)
        states = _states(pair, rows, since, texts)
        if all(state == states[0] for state in states):
            continue
        read = [
            {language: _read(text, lexicon, day) for language, text in state.items()}
            for state in states
        ]
        told = followings(read, lambda language: ValueRenderer(language, pack, lexicon).render)
        for language in pair:
            found[language] += told[language]
    drafts = _drafted(number) if any(found.values()) else ()
    return {
        language: tuple(
            _with_draft(each, language, [one for one in languages if one != language], drafts)
            for each in told
        )
        for language, told in found.items()
        if told
    }


def _agreed(rows: Sequence[TextVersionRow]) -> Mapping[str, datetime]:
    """By language when somebody said last that its text agrees with the others."""
    languages = {row.pk: row.language for row in rows}
    said = ConfirmationRow.objects.filter(version__in=list(languages)).order_by("time")
    return {languages[version]: time for version, time in said.values_list("version", "time")}


def _states(
    pair: Sequence[str],
    rows: Sequence[TextVersionRow],
    since: datetime | None,
    typed: Mapping[str, IncidentText],
) -> list[Mapping[str, IncidentText]]:
    """The texts of two languages as they were saved, from when they agreed, and as they stand."""
    now: dict[str, IncidentText] = {}
    states: list[Mapping[str, IncidentText]] = []
    last: datetime | None = None
    for row in rows:
        if row.language not in pair:
            continue
        now[row.language] = text_record(row)
        if len(now) < len(pair):
            continue
        # What was saved in one act, or before both agreed, is one state.
        if states and (row.time == last or (since is not None and row.time <= since)):
            states.pop()
        states.append({language: now[language] for language in pair})
        last = row.time
    states = [states[0], *states[1:][-_STATES:]]
    return [*states, {language: typed.get(language) or now[language] for language in pair}]


@lru_cache(maxsize=128)
def _read(text: IncidentText, lexicon: Lexicon, day: date) -> ReadText:
    """A text read once, its title a paragraph of its own: it is asked for every few seconds."""
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
