"""Revises a kept draft: shorter, longer, or with another sentence in the place of one."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from dalel.domain.draft import Draft, DraftMatter, SentencePlace
from dalel.domain.evidence import TextSpan
from dalel.newsroom.frame.pack_in_force import lexicon_at, pack_at
from dalel.newsroom.incidents.actions import draft_queue
from dalel.newsroom.incidents.actions.ask_model import LimitReachedError, Modeller, name_of
from dalel.newsroom.incidents.actions.translate_drafts import says_the_same
from dalel.newsroom.incidents.draft_doubts import doubts_of
from dalel.newsroom.incidents.models import DraftRow
from dalel.newsroom.incidents.queries.draft_material import Material, material
from dalel.newsroom.incidents.queries.known_names import known_names
from dalel.outside.language_models.chat import ChatError
from dalel.pack import Pack
from dalel.steps.draft import Reviser, RevisionWish, Rewriter
from dalel.steps.draft.rewording import Tell
from dalel.steps.draft.telling import Teller

#: Where a place that somebody refused tells in the place of which sentence it stood.
_SLOT: Final = 3


def revise(
    number: str,
    key: int,
    language: str,
    wish: RevisionWish,
    pack: Pack,
    *,
    at: int = 0,
    model: Modeller | None = None,
) -> bool:
    """Change a draft as it is wanted; False: nothing else can be said, or somebody was faster.

    ``at`` counts sentences from 1. After the last other sentence the first one comes back. What a
    language model or a translator wrote is put to the model, if there is one; what comes of it has
    to pass the checks of facts and of parity.

    :raises NotFoundError: when there is no such draft, or it has none in this language.
    """
    row = draft_queue.one(number, key)
    wanted = draft_queue.of_language(row, language)
    if not wanted.sentences:
        return False
    found = material(row, pack).knowing(known_names(pack, number=number))
    drafts = _of_articles(row, found)
    if language not in drafts:
        return False
    if wanted.by.writes:
        new = _reworded(row, drafts[language], wish, found, pack, model, at - 1)
        return new is not None and draft_queue.revise(row, {language: new}, found.versions, {})
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


def _reworded(
    row: DraftRow,
    draft: Draft,
    wish: RevisionWish,
    found: Material,
    pack: Pack,
    model: Modeller | None,
    at: int,
) -> Draft | None:
    """The draft as it is wanted, by the model if it answers; else without it."""
    lexicon = lexicon_at(pack.folder)
    doubts = doubts_of(found.matter.articles, lexicon)
    plain = Rewriter(
        lexicon=lexicon, is_equal=partial(says_the_same, lexicon=lexicon), tell=_teller(pack)
    )
    if model is not None and pack.prompts.reword:
        with suppress(ChatError, LimitReachedError):
            return _asking(plain, row, found, pack, model).revise(
                found.matter, draft, wish, doubts, at=at
            )
    return plain.revise(found.matter, draft, wish, doubts, at=at)


def _asking(
    plain: Rewriter, row: DraftRow, found: Material, pack: Pack, model: Modeller
) -> Rewriter:
    choice = model.choice

    return replace(
        plain,
        ask=model.asker(
            row.job, subject=found.matter.story, versions=tuple(found.versions.values())
        ),
        rules=pack.prompts.reword,
        model=name_of(choice, pack),
        may_show=partial(found.may_show, choice),
    )


def _teller(pack: Pack) -> Tell:
    def tell(matter: DraftMatter, language: str) -> Sequence[tuple[SentencePlace, str]]:
        teller = teller_at(pack.folder).knowing(matter.names)
        return [
            ((one.article.id, one.span), one.texts[language])
            for one in teller.tell(matter.articles)
            if one.plain and not one.leans and not one.bare and language in one.texts
        ]

    return tell


@lru_cache(maxsize=4)
def teller_at(folder: Path) -> Teller:
    """What tells articles of the country of the pack in a folder, in the other language."""
    return Teller(pack_at(folder), lexicon_at(folder))


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
