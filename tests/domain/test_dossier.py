"""From when until when could the public read a version?"""

from datetime import UTC, datetime

import pytest

from dalel.domain.legal_dossier import spans


def at(day: int | None) -> datetime | None:
    return datetime(2031, 6, day, tzinfo=UTC) if day else None


@pytest.mark.parametrize(
    ("approved", "moments", "gone", "told"),
    [
        # Approved, and read from the next release on.
        ([1], [3, 5], None, [(3, None)]),
        # Approved and released in the same moment.
        ([3], [3], None, [(3, None)]),
        # Nothing was released since, or nothing approved.
        ([4], [3], None, [(None, None)]),
        ([None], [3], None, [(None, None)]),
        # A correction takes the place of what was read.
        ([1, 4], [3, 5], None, [(3, 5), (5, None)]),
        # One that was replaced before anything was released was never read.
        ([1, 2], [3], None, [(None, None), (3, None)]),
        ([1, None, 4], [3, 5], None, [(3, 5), (None, None), (5, None)]),
        # What was withdrawn is read no more, and a later approval changes nothing.
        ([1], [3, 5], 5, [(3, 5)]),
        ([1, 5], [3, 5, 7], 5, [(3, 5), (None, None)]),
    ],
)
def test_a_version_is_public_from_one_release_to_another(
    approved: list[int | None],
    moments: list[int],
    gone: int | None,
    told: list[tuple[int | None, int | None]],
) -> None:
    found = spans(
        [at(day) for day in approved],
        [datetime(2031, 6, day, tzinfo=UTC) for day in moments],
        at(gone),
    )
    assert found == [(at(since), at(until)) for since, until in told]
