"""Is a text that came back held against the one that left and the one that stands now?"""

from dalel.steps.bulletins.sheet_changes import CellBack, CellChange, applied, sheet_changes

LEFT = ("Заголовок", "Один.", "Два.", "Три.")


def back(*texts: tuple[str, ...] | None, added: tuple[CellBack, ...] = ()) -> list[CellBack]:
    """Cells that came back; None: as it left."""
    told = [(LEFT[place],) if text is None else text for place, text in enumerate(texts)]
    cells = [CellBack(place=place, passages=text) for place, text in enumerate(told)]
    return sorted([*cells, *added], key=lambda one: (one.place, one.is_new))


def changes(*texts: tuple[str, ...] | None, stands: tuple[str, ...] = LEFT) -> list[CellChange]:
    return list(sheet_changes(LEFT, stands, back(*texts)))


def test_what_came_back_as_it_left_changes_nothing() -> None:
    assert changes(None, None, None, None) == []
    assert changes(("Заголовок",), (" Один. ",), ("Два.",), ("Три.",)) == []


def test_a_corrected_passage_takes_the_place_of_its_own() -> None:
    (one,) = changes(None, None, ("Две.",), None)
    assert (one.was, one.wanted, one.at, one.is_conflict) == (("Два.",), ("Две.",), (2, 3), False)
    assert applied(LEFT, [one]) == ("Заголовок", "Один.", "Две.", "Три.")


def test_a_title_is_one_line_and_may_go() -> None:
    (one,) = changes(("Новый", "заголовок"), None, None, None)
    assert applied(LEFT, [one])[0] == "Новый заголовок"
    (gone,) = changes((), None, None, None)
    assert applied(LEFT, [gone])[0] == ""


def test_a_parted_and_an_emptied_passage() -> None:
    made = changes(None, ("А.", "Б."), (), None)
    assert applied(LEFT, made) == ("Заголовок", "А.", "Б.", "Три.")


def test_what_the_desk_did_elsewhere_stays() -> None:
    stands = ("Заголовок", "Один!", "Два.", "Вставка.", "Три.")
    (one,) = changes(None, None, None, ("Три!",), stands=stands)
    assert not one.is_conflict
    assert applied(stands, [one]) == ("Заголовок", "Один!", "Два.", "Вставка.", "Три!")


def test_the_same_passage_changed_on_both_sides_is_a_conflict() -> None:
    stands = ("Заголовок", "Один.", "Двое.", "Три.")
    (one,) = changes(None, None, ("Две.",), None, stands=stands)
    assert one.is_conflict
    assert (one.was, one.stands, one.wanted) == (("Два.",), ("Двое.",), ("Две.",))
    assert applied(stands, [one]) == ("Заголовок", "Один.", "Две.", "Три.")


def test_a_title_that_changed_on_both_sides_is_a_conflict() -> None:
    (one,) = changes(("Мой",), None, None, None, stands=("Наш", *LEFT[1:]))
    assert one.is_conflict


def test_a_passage_that_the_desk_took_out_is_a_conflict() -> None:
    (one,) = changes(None, None, ("Две.",), None, stands=("Заголовок", "Один.", "Три."))
    assert one.is_conflict
    assert applied(("Заголовок", "Один.", "Три."), [one])[2] == "Две."


def test_a_passage_of_which_nobody_can_say_where_it_stands_has_no_place() -> None:
    (one,) = changes(
        None, None, ("Две.",), None, stands=("Заголовок", "А.", "Б.", "В.", "Г.", "Д.")
    )
    assert one.at is None
    assert applied(("Заголовок", "А."), [one]) == ("Заголовок", "А.")


def test_what_was_taken_is_not_offered_again() -> None:
    texts = (("Новый",), ("А.", "Б."), (), ("Три!",))
    made = changes(*texts)
    stands = applied(LEFT, made)
    assert stands == ("Новый", "А.", "Б.", "Три!")
    assert changes(*texts, stands=stands) == []


def test_further_passages_stand_at_the_end_and_are_not_offered_twice() -> None:
    cells = [*back(None, None, None, None), CellBack(place=4, passages=("Четыре.",)),
             CellBack(place=5, passages=("Пять.",))]  # fmt: skip
    made = sheet_changes(LEFT, LEFT, cells)
    assert [one.is_conflict for one in made] == [False, False]
    stands = applied(LEFT, made)
    assert stands == (*LEFT, "Четыре.", "Пять.")
    assert sheet_changes(LEFT, stands, cells) == ()


def test_of_several_further_passages_those_that_were_left_are_offered_in_their_place() -> None:
    added = [CellBack(place=place, passages=(f"{place}.",)) for place in (4, 5, 6)]
    cells = [*back(None, None, None, None), *added]
    stands = (*LEFT, "4.", "5.")
    (one,) = sheet_changes(LEFT, stands, cells)
    assert applied(stands, [one]) == (*LEFT, "4.", "5.", "6.")


def test_a_row_that_was_put_in_stands_behind_the_one_before() -> None:
    new = CellBack(place=1, passages=("Между.",), is_new=True)
    cells = back(None, None, None, None, added=(new,))
    (one,) = sheet_changes(LEFT, LEFT, cells)
    stands = applied(LEFT, [one])
    assert stands == ("Заголовок", "Один.", "Между.", "Два.", "Три.")
    assert sheet_changes(LEFT, stands, cells) == ()


def test_a_translation_that_was_not_there_becomes_the_text() -> None:
    cells = [
        CellBack(place=0, passages=("Тақырып",)),
        CellBack(place=1, passages=("Бір.",)),
        CellBack(place=2, passages=("Екі.",)),
    ]
    made = sheet_changes((), (), cells)
    assert not any(one.is_conflict for one in made)
    assert applied((), made) == ("Тақырып", "Бір.", "Екі.")
    assert sheet_changes((), ("Тақырып", "Бір.", "Екі."), cells) == ()


def test_a_text_that_somebody_wrote_meanwhile_is_a_conflict_with_a_translation() -> None:
    cells = [CellBack(place=0, passages=("Тақырып",)), CellBack(place=1, passages=("Бір.",))]
    made = sheet_changes((), ("Өзге", "Басқа."), cells)
    assert [one.is_conflict for one in made] == [True, True]
