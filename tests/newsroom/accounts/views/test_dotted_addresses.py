"""Is an address refused that only this machine could reach?"""

import pytest
from django.test import Client

from dalel.newsroom.accounts.actions.newsroom import ContactError, as_contact
from dalel.newsroom.accounts.forms import ReminderForm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "is_taken"),
    [("a@lake.test", True), ("a@localhost", False), ("a@desk", False), ("a@", False)],
)
def test_mail_goes_to_a_host_with_a_dot(client: Client, address: str, *, is_taken: bool) -> None:
    form = ReminderForm({"address": address})
    form.is_valid()
    assert ("address" not in form.errors) is is_taken
    if is_taken:
        assert as_contact(address) == address
    else:
        with pytest.raises(ContactError):
            as_contact(address)
