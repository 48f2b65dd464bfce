"""Predicates of a sentence: the words that tell a deed, or a verb that no deed tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.claim import OTHER
from dalel.language.ru.arguments import antecedent, modified
from dalel.language.ru.deed_words import Near, ToldWording, Wordings, unreflexive
from dalel.language.ru.parsing import ParsedWord, Sentence, is_transitive
from dalel.language.wordlist import words

#: Verbs that only carry the noun that tells the deed: who does it is their subject.
DOING: Final = frozenset(
    words(
        "провести проводить вынести выносить совершить совершать осуществить осуществлять "
        "назначить назначать наложить налагать накладывать нанести наносить объявить "
        "объявлять устроить устраивать учинить произвести производить оказать оказывать вести "
        "предпринять дать давать выдать выдавать выписать выписывать ввести вводить направить "
        "направлять отправить подать подавать внести сделать делать принести организовать "
        "применить применять установить устанавливать начать начинать продолжить продолжать "
        "завершить закончить присудить избрать санкционировать предъявить выдвинуть "
        "развернуть инициировать "
    )
)
#: Their subject is the one it is done to.
UNDERGOING: Final = frozenset(
    words("подвергнуться подвергаться получить получать пережить попасть оказаться стать терпеть")
)
#: Their subject is the deed itself.
HAPPENING: Final = frozenset(
    words(
        "начаться начинаться произойти происходить состояться пройти проходить продолжаться "
        "продолжиться завершиться закончиться длиться последовать случиться идти быть стать "
        "наступить возникнуть прозвучать поступить поступать последовать "
        "готовиться проводиться вестись производиться осуществляться совершаться"
    )
)
#: Verbs that say nothing of themselves.
_TRIVIAL: Final = frozenset(
    words(
        "быть являться стать становиться мочь смочь иметь начать начинать начаться продолжить "
        "продолжать продолжаться хотеть удаться суметь успеть намерить остаться оставаться "
        "перестать прекратить пытаться попытаться стараться собираться собраться грозить "
        "предусматривать предусмотреть следовать касаться относиться значить означать "
        "оказаться оказываться иметься существовать находиться длиться пройти проходить "
        "произойти происходить случиться состояться завершиться закончиться казаться должный "
        "влечь повлечь наказываться караться предполагать намереваться предстоять рисковать "
        "связать касаться решить решать позволять говориться свидетельствовать исключать исключить "
        "допускать стоить ожидаться ожидать планироваться сделать делать "
        "стремиться рассчитывать кажется"
    )
)


#: Of what is there, and not of what something is.
_BE: Final = "быть"
#: Words without endings that stand for a verb.
_LACKING: Final = frozenset({"нет"})
#: How many words after a verb a noun of its set phrase may stand.
_NEAR: Final = 8


@dataclass(frozen=True, kw_only=True, eq=False)
class DeedPredicate:
    """Words that tell a deed.

    ``word`` is the verb of the clause, or the noun where no verb carries it; ``core`` the word
    that tells the deed; ``parts`` the further words of a set phrase. ``carrier`` is doing,
    undergoing or happening where a verb only carries the noun.
    """

    word: ParsedWord
    core: ParsedWord
    deed: str
    lemma: str
    parts: tuple[ParsedWord, ...] = ()
    roles: Mapping[str, tuple[str, ...]]
    passive: bool = False
    carrier: str = ""

    @property
    def nominal(self) -> bool:
        """Whether a noun without a verb tells it."""
        return not (self.word.verbal or self.word.low in _LACKING)


def predicates(sentence: Sentence, deeds: Wordings) -> list[DeedPredicate]:
    """All predicates in order of their words."""
    verbs = [
        _verb(sentence, word, deeds) if word.verbal else _predicative(sentence, word, deeds)
        for word in sentence.words
        if word.verbal or word.low in _LACKING
    ]
    found = [one for one in verbs if one is not None]
    taken = {
        word.at for one in found if one.deed != OTHER and not _light(one) for word in _own(one)
    }
    carried = list(_nouns(sentence, deeds, taken))
    verbs_of_nouns = {one.word.at for one in carried}
    found = [one for one in found if one.word.at not in verbs_of_nouns]
    found += [one for one in carried if one.core.at not in taken]
    parts = {part.at for one in found for part in one.parts if part.form == "short_adjective"}
    return sorted(
        (
            one
            for one in found
            if one.core.at not in parts and not _told_above(sentence, one, found)
        ),
        key=lambda one: one.core.at,
    )


def _told_above(
    sentence: Sentence, predicate: DeedPredicate, found: Sequence[DeedPredicate]
) -> bool:
    """Whether the verb over a noun tells the same: "приговорил к семи годам лишения свободы"."""
    if not predicate.nominal or predicate.core.rel == "conj":
        return False
    above = {word.at for word in sentence.ancestors(predicate.core)}
    return any(one.deed == predicate.deed and one.word.at in above for one in found)


def _light(predicate: DeedPredicate) -> bool:
    """Whether a verb that may only carry a noun stands without one of its set phrases."""
    return not predicate.parts and predicate.word.lemma in DOING | UNDERGOING | HAPPENING


def _own(predicate: DeedPredicate) -> tuple[ParsedWord, ...]:
    return (predicate.word, *predicate.parts)


def _predicative(sentence: Sentence, word: ParsedWord, deeds: Wordings) -> DeedPredicate | None:
    """A word without endings that tells of what is not there: "доказательств нет"."""
    told = deeds.verb(sentence, word)
    return _told(word, word, told, passive=False) if told is not None else None


def _verb(sentence: Sentence, word: ParsedWord, deeds: Wordings) -> DeedPredicate | None:
    if word.lemma == _BE and not _is_there(sentence, word):
        return None
    near = _near(sentence, word)
    told, passive = deeds.verb(sentence, word, near), word.passive
    reflexive = unreflexive(word.lemma) and word.lemma not in _TRIVIAL and not word.perfective
    if told is None and reflexive:
        told = deeds.active(sentence, word, near)
        passive = told is not None
    passive = passive or any(c.rel == "nsubj:pass" for c in sentence.children(word))
    if told is not None and not _of_persons_only(sentence, word, told):
        if _only_describes(sentence, word, told):
            return None
        return _told(word, word, told, passive=passive)
    return _other(sentence, word, passive=passive)


def _is_there(sentence: Sentence, word: ParsedWord) -> bool:
    """Whether "быть" tells that something is there: "интервью не было", "были жалобы"."""
    if word.rel.startswith(("aux", "cop")):
        return False
    beside = sentence.children(word)
    return any(one.rel.startswith("nsubj") or one.case == "gen" for one in beside) and not any(
        one.case == "ins" or one.form in ("short", "short_adjective", "participle", "adjective")
        for one in beside
    )


#: Deeds whose bare verbs tell something else of a thing: "вызвать протест", "отпустить цены".
_OF_PERSONS: Final = frozenset(words("summon release try question injure die arrest"))


def _of_persons_only(sentence: Sentence, word: ParsedWord, told: ToldWording) -> bool:
    if told.wording.deed not in _OF_PERSONS or told.words:
        return False
    return any(
        child.rel == "obj" and child.form == "noun" and not child.animate and child.pos == "NOUN"
        for child in sentence.children(word)
    )


#: Deeds that a participle before its noun tells of a thing: "изъятый ноутбук".
_DESCRIBING: Final = frozenset(
    words(
        "block unblock delete hack leak seize steal damage hide confiscate publish infect "
        "suspend_work close_case steal_data restrict"
    )
)


def _only_describes(sentence: Sentence, word: ParsedWord, told: ToldWording) -> bool:
    """Whether a participle is a mere adjective: "в закрытом процессе"."""
    if word.form != "participle" or word.rel != "amod" or sentence.children(word):
        return False
    noun = modified(sentence, word)
    return not (noun is None or noun.animate or told.wording.deed in _DESCRIBING)


def _told(
    word: ParsedWord, core: ParsedWord, told: ToldWording, *, passive: bool, carrier: str = ""
) -> DeedPredicate:
    return DeedPredicate(
        word=word,
        core=core,
        deed=told.wording.deed,
        lemma=told.wording.words,
        parts=told.words,
        roles=told.wording.roles,
        passive=passive,
        carrier=carrier,
    )


def _other(sentence: Sentence, word: ParsedWord, *, passive: bool) -> DeedPredicate | None:
    if word.lemma in _TRIVIAL or word.lemma in HAPPENING or not word.known:
        return None
    if word.form == "short_adjective":
        return None
    if word.form == "participle" and (word.rel == "amod" or not sentence.children(word)):
        return None
    base = unreflexive(word.lemma)
    reflexive = word.form == "finite" and bool(base) and not word.perfective
    passive = passive or (reflexive and is_transitive(base))
    return DeedPredicate(
        word=word, core=word, deed=OTHER, lemma=word.lemma, roles={}, passive=passive
    )


def _near(sentence: Sentence, word: ParsedWord) -> Near:
    """What a participle goes with, and what the relative pronoun of the clause stands for."""
    found = []
    if word.form == "participle":
        noun = modified(sentence, word)
        if noun is not None:
            found.append(noun)
    for child in sentence.children(word):
        if child.lemma == "который":
            noun = antecedent(sentence, child)
            if noun is not None:
                found.append(noun)
    return Near(borne=tuple(found), beside=tuple(_next(sentence, word)))


def _next(sentence: Sentence, word: ParsedWord) -> list[ParsedWord]:
    """The nouns beside a verb in its own stretch, wherever the tree hangs them."""
    segment = sentence.segments[word.at]
    found = []
    for one in reversed(sentence.words[max(0, word.at - _NEAR) : word.at]):
        if one.verbal or sentence.segments[one.at] != segment:
            break
        if one.form == "adjective" or (one.form == "noun" and one.case in ("acc", "gen")):
            found.append(one)
    for one in sentence.words[word.at + 1 : word.at + 1 + _NEAR]:
        if one.verbal or sentence.segments[one.at] != segment:
            break
        if one.form in ("noun", "adjective"):
            found.append(one)
    return found


def _nouns(sentence: Sentence, deeds: Wordings, taken: set[int]) -> Iterator[DeedPredicate]:
    used: set[int] = set()
    for word in sentence.words:
        if word.form != "noun" or word.at in taken | used:
            continue
        told = deeds.noun(sentence, word)
        if told is None or any(part.at in taken for part in told.words):
            continue
        used |= {part.at for part in told.words}
        verb, carrier = _carrier(sentence, word)
        if verb is None or verb.at in taken:
            yield _told(word, word, told, passive=True)
        else:
            yield _told(verb, word, told, passive=verb.passive, carrier=carrier)


def _carrier(sentence: Sentence, noun: ParsedWord) -> tuple[ParsedWord | None, str]:
    head = sentence.head(noun)
    participle = next(
        (
            child
            for child in sentence.children(noun)
            if child.form == "participle" and child.lemma in DOING | HAPPENING
        ),
        None,
    )
    if participle is not None:
        return participle, "doing" if participle.lemma in DOING else "happening"
    head = _under_modal(sentence, head) if head is not None else None
    if head is None or not head.verbal:
        return None, ""
    base = unreflexive(head.lemma)
    if (head.lemma in DOING or base in DOING) and noun.rel in ("obj", "nsubj:pass", "nsubj"):
        return head, "doing" if noun.rel != "nsubj" or head.passive or base else ""
    if head.lemma in UNDERGOING and noun.rel in ("obj", "iobj", "obl", "xcomp"):
        return head, "undergoing"
    if head.lemma in HAPPENING and noun.rel.startswith("nsubj"):
        return head, "happening"
    return None, ""


def _under_modal(sentence: Sentence, head: ParsedWord) -> ParsedWord:
    """The verb that "мог", "начали" and the like only support."""
    return next(
        (
            child
            for child in sentence.children(head)
            if child.rel == "xcomp" and child.verbal and head.lemma in _TRIVIAL
        ),
        head,
    )
