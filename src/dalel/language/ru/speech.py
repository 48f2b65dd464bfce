"""Reported speech: who says it, and which words of the sentence are what is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.language.ru.arguments import Argument, arguments, subject, ways
from dalel.language.ru.parsing import ParsedWord, Sentence
from dalel.language.wordlist import words

SAYING: Final = frozenset(
    words(
        "сообщить сообщать сообщаться заявить заявлять сказать говорить говориться рассказать "
        "рассказывать отметить отмечать подчеркнуть подчеркивать напомнить напоминать "
        "добавить добавлять утверждать утверждаться уверять заверить заверять указать "
        "указывать написать писать информировать проинформировать уведомить считать полагать "
        "пояснить пояснять объяснить объяснять уточнить уточнять признать признавать "
        "признаться подтвердить подтверждать доложить ответить отвечать прокомментировать "
        "комментировать настаивать допустить допускать предположить предупредить обвинить "
        "обвинять упрекнуть жаловаться пожаловаться свидетельствовать передать передавать "
        "следовать констатировать заключить возразить парировать опровергнуть опровергать "
        "отрицать отвергать отвергнуть подозревать заподозрить раскрыть поделиться убедить "
        "убежденный уверенный уверен убежден знать узнать выяснить исключать исключить "
        "высказаться посетовать возмутиться назвать называть критиковать раскритиковать "
        "рассуждать прогнозировать процитировать цитировать сетовать выразить заметить "
    )
)
#: Verbs after which the object, in the accusative, is accused and not speaking.
_ACCUSING: Final = frozenset(words("обвинить обвинять упрекнуть заподозрить подозревать"))
#: Nouns after "по", "согласно": the speaker stands in their genitive.
_SOURCES: Final = frozenset(
    words(
        "слово данные мнение информация сведение версия оценка утверждение признание подсчет "
        "сообщение заявление свидетельство расчет убеждение выражение словам"
    )
)
#: In what ways stands what a verb of saying tells of by a noun.
_TOLD: Final = ("о+loc", "acc", "про+acc", "от+gen")
#: What opens a clause that is said.
_OPENING: Final = frozenset(
    {"что", "будто", "как", "почему", "зачем", "когда", "где", "сколько", "кто"}
)
_AFTER: Final = frozenset({"об", "этом", "как", "так", "при", "же"})


@dataclass(frozen=True, kw_only=True, eq=False)
class Speech:
    """A speaker, the word that says that he speaks, and the indices of the words that he says.

    ``before`` marks that what is said stands in the sentence before: "Об этом сообщил ...".
    """

    speaker: Argument | None
    word: ParsedWord
    content: frozenset[int]
    before: bool = False
    #: Whose words somebody else passes on: "со ссылкой на ...".
    passed_on: bool = False


def speeches(sentence: Sentence) -> list[Speech]:
    """All reported speech of a sentence."""
    return [*_verbs(sentence), *_sources(sentence), *_headline(sentence)]


def voice_at(found: Sequence[Speech], word: ParsedWord) -> Speech | None:
    """The nearest speaker of a word: of those whose words it is among, the one who says least."""
    own = [one for one in found if word.at in one.content and one.word.at != word.at]
    passed_on = [one for one in own if one.passed_on]
    if passed_on:
        return passed_on[0]
    return min(own, key=lambda one: len(one.content), default=None)


def _verbs(sentence: Sentence) -> Iterator[Speech]:
    for word in sentence.words:
        if word.lemma not in SAYING or word.form not in (
            "finite",
            "gerund",
            "short",
            "short_adjective",
            "participle",
        ):
            continue
        if word.form == "participle" and word.passive:
            continue
        content, before = _content(sentence, word)
        if content or before:
            speaker = _speaker(sentence, word)
            if speaker is not None and speaker.own.at in content:
                speaker = None
            yield Speech(speaker=speaker, word=word, content=content, before=before)


def _speaker(sentence: Sentence, word: ParsedWord) -> Argument | None:
    found = subject(sentence, word)
    near = _after(sentence, word)
    if found is not None and near is not None and word.form == "finite":
        same = sentence.segments[found.own.at] == sentence.segments[word.at]
        found = found if same else near
    if found is not None and found.word.lemma not in ("это", "что", "который"):
        return found
    own = arguments(sentence, word)
    if word.lemma == "следовать":
        return ways(own, ("из+gen",))
    named = [one for one in own if _is_house(one)]
    if named:
        return named[0]
    if found is not None and found.via is not None:
        return found
    return near


def _is_house(argument: Argument) -> bool:
    """В редакции, в КНБ: a body that speaks; what is not declined has no case."""
    preposition, _, case = argument.way.partition("+")
    if argument.word.form != "noun" or preposition not in ("в", "на"):
        return False
    return case == "loc" or argument.word.text.isupper()


def _after(sentence: Sentence, word: ParsedWord) -> Argument | None:
    """The first noun in the nominative in the verb's own stretch, wherever the tree hangs it."""
    segment = sentence.segments[word.at]
    found = [
        one
        for one in sentence.words
        if sentence.segments[one.at] == segment
        and one.form in ("noun", "pronoun")
        and one.case == "nom"
        and one.at != word.at
        and not sentence.preposition(one)
        and one.rel not in ("appos", "flat:name")
    ]
    found.sort(key=lambda one: (not one.animate, one.at))
    return Argument(word=found[0], way="nom", own=found[0]) if found else None


def _content(sentence: Sentence, word: ParsedWord) -> tuple[frozenset[int], bool]:
    segment = sentence.segments[word.at]
    own = [one for one in sentence.words if sentence.segments[one.at] == segment]
    own = [one for one in own if one.pos != "PUNCT"]
    following = [one for one in sentence.words if one.at > own[-1].at]
    clause = _clause_after(sentence, word, following)
    if clause is not None:
        return clause, False
    told = _told(sentence, word)
    if told:
        return told, False
    if own[0].low in ("об", "о") and own[1:2] and own[1].low in ("этом", "том"):
        return frozenset(), True
    return _around(sentence, word, own), False


def _clause_after(
    sentence: Sentence, word: ParsedWord, following: list[ParsedWord]
) -> frozenset[int] | None:
    """What follows "заявил, что" or "заявил:"."""
    start = next((one for one in following if one.low in _OPENING or one.text == ":"), None)
    if start is None:
        return None
    between = sentence.words[word.at + 1 : start.at]
    if any(one.form == "finite" for one in between):
        return None
    before = sentence.words[start.at - 1]
    if start.text != ":" and before.text != ",":
        return None
    apart = _coordinated(sentence, word, start)
    return frozenset(one.at for one in sentence.words[start.at :] if one.at not in apart)


def _coordinated(sentence: Sentence, word: ParsedWord, start: ParsedWord) -> set[int]:
    """Words of a clause that goes on beside what is said: "заявил, что ..., и подал в суд"."""
    apart: set[int] = set()
    for child in sentence.words[start.at :]:
        head = sentence.head(child)
        if head is None or child.rel != "conj" or child.form != "finite":
            continue
        if head is word or (_alike(child, word) and not _alike(child, head)):
            joint = min([c.at for c in sentence.children(child) if c.rel == "cc"] or [child.at])
            apart |= {below.at for below in sentence.subtree(child) if below.at >= joint}
    return apart


def _alike(first: ParsedWord, second: ParsedWord) -> bool:
    """Whether two verbs may have one subject."""
    return (first.plural, first.gender, first.tense) == (second.plural, second.gender, second.tense)


def _told(sentence: Sentence, word: ParsedWord) -> frozenset[int]:
    accusing = word.lemma in _ACCUSING
    own = arguments(sentence, word)
    own = [one for one in own if one.own.at > word.at or one.way in ("acc", "о+loc")]
    if any(c.form == "adjective" and c.case == "ins" for c in sentence.children(word)):
        return frozenset()
    ways_of = ("в+loc",) if accusing else _TOLD
    if word.lemma in ("жаловаться", "пожаловаться", "посетовать", "сетовать"):
        ways_of = ("на+acc",)
    found = [one for one in own if one.way in ways_of]
    if word.passive:
        found += [one for one in own if one.way == "nom"]
    nouns = [one for one in found if one.own.form == "noun"]
    return frozenset(below.at for one in nouns for below in sentence.subtree(one.own))


def _around(sentence: Sentence, word: ParsedWord, own: list[ParsedWord]) -> frozenset[int]:
    """What an inserted or a following "сообщил адвокат" says: all outside its own stretch."""
    opening = [one for one in own if one.at < word.at and one.low not in _AFTER]
    if opening and own[0].low != "как":
        return frozenset()
    segment = sentence.segments[word.at]
    if segment == 0 and own[0].low != "как":
        return frozenset()
    inside = {one.at for one in sentence.words if sentence.segments[one.at] == segment}
    before = sentence.words[min(inside) - 1] if min(inside) else None
    if before is not None and before.pos == "CCONJ" and max(inside) + 1 < len(sentence.words) - 1:
        return frozenset(one.at for one in sentence.words if one.at > max(inside))
    return frozenset(one.at for one in sentence.words if one.at not in inside)


def _sources(sentence: Sentence) -> Iterator[Speech]:
    """По словам адвоката, согласно отчёту, со ссылкой на полицию, вопреки заявлению полиции."""
    for word in sentence.words:
        preposition = sentence.preposition(word)
        if preposition == "со_ссылкой_на" or (
            preposition == "согласно" and word.lemma not in (*_SOURCES, "который")
        ):
            yield _source(sentence, word, Argument(word=word, way="nom", own=word))
        elif preposition in ("по", "согласно", "со", "с", "вопреки") and word.lemmas & _SOURCES:
            if preposition in ("со", "с") and word.lemma != "слово":
                continue
            named = ways(arguments(sentence, word), ("gen",))
            if named is not None and named.word.lemma != "который":
                yield _source(sentence, word, named)


def _source(sentence: Sentence, word: ParsedWord, speaker: Argument) -> Speech:
    segment = sentence.segments[word.at]
    after = [
        one for one in sentence.words if one.at > word.at and sentence.segments[one.at] > segment
    ]
    if sentence.preposition(word) == "вопреки":
        content = _embedded(sentence, after)
    else:
        phrase = {one.at for one in sentence.subtree(word)}
        content = frozenset(one.at for one in sentence.words if one.at not in phrase)
        content = content | frozenset(one.at for one in after)
    passed_on = sentence.preposition(word) == "со_ссылкой_на"
    return Speech(speaker=speaker, word=word, content=content, passed_on=passed_on)


def _headline(sentence: Sentence) -> Iterator[Speech]:
    """Жена активиста: мужа увезли."""
    colon = next((word for word in sentence.words if word.text == ":"), None)
    before = sentence.words[: colon.at] if colon is not None else ()
    if colon is None or not before or any(word.verbal for word in before):
        return
    if any(word.text == "," for word in before):
        return
    named = [
        word
        for word in before
        if word.form == "noun" and (word.case in ("nom", "") or word.text.isupper())
    ]
    named = [word for word in named if word.animate or word.text.isupper() or word.lemma in _BODIES]
    if named:
        speaker = Argument(word=named[0], way="nom", own=named[0])
        after = frozenset(word.at for word in sentence.words[colon.at :])
        yield Speech(speaker=speaker, word=named[0], content=after)


_BODIES: Final = frozenset(
    words("министерство полиция прокуратура суд акимат комитет союз редакция фонд минюст минцифры")
)


def _embedded(sentence: Sentence, after: list[ParsedWord]) -> frozenset[int]:
    if not after:
        return frozenset()
    segment = sentence.segments[after[0].at]
    return frozenset(one.at for one in after if sentence.segments[one.at] == segment)
