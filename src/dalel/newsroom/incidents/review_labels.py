"""What the review of a whole entry and its holders are called on the screens."""

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dalel.domain.holder import Holder
from dalel.domain.public_change import ChangeKind
from dalel.newsroom.frame import labels
from dalel.newsroom.incidents.actions.approve_entry import EntryRefusedError
from dalel.newsroom.incidents.actions.hand_over import NotByHandError
from dalel.newsroom.incidents.change_labels import TITLES
from dalel.newsroom.incidents.queries.review_parts import PartKind, ReviewPart
from dalel.publish.views.dates import wording


def part_named(part: ReviewPart) -> str:
    """What a part of an entry is called in the language of this screen."""
    match part.kind:
        case PartKind.TEXT:
            return wording(part.name).endonym
        case PartKind.RECORD:
            return gettext("Codes, section, date and links")
        case PartKind.PROPOSAL:
            return str(TITLES[ChangeKind(part.name)])
        case PartKind.ENTRY:
            return gettext("The entry")


def _refused(error: EntryRefusedError) -> Iterator[str]:
    yield gettext("Nothing was approved.")
    for part in error.parts:
        for why in part.why:
            yield f"{part_named(part)}: {labels.label(why)}"


labels.add(
    {
        Holder: {
            Holder.REPORTER: _("with the reporter"),
            Holder.SECOND_READER: _("with a second reader"),
            Holder.LAWYER: _("with the lawyer"),
            Holder.TRANSLATOR: _("with the translator"),
            Holder.ASKED: _("an answer is awaited"),
        },
    }
)
labels.explain(EntryRefusedError, _refused)
labels.explain(NotByHandError, _("Choose the lawyer or the translator."))
labels.offer(template_filters={"part_named": part_named})
