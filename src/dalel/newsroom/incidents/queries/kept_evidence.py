"""Whether anything that is kept stands behind an incident: links, files, conversations."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from dalel.domain.approval import Refusal
from dalel.domain.incident import Incident, Provenance
from dalel.newsroom.evidence.models import ArticleVersionRow, CaptureRow, OutsideCopyRow
from dalel.newsroom.evidence.queries.renderings import walled
from dalel.newsroom.incidents.models import ConversationRow, SavedPageRow, SavedTextRow, VideoRow


def evidence_lack(incident: Incident) -> Refusal | None:
    """What an entry lacks to be approved: something behind it that is kept.

    What came with an import was printed on its links long ago: it needs one, and no capture.
    """
    is_printed = incident.provenance is Provenance.IMPORTED and bool(incident.links)
    if is_printed or is_kept_behind(incident):
        return None
    return Refusal.NOT_FETCHED if incident.links else Refusal.NO_EVIDENCE


def is_kept_behind(incident: Incident) -> bool:
    """Whether an incident has evidence that is kept; in two queries, or one of a captured link.

    A cited link whose page was captured here, or copied by an outside archive; a saved file with
    text that was read or typed; a conversation whose words may be quoted today. An address alone is
    none: what it showed may be gone tomorrow.
    """
    canonical = [link.canonical for link in incident.links]
    if ArticleVersionRow.objects.filter(article__canonical__in=canonical).exists():
        return True
    first, *others = (rows.order_by().values_list("pk") for rows in _less_usual(incident))
    return first.union(*others).exists()


def _less_usual(incident: Incident) -> Iterator[QuerySet[Any]]:
    canonical = [link.canonical for link in incident.links]
    urls = [link.url for link in incident.links]
    # A wall that asks for consent or money is no capture of the page behind it.
    yield CaptureRow.objects.filter(url__in=urls, status__lt=300, withheld="").exclude(
        url__in=walled(canonical).values("url")
    )
    yield OutsideCopyRow.objects.filter(canonical__in=canonical).exclude(address="")
    yield SavedPageRow.objects.filter(file__incident__number=incident.number).exclude(text="")
    yield VideoRow.objects.filter(incident__number=incident.number, kept__isnull=False)
    yield SavedTextRow.objects.filter(file__incident__number=incident.number).exclude(text="")
    yield ConversationRow.objects.filter(
        Q(until=None) | Q(until__gte=timezone.localdate()),
        incident__number=incident.number,
        corrected=None,
        withdrawn=None,
        may_quote=True,
    ).exclude(words="")
