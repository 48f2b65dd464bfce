"""Sessions in the database, found by a digest of their key: a copy of the rows opens none of them.

The key itself is in the browser's cookie alone, and in ``session_key`` of a request. It is random
(165 bits), so that nothing is won by a slow hash or a secret in it.
"""

import base64
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone

#: Of SHA-256 so much is kept as the column of Django and of allauth has room for: 240 bits.
_KEPT: Final = 30


def row_key(key: str) -> str:
    """By what the row of a session is found whose cookie holds this."""
    digest = sha256(key.encode("utf-8", "replace")).digest()
    return base64.urlsafe_b64encode(digest[:_KEPT]).decode("ascii")


class SessionStore(db.SessionStore):
    """Django's store, whose rows do not hold what a cookie needs.

    Only its plain methods are used, since the desk answers by threads.
    """

    def load(self) -> dict[str, Any]:
        """What the session holds; of one that is over or was never there, nothing."""
        key = self.session_key or ""
        live = Session.objects.filter(session_key=row_key(key), expire_date__gt=timezone.now())
        row = live.first()
        if row is None:
            self._session_key = None
            return {}
        return dict(self.decode(row.session_data))

    def exists(self, session_key: str) -> bool:
        """Whether there is a session of this key."""
        return super().exists(row_key(session_key))

    def delete(self, session_key: str | None = None) -> None:
        """End the session of this key, or this one."""
        if key := session_key or self.session_key:
            super().delete(row_key(key))

    def create_model_instance(self, data: Mapping[str, Any]) -> AbstractBaseSession:
        """The row, by the digest of its key."""
        row = super().create_model_instance(dict(data))
        row.session_key = row_key(row.session_key)
        return row
