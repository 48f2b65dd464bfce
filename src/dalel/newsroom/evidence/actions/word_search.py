"""Search for words in the bodies of all captures."""

from collections.abc import Iterator

from dalel.domain.evidence import Capture
from dalel.newsroom.evidence.actions.archive import answer_from
from dalel.newsroom.evidence.queries import captures
from dalel.steps.archive.vault import Vault


def find_words(words: str, vault: Vault) -> Iterator[Capture]:
    """Every capture whose body holds these words, by age, read one after another.

    Letters are compared without regard to case. What is withheld is not there to be found.
    """
    wanted = words.casefold()
    for capture in captures.with_bodies():
        answer = answer_from(vault, capture)
        if answer is None:
            continue
        text = answer.last.content.decode(_charset(answer.last.charset), "replace")
        if wanted in text.casefold():
            yield capture


def _charset(named: str | None) -> str:
    try:
        "".encode(named or "utf-8")
    except LookupError:
        return "utf-8"
    return named or "utf-8"
