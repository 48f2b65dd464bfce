"""Words that are planted in a home, of each kind that docs/seizure.md tells of."""

from typing import Final

#: What is planted, by the rows of the table in docs/seizure.md; True: a seizer reads it.
KINDS: Final = {
    "secrets of second factors": False,
    "seeds of recovery codes": False,
    "keys of open sessions, keys of apps being set up": False,
    "demands": False,
    "replies to demands": False,
    "drafts and versions in review": False,
    "what was typed and not saved": False,
    "machine drafts": False,
    "remarks": False,
    "proposals": False,
    "letters to those concerned and their answers": False,
    "lawyers' notes": False,
    "conversations with sources": False,
    "developments and notices": False,
    "concerns and decisions about them": False,
    "names of people and decisions on naming": False,
    "introductions": False,
    "the handover note": False,
    "the diary's words": False,
    "questions to hosted models": False,
    "readers' addresses": False,
    "saved files: pictures, words, names": False,
    "published and imported texts": True,
    "articles and their claims": True,
    "the audit log with its reasons": True,
    "members' names": True,
    "words that were withdrawn": True,
    "short notes beside versions": True,
    "topics that readers follow": True,
}
_LETTERS: Final = "абгдзклмнорст"


def word(kind: str, when: str, place: int = 0) -> str:
    """A word that stands nowhere else and bends in no language."""
    number = list(KINDS).index(kind) * 8 + place
    first, second = divmod(number, len(_LETTERS) ** 2)
    third, fourth = divmod(second, len(_LETTERS))
    mark = "жр" if when == "older" else "пв"
    return f"{mark}{_LETTERS[first]}{_LETTERS[third]}{_LETTERS[fourth]}згблрмт"


#: So many words of each kind are planted.
PLACES: Final = 3


def planted(when: str) -> dict[str, tuple[str, ...]]:
    """All words, by kind."""
    return {kind: tuple(word(kind, when, place) for place in range(PLACES)) for kind in KINDS}
