from dataclasses import replace

from dalel.domain.evidence import TextSpan
from dalel.language.sayable import SayableClause, SayablePhrase


def phrase(*tokens: int, leans: bool = False, left: tuple[int, ...] = ()) -> SayablePhrase:
    return SayablePhrase(
        way="acc", head="сайт", tokens=frozenset(tokens), leans=leans, left=frozenset(left)
    )


def clause(*arguments: SayablePhrase, own: int, left: tuple[int, ...] = ()) -> SayableClause:
    return SayableClause(
        verb="закрыть",
        own=frozenset({own}),
        trigger=TextSpan(start=0, end=1),
        arguments=arguments,
        left=frozenset(left),
    )


WHOLE = replace(
    phrase(1),
    lead=frozenset({0}),
    owner=phrase(2, left=(20,)),
    further=(phrase(3),),
    joined=(phrase(4),),
    clause=clause(phrase(6), own=5, left=(21,)),
    left=frozenset({22}),
)
TOLD = replace(
    clause(WHOLE, own=7, left=(23,)),
    when_tokens=frozenset({8}),
    joint=frozenset({9}),
    adverbs=(("быстро", 10),),
    speaker=phrase(11),
    infinitive=clause(own=12),
    content=clause(phrase(14, leans=True), own=13),
    beside=(clause(own=15, left=(24,)),),
)


def test_a_phrase_has_the_places_of_all_its_parts() -> None:
    assert WHOLE.all_tokens() == frozenset(range(7))
    assert WHOLE.all_left() == {20, 21, 22}
    assert [min(one.tokens) for one in WHOLE.all_phrases()] == [1, 2, 3, 4, 6]


def test_a_clause_has_the_places_of_all_its_parts() -> None:
    assert TOLD.all_tokens() == frozenset(range(16))
    assert TOLD.all_left() == {20, 21, 22, 23, 24}
    assert [min(one.tokens) for one in TOLD.all_phrases()] == [1, 2, 3, 4, 6, 11, 14]


def test_the_clauses_of_a_clause_are_those_that_are_told_with_it() -> None:
    assert [min(one.own) for one in TOLD.clauses()] == [7, 12, 13, 15]


def test_a_clause_leans_where_a_phrase_of_its_content_does() -> None:
    assert TOLD.leans
    assert not clause(phrase(1), own=2).leans
