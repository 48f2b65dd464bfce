"""What our own checks say of the drafts of a story, as a pair in two languages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.newsroom.incidents.draft_doubts import differences_by, doubts_of
from dalel.steps.draft.extracting import pieces_as_text

#: An entry of the bulletin has so many words.
_FULL: Final = range(45, 81)
#: So many stories may have one title.
_FEW: Final = 2


@dataclass(frozen=True, kw_only=True)
class PairFigures:
    """Counts over stories and over pairs: those with a text in both languages.

    ``full`` have 45 to 80 words in both, ``flagged`` differ by the check of parity; ``errors`` are
    what the check of facts finds in all drafts, ``repeated_titles`` titles of three and more.
    """

    stories: int
    pairs: int
    full: int
    flagged: int
    errors: int
    repeated_titles: int
    middle_words: int


def pair_figures(
    lines: Iterable[Mapping[str, Any]], articles: Mapping[str, Sequence[Article]], lexicon: Lexicon
) -> PairFigures:
    """Judge lines of ``predict draft`` by our own checks; ``articles`` are those of each story."""
    by_story: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for line in lines:
        if line["summary"]:
            by_story[line["id"]].append(line)
    differences = differences_by(lexicon)
    pairs = [each for each in by_story.values() if len(each) == 2]
    words = sorted(min(_words(line) for line in pair) for pair in pairs)
    titles = Counter(line["title"] for each in by_story.values() for line in each if line["title"])
    return PairFigures(
        stories=len(articles),
        pairs=len(pairs),
        full=sum(all(_words(line) in _FULL for line in pair) for pair in pairs),
        flagged=sum(
            any(differences({line["lang"]: _text(line) for line in pair}).values())
            for pair in pairs
        ),
        errors=sum(
            len(doubts(_text(line), line["lang"]))
            for story, each in by_story.items()
            for doubts in [doubts_of(articles[story], lexicon)]
            for line in each
        ),
        repeated_titles=sum(times > _FEW for times in titles.values()),
        middle_words=words[len(words) // 2] if words else 0,
    )


def _words(line: Mapping[str, Any]) -> int:
    return len(line["summary"].split())


def _text(line: Mapping[str, Any]) -> str:
    return pieces_as_text((line["title"], line["summary"]))
