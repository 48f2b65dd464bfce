"""Noun phrases as claims quote them: with role and title, without relative clause."""

from collections.abc import Collection
from typing import Final

from dalel.domain.claim import Mention
from dalel.language.ru.parsing import ParsedWord, Sentence
from dalel.language.spans import covering
from dalel.language.wordlist import words

#: What does not belong to the phrase of its noun.
_OUTSIDE: Final = frozenset(
    words(
        "acl:relcl parataxis cc cop aux aux:pass mark nsubj nsubj:pass obl orphan discourse advcl"
    )
)
_PARTICLES: Final = frozenset(
    words(
        "не ни только лишь даже же ли уже еще вновь снова также и вот именно всего целых якобы "
        "однако ещё"
    )
)
#: "По" with these says why it was done, and is no part of a name.
_GROUNDS: Final = frozenset(
    words(
        "запрос решение требование приказ постановление просьба поручение указание обвинение "
        "подозрение статья инициатива заявление жалоба представление санкция приговор суд факт"
    )
)
_OPENING: Final = '«“„"'
_CLOSING: Final = '»”"'
#: How many words a quoted name has at most.
_QUOTED: Final = 10


def mention(
    sentence: Sentence,
    word: ParsedWord,
    *,
    via: str | None = None,
    preposition: bool = False,
    without: Collection[int] = (),
) -> Mention:
    """The phrase of a noun; with its preposition, if asked for; not the words ``without``."""
    first, last = extent(sentence, word, without)
    if preposition:
        first = min(first, sentence.start(word))
    span = covering([sentence.words[first].span, sentence.words[last].span])
    return Mention.at(sentence.text, span, via)


def extent(sentence: Sentence, word: ParsedWord, without: Collection[int] = ()) -> tuple[int, int]:
    """The first and the last index of a noun's phrase."""
    inside = _inside(sentence, word).difference(without) | {word.at}
    first = last = word.at
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    last = _named(sentence, word, last)
    last = _closed(sentence, first, last)
    first = _opened(sentence, first, last)
    while first < word.at and not _may_edge(sentence, sentence.words[first], first=True):
        first += 1
    while last > word.at and not _may_edge(sentence, sentence.words[last], first=False):
        last -= 1
    return first, last


def _may_edge(sentence: Sentence, word: ParsedWord, *, first: bool) -> bool:
    if word.at in sentence.compounds:
        return False
    if word.text in (_OPENING if first else _CLOSING):
        return True
    return word.pos not in ("PUNCT", "ADP", "CCONJ") and not (first and word.low in _PARTICLES)


def _inside(sentence: Sentence, word: ParsedWord) -> set[int]:
    inside = {word.at}
    stack = [(word, True)]
    while stack:
        one, top = stack.pop()
        for child in sentence.children(one):
            if child.at in inside or _is_outside(sentence, one, child, top=top):
                continue
            inside.add(child.at)
            stack.append((child, False))
    return inside


def _is_outside(sentence: Sentence, head: ParsedWord, child: ParsedWord, *, top: bool) -> bool:
    if child.rel in _OUTSIDE:
        inner = child.rel == "obl" and head.form in ("participle", "adjective")
        return not inner and not (child.rel == "cc" and not top)
    if child.rel == "conj":
        return not _goes_on(sentence, head, child)
    if child.rel == "punct":
        listing = child.text == "," and head.rel == "conj" and not top
        return child.text in (",", "—", "–", ":", ";", ".") and not listing
    if child.rel == "case":
        return top
    if child.lemma in ("который", "чей"):
        return True
    return _of_its_own(sentence, head, child)


def _goes_on(sentence: Sentence, head: ParsedWord, child: ParsedWord) -> bool:
    """Whether a coordinated word is of the same phrase."""
    if _contrasted(sentence, child) or child.verbal:
        return False
    cases = {child.case, head.case}
    return "PROPN" in (child.pos, head.pos) or len(cases) == 1 or cases == {"nom", "acc"}


def _of_its_own(sentence: Sentence, head: ParsedWord, child: ParsedWord) -> bool:
    """Whether a word under a noun is a clause, a ground or an addition, and not its phrase."""
    if child.form in ("finite", "short", "gerund") or (child.rel == "acl" and child.at > head.at):
        return True
    if child.form == "participle" and _clause_of_its_own(sentence, child):
        return True
    if sentence.preposition(child) == "по" and child.lemma in _GROUNDS:
        return True
    return (
        child.rel in ("appos", "nmod")
        and child.at > head.at
        and _after_comma(sentence, head, child)
    )


def _clause_of_its_own(sentence: Sentence, participle: ParsedWord) -> bool:
    return any(
        child.rel in ("obl", "obj", "iobj", "advmod", "nmod") and child.low not in _PARTICLES
        for child in sentence.children(participle)
    )


def _after_comma(sentence: Sentence, head: ParsedWord, child: ParsedWord) -> bool:
    return sentence.segments[head.at] != sentence.segments[child.at]


def _contrasted(sentence: Sentence, word: ParsedWord) -> bool:
    return any(child.low in ("а", "но") for child in sentence.children(word))


def _named(sentence: Sentence, word: ParsedWord, last: int) -> int:
    """The end of the phrase with the name of a person that follows at once in the same case."""
    following = sentence.words[last + 1 : last + 4] if word.animate else ()
    for one in following:
        name = one.pos == "PROPN" and one.form == "noun" and one.text[0].isupper()
        if not name or one.case != word.case or sentence.head(one) is word:
            break
        last = one.at
    return last


def _opened(sentence: Sentence, first: int, last: int) -> int:
    """The beginning of the phrase with the quotation mark of a name that it closes."""
    texts = [word.text for word in sentence.words]
    opened = sum(text in "«“„" for text in texts[first : last + 1])
    closed = sum(text in "»”" for text in texts[first : last + 1])
    return first - 1 if opened < closed and first and texts[first - 1] in "«“„" else first


def _closed(sentence: Sentence, first: int, last: int) -> int:
    """The end of the phrase with a quoted name that it opens, or that follows at once."""
    texts = [word.text for word in sentence.words]
    opened = sum(text in "«“„" for text in texts[first : last + 1])
    closed = sum(text in "»”" for text in texts[first : last + 1])
    following = last + 1 < len(texts) and texts[last + 1] in "«“„"
    if opened <= closed and not following:
        return last
    for at in range(last + 1, min(last + 1 + _QUOTED, len(texts))):
        if texts[at] in "»”":
            return at
    return last
