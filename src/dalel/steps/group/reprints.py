"""Detection of reprints and their originals.

Only texts of one language within a week of each other are compared.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from dalel.domain.article import Article
from dalel.domain.grouping import Reprint
from dalel.domain.reason import Reason
from dalel.steps.group.lookup import WINDOW, Lookup
from dalel.steps.group.prints import Print, TextSimilarity, print_of, seniority

#: A reprint with less of its original's text than this is called cut.
_CUT = 0.85


def find_reprints(articles: Iterable[Article]) -> tuple[Reprint, ...]:
    """The reprints among articles of any days, in any order."""
    window = Reprints()
    found: dict[str, Reprint] = {}
    for day, group in groupby(sorted(articles, key=_age), key=_age):
        window.forget(date.fromordinal(day) - timedelta(days=WINDOW) if day else date.min)
        found |= {each.article: each for each in window.add(group)}
    return tuple(found.values())


class Reprints:
    """The texts of the open window, in which reprints are found as articles come in."""

    def __init__(self) -> None:
        self._lookup = Lookup()
        self._groups: dict[str, list[Print]] = {}
        self._nearest: dict[str, TextSimilarity] = {}
        self._read: dict[Article, Print] = {}

    def read(self, articles: Iterable[Article]) -> None:
        """Read articles ahead of being added, when then nothing hangs on one text."""
        self._read |= {one: print_of(one) for one in articles if one not in self._read}

    def prints(self, articles: Sequence[Article]) -> list[Print]:
        """The prints of articles that are added later, for whoever else compares them."""
        self.read(articles)
        return [self._read[one] for one in articles]

    def add(self, articles: Iterable[Article]) -> tuple[Reprint, ...]:
        """Take articles in, and tell anew of every group of copies that one of them is in.

        An article of an earlier day may so become the original of what was known before. The order
        of the articles does not matter.
        """
        taken = [self._read[one] if one in self._read else print_of(one) for one in articles]
        self._read.clear()
        return self.add_prints(taken)

    def add_prints(self, taken: Iterable[Print]) -> tuple[Reprint, ...]:
        """The same with prints that were taken before, as of articles of a web archive."""
        prints = sorted(taken, key=seniority)
        for each in prints:
            self._lookup.add(each)
            self._groups[each.id] = [each]
        for each in prints:
            for mate, likeness in self._lookup.copies(each):
                self._join(each, mate, likeness)
        groups = {id(group): group for each in prints if len(group := self._groups[each.id]) > 1}
        return tuple(reprint for group in groups.values() for reprint in self._told(group))

    def forget(self, before: date) -> None:
        """Let go of the texts of earlier days."""
        left: dict[int, list[Print]] = {}
        for each in self._lookup.forget(before):
            group = self._groups.pop(each.id)
            self._nearest.pop(each.id, None)
            left[id(group)] = group
        for group in left.values():
            self._shorten(group)

    def _join(self, one: Print, other: Print, likeness: TextSimilarity) -> None:
        for each in (one, other):
            known = self._nearest.get(each.id)
            if known is None or known.cosine < likeness.cosine:
                self._nearest[each.id] = likeness
        group, joining = self._groups[one.id], self._groups[other.id]
        if group is not joining:
            group += joining
            # What was forgotten stays so.
            self._groups |= {each.id: group for each in joining if each.id in self._groups}

    def _shorten(self, group: list[Print]) -> None:
        """Of those that left, only the original is still told of; a text may be copied for ever."""
        original = min(group, key=seniority)
        group[:] = [each for each in group if each is original or each.id in self._groups]

    def _told(self, group: list[Print]) -> Iterable[Reprint]:
        original, *others = sorted(group, key=seniority)
        for each in others:
            if each.id in self._groups:
                reasons = _reasons(each, original, self._nearest[each.id])
                yield Reprint(article=each.id, original=original.id, reasons=reasons)


def _age(article: Article) -> int:
    return article.day.toordinal() if article.day else 0


def _reasons(own: Print, original: Print, likeness: TextSimilarity) -> tuple[Reason, ...]:
    share = Reason(
        code="same_words",
        values={"share": f"{likeness.cover:.0%}".rstrip("%")},
        weight=likeness.cover,
    )
    if own.length < _CUT * original.length:
        part = f"{own.length / original.length:.0%}".rstrip("%")
        return (share, Reason(code="cut", values={"share": part}))
    return (share,)
