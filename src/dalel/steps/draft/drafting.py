"""The drafter: drafts of a story in every language, without a model."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from dalel.domain.draft import Draft, DraftMatter, Maker
from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack
from dalel.steps.draft import bilingual, russian_from_kazakh
from dalel.steps.draft.extracting import Doubts, extract
from dalel.steps.draft.parallel import Differences, write_parallel
from dalel.steps.draft.reading import read_story
from dalel.steps.draft.speaking import Speaker
from dalel.steps.draft.telling import SOURCE, Teller, ToldSentence
from dalel.steps.draft.telling_kazakh import SOURCE as KAZAKH
from dalel.steps.draft.telling_kazakh import TARGET, KazakhTeller

#: So many words in every language make an entry: both languages then say the same clauses.
_FULL: Final = 40
#: Parity is a matter of two.
_PARALLEL: Final = 2


class Drafter:
    """What drafts the stories of a country, prepared once."""

    def __init__(self, pack: Pack, lexicon: Lexicon) -> None:
        self._languages = pack.languages
        self._lexicon = lexicon
        self._teller = Teller(pack, lexicon)
        self._speakers = {each: Speaker(each, pack, lexicon) for each in pack.languages}
        self._kazakh = KazakhTeller(pack, lexicon)

    def draft(
        self,
        matter: DraftMatter,
        doubts: Doubts | None = None,
        differences: Differences | None = None,
    ) -> tuple[Draft, ...]:
        """Drafts of a story: the articles' own sentences, which tell the same in each language.

        Where no sentences do, each language has its own; where one has no articles, both have the
        same clauses. ``doubts`` tells what of a text the story's evidence does not bear out,
        ``differences`` where drafts of two languages differ. A language's draft has no sentences
        where nothing true can be told in it.
        """
        reading = read_story(matter.articles, self._lexicon, self._say_day)
        if len(self._languages) == _PARALLEL:
            same = write_parallel(matter.story, reading, self._languages, doubts, differences)
            if same:
                return same
        own = {
            language: found
            for language in self._languages
            if (found := extract(matter.story, reading, language, doubts)) is not None
        }
        if not own:
            return ()
        if len(own) == len(self._languages):
            return tuple(own[language] for language in self._languages)
        if TARGET not in own and (kazakh := own.get(KAZAKH)):
            own[TARGET] = russian_from_kazakh.write(self._kazakh, matter, reading, kazakh, doubts)
        teller = self._teller.knowing(matter.names)
        tellings = tuple(teller.tell(matter.articles))
        plain = [one for one in tellings if one.plain]
        told = bilingual.write(matter.story, reading, plain, doubts)
        words = min((len(each.summary.split()) for each in told.values()), default=0)
        if words >= _FULL:
            own |= told
        return tuple(
            own.get(language)
            or _from_others(teller, matter, told.get(language), own, language, tellings)
            for language in self._languages
        )

    def _say_day(self, value: str, language: str) -> str | None:
        return (
            self._speakers[language].date(value).get("on") if language in self._speakers else None
        )


def _from_others(
    teller: Teller,
    matter: DraftMatter,
    told: Draft | None,
    own: Mapping[str, Draft],
    language: str,
    tellings: Sequence[ToldSentence],
) -> Draft:
    """The draft of a language without articles: what can be told, and what to write from."""
    source = own.get(SOURCE)
    beside = teller.beside(matter.articles, source.sentences, tellings) if source else ()
    nothing = Draft(story=matter.story, language=language, title="", sentences=(), by=Maker.CLAIMS)
    return replace(told or nothing, beside=beside)
