"""Arguments as mentions: pronouns, dropped subjects and short nouns resolved to what they mean."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dalel.domain.claim import Mention
from dalel.language.ru.arguments import Argument
from dalel.language.ru.mentions import mention
from dalel.language.ru.parsing import ParsedWord, Sentence
from dalel.language.ru.references import dropped, refers, resolve


@dataclass(frozen=True, kw_only=True, eq=False)
class Namer:
    """A sentence, and those before it in which what it refers to may stand."""

    earlier: Sequence[Sentence]
    sentence: Sentence

    def named(
        self,
        argument: Argument | None,
        apart: Sequence[ParsedWord] = (),
        *,
        preposition: bool = False,
        without: Collection[int] = (),
        person: bool | None = None,
    ) -> Mention | None:
        """The phrase of an argument; a pronoun stands for none of the words ``apart``.

        ``person`` tells whether it must be somebody, or something.
        """
        if argument is None:
            return None
        word = argument.word
        if refers(word, self.sentence):
            found = resolve(self.earlier, self.sentence, word, apart, person=person)
            if found is not None:
                return mention(found.sentence, found.word, via=word.text)
        via = argument.via.text if argument.via is not None else None
        return mention(
            self.sentence,
            word,
            via=via,
            preposition=preposition and argument.via is None,
            without=without,
        )

    def left_out(self, verb: ParsedWord) -> Mention | None:
        """The subject of the sentence before, where a verb has none."""
        own = (verb, *self.sentence.ancestors(verb))
        if any(c.rel.startswith("nsubj") for one in own for c in self.sentence.children(one)):
            return None
        found = dropped(self.earlier, verb)
        return mention(found.sentence, found.word) if found is not None else None
