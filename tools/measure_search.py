"""Measure the search by word forms: what a query of one word misses, and what it finds falsely.

    python tools/measure_search.py LANGUAGE FILE...

FILE is either a list of words, one a line, each with its forms and behind "/" words made of it
(tests/language/word_forms), or a treebank in CoNLL-U with lemmas set by hand, such as those of
https://universaldependencies.org (CC BY-SA, only measured on). Each form asks once for each other
form. Words made of another, and voices of a verb, count neither way. "Hits" weighs each pair by
how often the form found occurs.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dalel.language.search_terms import terms, wanted

_ASKED: Final = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_SHORTEST: Final = 3
#: Endings that make adjectives and adverbs, which treebanks keep as words of their own.
_MADE: Final = {"kk": "лы лі ды ді ты ті у", "ru": "о е ся"}


@dataclass
class WordList:
    """Forms with the words that they may be of; ``near`` are those that count neither way."""

    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    near: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    times: Counter[str] = field(default_factory=Counter)
    asked: set[str] = field(default_factory=set)

    def is_same(self, one: str, other: str) -> bool:
        """Whether both may be forms of one word."""
        return not self.words[one].isdisjoint(self.words[other])

    def is_near(self, one: str, other: str) -> bool:
        """Whether one is made of the other, or part of it as the other has a hyphen."""
        if "-" in one + other:
            return True
        return not (
            self.words[one].isdisjoint(self.near[other])
            and self.words[other].isdisjoint(self.near[one])
            and self.near[one].isdisjoint(self.near[other])
        )


def main(language: str, *files: str) -> None:
    """Print the figures of each file."""
    for name in files:
        known = treebank(name, language) if name.endswith(".conllu") else families(name)
        print(f"{Path(name).name}: {figures(known, at_the_desk(known, language))}")


def families(name: str) -> WordList:
    """A list of words with their forms."""
    known = WordList()
    lines = Path(name).read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("#"):
            continue
        forms, _, made = line.partition("/")
        for form in forms.split():
            known.words[form].add(line)
            known.asked.add(form)
            known.times[form] = 1
        for form in made.split():
            known.near[form].add(line)
            known.times[form] = 1
    return known


def treebank(name: str, language: str) -> WordList:
    """The words of a treebank."""
    known = WordList()
    for form, lemma, part, marks in _tokens(name):
        known.words[form].add(lemma)
        known.times[form] += 1
        known.near[form].update(_made_of(lemma, language))
        if "Voice=" in marks:
            known.near[form].add(lemma)
        if part in _ASKED and len(form) >= _SHORTEST:
            known.asked.add(form)
    return known


def _made_of(lemma: str, language: str) -> Iterator[str]:
    """The words that a word may be made of: adverbs, reflexive verbs, қажетті, тіркеу."""
    for ending in _MADE[language].split():
        if lemma.endswith(ending):
            yield lemma.removesuffix(ending)
            for end in ("ый", "ий", "ой") if language == "ru" else ():
                yield lemma.removesuffix(ending) + end


def _tokens(name: str) -> Iterator[tuple[str, str, str, str]]:
    for line in Path(name).read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if len(row) > 5 and row[0].isdigit() and row[1].isalpha() and row[3] != "NUM":
            yield row[1].lower(), row[2].lower(), row[3], row[5]


def figures(known: WordList, found: Callable[[str], set[str]]) -> str:
    """Shares of misses and of false hits, by pairs of different forms and by hits."""
    sought = missed = hits = false = weighed = wrong = 0
    worst: Counter[str] = Counter()
    by_word: dict[str, set[str]] = defaultdict(set)
    for form, words in known.words.items():
        for word in words:
            by_word[word].add(form)
    for query in sorted(known.asked):
        same = {one for word in known.words[query] for one in by_word[word]} - {query}
        got = found(query) - {query}
        got = {one for one in got if one in same or not known.is_near(query, one)}
        same -= {one for one in same if known.is_near(query, one) and one not in got}
        sought, missed = sought + len(same), missed + len(same - got)
        hits, false = hits + len(got), false + len(got - same)
        weighed += sum(known.times[one] for one in (*got, query))
        wrong += sum(known.times[one] for one in got - same)
        worst.update(f"-{query}:{one}" for one in same - got)
        worst.update(f"+{query}:{one}" for one in got - same)
    if SHOWN:
        print(*sorted(worst), sep=" ")
    return (
        f"{len(known.asked)} queries, {sought} pairs, missed {missed / max(1, sought):.1%}, "
        f"false {false / max(1, hits):.1%}, false of hits {wrong / max(1, weighed):.1%}"
    )


def at_the_desk(known: WordList, language: str) -> Callable[[str], set[str]]:
    """What the desk's index finds."""
    by_stem: dict[str, set[str]] = defaultdict(set)
    for form in known.times:
        for one in terms(form, language).stems:
            by_stem[one].add(form)

    def found(query: str) -> set[str]:
        got: set[str] | None = None
        for word in wanted(query):
            here = {form for stem in word.stems for form in by_stem.get(stem, ())}
            got = here if got is None else got & here
        return got or set()

    return found


SHOWN: Final = "-v" in sys.argv

if __name__ == "__main__":
    main(*(one for one in sys.argv[1:] if one != "-v"))
