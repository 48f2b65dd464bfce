"""The list of what was sent to hosted models: adding to it, and forgetting words in it."""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, Final

from django.dispatch import receiver

from dalel.newsroom.evidence.actions.withhold_rows import texts_withheld
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import DraftRow, SentTextRow
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in_text, word_digest

#: What of a kept draft are sentences.
_PARTS: Final = frozenset({"sentences", "beside"})


def note_sent(
    where: tuple[str, str], what: tuple[str, str], text: str, versions: Sequence[int], now: datetime
) -> None:
    """Write down what is sent next: to which host and model, for which job and subject."""
    SentTextRow.objects.create(
        time=now, host=where[0], model=where[1], job=what[0], subject=what[1],
        text=text, digest=word_digest(text), versions=list(versions),
    )  # fmt: skip


def forget(words: Collection[str]) -> None:
    """Empty every text that was sent with one of these words in whatever form.

    Sentences of drafts with such a word go, too, and what is quoted where a draft is told of.
    """
    for sent in SentTextRow.objects.exclude(text=""):
        if stand_in_text(sent.text, words):
            SentTextRow.objects.filter(pk=sent.pk).update(text="")
    _change_drafts(lambda text: _without(text, words))
    for row in DraftRow.objects.exclude(message=""):
        if stand_in_text(row.message, words):
            DraftRow.objects.filter(pk=row.pk).update(message=_unquoted(row.message))


@receiver(texts_withheld)
def forget_withheld_texts(versions: Collection[int], **_: Any) -> None:
    """Empty what was sent of texts that are withheld now, and forget what drafts took of them."""
    with writing():
        for sent in SentTextRow.objects.exclude(text=""):
            if set(sent.versions) & set(versions):
                SentTextRow.objects.filter(pk=sent.pk).update(text="")
        for row in _change_drafts(lambda text: _drawn_from_others(text, versions)):
            # What was left out of a draft rests on nothing, and so may repeat any article.
            DraftRow.objects.filter(pk=row.pk).update(message=_unquoted(row.message))


def _change_drafts(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Sequence[DraftRow]:
    """Change the texts of kept drafts; gives those that this changed."""
    changed: list[DraftRow] = []
    for row in DraftRow.objects.exclude(texts={}):
        texts = {language: change(text) for language, text in row.texts.items()}
        if texts != row.texts:
            DraftRow.objects.filter(pk=row.pk).update(texts=texts)
            changed.append(row)
    return changed


def _unquoted(message: str) -> str:
    """What a draft is told of, as a row keeps it, without its detail."""
    code, mark, _ = message.partition("|")
    return code + mark


def _drawn_from_others(text: dict[str, Any], versions: Collection[int]) -> dict[str, Any]:
    """A kept draft without what rests on these versions of articles; a title may be of any."""
    kept = _with_those(text, lambda one: one["version"] not in versions)
    return text if kept == text else kept | {"title": ""}


def _without(text: dict[str, Any], words: Collection[str]) -> dict[str, Any]:
    """A kept draft without its title, or sentences, that hold one of the words."""
    kept = _with_those(
        text, lambda one: not stand_in_text(json.dumps(one, ensure_ascii=False), words)
    )
    return kept | {"title": "" if stand_in_text(text["title"], words) else text["title"]}


def _with_those(text: dict[str, Any], stays: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """A kept draft with those of its sentences, and of its sources', that stay."""
    return text | {part: [one for one in text[part] if stays(one)] for part in _PARTS & text.keys()}
