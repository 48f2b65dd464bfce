"""What accounts call their fixed values and refusals on the screens."""

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from dalel.domain.membership import MembershipBar as DoorBar
from dalel.domain.reminder import ReminderKind, ReminderPace, ReminderWay
from dalel.newsroom.accounts import browser_names
from dalel.newsroom.accounts.act import AccountClosedError
from dalel.newsroom.accounts.actions import account_requests
from dalel.newsroom.accounts.actions.link_keys import TooManyKeysError
from dalel.newsroom.accounts.actions.newsroom import lacks_factor
from dalel.newsroom.accounts.actions.reminders import AddressSettledError
from dalel.newsroom.accounts.opens_here import opens_here_only
from dalel.newsroom.accounts.queries.persons import lacking
from dalel.newsroom.accounts.queries.small_newsroom import outgrown
from dalel.newsroom.frame import labels
from dalel.newsroom.frame.context import is_alone

labels.add(
    {
        DoorBar: {
            DoorBar.LAST_PUBLISHER: _("This is the last publisher: make another one first."),
            DoorBar.LAST_ADMINISTRATOR: _(
                "This is the last administrator: make another one first."
            ),
            DoorBar.ALREADY_CLOSED: _("The account is closed already."),
            DoorBar.NOT_CLOSED: _("The account is not closed."),
            DoorBar.NOT_ASKED: _(
                "Nobody has asked yet to open it: ask, and let somebody else confirm."
            ),
            DoorBar.SAME_PERSON: _(
                "It takes another person than who asked: not you, nor an account that only you or "
                "the same inviter stands behind."
            ),
            DoorBar.OWN_ACCOUNT: _("Nobody opens their own account."),
            DoorBar.OWN_ROLE: _("Nobody confirms their own new role."),
            DoorBar.TOO_EARLY: _("Nobody has confirmed it yet, and its time has not come."),
            DoorBar.WRONG_CODE: _("This is not the paper code, or it was used already."),
            DoorBar.OVER: _("It is done or stopped already."),
        },
        ReminderKind: {
            ReminderKind.READING: _("an entry waits for my reading"),
            ReminderKind.RETURNED: _("an entry that I wrote was sent back"),
            ReminderKind.DEADLINE: _("a deadline of mine has come: a letter, a demand"),
            ReminderKind.ADVICE: _("an entry that I wrote is back from the lawyer or translator"),
        },
        ReminderPace: {
            ReminderPace.AT_ONCE: _("at once, but not more than once an hour"),
            ReminderPace.DAILY: _("once a day"),
        },
        ReminderWay: {
            ReminderWay.MAIL: _("by e-mail"),
            ReminderWay.TELEGRAM: _("by the newsroom’s Telegram bot"),
        },
    }
)
labels.explain(AddressSettledError, _("There is no address that has to be confirmed."))
labels.explain(AccountClosedError, _("Your account was closed in the meantime; nothing was done."))
labels.explain(
    TooManyKeysError, _("You have ten keys already: withdraw one that is no longer needed.")
)

labels.offer(
    template_globals={
        "account_news": lambda member: account_requests.news(member, datetime.now(UTC)),
        "lacks_factor": lacks_factor,
        "opens_here_only": opens_here_only,
        "outgrown": lambda member: outgrown(member, datetime.now(UTC)),
        "vacancy_now": lambda: None if is_alone() else lacking(),
    },
    template_filters={"browser": browser_names.named},
)
