"""The drafter: drafts of a story in every language, without a model."""

from collections.abc import Sequence
from typing import Final

from dalel.domain.draft import Draft, DraftMatter
from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack
from dalel.steps.draft.extracting import Doubts, extract
from dalel.steps.draft.picking import Picker
from dalel.steps.draft.reading import read_story
from dalel.steps.draft.speaking import Speaker
from dalel.steps.draft.templating import DraftWriter

_NONE: Final = "none"


class Drafter:
    """What drafts the stories of a country, prepared once."""

    def __init__(self, pack: Pack, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        picker, platforms = Picker(pack.templates), _same_in_all(pack)
        self._writers = {
            language: DraftWriter(
                speaker=Speaker(language, pack, lexicon),
                picker=picker,
                templates=pack.templates,
                platforms=platforms,
            )
            for language in pack.languages
        }

    def draft(self, matter: DraftMatter, doubts: Doubts | None = None) -> tuple[Draft, ...]:
        """A draft in each language of the pack: the articles' own sentences, else a form.

        ``doubts`` tells what of a text the story's evidence does not bear out. A language has none
        where the articles say nothing, or the pack has no forms.
        """
        reading = read_story(matter.articles, self._lexicon)
        drafts = (
            extract(matter.story, reading, language, doubts)
            or writer.write(matter, reading, doubts)
            for language, writer in self._writers.items()
        )
        return tuple(draft for draft in drafts if draft is not None)


def _same_in_all(pack: Pack) -> Sequence[str]:
    """Platforms that are called the same in every language."""
    return [
        next(iter(names))
        for term in pack.codebook.platforms
        if term.code != _NONE
        and len(names := {term.labels[language] for language in pack.languages}) == 1
    ]
