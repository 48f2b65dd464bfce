"""Memory of names: learning what texts of two languages show, keeping choices, forgetting."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.dispatch import receiver

from dalel.domain.article import Article
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.incident import Provenance
from dalel.domain.names import NameKind
from dalel.domain.states import VersionState
from dalel.language.name_pairs import name_pairs
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.evidence.actions.withhold_rows import texts_withheld
from dalel.newsroom.evidence.models import ArticleVersionRow
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.newsroom.incidents.models import (
    NameChoiceRow,
    PersonRow,
    ShownNameRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.records import text_record
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in, withdrawn_words

#: The languages whose names are paired.
_KAZAKH: Final = "kk"
_RUSSIAN: Final = "ru"


class WithdrawnNameError(DalelError):
    """This name was withdrawn, and is remembered no more."""


class NameChosenError(DalelError):
    """This very name was chosen already; ``key`` is that of the choice."""

    def __init__(self, key: int) -> None:
        super().__init__()
        self.key = key


@dataclass(frozen=True, kw_only=True)
class NameChoice:
    """A name as an editor wants it; ``person`` is the key of who of the registry is meant."""

    kind: NameKind
    names: Mapping[str, str]
    person: int | None = None
    office: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None


def choose(choice: NameChoice, act: Act, *, key: int | None = None) -> int:
    """Keep a choice, or another one instead of that of a key; gives its key.

    :raises NotFoundError: when there is no choice of this key, or no such person.
    :raises WithdrawnNameError: when the name was withdrawn.
    :raises NameChosenError: when another choice is the same in everything.
    """
    with writing():
        words = withdrawn_words()
        if any(stand_in(one, words) for one in (choice.names, choice.office)):
            raise WithdrawnNameError
        row = NameChoiceRow() if key is None else _choice(key)
        if choice.person is not None and not PersonRow.objects.filter(pk=choice.person).exists():
            raise NotFoundError(f"There is no person {choice.person}.")
        if (same := _same(choice, key)) is not None:
            raise NameChosenError(same)
        row.kind, row.names, row.office = choice.kind, dict(choice.names), dict(choice.office)
        row.person_id, row.since, row.until = choice.person, choice.since, choice.until
        row.member, row.time = act.member, act.time
        row.save()
        act.note("chose a name", str(row)[:200])
    return row.pk


def drop(key: int, act: Act) -> None:
    """Take a choice back.

    :raises NotFoundError: when there is none of this key.
    """
    with writing():
        row = _choice(key)
        act.note("dropped a name", str(row)[:200])
        row.delete()


def learn_from_articles(articles: Sequence[Article], versions: Mapping[str, int]) -> None:
    """Remember the names that articles of one story tell in both languages.

    ``versions`` leads from an article to the key of its version.
    """
    by_language = {
        language: [one for one in articles if one.language == language and one.id in versions]
        for language in (_KAZAKH, _RUSSIAN)
    }
    found = [
        ShownNameRow(
            kind=pair.kind,
            names=dict(pair.names),
            one_id=versions[kazakh.id],
            other_id=versions[russian.id],
        )
        for kazakh in by_language[_KAZAKH]
        for russian in by_language[_RUSSIAN]
        for pair in name_pairs(_whole(kazakh), _whole(russian))
    ]
    if not found:
        return
    with writing():
        ShownNameRow.objects.filter(
            one__in={row.one_id for row in found}, other__in={row.other_id for row in found}
        ).delete()
        # A text may have been withheld since it was read.
        there = ArticleVersionRow.objects.filter(pk__in=versions.values())
        said = set(there.exclude(title="", text="").values_list("pk", flat=True))
        _keep([row for row in found if {row.one_id, row.other_id} <= said])


def learn_from_incidents(incidents: Collection[int]) -> None:
    """Remember the names of incidents' texts, by their keys: of approved and of imported ones."""
    rows = TextVersionRow.objects.filter(
        Q(state=VersionState.APPROVED)
        | Q(incident__provenance=Provenance.IMPORTED, state=VersionState.DRAFT),
        incident__in=incidents,
        language__in=[_KAZAKH, _RUSSIAN],
    )
    texts: dict[int, dict[str, str]] = {}
    for row in rows.order_by("number"):
        text = text_record(row)
        texts.setdefault(row.incident_id, {})[row.language] = f"{text.title or ''}\n{text.summary}"
    found = [
        ShownNameRow(kind=pair.kind, names=dict(pair.names), incident_id=key)
        for key, both in texts.items()
        if len(both) == len((_KAZAKH, _RUSSIAN))
        for pair in name_pairs(both[_KAZAKH], both[_RUSSIAN])
    ]
    with writing():
        ShownNameRow.objects.filter(incident__in=incidents).delete()
        _keep(found)


def forget(words: Collection[str]) -> None:
    """Forget every name in which one that was withdrawn stands, in whatever form or part.

    A choice goes for its office, too: that may be the one of somebody's aide.
    """
    for table, told in ((ShownNameRow, ("names",)), (NameChoiceRow, ("names", "office"))):
        rows = table.objects.values_list("pk", *told)
        gone = [key for key, *texts in rows if any(stand_in(one, words) for one in texts)]
        for start in range(0, len(gone), BATCH):
            table.objects.filter(pk__in=gone[start : start + BATCH]).delete()


@receiver(texts_withheld)
def forget_withheld_names(versions: Collection[int], **_: Any) -> None:
    """Forget what withheld texts have shown."""
    ShownNameRow.objects.filter(Q(one__in=versions) | Q(other__in=versions)).delete()


def _keep(found: Sequence[ShownNameRow]) -> None:
    """Keep names that were shown, but for those in which withdrawn words stand."""
    words = withdrawn_words()
    free = [row for row in found if not stand_in(row.names, words)]
    ShownNameRow.objects.bulk_create(free, batch_size=BATCH)


def _whole(article: Article) -> str:
    return f"{article.title}\n{article.text}"


def _same(choice: NameChoice, key: int | None) -> int | None:
    """The key of another choice that says the same; None where there is none."""
    rows = NameChoiceRow.objects.filter(
        kind=choice.kind, person=choice.person, since=choice.since, until=choice.until
    ).exclude(pk=key or 0)
    wanted = (dict(choice.names), dict(choice.office))
    return next((row.pk for row in rows if (row.names, row.office) == wanted), None)


def _choice(key: int) -> NameChoiceRow:
    row = NameChoiceRow.objects.filter(pk=key).first()
    if row is None:
        raise NotFoundError(f"There is no choice {key}.")
    return row
