"""Do recovery codes that lie on paper go on to open after there are only two new ones?"""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from pytest_django import Settings

from dalel.newsroom.accounts.models import Member

pytestmark = pytest.mark.django_db


def test_codes_of_before_open_once_each_and_used_ones_do_not(
    settings: Settings, cast: dict[str, Member]
) -> None:
    settings.MFA_RECOVERY_CODE_COUNT, settings.MFA_RECOVERY_CODE_DIGITS = 10, 8
    made = RecoveryCodes.activate(cast["editor"])
    old = made.generate_codes()
    assert made.validate_code(old[3])
    settings.MFA_RECOVERY_CODE_COUNT, settings.MFA_RECOVERY_CODE_DIGITS = 2, 16
    migration = import_module("dalel.newsroom.accounts.migrations.0010_doors")
    for _ in range(2):
        migration.keep_codes(apps, None)
    kept = Authenticator.objects.get().wrap()
    assert kept.get_unused_codes() == [code for code in old if code != old[3]]
    assert kept.validate_code(old[0])
    assert not kept.validate_code(old[0])
    assert not kept.validate_code(old[3])
    fresh = RecoveryCodes.activate(cast["reporter"])
    assert [len(code) for code in fresh.generate_codes()] == [16, 16]
