"""Names of a story for a language model: as its articles tell them, and in the other language."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dalel.domain.names import SURE, TOLD_LANGUAGES, KnownNames, Sureness
from dalel.language.name_book import NameBook
from dalel.language.name_forms import forms


def told_names(
    texts: Mapping[str, str], languages: Sequence[str], names: KnownNames
) -> list[dict[str, Any]]:
    """The names of texts, by language; ``sure`` tells whether a form needs no question mark.

    Whom the naming rule hides, and whose name may be that of several, is not among them.
    """
    book = NameBook(names)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for source, text in texts.items():
        for target in languages:
            if source == target or not {source, target} <= {*TOLD_LANGUAGES}:
                continue
            for known in book.known_in(text, source, target):
                rendered = book.rendered(known.names[source], known.kind, source, target)
                if rendered.sure in SURE:
                    one = {source: known.names[source], target: rendered.words, "sure": True}
                    found.setdefault((source, known.names[source]), one)
            for beside in book.beside(text, source, target):
                if beside.rendered.words and beside.rendered.sure is not Sureness.ASK:
                    one = {
                        source: beside.called,
                        target: beside.rendered.words,
                        "sure": beside.rendered.is_sure,
                    }
                    found.setdefault((source, beside.called), one)
    return list(found.values())


def unsure_in(text: str, language: str, told: Collection[Mapping[str, Any]]) -> bool:
    """Whether a text tells a name in a form that needs a question mark."""
    words = [str(one[language]) for one in told if not one["sure"] and language in one]
    return any(whole for _, whole in forms(text, language, words))
