"""URL routes of the pages of ``accounts``."""

from typing import Final

from django.urls import path
from django.views.generic import RedirectView

from dalel.newsroom.accounts.views import (
    account_requests,
    auth,
    invitations,
    language,
    link_keys,
    newsroom,
    own_account,
    reminders,
    telegram,
)

#: The library leads there after a passkey; ours stand beside the other second factors.
_TO_FACTORS: Final = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns = [
    path("sign-in/", auth.sign_in, name="account_login"),
    path("sign-in/own/<str:token>/", auth.known, name="own-door"),
    path("sign-in/second/", auth.second, name="mfa_authenticate"),
    path("sign-in/passkey/", auth.passkey_in, name="mfa_login_webauthn"),
    path("sign-in/closed/", auth.closed, name="account_inactive"),
    path("sign-out/", auth.sign_out, name="account_logout"),
    path("invitation/<str:secret>/", invitations.accept, name="invitation"),
    path("account/", own_account.shown, name="account"),
    path("account/tokens/", link_keys.listing, name="link-keys"),
    path("account/tokens/<int:key>/end/", link_keys.end, name="link-key-end"),
    path("account/telegram/", telegram.shown, name="telegram"),
    path("account/telegram/code/", telegram.code, name="telegram-code"),
    path("account/telegram/end/", telegram.end, name="telegram-end"),
    path("account/password/", auth.change_password, name="account_change_password"),
    path("account/sessions/others/end/", own_account.end_others, name="sessions-end"),
    path("account/sessions/<int:key>/end/", own_account.end, name="session-end"),
    path("account/reminders/", reminders.page, name="reminders"),
    path("account/reminders/link/", reminders.link_again, name="reminder-link"),
    path("account/reminders/confirm/<str:secret>/", reminders.confirm, name="reminder-confirm"),
    path("account/confirm/", auth.confirm, name="account_reauthenticate"),
    path("account/confirm/code/", auth.confirm_by_code, name="mfa_reauthenticate"),
    path("account/confirm/key/", auth.confirm_by_key, name="mfa_reauthenticate_webauthn"),
    path("account/factors/", auth.second_factors, name="mfa_index"),
    path("account/factors/app/", auth.add_app, name="mfa_activate_totp"),
    path("account/factors/app/remove/", auth.remove_app, name="mfa_deactivate_totp"),
    path("account/factors/keys/", _TO_FACTORS, name="mfa_list_webauthn"),
    path("account/factors/keys/add/", auth.add_key, name="mfa_add_webauthn"),
    path("account/factors/keys/<int:pk>/remove/", auth.remove_key, name="mfa_remove_webauthn"),
    path("account/factors/codes/", auth.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/factors/codes/new/", auth.new_codes, name="mfa_generate_recovery_codes"),
    path("newsroom/rules/", newsroom.rules, name="newsroom-rules"),
    path("newsroom/imprint/", newsroom.imprint, name="imprint"),
    path("newsroom/contact/", newsroom.contact, name="contact"),
    path("newsroom/upload-key/", newsroom.upload_key, name="upload-key"),
    path("newsroom/invitations/", invitations.listing, name="invitations"),
    path("newsroom/invitations/<int:key>/withdraw/", invitations.withdraw, name="withdraw-link"),
    path("newsroom/requests/", account_requests.listing, name="account-requests"),
    path("newsroom/requests/<int:key>/", account_requests.decide, name="account-request"),
    path("language/", language.choose, name="language"),
]
