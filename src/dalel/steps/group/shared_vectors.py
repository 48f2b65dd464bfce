"""Vectors that stand for several texts: a reprint needs none of its own beside its original's."""

from collections.abc import Mapping
from datetime import date

from dalel.steps.group.lookup import Lookup
from dalel.steps.group.prints import Print, TextSimilarity, seniority

_Key = tuple[str, str]


class SharedVectors:
    """The texts of the open window that have vectors, by a number that whoever keeps them gives."""

    def __init__(self) -> None:
        self._lookup = Lookup()
        self._own: set[_Key] = set()
        self._stands: dict[_Key, int] = {}

    def know(self, prints: Mapping[int, Print]) -> None:
        """Note texts that have vectors, by the numbers of these."""
        for number, own in prints.items():
            if _key(own) not in self._stands:
                self._lookup.add(own)
                self._keep(own, number)

    def standing_for(self, prints: Mapping[int, Print]) -> dict[int, int]:
        """For each text, by its number, the number whose vector stands for it: often its own.

        One that repeats a text with a vector shares it, however the texts come; the others are
        taken for having one from here on. Asked again it says the same. Another version of the same
        article is no original.
        """
        for number, own in sorted(prints.items(), key=lambda pair: seniority(pair[1])):
            if _key(own) in self._stands:
                continue
            self._lookup.add(own)
            copied = [pair for pair in self._lookup.copies(own) if self._may_stand(pair[0], own)]
            if copied:
                self._stands[_key(own)] = self._stands[_key(max(copied, key=_nearness)[0])]
            else:
                self._keep(own, number)
        return {number: self._stands[_key(own)] for number, own in prints.items()}

    def forget(self, before: date) -> None:
        """Let go of the texts of earlier days."""
        for own in self._lookup.forget(before):
            self._own.discard(_key(own))
            self._stands.pop(_key(own), None)

    def _keep(self, own: Print, number: int) -> None:
        self._own.add(_key(own))
        self._stands[_key(own)] = number

    def _may_stand(self, mate: Print, own: Print) -> bool:
        return mate.id != own.id and _key(mate) in self._own


def _key(own: Print) -> _Key:
    return own.id, own.digest


def _nearness(pair: tuple[Print, TextSimilarity]) -> tuple[float, str]:
    return pair[1].cosine, pair[0].id
