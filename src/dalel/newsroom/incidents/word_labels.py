"""What is said of sheets that leave as Word files and come back."""

from django.utils.translation import gettext_lazy as _

from dalel.newsroom.frame import labels
from dalel.newsroom.incidents.actions.word_sheets import NothingLeavesError
from dalel.newsroom.incidents.queries.returned_sheets import UnplacedReason
from dalel.newsroom.incidents.queries.word_sheets import StaysReason
from dalel.publish.own_process import NotMadeError

labels.add(
    {
        StaysReason: {
            StaysReason.GONE: _("retracted or withdrawn: it stays here"),
            StaysReason.WORDS: _("words in it were withdrawn: it stays here"),
            StaysReason.NO_TEXT: _("no text yet"),
        },
        UnplacedReason: {
            UnplacedReason.NO_CODE: _("A row without a code"),
            UnplacedReason.TORN: _("Cells were merged or parted"),
            UnplacedReason.TWICE: _("The row stands there twice; the first one counts"),
            UnplacedReason.UNKNOWN: _("There is no entry of this number"),
            UnplacedReason.NO_VERSION: _("The text never had this version here"),
            UnplacedReason.LANGUAGE: _("Not a language of this newsroom"),
            UnplacedReason.GONE_ROW: _("The row was deleted: the passage stays"),
            UnplacedReason.MOVED: _("The passage is not at the desk any more"),
            UnplacedReason.NO_ROW: _("A comment beside all rows"),
        },
    }
)
labels.explain(NothingLeavesError, _("Tick at least one entry that may leave."))
labels.explain(NotMadeError, _("The document could not be made. Try again in a moment."))
