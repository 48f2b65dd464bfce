"""Effects of withholding and reclassifying on the rows.

Each of these can be done again and changes nothing more. What a row draws from the text of an
article is forgotten when ``texts_withheld`` is sent: whoever adds such a row receives it.
"""

from typing import Final

from django.db.models import QuerySet
from django.dispatch import Signal

from dalel.domain.evidence import EvidenceClass
from dalel.domain.states import FindingState
from dalel.newsroom.evidence.actions import added_links, asked_links, findings, renderings
from dalel.newsroom.evidence.actions.articles import newest_words
from dalel.newsroom.evidence.models import (
    ArticleRow,
    ArticleVersionRow,
    CaptureRow,
    ClaimsRow,
    FindingRow,
)
from dalel.newsroom.frame.models import SearchRow
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.transactions import writing

#: Sent in the transaction that empties versions of texts; ``versions`` are their keys.
texts_withheld: Final = Signal()


def withhold(link: str, reason: str) -> int:
    """A capture's body is gone, and what was drawn from it goes too; gives how many versions."""
    with writing():
        CaptureRow.objects.filter(link=link, withheld="").update(withheld=reason)
        drawn = ArticleVersionRow.objects.filter(capture__link=link)
        # Author and image were drawn from the first of them.
        _forget(ArticleRow.objects.filter(versions__in=drawn.filter(number=1)))
        return _empty(drawn)


def bar(canonical: str, reason: str) -> int:
    """Nothing of an address is kept any more; gives how many versions of its text went."""
    with writing():
        article = ArticleRow.objects.filter(canonical=canonical)
        article.filter(withheld="").update(withheld=reason, watched_for="", next_at=None)
        _forget(article)
        found = FindingRow.objects.filter(canonical=canonical)
        found.update(title="")
        for row in found.filter(state=FindingState.NEW):
            findings.skip(row, f"withheld: {reason}")
        renderings.forget(canonical)
        added_links.bar(canonical)
        asked_links.bar(canonical)
        return _empty(ArticleVersionRow.objects.filter(article__in=article))


def put_in_class(about: str, evidence_class: EvidenceClass) -> None:
    """Note who may see the evidence of an address, or one capture by its link."""
    ArticleRow.objects.filter(canonical=about).update(evidence_class=evidence_class)
    CaptureRow.objects.filter(link=about).update(evidence_class=evidence_class)


def _forget(articles: "QuerySet[ArticleRow]") -> None:
    articles.update(author="", image="")


def _empty(versions: "QuerySet[ArticleVersionRow]") -> int:
    """Empty versions of texts, and all that was drawn from them; gives how many said something."""
    keys = set(versions.values_list("pk", flat=True))
    articles = ArticleRow.objects.filter(versions__in=keys)
    gone = ArticleVersionRow.objects.filter(pk__in=keys).exclude(title="", text="")
    count = gone.update(title="", text="")
    ClaimsRow.objects.filter(version__in=keys).delete()
    texts_withheld.send(sender=ArticleVersionRow, versions=keys)
    # What a newer version says can still be found.
    silent = [row.pk for row in articles.distinct() if not newest_words(row).text]
    SearchRow.objects.filter(kind=Searched.ARTICLE, owner__in=silent).delete()
    return count
