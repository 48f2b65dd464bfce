"""The dictionary of news words: what Russian words are in Kazakh, and which hold the other way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class EntryKind(StrEnum):
    """How a word stands with others in Kazakh.

    Before another noun a person, a body or a thing takes the genitive (соттың шешімі), something
    abstract stands bare (ақпарат министрлігі). An action is a verbal noun: what is its genitive in
    Russian is its object in Kazakh (сайтты бұғаттау). A relational adjective is a noun in Kazakh
    that stands bare before one with a possessive ending (сот сараптамасы).
    """

    PERSON = "persons"
    BODY = "bodies"
    THING = "things"
    ABSTRACT = "abstract"
    ACTION = "actions"
    ADJECTIVE = "adjectives"
    RELATIONAL = "relational"
    ADVERB = "adverbs"


_OTHER_PARTS: Final = (EntryKind.ADJECTIVE, EntryKind.RELATIONAL, EntryKind.ADVERB)


@dataclass(frozen=True, kw_only=True)
class DictionaryWord:
    """A Russian word, or several in a row, by their dictionary forms, and the Kazakh ones.

    ``plural``: the Kazakh stands as it is for the Russian plural (деректер, ақша). ``possessive``:
    its head has a possessive ending already (телефон нөмірі). ``with_object``: the verbal noun in
    its place where a genitive tells what it is done to (бұзушылық, but құқықты бұзу): of an action
    every genitive, of something abstract one that is no person and no body. ``governs``: the case
    of that object. ``one_way``: the Kazakh is not to be said by this Russian.
    """

    ru: str
    kk: str
    kind: EntryKind
    plural: bool = False
    possessive: bool = False
    with_object: str = ""
    governs: str = ""
    one_way: bool = False

    @property
    def is_noun(self) -> bool:
        """Whether it can be declined."""
        return self.kind not in _OTHER_PARTS


@dataclass(frozen=True, kw_only=True)
class DictionaryVerb:
    """A Russian verb, alone or with the words of its set phrase, and the Kazakh stem.

    ``ways`` lead from how a dependent stands in Russian (``на+acc``) to how it stands in Kazakh
    (``dat``, ``dat+қатысты``) where that is not the rule; ``-`` marks what cannot be said.
    ``passive`` is a stem of its own where no rule makes it.
    """

    kk: str
    ways: Mapping[str, str] = field(default_factory=dict)
    passive: str = ""


@dataclass(frozen=True, kw_only=True)
class DeedWording(DictionaryVerb):
    """How a deed of the table is said.

    It says the same as the Russian ``words``, in dictionary form; without them, as all that tell
    the deed. In its ways ``nom`` is whoever did it and ``acc`` what it was done to. Without what it
    ``needs`` it tells nothing. ``done_to`` is persons, things, or empty for both. What it is done
    to is the ``subject`` where nobody does it: the site went down.
    """

    words: tuple[str, ...] = ()
    needs: tuple[str, ...] = ("acc",)
    done_to: str = ""
    subject: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Dictionary:
    """Words by their Russian forms, in small letters with ё as е, and verbs by their infinitives.

    ``deeds`` are the wordings of deeds by their ids. Two dictionaries are never equal: what was
    prepared from one is kept by its identity.
    """

    words: Mapping[str, DictionaryWord] = field(default_factory=dict)
    verbs: Mapping[str, DictionaryVerb] = field(default_factory=dict)
    deeds: Mapping[str, tuple[DeedWording, ...]] = field(default_factory=dict)

    def wording(self, deed: str, lemma: str) -> DeedWording | None:
        """How a deed is said that was told by some Russian words."""
        return next(
            (one for one in self.deeds.get(deed, ()) if not one.words or lemma in one.words), None
        )

    def kazakh(self, lemmas: Sequence[str]) -> DictionaryWord | None:
        """What a Russian word or row of words is in Kazakh, if that is safe to say."""
        return self.words.get(fold_word(" ".join(lemmas)))

    def russian(self) -> Mapping[str, tuple[DictionaryWord, ...]]:
        """What Kazakh words are in Russian: of each part of speech at most one."""
        found: dict[str, tuple[DictionaryWord, ...]] = {}
        for word in self.words.values():
            if not word.one_way:
                found[word.kk] = (*found.get(word.kk, ()), word)
        return found


def fold_word(text: str) -> str:
    """A word as it is looked up: in small letters, ё as е."""
    return text.lower().replace("ё", "е")
