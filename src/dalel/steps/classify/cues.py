"""The cue finder: phrases of the pack in a text, with their places.

There are hundreds of phrases for a text of a hundred words. Phrases are therefore kept by the
first letters of their first word, and only those whose letters begin a word of the text are tried.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from dalel.language.phrases import compile_phrases, stems_of
from dalel.pack.cues import Cues

_WORD: Final = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_LETTERS: Final = 3
#: A cue, its phrase, and the letters of the phrase's further words.
_Phrase = tuple[str, re.Pattern[str], tuple[tuple[str, ...], ...]]


class CueFinder:
    """Finds the cues of one language."""

    def __init__(self, language: str, cues: Cues) -> None:
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._begun: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._tried: dict[str, list[_Phrase]] = defaultdict(list)
        for cue, by_language in cues.items():
            for phrase in by_language.get(language, ()):
                self._add(cue, phrase)

    def _add(self, cue: str, phrase: str) -> None:
        words = phrase.split()
        pattern = compile_phrases([phrase])
        for form in words[0].split("|"):
            stem = form.removesuffix("*").lower()
            if len(words) > 1 or form.lower() != form or "~" in form:
                if pattern is not None:
                    rest = stems_of(phrase)[1:]
                    self._tried[stem[:_LETTERS]].append((cue, pattern, rest))
            elif form.endswith("*"):
                self._begun[stem[:_LETTERS]].append((stem, cue))
            else:
                self._whole[stem].append(cue)

    def find(self, text: str) -> Iterator[tuple[str, int, str]]:
        """Each cue with the place where it begins and its words, as often as it is shown."""
        tried: dict[str, None] = {}
        for word in _WORD.finditer(text):
            low = word[0].lower()
            for cue in self._whole.get(low, ()):
                yield cue, word.start(), word[0]
            for size in range(1, _LETTERS + 1):
                head = low[:size]
                if len(head) < size:
                    break
                for stem, cue in self._begun.get(head, ()):
                    if low.startswith(stem):
                        yield cue, word.start(), word[0]
                if head in self._tried:
                    tried[head] = None
        yield from self._try(text, tried)

    def _try(self, text: str, heads: Iterable[str]) -> Iterator[tuple[str, int, str]]:
        low = text.lower()
        for head in heads:
            for cue, pattern, rest in self._tried[head]:
                if all(any(letters in low for letters in forms) for forms in rest):
                    for match in pattern.finditer(text):
                        yield cue, match.start(), match[0]
