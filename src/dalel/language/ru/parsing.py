"""Sentences of Russian texts as trees of words: forms, lemmas, cases and who governs whom.

Tokens by razdel, tags and dependencies by slovnet's models inside natasha's wheel, lemmas and
forms by pymorphy3's dictionary.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Any, Final

from razdel import tokenize

from dalel.domain.dictionary import fold_word
from dalel.domain.evidence import TextSpan
from dalel.language.ru.trained_models import is_known, readings, threads
from dalel.language.ru.word_vectors import embedding, with_shared_words
from dalel.language.spans import SpanIndex
from dalel.language.wordlist import words

_CASES: Final = {
    "nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc",
    "gen1": "gen", "gen2": "gen", "acc2": "acc", "loc1": "loc", "loc2": "loc", "voct": "nom",
}  # fmt: skip
_TAGGED_CASES: Final = {
    "Nom": "nom", "Gen": "gen", "Dat": "dat", "Acc": "acc", "Ins": "ins", "Loc": "loc",
    "Par": "gen",
}  # fmt: skip
_FORMS: Final = {
    "VERB": "finite", "INFN": "infinitive", "GRND": "gerund", "PRTF": "participle",
    "PRTS": "short", "NOUN": "noun", "ADJF": "adjective", "ADJS": "short_adjective",
    "PRED": "predicative", "NPRO": "pronoun", "NUMR": "number",
}  # fmt: skip
_TAGGED_FORMS: Final = {
    "NOUN": ("NOUN",), "PROPN": ("NOUN",), "ADJ": ("ADJF", "ADJS", "PRTF"),
    "PRON": ("NPRO", "ADJF"),
    "DET": ("ADJF", "NPRO"), "NUM": ("NUMR", "ADJF"), "ADV": ("ADVB", "PRED"), "ADP": ("PREP",),
    "CCONJ": ("CONJ",), "SCONJ": ("CONJ",), "PART": ("PRCL",),
}  # fmt: skip
_VERBAL: Final = frozenset(
    {"finite", "infinitive", "gerund", "participle", "short", "short_adjective"}
)
_VERB_FORMS: Final = {
    "Inf": ("INFN",),
    "Conv": ("GRND",),
    "Fin": ("VERB",),
    "Part": ("PRTF", "PRTS"),
}
#: Prepositions of several words, as they are written in the table of deeds.
_COMPOUND: Final = {
    tuple(name.split("_")): name
    for name in words(
        "в_отношении со_стороны с_помощью при_помощи в_связи_с в_пользу в_адрес по_поводу "
        "в_рамках в_ходе в_течение на_основании в_результате в_соответствии_с во_время "
        "по_подозрению_в по_обвинению_в по_делу_о по_факту в_качестве за_счет в_виде в_размере "
        "со_ссылкой_на несмотря_на в_ответ_на вместе_с наряду_с начиная_с вплоть_до в_случае"
    )
}
_LONGEST: Final = max(map(len, _COMPOUND))
#: The parser is given no longer sentence; no sentence that is one has so many words.
MOST_WORDS: Final = 500
#: Sentences of so many words are read together, as if each were as long as the longest beside it.
_SHORT: Final = 100
#: Of so many sentences the trees are kept.
_KEPT_SENTENCES: Final = 1_000


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ParsedWord:
    """A word of a sentence, or a mark.

    ``head`` and ``rel`` are of universal dependencies, the root's head is -1. ``form`` is finite,
    infinitive, gerund, participle, short, noun, adjective ... ``lemmas`` are those of all its
    readings, ``lemma`` the likeliest.
    """

    at: int
    text: str
    span: TextSpan
    pos: str
    rel: str
    head: int
    form: str
    lemma: str
    lemmas: frozenset[str]
    case: str
    plural: bool
    gender: str
    tense: str
    perfective: bool
    passive: bool
    animate: bool
    person: str = ""
    transitive: bool = False
    known: bool = True

    @property
    def low(self) -> str:
        """The word in small letters, ё as е."""
        return fold_word(self.text)

    @property
    def verbal(self) -> bool:
        """Whether it is a form of a verb."""
        return self.form in _VERBAL


class Sentence:
    """The words of a sentence and its tree."""

    def __init__(self, text: str, span: TextSpan, found: Sequence[ParsedWord]) -> None:
        self.text = text
        self.span = span
        self.words = tuple(found)
        self._children: dict[int, list[ParsedWord]] = {}
        self._prepositions: dict[int, tuple[str, int]] = {}
        #: The places of words of prepositions of several words.
        self.compounds: set[int] = set()
        heads = self._reattached()
        for word in self.words:
            self._children.setdefault(heads[word.at], []).append(word)
        self._heads = heads

    def head(self, word: ParsedWord) -> ParsedWord | None:
        """The word that governs this one."""
        at = self._heads[word.at]
        return self.words[at] if at >= 0 else None

    def children(self, word: ParsedWord) -> Sequence[ParsedWord]:
        """The words that it governs, in order."""
        return self._children.get(word.at, ())

    def preposition(self, word: ParsedWord) -> str:
        """Its preposition, several words joined by underscores, or nothing."""
        if word.at in self._prepositions:
            return self._prepositions[word.at][0]
        for child in self.children(word):
            if child.rel == "case" and child.pos == "ADP" and child.at < word.at:
                return _UNVOICED.get(child.low, child.low)
        return ""

    def start(self, word: ParsedWord) -> int:
        """The index of the first word of its preposition, or its own."""
        if word.at in self._prepositions:
            return self._prepositions[word.at][1]
        ats = [c.at for c in self.children(word) if c.rel == "case" and c.at < word.at]
        return min([word.at, *ats])

    def subtree(self, word: ParsedWord) -> Iterator[ParsedWord]:
        """The word and all that it governs, directly or not."""
        seen = {word.at}
        stack = [word]
        while stack:
            one = stack.pop()
            yield one
            for child in self.children(one):
                if child.at not in seen:
                    seen.add(child.at)
                    stack.append(child)

    def ancestors(self, word: ParsedWord) -> Iterator[ParsedWord]:
        """What governs it, the nearest first."""
        seen = {word.at}
        head = self.head(word)
        while head is not None and head.at not in seen:
            seen.add(head.at)
            yield head
            head = self.head(head)

    @cached_property
    def index(self) -> SpanIndex[ParsedWord]:
        """The words by their place."""
        return SpanIndex(self.words, lambda word: word.span)

    @cached_property
    def segments(self) -> tuple[int, ...]:
        """For each word the number of its stretch between commas, dashes, colons and brackets."""
        numbers, number, quoted = [], 0, 0
        for word in self.words:
            quoted += (word.text in "«“„") - (word.text in "»”")
            number += word.text in (",", "—", "–", ":", ";", "(", ")") and quoted <= 0
            numbers.append(number)
        return tuple(numbers)

    def _reattached(self) -> list[int]:
        """Heads; the noun after a preposition of several words hangs on what that hangs on."""
        heads = [word.head for word in self.words]
        at = 0
        while at < len(self.words):
            length = self._compound_at(at)
            if length:
                self._hang(heads, at, length)
            at += length or 1
        return heads

    def _compound_at(self, at: int) -> int:
        lows = tuple(word.low for word in self.words[at : at + _LONGEST])
        return next((length for length in range(_LONGEST, 1, -1) if lows[:length] in _COMPOUND), 0)

    def _hang(self, heads: list[int], at: int, length: int) -> None:
        own = range(at, at + length)
        name = _COMPOUND[tuple(word.low for word in self.words[at : at + length])]
        noun = next(
            (
                word
                for word in self.words[at + length : at + length + 8]
                if word.form in ("noun", "pronoun", "participle", "adjective")
                and (heads[word.at] in own or any(heads[one] == word.at for one in own))
            ),
            None,
        )
        if noun is None:
            return
        outside = [heads[one] for one in own if heads[one] not in own and heads[one] != noun.at]
        if heads[noun.at] in own and outside:
            heads[noun.at] = outside[0]
        self.compounds.update(own)
        for one in own:
            heads[one] = noun.at
        self._prepositions[noun.at] = (name, at)


def parse(text: str, spans: Iterable[TextSpan]) -> tuple[Sentence, ...]:
    """The sentences of a text as trees."""
    places = tuple(spans)
    trees = [_tree_of(text[span.start : span.end]) for span in places]
    _read_trees([tree for tree in dict.fromkeys(trees) if not tree.words])
    return tuple(
        Sentence(text, span, [_moved(word, span.start) for word in tree.words])
        for span, tree in zip(places, trees, strict=True)
    )


@dataclass(slots=True, eq=False)
class _Tree:
    """The words of a sentence as a tree, which no other sentence changes; none until it is read."""

    sentence: str
    words: tuple[ParsedWord, ...] = ()


@lru_cache(_KEPT_SENTENCES)
def _tree_of(sentence: str) -> _Tree:
    """The tree of a sentence; what somebody writes is read anew with each change of a neighbour."""
    return _Tree(sentence)


def _read_trees(trees: Iterable[_Tree]) -> None:
    """Read sentences, the short ones together, which takes the models two thirds of the time."""
    told = sorted(
        ((tree, list(tokenize(tree.sentence))) for tree in trees), key=lambda each: len(each[1])
    )
    short = [each for each in told if len(each[1]) <= _SHORT]
    for together in (short, *([each] for each in told[len(short) :])):
        words = [[token.text for token in tokens] for _, tokens in together]
        with threads().limit(limits=1):
            read = zip(together, _tagger().map(words), _nodes(words), strict=True)
            for (tree, tokens), tagged, nodes in read:
                whole = zip(tokens, tagged.tokens, nodes, strict=True)
                tree.words = tuple(
                    _word(at, token, tags, *node) for at, (token, tags, node) in enumerate(whole)
                )


def _nodes(sentences: Sequence[Sequence[str]]) -> Iterator[list[tuple[str, int]]]:
    """The relation and the head of each word of each sentence; the head of a root is -1.

    The parser's memory grows with the square of a sentence's length: a longer one is read in parts.
    """
    starts = [range(0, len(words) or 1, MOST_WORDS) for words in sentences]
    parsed = _parser().map(
        list(words[start : start + MOST_WORDS])
        for words, own in zip(sentences, starts, strict=True)
        for start in own
    )
    for own in starts:
        nodes: list[tuple[str, int]] = []
        for start in own:
            for node in next(parsed).tokens:
                head = int(node.head_id) - 1
                nodes.append((node.rel, head + start if head >= 0 else head))
        yield nodes


def _moved(word: ParsedWord, start: int) -> ParsedWord:
    if not start:
        return word
    span = TextSpan(start=start + word.span.start, end=start + word.span.end)
    return replace(word, span=span)


@lru_cache(20000)
def lemmas(word: str) -> frozenset[str]:
    """The dictionary forms of all readings of a word."""
    return frozenset(fold_word(reading.normal_form) for reading in readings(word))


def dictionary_form(word: str, part: str) -> str:
    """The lemma of a word as a noun (NOUN) or an infinitive (INFN); nothing if it is none."""
    found = [r for r in readings(fold_word(word)) if str(r.tag.POS) == part]
    found = [r for r in found if part != "NOUN" or str(r.tag.case) == "nomn"]
    return fold_word(found[0].normal_form) if found else ""


def is_adjective(word: str) -> bool:
    """Whether a word is likeliest an adjective or a participle."""
    return str(readings(fold_word(word))[0].tag.POS) in ("ADJF", "PRTF")


def is_transitive(infinitive: str) -> bool:
    """Whether the dictionary has the infinitive, and with an object."""
    return is_known(infinitive) and any(
        str(r.tag.POS) == "INFN" and r.tag.transitivity == "tran" for r in readings(infinitive)
    )


def _word(at: int, token: Any, tags: Any, rel: str, head: int) -> ParsedWord:
    feats = tags.feats
    wanted = _VERB_FORMS.get(feats.get("VerbForm", ""), ()) or _TAGGED_FORMS.get(tags.pos, ())
    number, case = feats.get("Number", ""), _TAGGED_CASES.get(feats.get("Case", ""), "")
    aspect, tense = feats.get("Aspect", ""), feats.get("Tense", "")
    read = _read(token.text, wanted, (case, number, feats.get("Animacy", ""), aspect, tense))
    return ParsedWord(
        at=at,
        text=token.text,
        span=TextSpan(start=token.start, end=token.stop),
        pos=tags.pos,
        rel=rel,
        head=head,
        form=read.form or ("noun" if tags.pos in ("NOUN", "PROPN", "X") else ""),
        lemma=read.lemma,
        lemmas=lemmas(token.text.lower()),
        case=read.case or case,
        plural=read.plural or (not read.form and number == "Plur"),
        gender=read.gender or feats.get("Gender", "").lower(),
        tense=read.tense,
        perfective=read.perfective,
        passive=read.passive,
        animate=feats.get("Animacy") == "Anim",
        person=read.person,
        transitive=read.transitive,
        known=read.known,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    form: str
    lemma: str
    case: str
    plural: bool
    gender: str
    tense: str
    perfective: bool
    passive: bool
    person: str
    transitive: bool
    known: bool


@lru_cache(20000)
def _read(word: str, wanted: tuple[str, ...], feats: tuple[str, ...]) -> _Read:
    case, number, animacy, aspect, tense = feats

    def fit(reading: Any) -> float:
        tag = reading.tag
        same = 4.0 * (str(tag.POS) in wanted)
        same += 2.0 * (bool(case) and _CASES.get(str(tag.case)) == case)
        same += 1.0 * (bool(number) and (tag.number == "plur") == (number == "Plur"))
        same += 0.5 * (bool(aspect) and (tag.aspect == "perf") == (aspect == "Perf"))
        same += 0.5 * (tense == "Pres" and tag.tense == "pres")
        same += 0.5 * (bool(animacy) and (tag.animacy == "anim") == (animacy == "Anim"))
        return float(same + reading.score)

    best = max(readings(word.lower()), key=fit)
    tag = best.tag
    return _Read(
        "imperative" if tag.mood == "impr" else _FORMS.get(str(tag.POS), ""),
        fold_word(best.normal_form),
        _CASES.get(str(tag.case), ""),
        tag.number == "plur",
        str(tag.gender or ""),
        str(tag.tense or ""),
        tag.aspect == "perf",
        tag.voice == "pssv",
        str(tag.person or ""),
        tag.transitivity == "tran",
        is_known(word.lower()),
    )


#: Prepositions with a vowel that eases their saying.
_UNVOICED: Final = {
    "во": "в",
    "со": "с",
    "ко": "к",
    "об": "о",
    "обо": "о",
    "изо": "из",
    "ото": "от",
}


@cache
def _tagger() -> Any:
    # A fifth of a second to load: only where a text is Russian.
    from natasha import NewsMorphTagger  # noqa: PLC0415

    return with_shared_words(NewsMorphTagger(embedding()))


@cache
def _parser() -> Any:
    from natasha import NewsSyntaxParser  # noqa: PLC0415 - as above

    return with_shared_words(NewsSyntaxParser(embedding()))
