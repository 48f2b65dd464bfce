"""What can a reporter begin from, in every language, without a model?"""

from collections.abc import Sequence
from typing import Final

from dalel.domain.draft import Draft, Matter
from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack
from dalel.steps.draft.extracting import Doubts, extract
from dalel.steps.draft.reading import read_story
from dalel.steps.draft.speaking import Speaker
from dalel.steps.draft.templating import structured

_NONE: Final = "none"


class Drafter:
    """What drafts the stories of a country, prepared once."""

    def __init__(self, pack: Pack, lexicon: Lexicon) -> None:
        self._pack = pack
        self._lexicon = lexicon
        self._speakers = {
            language: Speaker(language, pack, lexicon) for language in pack.languages
        }
        self._platforms = _same_in_all(pack)

    def draft(self, matter: Matter, doubts: Doubts | None = None) -> tuple[Draft, ...]:
        """A draft in each language of the pack: the articles' own sentences, else a form.

        ``doubts`` says whether the story's evidence fails to bear out a text.
        """
        reading = read_story(matter.articles, self._lexicon)
        drafts = []
        for language, speaker in self._speakers.items():
            found = extract(matter.story, reading, language, doubts) or structured(
                matter, reading, speaker, self._pack.templates, self._platforms, doubts
            )
            if found is not None:
                drafts.append(found)
        return tuple(drafts)


def _same_in_all(pack: Pack) -> Sequence[str]:
    """Platforms that are called the same in every language."""
    return [
        next(iter(names))
        for term in pack.codebook.platforms
        if term.code != _NONE
        and len(names := {term.labels[language] for language in pack.languages}) == 1
    ]
