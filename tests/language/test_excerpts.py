"""Are the words of a query marked in whatever form they stand?"""

import pytest

from dalel.language.excerpts import ExcerptPiece, excerpt, marked
from dalel.language.search_terms import wanted


def hits(pieces: tuple[ExcerptPiece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.is_hit]


def whole(pieces: tuple[ExcerptPiece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("language", "text", "query", "found"),
    [
        (
            "ru",
            "Суд оштрафовал журналистов в Озёрном",
            "журналист озерный",
            ["журналистов", "Озёрном"],
        ),
        (
            "kk",
            "Соттың шешімімен журналистерге айыппұл",
            "сот журналист",
            ["Соттың", "журналистерге"],
        ),
        ("kk", "ІІМ-нің түсіндірмесі", "ІІМ-ге", ["ІІМ"]),
        ("en", "The court fined journalists", "journalist", ["journalists"]),
        ("ru", "Статья 456-2 КоАП", "456-2", ["456", "2"]),
        ("ru", "Суд молчит", "погода", []),
        ("ru", "", "суд", []),
    ],
)
def test_forms_of_the_words_are_marked(
    language: str, text: str, query: str, found: list[str]
) -> None:
    pieces = marked(text, language, wanted(query))
    assert hits(pieces) == found
    assert whole(pieces) == text


def test_an_excerpt_shows_where_most_of_the_words_stand() -> None:
    text = f"Суд. {'Слова без дела. ' * 40}Суд оштрафовал блогера. {'И ещё слова. ' * 40}"
    pieces = excerpt(text, "ru", wanted("суд блогер"))
    assert hits(pieces) == ["Суд", "блогера"]
    assert whole(pieces).startswith("… ")
    assert whole(pieces).endswith(" …")
    assert len(whole(pieces)) < 300


def test_an_excerpt_without_a_hit_is_the_beginning() -> None:
    assert whole(excerpt("Короткий текст.", "ru", wanted("погода"))) == "Короткий текст."
    assert whole(excerpt("слово " * 99, "ru", ())).startswith("слово слово")


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    assert len(whole(excerpt("а" * 5000, "ru", wanted("б")))) < 300
    assert len(whole(excerpt("а" * 500 + "суд" + "а" * 500, "ru", wanted("суд")))) < 300


def test_marks_of_a_page_stay_text() -> None:
    text = "<script>суд</script> & <b>суда</b>"
    pieces = marked(text, "ru", wanted("суд"))
    assert whole(pieces) == text
    assert hits(pieces) == ["суд", "суда"]
