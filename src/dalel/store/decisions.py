"""What becomes of the rows when people decide about evidence?

Each of these can be done again and changes nothing more.
"""

from django.db import transaction
from django.db.models import Q, QuerySet

from dalel.domain.evidence import EvidenceClass
from dalel.domain.states import FindingState
from dalel.store import findings
from dalel.store.models import ArticleRow, ArticleVersionRow, CaptureRow, FindingRow


def withhold(link: str, reason: str) -> int:
    """A capture's body is gone, and what was drawn from it goes too; gives how many versions."""
    with transaction.atomic():
        CaptureRow.objects.filter(link=link, withheld="").update(withheld=reason)
        drawn = ArticleVersionRow.objects.filter(capture__link=link)
        # Author and image were drawn from the first of them.
        _forget(ArticleRow.objects.filter(versions__in=drawn.filter(number=1)))
        return _empty(drawn)


def bar(canonical: str, reason: str) -> int:
    """Nothing of an address is kept any more; gives how many versions of its text went."""
    with transaction.atomic():
        article = ArticleRow.objects.filter(canonical=canonical)
        article.filter(withheld="").update(withheld=reason, watched_for="", next_at=None)
        _forget(article)
        found = FindingRow.objects.filter(canonical=canonical)
        found.update(title="")
        for row in found.filter(state=FindingState.NEW):
            findings.skip(row, f"withheld: {reason}")
        return _empty(ArticleVersionRow.objects.filter(article__in=article))


def put_in_class(about: str, evidence_class: EvidenceClass) -> None:
    """Note who may see the evidence of an address, or one capture by its link."""
    ArticleRow.objects.filter(canonical=about).update(evidence_class=evidence_class)
    CaptureRow.objects.filter(link=about).update(evidence_class=evidence_class)


def _forget(articles: "QuerySet[ArticleRow]") -> None:
    articles.update(author="", image="")


def _empty(versions: "QuerySet[ArticleVersionRow]") -> int:
    return versions.exclude(Q(title="") & Q(text="")).update(title="", text="")
