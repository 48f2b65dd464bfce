"""Who may enter which room of accounts and newsroom, and what an empty form gets there?

Name of the address: path, who reads (None: it only takes forms), who writes, and what each gets.
"""

from collections.abc import Set as AbstractSet
from typing import Final

from django.urls import URLPattern, URLResolver, get_resolver

from dalel.newsroom.frame.roles import Role

Rule = tuple[str, AbstractSet[Role] | None, AbstractSet[Role], int, int]

ALL: Final = frozenset(Role)
EDITORS: Final = ALL - {Role.REPORTER}
ADMINISTRATORS: Final = frozenset({Role.ADMINISTRATOR})
PUBLISHERS: Final = frozenset({Role.PUBLISHER, Role.ADMINISTRATOR})
NOBODY: Final = frozenset[Role]()
EDITORS_WHO_WRITE: Final = frozenset({Role.EDITOR, Role.PUBLISHER})
WRITERS: Final = ALL - {Role.ADMINISTRATOR}

_FACTORS = "/account/factors"
_MEMBER = "/newsroom/members/the-reporter"
ROOMS: Final[dict[str, Rule]] = {
    # Who is in already is led on from the door.
    "account_login": ("/sign-in/", ALL, ALL, 302, 302),
    "own-door": ("/sign-in/own/a-token/", ALL, NOBODY, 302, 405),
    "mfa_authenticate": ("/sign-in/second/", ALL, ALL, 302, 302),
    "mfa_login_webauthn": ("/sign-in/passkey/", ALL, ALL, 302, 302),
    "account_inactive": ("/sign-in/closed/", ALL, NOBODY, 200, 405),
    "invitation": ("/invitation/a-secret/", ALL, ALL, 410, 410),
    "guests": ("/guests/", ADMINISTRATORS, ADMINISTRATORS, 200, 400),
    "guest-end": ("/guests/99/end/", None, ADMINISTRATORS, 405, 302),
    # What only the browser sees that opened a guest's link.
    "guest": ("/guest/a-secret/", ALL, ALL, 410, 410),
    "guest-reading": ("/guest/", ALL, NOBODY, 410, 405),
    "guest-entry": ("/guest/entries/XT-2031-0001/", ALL, ALL, 410, 410),
    "guest-done": ("/guest/done/", ALL, NOBODY, 200, 405),
    "account": ("/account/", ALL, NOBODY, 200, 405),
    "account_change_password": ("/account/password/", ALL, ALL, 200, 200),
    "sessions-end": ("/account/sessions/others/end/", None, ALL, 405, 302),
    "session-end": ("/account/sessions/1/end/", None, ALL, 405, 302),
    "work-cancel": ("/works/0123456789abcdef/cancel/", None, ALL, 405, 404),
    "reminders": ("/account/reminders/", ALL, ALL, 200, 400),
    "reminder-link": ("/account/reminders/link/", None, ALL, 405, 302),
    "reminder-confirm": ("/account/reminders/confirm/a-secret/", ALL, ALL, 410, 410),
    "account_reauthenticate": ("/account/confirm/", ALL, ALL, 200, 200),
    # Who has no second factor is led to the password.
    "mfa_reauthenticate": ("/account/confirm/code/", ALL, ALL, 302, 302),
    "mfa_reauthenticate_webauthn": ("/account/confirm/key/", ALL, ALL, 302, 302),
    "mfa_index": (f"{_FACTORS}/", ALL, NOBODY, 200, 405),
    # These ask first who it is.
    "mfa_activate_totp": (f"{_FACTORS}/app/", ALL, ALL, 302, 302),
    "mfa_deactivate_totp": (f"{_FACTORS}/app/remove/", ALL, ALL, 404, 404),
    "mfa_list_webauthn": (f"{_FACTORS}/keys/", ALL, ALL, 302, 302),
    "mfa_add_webauthn": (f"{_FACTORS}/keys/add/", ALL, ALL, 302, 302),
    "mfa_remove_webauthn": (f"{_FACTORS}/keys/1/remove/", ALL, ALL, 302, 302),
    "mfa_view_recovery_codes": (f"{_FACTORS}/codes/", ALL, ALL, 404, 302),
    "mfa_generate_recovery_codes": (f"{_FACTORS}/codes/new/", ALL, ALL, 302, 302),
    "members": ("/newsroom/", EDITORS, NOBODY, 200, 405),
    "newsroom-rules": ("/newsroom/rules/", ADMINISTRATORS, ADMINISTRATORS, 200, 302),
    "welcome": ("/welcome/", PUBLISHERS, NOBODY, 200, 405),
    "welcome-name": ("/welcome/name/", None, PUBLISHERS, 405, 302),
    "welcome-rhythm": ("/welcome/rhythm/", None, PUBLISHERS, 405, 400),
    "welcome-aside": ("/welcome/aside/", None, PUBLISHERS, 405, 400),
    "upload-key": ("/newsroom/upload-key/", PUBLISHERS, PUBLISHERS, 200, 400),
    "contact": ("/newsroom/contact/", PUBLISHERS, PUBLISHERS, 200, 302),
    "imprint": ("/newsroom/imprint/", PUBLISHERS, PUBLISHERS, 200, 302),
    "invitations": ("/newsroom/invitations/", ADMINISTRATORS, ADMINISTRATORS, 200, 400),
    "withdraw-link": ("/newsroom/invitations/1/withdraw/", None, ADMINISTRATORS, 405, 302),
    "account-requests": ("/newsroom/requests/", ALL, NOBODY, 200, 405),
    "account-request": ("/newsroom/requests/99/", None, ALL, 405, 302),
    "member-vouch": (f"{_MEMBER}/vouch/", None, EDITORS, 405, 400),
    "member": (f"{_MEMBER}/", EDITORS, NOBODY, 200, 405),
    "member-change": (f"{_MEMBER}/change/", None, ADMINISTRATORS, 405, 400),
    "member-ask": (f"{_MEMBER}/ask/", None, EDITORS, 405, 400),
    "member-restore": (f"{_MEMBER}/restore/", None, EDITORS, 405, 400),
    "member-reset": (f"{_MEMBER}/reset/", None, ADMINISTRATORS, 405, 302),
    "member-link": (f"{_MEMBER}/link/", None, ADMINISTRATORS, 405, 200),
    "audit": ("/newsroom/audit/", EDITORS, NOBODY, 200, 405),
    "audit-csv": ("/newsroom/audit.csv", EDITORS, NOBODY, 200, 405),
    "demands": ("/newsroom/demands/", EDITORS, NOBODY, 200, 405),
    "demand-new": ("/newsroom/demands/new/", EDITORS, EDITORS, 200, 400),
    "demand": ("/newsroom/demands/1/", EDITORS, NOBODY, 404, 405),
    "demand-decide": ("/newsroom/demands/1/decide/", None, EDITORS, 405, 404),
    "demand-reply": ("/newsroom/demands/1/reply/", None, EDITORS, 405, 404),
    "demand-print": ("/newsroom/demands/1/print/", None, EDITORS_WHO_WRITE, 405, 404),
    "demand-state": ("/newsroom/demands/1/state/", None, EDITORS, 405, 404),
    "demand-hold": ("/newsroom/demands/1/hold/", None, EDITORS, 405, 404),
    "dossier-pdf": ("/incidents/XT-1999-0001/dossier.pdf", None, EDITORS, 405, 404),
    "dossier-zip": ("/incidents/XT-1999-0001/dossier.zip", None, EDITORS, 405, 404),
    "withdraw-words": ("/withdraw/", {Role.PUBLISHER}, {Role.PUBLISHER}, 200, 400),
    "withdraw-words-now": ("/withdraw/now/", None, {Role.PUBLISHER}, 405, 400),
    "doubles": ("/newsroom/doubles/", ALL, NOBODY, 200, 405),
    "doubles-draw": ("/newsroom/doubles/draw/", None, EDITORS, 405, 302),
    "double": ("/newsroom/doubles/1/", ALL, ALL, 404, 404),
    # The pages for readers of letters, in a newsroom that writes none.
    "letters": ("/letters/", ALL, ALL, 404, 404),
    "letters-confirm": ("/letters/confirm/a-secret/", ALL, ALL, 410, 410),
    "letters-leave": ("/letters/leave/a-secret/", ALL, ALL, 200, 200),
    "health": ("/health/", ALL, NOBODY, 503, 405),
    "builds": ("/builds/", ALL, NOBODY, 200, 405),
    "watching": ("/watching/", ALL, NOBODY, 200, 405),
    "build-cancel": ("/builds/1/cancel/", None, WRITERS, 405, 404),
    "build-repeat": ("/builds/1/again/", None, WRITERS, 405, 404),
    "measures": ("/measures/", ALL, NOBODY, 200, 405),
    "measure-level": ("/measures/level/", None, WRITERS, 405, 422),
    "measure-sentences": ("/measures/sentences/", None, WRITERS, 405, 422),
    "attention": ("/measures/attention/", ALL, NOBODY, 200, 405),
    "threats": ("/measures/threats/", ALL, NOBODY, 200, 405),
    "change": ("/measures/change/", ALL, NOBODY, 200, 405),
    "official": ("/measures/official/", ALL, NOBODY, 200, 405),
    "attention-choose": ("/measures/attention/choose/", None, WRITERS, 405, 422),
    "measure-report": ("/measures/report/99.docx", ALL, NOBODY, 404, 405),
    "measure-effect-form": ("/incidents/XT-1999-0001/effect/", ALL, NOBODY, 200, 405),
    "measure-effect": ("/incidents/XT-1999-0001/effect/record/", None, WRITERS, 405, 422),
    # Last: it shuts the reporter out.
    "member-suspend": ("/newsroom/members/the-other/suspend/", None, EDITORS, 405, 302),
}
#: What stands open to everybody: the door itself, and what a stranger gets there.
OPEN: Final = {
    "account_login": (200, 200),
    "account_logout": (405, 302),
    "own-door": (302, 405),
    "account_inactive": (200, 405),
    "mfa_login_webauthn": (302, 302),
    "invitation": (410, 410),
    "guest": (410, 410),
    "guest-reading": (410, 405),
    "guest-entry": (410, 410),
    "guest-done": (200, 405),
    "language": (405, 400),
    # Where no worker was ever seen.
    "health": (503, 405),
    "letters": (404, 404),
    "letters-confirm": (410, 410),
    "letters-leave": (200, 200),
}


def named_addresses() -> set[str]:
    """The names of all addresses of the desk, of every app."""
    return {
        str(pattern.name)
        for app in get_resolver().url_patterns
        if isinstance(app, URLResolver)
        for pattern in app.url_patterns
        if isinstance(pattern, URLPattern)
    }
