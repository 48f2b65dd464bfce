"""With which key do the members of the tests sign in, and since when do they belong to it?"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db.models import F

from dalel.newsroom.accounts.models import Member

SESAME = "Тұлпар-2031-шабыс"


def secured(*members: Member) -> None:
    """They have a second factor, as whoever releases has."""
    for member in members:
        Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={})


def long_there() -> None:
    """All who are there came two months ago: a newsroom of four is no small one since then."""
    Member.objects.update(joined=F("joined") - timedelta(days=60))
