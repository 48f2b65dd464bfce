"""The queue of drafts: asking, claiming, keeping, cancelling and answering."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Case, Q, QuerySet, When

from dalel.domain.draft import Draft, DraftSentence, Maker, SourceSentence
from dalel.domain.errors import NotFoundError
from dalel.domain.evidence import TextSpan
from dalel.domain.states import DraftState, StoryState, move
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame import long_works
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import DraftJob, DraftRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.stories.models import StoryRow

#: So many new stories from the top of the inbox are drafted before anybody takes one.
_LIKELY: Final = 60


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A draft as the desk shows it; ``key`` leads to it. ``drafts`` are not answered yet."""

    key: int
    job: DraftJob
    source: str
    state: DraftState
    with_model: bool
    asked: datetime
    made: datetime | None
    letters: int
    message: str
    drafts: tuple[Draft, ...]


def ask(
    number: str,
    job: DraftJob,
    act: Act,
    *,
    with_model: bool,
    source: str = "",
    language: str = "",
) -> DraftRow:
    """Ask for a draft of an incident; what is asked for already is not asked for twice.

    :raises NotFoundError: when there is no incident of this number.
    """
    with writing():
        incident = incident_row(number)
        same = DraftRow.objects.filter(
            incident=incident, job=job, source=source, language=language, state=DraftState.WAITING
        ).first()
        if same is not None:
            return same
        row = DraftRow.objects.create(
            incident=incident,
            job=job,
            source=source,
            language=language,
            with_model=with_model,
            member=act.member,
            asked=act.time,
            next_at=act.time,
        )
        act.note("asked for a draft", incident.number, f"{job} {source} {language}".strip())
    return row


def prepare(now: datetime, limit: int, *, with_model: bool) -> int:
    """Have stories drafted that nobody has a draft of; tells how many.

    Those that somebody has taken come first, whether or not they were held to be ours: nobody has
    to ask for a draft of what is about to be written. Then new ones of ours that stand highest in
    the inbox, and are likely to be taken.
    """
    new = StoryRow.objects.filter(state=StoryState.NEW, is_relevant=True)
    likely = new.order_by("-rank", "pk").values_list("pk", flat=True)[:_LIKELY]
    taken = Q(state=StoryState.TAKEN, incident__versions=None, incident__drafts=None)
    rows = (
        StoryRow.objects.filter(taken | Q(pk__in=list(likely)), drafts=None)
        .annotate(place=Case(When(state=StoryState.TAKEN, then=0), default=1))
        .order_by("place", "-rank", "pk")
    )
    # Asked every few seconds: nothing is locked where nothing is to be done.
    if not rows.exists():
        return 0
    with writing():
        made = DraftRow.objects.bulk_create(
            [
                DraftRow(
                    story=row, job=DraftJob.DRAFT, with_model=with_model, asked=now, next_at=now
                )
                for row in rows[:limit]
            ]
        )
    return len(made)


def waiting() -> "QuerySet[DraftRow]":
    """Drafts that wait for a worker."""
    return DraftRow.objects.filter(state=DraftState.WAITING)


def go_on(row: DraftRow, letters: int) -> bool:
    """Note how much is written; False: somebody cancelled it."""
    long_works.go_on("writing", letters, may_cancel=False)
    return bool(waiting().filter(pk=row.pk).update(letters=letters))


def keep(
    row: DraftRow, drafts: Iterable[Draft], versions: Mapping[str, int], message: str, now: datetime
) -> bool:
    """Keep what was drafted, unless somebody cancelled it in the meantime."""
    texts = {draft.language: _written(draft, versions) for draft in drafts}
    return bool(
        waiting()
        .filter(pk=row.pk)
        .update(
            state=move(DraftState.WAITING, DraftState.READY),
            texts=texts, message=message, made=now, next_at=None, lease_until=None, lease_by="",
        )
    )  # fmt: skip


def fail(row: DraftRow, message: str, now: datetime) -> bool:
    """Note that nothing came of it, and why."""
    return bool(
        waiting()
        .filter(pk=row.pk)
        .update(
            state=move(DraftState.WAITING, DraftState.FAILED),
            message=message, made=now, next_at=None, lease_until=None, lease_by="",
        )
    )  # fmt: skip


def cancel(number: str, key: int, act: Act) -> None:
    """Nobody waits for it any more.

    :raises NotFoundError: when the incident has no such draft.
    """
    with writing():
        row = one(number, key)
        if row.state == DraftState.WAITING:
            row.state = move(DraftState.WAITING, DraftState.CANCELLED)
            row.next_at = None
            row.save(update_fields=["state", "next_at"])
            act.note("cancelled a draft", number, row.job)


def revise(
    row: DraftRow,
    drafts: Mapping[str, Draft],
    versions: Mapping[str, int],
    refused: Mapping[str, Sequence[Sequence[int]]],
) -> bool:
    """Keep drafts as they were revised, unless somebody changed the row in the meantime.

    ``refused`` are by language the places that stay out of it: version, start,
    end, and the number of the sentence in whose place it stood.
    """
    with writing():
        now = DraftRow.objects.filter(pk=row.pk, state=DraftState.READY).first()
        if now is None or now.texts != row.texts or set(drafts) & set(now.answered):
            return False
        for language, draft in drafts.items():
            kept = {"refused": list(refused[language])} if language in refused else {}
            before = now.texts[language]
            now.texts[language] = before | _written(draft, versions) | kept
        now.save(update_fields=["texts"])
    return True


def answer(number: str, key: int, language: str, languages: Sequence[str]) -> None:
    """A person took sentences of it in a language, or put it away."""
    with writing():
        row = one(number, key)
        row.answered = sorted({*row.answered, language})
        if row.state == DraftState.READY and not set(row.texts) & set(languages) - {*row.answered}:
            row.state = move(DraftState.READY, DraftState.DONE)
        row.save(update_fields=["answered", "state"])


def dismiss(number: str, key: int) -> None:
    """A failure was read."""
    with writing():
        row = one(number, key)
        if row.state == DraftState.FAILED:
            row.state = move(DraftState.FAILED, DraftState.DONE)
            row.save(update_fields=["state"])


def one(number: str, key: int) -> DraftRow:
    """A draft of an incident, or of its story.

    :raises NotFoundError: when there is none.
    """
    row = _of(number).filter(pk=key).first()
    if row is None:
        raise NotFoundError(f"There is no draft {key} of {number}.")
    return row


def of_language(row: DraftRow, language: str) -> Draft:
    """What a draft says in a language.

    :raises NotFoundError: when it says nothing in it.
    """
    if language not in row.texts or not _is_known(row.texts[language]):
        raise NotFoundError(f"The draft {row.pk} says nothing in {language}.")
    return _read(row, language, row.texts[language])


def shown(number: str) -> tuple[Shown, ...]:
    """The drafts of an incident that wait for a machine or for a person, the latest first."""
    rows = _of(number).filter(state__in=[DraftState.WAITING, DraftState.READY, DraftState.FAILED])
    return tuple(_shown(row) for row in rows)


def _of(number: str) -> "QuerySet[DraftRow]":
    own = Q(incident__number=number) | Q(incident__provisional=number)
    return DraftRow.objects.filter(own | Q(story__incident__number=number))


def _shown(row: DraftRow) -> Shown:
    return Shown(
        key=row.pk,
        job=DraftJob(row.job),
        source=row.source,
        state=DraftState(row.state),
        with_model=row.with_model,
        asked=row.asked,
        made=row.made,
        letters=row.letters,
        message=row.message,
        drafts=tuple(
            _read(row, language, text)
            for language, text in row.texts.items()
            if language not in row.answered and _is_known(text)
        ),
    )


def _written(draft: Draft, versions: Mapping[str, int]) -> dict[str, Any]:
    return {
        "title": draft.title,
        "by": draft.by.value,
        "model": draft.model,
        "sentences": [
            _placed(each, versions) | {"doubted": each.doubted, "translated": each.translated}
            for each in draft.sentences
        ],
        "beside": [
            _placed(each, versions)
            | {"words": [list(pair) for pair in each.words], "said": each.said}
            for each in draft.beside
        ],
    }


def _placed(each: DraftSentence | SourceSentence, versions: Mapping[str, int]) -> dict[str, Any]:
    """A sentence and where it stands, or rests: in which version of which article."""
    return {
        "text": each.text,
        "version": versions.get(each.article, 0),
        "start": each.span.start,
        "end": each.span.end,
    }


def _is_known(text: Mapping[str, Any]) -> bool:
    """Whether a draft was made in a way that there still is."""
    return text["by"] in list(Maker)


def _read(row: DraftRow, language: str, text: Mapping[str, Any]) -> Draft:
    """A draft as it was kept; its sentences name the version of the article, for the desk."""
    return Draft(
        story=str(row.pk),
        language=language,
        title=text["title"],
        sentences=tuple(
            DraftSentence(
                text=each["text"],
                article=str(each["version"] or ""),
                span=TextSpan(start=each["start"], end=each["end"]),
                doubted=each["doubted"],
                translated=each.get("translated", False),
            )
            for each in text["sentences"]
        ),
        by=Maker(text["by"]),
        model=text["model"],
        beside=tuple(
            SourceSentence(
                text=each["text"],
                article=str(each["version"] or ""),
                span=TextSpan(start=each["start"], end=each["end"]),
                words=tuple((first, second) for first, second in each["words"]),
                said=each["said"],
            )
            for each in text.get("beside", ())
        ),
    )
