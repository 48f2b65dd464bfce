"""Is it said where an approved entry went whose edition takes in nothing more?"""

from datetime import date

import pytest

from dalel.domain.states import EditionState
from dalel.newsroom.editions.models import EditionRow
from newsroom.edition_steps import approve, let_stand, write
from newsroom.work_room import Room, texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [EditionState.FROZEN, None])
def test_the_first_approved_entry_of_an_old_period_says_where_it_went(
    at_work: Room, state: EditionState | None
) -> None:
    if state is not None:
        EditionRow.objects.create(
            number=7,
            period_start=date(2026, 5, 1),
            period_end=date(2026, 5, 31),
            state=state,
        )
    write(at_work)
    let_stand(at_work)
    for language in ("kk", "ru"):
        approve(at_work, language)
    page = at_work.page(at_work.editor)
    if state is None:
        assert "Выпуска с таким периодом нет." in page
        assert 'href="/editions/"' in page
    else:
        assert "относится к выпуску № 7, он закрыт" in page
        assert 'href="/editions/7/"' in page


def test_a_title_that_is_too_long_says_in_which_language(at_work: Room) -> None:
    sent = texts() | {"kk-title": "ұзақ тақырып " * 60}
    page = at_work.reporter.post(f"/incidents/{at_work.number}/edit/", sent).text
    assert "в заголовке (Қазақша)" in page
    assert "(Русский)" not in page
