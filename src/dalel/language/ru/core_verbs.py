"""Wordings of deeds that have none, by the dictionary of verbs: only where none is in doubt.

A verb means this or that by what stands with it. So what hangs on it is told, or is a time, a place
or an occasion; and verbs that mean too much by themselves are told in set phrases only.
"""

from dataclasses import dataclass
from typing import Final

from dalel.domain.dictionary import DeedWording, Dictionary
from dalel.domain.facts import FactKind
from dalel.language.ru.deed_words import Wordings, unreflexive
from dalel.language.ru.modes import OPERATORS
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.predicates import DeedPredicate
from dalel.language.ru.sayable_words import HOURS, SETTINGS, is_idle
from dalel.language.ru.speech import SAYING
from dalel.language.ru.valued_sentence import ValuedSentence
from dalel.language.wordlist import words

#: What these mean is told by more than their object.
_MANY: Final = frozenset(
    words(
        "взять брать дать давать вести установить устанавливать провести проводить выйти выходить "
        "снять снимать вывести выводить ввести вводить внести вносить оставить оставлять обратить "
        "обращать держать нести понести принять принимать занять занимать поставить ставить "
        "поднять поднимать сделать делать видеть увидеть знать ждать попасть попадать связать "
        "связывать выдержать перевести переводить перенести переносить вызвать вызывать собрать "
        "заложить положить привести приводить пройти проходить отнести относить заставить служить "
        "составить составлять представить представлять произвести признать признавать счесть "
        "считать назвать называть оценить оценивать выступить выступать стоять лежать идти играть "
        "тянуть висеть бить сбить исключить исключать пустить пускать бросить быть иметь стать "
        "включить включать прийти приходить грузить сработать учесть учитывать завоевать пробить "
        "организовать подать подавать поймать открыть закрыть продолжить начать завершить "
        "допустить обойти отдать отдавать выдать выдавать получить содержать касаться вернуть "
        "вменять инкриминировать значиться набрать распространить разместить перечислить мешать "
        "помогать помочь следить взыскать"
    )
)
#: Prepositions of an occasion, without which a deed is the same.
_OCCASIONS: Final = frozenset(
    words("после из-за в_связи_с во_время в_ходе накануне на_фоне в_рамках по_итогам по_словам")
)
_LEAVABLE: Final = frozenset({"punct", "cc", "parataxis", "discourse", "mark"})
_ADVERBIAL: Final = "advcl"


@dataclass(frozen=True, kw_only=True, eq=False)
class VerbReader:
    """Finds the wording of a predicate among verbs and set phrases of a dictionary."""

    sentence: ValuedSentence
    dictionary: Dictionary
    verbs: Wordings

    def wording(
        self, predicate: DeedPredicate
    ) -> tuple[DeedWording, tuple[ParsedWord, ...]] | None:
        """A wording with the words that it is of; None where they may mean something else."""
        word = predicate.word
        told = self.verbs.verb(self.sentence.tree, word)
        if told is None or predicate.core is not word or {*SAYING, *OPERATORS} & {word.lemma}:
            return None
        if "nom" in predicate.roles.get("patient", ()) or unreflexive(word.lemma):
            # Nobody does what happens to its subject, and the dictionary does not tell them apart.
            return None
        alone = not told.words
        if (alone and word.lemma in _MANY) or any(
            part not in told.words for part in predicate.parts
        ):
            return None
        entry = self.dictionary.verbs[told.wording.deed]
        wording = DeedWording(
            kk=entry.kk,
            ways=entry.ways,
            passive=entry.passive,
            needs=("acc",) if alone else ("nom",),
        )
        return wording, (word, *told.words)

    def may_leave(self, child: ParsedWord) -> bool:
        """Whether a verb means the same without what hangs on it."""
        if child.rel in _LEAVABLE or child.rel == _ADVERBIAL or is_idle(child):
            return True
        if child.rel == "conj" and child.verbal:
            return True
        fact = self.sentence.facts.get(child.at)
        place = fact is not None and fact.kind is FactKind.PLACE
        setting = child.lemma in SETTINGS | HOURS or self.sentence.is_dated(child) or place
        way = self.sentence.way(child)
        return child.rel in ("obl", "nmod") and (setting or way.partition("+")[0] in _OCCASIONS)
