"""Scoring of extracted texts against texts that people took from the pages.

Two measures, each after its set's definition:

``shingles``: scrapinghub/article-extraction-benchmark, evaluate.py. Runs of four words as
multisets; for each page the counts of right, spurious and missing runs are divided by their sum, so
that long pages do not weigh more; precision and recall are means over the pages on which they are
defined, F1 is of these means.

``rouge_l``: Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries", section 3: the
longest common subsequence of words of the whole texts; F1 is the mean over pages. The words are
those of Google's rouge_score: runs of a-z and 0-9 in small letters, and so of English only.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

_WORD: Final = re.compile(r"\w+")
_ENGLISH_WORD: Final = re.compile(r"[a-z0-9]+")
_RUN: Final = 4


@dataclass(frozen=True, kw_only=True)
class ExtractionScore:
    """Shares between 0 and 1."""

    precision: float
    recall: float
    f1: float


def shingles(gold: Mapping[str, str], texts: Mapping[str, str]) -> ExtractionScore:
    """The score over all pages of the gold; a page without a text counts as empty.

    :raises ValueError: when precision or recall is defined on no page.
    """
    precisions, recalls = [], []
    for key, right in gold.items():
        wanted, given = _runs(right), _runs(texts.get(key, ""))
        common = (wanted & given).total()
        if given:
            precisions.append(common / given.total())
        if wanted:
            recalls.append(common / wanted.total())
    if not precisions or not recalls:
        raise ValueError("no page has both gold and text")
    precision, recall = fmean(precisions), fmean(recalls)
    return ExtractionScore(precision=precision, recall=recall, f1=_harmonic(precision, recall))


def rouge_l(gold: Mapping[str, str], texts: Mapping[str, str]) -> ExtractionScore:
    """The mean score over all pages of the gold.

    :raises ValueError: when the gold is empty.
    """
    if not gold:
        raise ValueError("no gold")
    scores = [_rouge_l(right, texts.get(key, "")) for key, right in gold.items()]
    return ExtractionScore(
        precision=fmean(score.precision for score in scores),
        recall=fmean(score.recall for score in scores),
        f1=fmean(score.f1 for score in scores),
    )


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _RUN + 1)) if words else range(0)
    return Counter(tuple(words[start : start + _RUN]) for start in starts)


def _rouge_l(right: str, text: str) -> ExtractionScore:
    wanted, given = _english_words(right), _english_words(text)
    if not wanted or not given:
        return ExtractionScore(precision=0.0, recall=0.0, f1=0.0)
    common = _common_subsequence(wanted, given)
    precision, recall = common / len(given), common / len(wanted)
    return ExtractionScore(precision=precision, recall=recall, f1=_harmonic(precision, recall))


def _english_words(text: str) -> list[str]:
    return _ENGLISH_WORD.findall(text.lower())


def _common_subsequence(left: Sequence[str], right: Sequence[str]) -> int:
    """Length of the longest common subsequence, a row of the table in one integer's bits.

    Hyyrö 2004, "Bit-parallel LCS-length computation revisited".
    """
    places: dict[str, int] = {}
    for index, word in enumerate(left):
        places[word] = places.get(word, 0) | 1 << index
    everything = (1 << len(left)) - 1
    row = everything
    for word in right:
        met = row & places.get(word, 0)
        row = ((row + met) | (row - met)) & everything
    return len(left) - row.bit_count()


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
