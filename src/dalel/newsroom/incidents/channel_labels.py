"""What the screens call posts of the channel, and why a file is not its history."""

from collections.abc import Iterator
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dalel.domain.channel_history import ChannelExportError, ExportFlaw, Forwarded, PostFlaw
from dalel.domain.errors import UnreadableError
from dalel.newsroom.frame import labels
from dalel.newsroom.incidents.queries.channel_look import KnownBy
from dalel.steps.bulletins.channel_export import LARGEST, MOST_POSTS

_FLAWS: Final[dict[str, Promise]] = {
    ExportFlaw.EMPTY: _("The file is empty."),
    ExportFlaw.TOO_LARGE: _(
        "The file is larger than %(megabytes)d MB: export a shorter time, without pictures."
    ),
    ExportFlaw.NOT_JSON: _(
        "This is no machine-readable export: choose “Machine-readable JSON” when you export, and "
        "give the file result.json."
    ),
    ExportFlaw.TOO_DEEP: _("The file is built as no export is: it was not read."),
    ExportFlaw.NOT_EXPORT: _("This is no export of a Telegram channel."),
    ExportFlaw.PRIVATE: _(
        "This is the export of a conversation or a group, not of a channel. It was not read any "
        "further, and nothing of it is kept."
    ),
    ExportFlaw.WHOLE_ACCOUNT: _(
        "This is the export of a whole account, with private conversations. It was not read any "
        "further, and nothing of it is kept: export the channel alone, from its own menu."
    ),
    ExportFlaw.TOO_MANY: _(
        "It has more than %(posts)d posts, or more text than is read: export a shorter time."
    ),
    ExportFlaw.NO_POSTS: _("There are no posts in it."),
}


def _refused(error: ChannelExportError) -> Iterator[str]:
    words = _FLAWS.get(str(error), _FLAWS[ExportFlaw.NOT_EXPORT])
    yield str(words) % {"megabytes": LARGEST // 2**20, "posts": MOST_POSTS}


def _unreadable(_error: UnreadableError) -> Iterator[str]:
    yield gettext("Reading it took too long or too much memory: it was not read.")


labels.explain(ChannelExportError, _refused)
labels.explain(UnreadableError, _unreadable)
labels.add(
    {
        PostFlaw: {
            PostFlaw.SERVICE: _("a notice of Telegram"),
            PostFlaw.POLL: _("a poll"),
            PostFlaw.NO_TEXT: _("no text"),
            PostFlaw.TOO_LONG: _("longer than a post can be"),
            PostFlaw.NO_DAY: _("no day that can be meant"),
            PostFlaw.LANGUAGE: _("in no language of the newsroom"),
        },
        Forwarded: {
            Forwarded.NOT: "",
            Forwarded.CHANNEL: _("forwarded from another channel"),
            Forwarded.PERSON: _("forwarded from a person, whose name is not read"),
        },
        KnownBy: {
            KnownBy.CAME: _("came in already"),
            KnownBy.OURS: _("a post about an entry of ours"),
            KnownBy.TEXT: _("the same text is in the record"),
            KnownBy.PAGE: _("the same page is cited"),
        },
    }
)
