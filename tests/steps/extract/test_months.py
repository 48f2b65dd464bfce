import pytest

from dalel.steps.extract.months import is_weekday, month_of


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("Июл", 7),
        ("июня", 6),
        ("МАЯ", 5),
        ("май", 5),
        ("марте", 3),
        ("сентябре", 9),
        ("қаңтар", 1),
        ("қарашада", 11),
        ("қаз.", 10),
        ("желтоқсанның", 12),
        ("Sept", 9),
        ("may", 5),
        ("ма", None),
        ("ию", None),
        ("судья", None),
    ],
)
def test_a_word_names_its_month(word: str, month: int | None) -> None:
    assert month_of(word) == month


def test_days_of_the_week_are_known_in_all_languages() -> None:
    assert all(map(is_weekday, ("Пятница", "жұма", "Friday", "Пн", "Fri.")))
    assert not is_weekday("Июль")
