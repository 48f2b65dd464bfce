"""What the accounts listen to."""

from typing import Any

from allauth.account.signals import password_changed, password_set, user_logged_in
from allauth.usersessions import signals as library
from django.http import HttpRequest

from dalel.newsroom.accounts.actions.sessions import note_session
from dalel.newsroom.accounts.auth_log import connect
from dalel.newsroom.accounts.models import Member


def _came_in(request: HttpRequest, user: object, **_signal: Any) -> None:
    if isinstance(user, Member):
        note_session(user, request)


connect()
# The library would write down the keys of sessions as cookies hold them.
user_logged_in.disconnect(receiver=library.on_user_logged_in)
user_logged_in.connect(_came_in)
for changed in (password_changed, password_set):
    changed.disconnect(receiver=library.on_password_changed)
    changed.connect(_came_in)
