"""Which texts still have sentences as a machine translated them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from dalel.domain.incident import Incident, IncidentText
from dalel.newsroom.incidents.models import DraftJob, DraftRow

#: The sentences that a machine translated, by the incident's number and the language.
Translated = Mapping[tuple[str, str], frozenset[str]]


def machine_translations(incidents: Iterable[Incident]) -> Translated:
    """What machines translated for these incidents, as their drafts keep it; one query at most.

    A text that took any of it names the model that began it: of others nothing is asked.
    """
    numbers = [one.number for one in incidents if any(text.by_model for text in one.texts.values())]
    if not numbers:
        return {}
    rows = (
        DraftRow.objects.filter(
            Q(incident__number__in=numbers) | Q(story__incident__number__in=numbers)
        )
        .annotate(number=Coalesce(F("incident__number"), F("story__incident__number")))
        .values_list("number", "job", "texts")
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for number, job, texts in rows:
        for language, draft in texts.items():
            found[number, language].update(_translated(job, draft))
    return {place: frozenset(sentences) for place, sentences in found.items() if sentences}


def marked(incident: Incident, translated: Translated) -> Incident:
    """The incident, each of its texts knowing whether such sentences stand in it untouched."""
    texts = {
        language: replace(text, has_machine_translation=True)
        if _stands_in(text, translated.get((incident.number, language), frozenset()))
        else text
        for language, text in incident.texts.items()
    }
    return incident if texts == incident.texts else replace(incident, texts=texts)


def _translated(job: str, draft: Mapping[str, Any]) -> Iterator[str]:
    for sentence in draft.get("sentences", ()):
        if job == DraftJob.TRANSLATE or sentence.get("translated"):
            yield _even(sentence["text"])


def _stands_in(text: IncidentText, sentences: frozenset[str]) -> bool:
    told = [_even(paragraph) for paragraph in text.paragraphs] if sentences else []
    return any(sentence in paragraph for sentence in sentences if sentence for paragraph in told)


def _even(text: str) -> str:
    return " ".join(text.split())
