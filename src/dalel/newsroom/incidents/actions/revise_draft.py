"""Revises a kept draft: shorter, longer, or with another sentence in the place of one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from dalel.domain.draft import Draft, Maker, SentencePlace
from dalel.domain.evidence import TextSpan
from dalel.newsroom.frame.pack_in_force import lexicon_at, pack_at
from dalel.newsroom.incidents.actions import draft_queue
from dalel.newsroom.incidents.draft_doubts import doubts_of
from dalel.newsroom.incidents.models import DraftRow
from dalel.newsroom.incidents.queries.draft_material import Material, material
from dalel.newsroom.incidents.queries.known_names import known_names
from dalel.pack import Pack
from dalel.steps.draft import Reviser, RevisionWish

#: Where a place that somebody refused tells in the place of which sentence it stood.
_SLOT: Final = 3


def revise(
    number: str, key: int, language: str, wish: RevisionWish, pack: Pack, *, at: int = 0
) -> bool:
    """Change a draft as it is wanted; False: nothing else can be said, or somebody was faster.

    ``at`` counts sentences from 1. After the last other sentence the first one comes back. What a
    language model wrote is not revised.

    :raises NotFoundError: when there is no such draft, or it has none in this language.
    """
    row = draft_queue.one(number, key)
    wanted = draft_queue.of_language(row, language)
    if wanted.by is Maker.MODEL or not wanted.sentences:
        return False
    found = material(row, pack).knowing(known_names(pack, number=number))
    drafts = _of_articles(row, found)
    if language not in drafts:
        return False
    refused = [list(place) for place in row.texts[language].get("refused", ())]
    before: list[list[int]] = []
    if wish is RevisionWish.OTHER and 1 <= at <= len(wanted.sentences):
        old = wanted.sentences[at - 1]
        before = [place for place in refused if place[_SLOT:] == [at]]
        refused.append([int(old.article or 0), old.span.start, old.span.end, at])
    names = {version: name for name, version in found.versions.items()}

    def place_of(place: Sequence[int]) -> SentencePlace:
        version, start, end = place[:_SLOT]
        return names.get(version, ""), TextSpan(start=start, end=end)

    def revised(first: SentencePlace | None = None) -> Mapping[str, Draft]:
        return reviser_at(pack.folder).revise(
            found.matter,
            drafts,
            language,
            wish,
            at=at - 1,
            refused={place_of(place) for place in refused},
            first=first,
            doubts=doubts_of(found.matter.articles, lexicon_at(pack.folder)),
        )

    made = revised()
    if not made and before:
        refused = [place for place in refused if place not in before]
        made = revised(place_of(before[0]))
    stays_out = dict.fromkeys(made, refused) if wish is RevisionWish.OTHER else {}
    return bool(made) and draft_queue.revise(row, made, found.versions, stays_out)


@lru_cache(maxsize=4)
def reviser_at(folder: Path) -> Reviser:
    """What revises drafts in the country of the pack in a folder."""
    return Reviser(pack_at(folder), lexicon_at(folder))


def _of_articles(row: DraftRow, found: Material) -> dict[str, Draft]:
    """The drafts of a row that nobody has answered, their sentences by article."""
    names = {str(version): name for name, version in found.versions.items()}
    drafts = {
        language: draft_queue.of_language(row, language)
        for language in row.texts
        if language not in row.answered
    }
    return {
        language: replace(
            draft,
            sentences=tuple(
                replace(each, article=names.get(each.article, "")) for each in draft.sentences
            ),
            beside=tuple(
                replace(each, article=names.get(each.article, "")) for each in draft.beside
            ),
        )
        for language, draft in drafts.items()
    }
