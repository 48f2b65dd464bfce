"""Secrets that a page shows while a member writes them down: an app's key and recovery codes.

Neither lies readable in the session: of the key it holds a sealed token, of the codes only that
they are being shown. So another language, or a page that is loaded again, shows the same.
"""

from datetime import timedelta
from time import time
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from django.contrib.sessions.backends.base import SessionBase

from dalel.newsroom.frame.sealing import BrokenSealError, seal, unsealed

#: As long as somebody needs to find paper, or to set an app up.
SHOWN_FOR: Final = timedelta(minutes=15)
_CODES: Final = "codes are being shown"
_SEALED, _SINCE = "sealed", "since"


def app_key(session: SessionBase, *, is_sent: bool) -> str:
    """The key of an app that is being set up; a new one where the last was shown long ago.

    ``is_sent``: a code of the app came, so that the key is the one it was shown, however old.
    """
    # The library drops what is kept under its own name once the app is there.
    kept = session.get(SECRET_SESSION_KEY)
    if isinstance(kept, dict) and (is_sent or _is_fresh(kept)):
        try:
            return unsealed(kept[_SEALED])
        except BrokenSealError:
            pass
    made: str = generate_totp_secret()
    session[SECRET_SESSION_KEY] = {_SEALED: seal(made), _SINCE: int(time())}
    return made


def begin_codes(session: SessionBase, codes: Authenticator) -> None:
    """From now on these codes are being shown in this browser."""
    session[_CODES] = {"row": codes.pk, _SINCE: int(time())}


def shows_codes(session: SessionBase, codes: Authenticator) -> bool:
    """Whether these codes are still being shown in this browser."""
    kept = session.get(_CODES)
    return isinstance(kept, dict) and kept["row"] == codes.pk and _is_fresh(kept)


def end_codes(session: SessionBase) -> None:
    """The member has them on paper."""
    session.pop(_CODES, None)


def _is_fresh(kept: dict[str, int]) -> bool:
    return time() - kept[_SINCE] < SHOWN_FOR.total_seconds()
