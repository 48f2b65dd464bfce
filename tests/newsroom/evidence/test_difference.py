"""What differs between two versions, in the order in which one reads them?"""

from dalel.newsroom.evidence.queries.article_status import DiffPiece, difference


def told(pieces: tuple[DiffPiece, ...]) -> list[str]:
    """Each piece as one would mark it by hand."""
    marks = {"gone": "-{}-", "new": "+{}+", "same": "{}"}
    return [
        "".join(marks[part.kind].format(part.text) for part in piece.parts)
        if piece.parts
        else marks[piece.kind].format(piece.text)
        for piece in pieces
    ]


def test_a_changed_paragraph_is_marked_word_by_word() -> None:
    old = "Заголовок\n\nСуд оштрафовал издание на 87 640 тенге. Решение вынесено в мае."
    new = "Заголовок\n\nСуд оштрафовал издание на 78 640 тенге. Решение вынесено 12 мая."
    assert told(difference(old, new)) == [
        "Заголовок",
        "Суд оштрафовал издание на -87 -+78 +640 тенге. Решение вынесено -в мае.-+12 мая.+",
    ]


def test_another_paragraph_in_the_place_stands_beside_the_old_one() -> None:
    pieces = difference("Один абзац о суде.", "Совсем другое предложение.")
    assert told(pieces) == ["-Один абзац о суде.-", "+Совсем другое предложение.+"]


def test_a_paragraph_that_came_or_went_is_whole() -> None:
    assert told(difference("А.\n\nБ.", "А.\n\nБ.\n\nВ.")) == ["А.", "Б.", "+В.+"]
    assert told(difference("А.\n\nБ.", "Б.")) == ["-А.-", "Б."]


def test_what_is_very_long_is_not_compared_word_by_word() -> None:
    long = "слово " * 2000
    assert [piece.kind for piece in difference(long, f"{long}ещё")] == ["gone", "new"]
