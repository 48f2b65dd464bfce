"""Does a reason come back as it was given?"""

import pytest

from dalel.domain.story_decision import NotOurs, read, written


@pytest.mark.parametrize("why", list(NotOurs))
@pytest.mark.parametrize("words", ["", "о погоде", "a: b"])
def test_a_reason_is_read_as_it_was_written(why: NotOurs, words: str) -> None:
    assert read(written(why, words)) == (why, words)


def test_words_from_before_there_was_a_list_stay_words() -> None:
    assert read("it is about: the weather") == (NotOurs.OTHER, "it is about: the weather")


def test_only_what_is_said_of_the_text_is_a_lesson() -> None:
    assert {why for why in NotOurs if why.is_lesson} == {
        NotOurs.OTHER_TOPIC,
        NotOurs.ABROAD,
        NotOurs.ORDINARY_CRIME,
        NotOurs.ADVERTISING,
    }
