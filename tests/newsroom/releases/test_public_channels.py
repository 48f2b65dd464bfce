"""Does the site say where the newsroom posts?"""

import pytest
from pytest_django import Settings

from dalel.newsroom.incidents.queries.snapshot import take
from dalel.pack import Pack


@pytest.mark.django_db
def test_the_site_names_the_channels_that_have_a_public_name(
    kz_pack: Pack, settings: Settings
) -> None:
    assert take(kz_pack).profile.channels == {}
    changes = {
        "telegram_token": "1:" + "a" * 35,
        "telegram_channels": {"kk": "@kk_channel", "ru": "-1001234"},
    }
    settings.DALEL = settings.DALEL.model_copy(update=changes)
    assert take(kz_pack).profile.channels == {"kk": "kk_channel"}
