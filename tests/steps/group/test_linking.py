"""Average link: who is joined, in what order, and who may not be."""

from dalel.steps.group.clustering import Groups, link


def _groups(groups: Groups) -> set[frozenset[int]]:
    return {frozenset(group) for group in groups.members.values()}


def test_a_chain_is_cut_where_the_mean_is_low() -> None:
    groups = Groups(range(3), {(0, 1): 0.9, (1, 2): 0.8})
    link(groups, 0.5, frozenset())
    assert _groups(groups) == {frozenset({0, 1}), frozenset({2})}


def test_three_that_are_likely_on_the_mean_are_one() -> None:
    groups = Groups(range(3), {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.3})
    link(groups, 0.5, frozenset())
    assert _groups(groups) == {frozenset({0, 1, 2})}


def test_what_is_kept_apart_is_never_joined_by_way_of_others() -> None:
    likely = {(0, 1): 0.99, (1, 2): 0.98, (0, 2): 0.97}
    groups = Groups(range(3), likely)
    groups.keep_apart(0, 2)
    groups.keep_apart(0, 7)
    link(groups, 0.5, frozenset())
    assert _groups(groups) == {frozenset({0, 1}), frozenset({2})}


def test_what_stands_together_stays_so_when_it_is_set_apart_later() -> None:
    groups = Groups(range(2), {})
    groups.unite(0, 1)
    groups.unite(0, 1)
    groups.keep_apart(0, 1)
    assert _groups(groups) == {frozenset({0, 1})}


def test_two_that_are_settled_are_told_of_and_not_joined() -> None:
    groups = Groups(range(3), {(0, 1): 0.9, (0, 2): 0.95, (1, 2): 0.9})
    doubles = link(groups, 0.5, frozenset({0, 1}))
    assert _groups(groups) == {frozenset({0, 2}), frozenset({1})}
    (double,) = doubles
    assert {frozenset(groups.members[at]) for at in double} == _groups(groups)
