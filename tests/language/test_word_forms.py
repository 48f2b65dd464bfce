"""Does search find the forms of a word, and no other words?"""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest

from dalel.language.search_terms import terms, wanted

_LISTS = Path(__file__).parent / "word_forms"


def _families(name: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    lines = (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    parted = (line.partition("/") for line in lines if not line.startswith("#"))
    return [(frozenset(forms.split()), frozenset(made.split())) for forms, _, made in parted]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_few_forms_are_missed_and_few_other_words_are_found(language: str) -> None:
    counted = [_counted(path.stem, language) for path in sorted(_LISTS.glob(f"{language}*.txt"))]
    sought, missed, hits, false = (sum(column) for column in zip(*counted, strict=True))
    assert sought > 2_000
    assert missed <= sought * 0.01
    assert false <= hits * 0.05


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_form_is_missed_that_editors_asked_for(language: str) -> None:
    _, missed, _, false = _counted(f"{language}_asked", language)
    assert (missed, false) == (0, 0)


def _counted(name: str, language: str) -> tuple[int, int, int, int]:
    """Pairs of forms sought and missed, forms found and found falsely."""
    families = _families(name)
    found_by: dict[str, set[str]] = {}
    for word in {word for forms, made in families for word in forms | made}:
        for key in terms(word, language).stems:
            found_by.setdefault(key, set()).add(word)
    sought = missed = hits = false = 0
    for query in {word for forms, _ in families for word in forms}:
        same = _united(forms for forms, _ in families if query in forms) - {query}
        near = _united(made for forms, made in families if query in forms)
        near |= _united(forms | made for forms, made in families if query in made)
        by_word = [_united(found_by.get(key, ()) for key in word.stems) for word in wanted(query)]
        found = frozenset.intersection(*by_word) - {query} - (near - same)
        same -= near - found
        sought, missed = sought + len(same), missed + len(same - found)
        hits, false = hits + len(found), false + len(found - same)
    return sought, missed, hits, false


def _united(some: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(chain.from_iterable(some))
