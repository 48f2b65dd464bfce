"""When does a language version no longer say what the others say?"""

from datetime import UTC, datetime

import pytest

from dalel.domain.staleness import TextEvent, stale_languages


def events(*told: str) -> list[TextEvent]:
    """``kk1`` is a version in Kazakh at hour 1, ``ru2!`` a confirmation of Russian at hour 2."""
    return [
        TextEvent(
            time=datetime(2026, 1, 1, int(one[2]), tzinfo=UTC),
            language=one[:2],
            confirms=one.endswith("!"),
        )
        for one in told
    ]


@pytest.mark.parametrize(
    ("told", "stale"),
    [
        ([], set()),
        (["kk1"], set()),
        (["kk1", "ru1"], set()),
        (["kk1", "ru2"], set()),
        (["kk1", "ru1", "kk2"], {"ru"}),
        (["kk1", "ru1", "en1", "kk2"], {"ru", "en"}),
        (["kk1", "ru1", "kk2", "ru3"], set()),
        (["kk1", "ru1", "kk2", "ru3!"], set()),
        (["kk1", "ru1", "kk2", "ru3!", "kk4"], {"ru"}),
        (["kk1", "ru1", "en1", "kk2", "ru3"], {"en"}),
        (["kk1", "ru1", "kk2", "ru2"], set()),
        (["kk1", "ru1", "kk2", "ru3", "ru4"], {"kk"}),
        (["ru4", "kk2", "kk1", "ru1"], set()),
    ],
)
def test_editing_one_language_makes_the_others_stale_until_they_follow_or_are_confirmed(
    told: list[str], stale: set[str]
) -> None:
    assert stale_languages(events(*told)) == stale
