"""Scoring of groups and reprints against those that people made."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class BCubed:
    """Precision and recall."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, kw_only=True)
class GroupScore:
    """Agreement by article (B-cubed) and by pair, and over pairs of two languages."""

    articles: int
    b_cubed: BCubed
    pairs: BCubed
    across: BCubed


def score_groups(
    gold: Mapping[str, Hashable],
    found: Mapping[str, Hashable],
    language: Mapping[str, str],
    tested: Collection[str] | None = None,
) -> GroupScore:
    """Compare groups: by article the group it is in.

    B-cubed after Bagga and Baldwin (1998): for each article the share of its found group that is of
    its gold group, and the other way round, on the mean. With ``tested`` the means are over those
    articles, and pairs count that have one of them, while groups hold all articles.
    """
    those = sorted(gold if tested is None else tested)
    gold_size, found_size = Counter(gold.values()), Counter(found[one] for one in gold)
    both = Counter((gold[one], found[one]) for one in gold)
    shares = [(both[gold[one], found[one]], found[one], gold[one]) for one in those]
    count = max(len(those), 1)
    return GroupScore(
        articles=len(those),
        b_cubed=BCubed(
            precision=sum(n / found_size[f] for n, f, _ in shares) / count,
            recall=sum(n / gold_size[g] for n, _, g in shares) / count,
        ),
        pairs=_pairs(gold, found, frozenset(those), lambda _one, _other: True),
        across=_pairs(
            gold, found, frozenset(those), lambda one, other: language[one] != language[other]
        ),
    )


def _pairs(
    gold: Mapping[str, Hashable],
    found: Mapping[str, Hashable],
    tested: frozenset[str],
    counts: Callable[[str, str], bool],
) -> BCubed:
    wanted, said = (_together(groups, gold, tested, counts) for groups in (gold, found))
    right = len(wanted & said)
    return BCubed(
        precision=right / len(said) if said else 1.0,
        recall=right / len(wanted) if wanted else 1.0,
    )


def _together(
    groups: Mapping[str, Hashable],
    among: Collection[str],
    tested: frozenset[str],
    counts: Callable[[str, str], bool],
) -> set[tuple[str, str]]:
    members: dict[Hashable, list[str]] = defaultdict(list)
    for one in sorted(among):
        members[groups[one]].append(one)
    return {pair for group in members.values() for pair in _of(group, tested, counts)}


def _of(
    group: Sequence[str], tested: frozenset[str], counts: Callable[[str, str], bool]
) -> list[tuple[str, str]]:
    return [
        (one, other)
        for at, one in enumerate(group)
        for other in group[at + 1 :]
        if (one in tested or other in tested) and counts(one, other)
    ]


def score_reprints(gold: Mapping[str, str | None], found: Mapping[str, str | None]) -> BCubed:
    """Compare reprints: by article the original it is a reprint of, or None.

    Whichever of a group is called the original, a group of n has n - 1 reprints. One counts as
    right where its original is of the group that gold has it in.
    """
    group = {one: original or one for one, original in gold.items()}
    said = [(one, original) for one, original in found.items() if original is not None]
    right = sum(group[one] == group.get(original, original) for one, original in said)
    due = sum(original is not None for original in gold.values())
    return BCubed(precision=right / len(said) if said else 1.0, recall=right / due if due else 1.0)
