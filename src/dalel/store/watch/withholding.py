"""What becomes of the rows when evidence is withheld or put into another class?

Each of these can be done again and changes nothing more. What a row draws from the text of an
article is forgotten here: whoever adds such a row adds a line to ``_empty``.
"""

from typing import Any

from django.db.models import Q, QuerySet

from dalel.domain.evidence import EvidenceClass
from dalel.domain.states import FindingState
from dalel.store.models import (
    ArticleRow,
    ArticleVersionRow,
    CaptureRow,
    ClassificationRow,
    ExcerptRow,
    FindingRow,
    MembershipRow,
    ReprintRow,
    SearchRow,
    VectorRow,
)
from dalel.store.models.search import Searched
from dalel.store.transactions import writing
from dalel.store.watch import findings
from dalel.store.watch.articles import newest_words


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
    VectorRow.objects.filter(version__in=keys).delete()
    ExcerptRow.objects.filter(source__in=keys).delete()
    for row in ClassificationRow.objects.filter(version__in=keys):
        row.suggested = _without_reasons(row.suggested)
        row.save(update_fields=["suggested"])
    MembershipRow.objects.filter(article__in=articles).update(reasons=[])
    ReprintRow.objects.filter(Q(article__in=articles) | Q(original__in=articles)).update(reasons=[])
    # What a newer version says can still be found.
    silent = [row.pk for row in articles.distinct() if not newest_words(row).text]
    SearchRow.objects.filter(kind=Searched.ARTICLE, owner__in=silent).delete()
    return count


def _without_reasons(suggested: Any) -> Any:
    """What was suggested, without the words of the text that spoke for it."""
    match suggested:
        case dict():
            return {
                name: [] if name == "reasons" else _without_reasons(value)
                for name, value in suggested.items()
            }
        case list():
            return [_without_reasons(one) for one in suggested]
        case _:
            return suggested
