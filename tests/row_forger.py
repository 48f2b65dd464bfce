"""A keeper who leaves the evidence as it is and edits the rows that claim something of it."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Model

from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, CaptureRow
from dalel.newsroom.frame.append_only import free_table

WORDS: Final = ("не", "вовсе", "отказал", "2032")


def forge_rows(kind: str, chance: random.Random) -> None:
    """Edit a row by chance, in one of the ``ROW_EDITS``."""
    for row in (CaptureRow, ArticleVersionRow):
        free_table(row)
    ROW_EDITS[kind](chance)


def _one(row: type[Model], chance: random.Random, **only: Any) -> Any:
    return chance.choice(list(row._default_manager.filter(**only).order_by("pk")))  # noqa: SLF001


def _set(row: Any, **fields: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**fields)  # noqa: SLF001


def _number(name: str) -> Callable[[random.Random], None]:
    def edit(chance: random.Random) -> None:
        row = _one(CaptureRow, chance)
        _set(row, **{name: getattr(row, name) + chance.randint(1, 99)})

    return edit


def _letters(name: str) -> Callable[[random.Random], None]:
    def edit(chance: random.Random) -> None:
        row = _one(CaptureRow, chance)
        text = getattr(row, name)
        at = chance.randrange(len(text))
        _set(row, **{name: f"{text[:at]}{'0' if text[at] != '0' else '1'}{text[at + 1 :]}"})

    return edit


def _capture_time(chance: random.Random) -> None:
    row = _one(CaptureRow, chance)
    _set(row, time=row.time + _moment(chance))


def _body_of(chance: random.Random) -> None:
    row = _one(CaptureRow, chance)
    _set(row, body_of="" if row.body_of else "ab" * 32)


def _capture_withheld(chance: random.Random) -> None:
    _set(_one(CaptureRow, chance), withheld="a court order")


def _capture_class(chance: random.Random) -> None:
    _set(_one(CaptureRow, chance), evidence_class=chance.choice(["public", "sealed"]))


def _drop_capture(chance: random.Random) -> None:
    last = {}
    for row in CaptureRow.objects.order_by("number"):
        last[row.chain] = row.pk
    free = CaptureRow.objects.filter(versions=None, judgements=None).exclude(pk__in=last.values())
    row = chance.choice(list(free))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM evidence_capturerow WHERE id = %s", [row.pk])


def _add_capture(chance: random.Random) -> None:
    row = _one(CaptureRow, chance)
    row.pk, row.link, row.number = None, f"{chance.getrandbits(256):064x}", row.number + 1000
    row.save(force_insert=True)


def _article_withheld(chance: random.Random) -> None:
    _set(_one(ArticleRow, chance), withheld="a court order")


def _article_class(chance: random.Random) -> None:
    _set(_one(ArticleRow, chance), evidence_class=chance.choice(["public", "sealed"]))


def _first_kept(chance: random.Random) -> None:
    row = _one(ArticleRow, chance)
    _set(row, first_kept=row.first_kept + _moment(chance))


def _version_time(chance: random.Random) -> None:
    row = _one(ArticleVersionRow, chance)
    _set(row, time=row.time + _moment(chance))


def _version_capture(chance: random.Random) -> None:
    row = _one(ArticleVersionRow, chance)
    others = CaptureRow.objects.exclude(sha256=row.capture.sha256)
    _set(row, capture=chance.choice(list(others.order_by("pk"))))


def _put_word(chance: random.Random) -> None:
    _edit_words(chance, lambda words, at: words.insert(at, chance.choice(WORDS)))


def _other_word(chance: random.Random) -> None:
    def change(words: list[str], at: int) -> None:
        words[at] = chance.choice(WORDS)

    _edit_words(chance, change)


def _drop_word(chance: random.Random) -> None:
    def drop(words: list[str], at: int) -> None:
        del words[at]

    _edit_words(chance, drop)


def _title(chance: random.Random) -> None:
    row = _one(ArticleVersionRow, chance)
    _set(row, title=f"{row.title} {chance.choice(WORDS)}")


def _add_line(chance: random.Random) -> None:
    row = _one(ArticleVersionRow, chance)
    _set(row, text=f"{row.text}\nСовет отказал жителям в доступе к сети.")


def drop_line(chance: random.Random) -> str:
    """A whole line is not there; gives the address whose text it was."""
    rows = [row for row in ArticleVersionRow.objects.all() if len(row.text.splitlines()) > 1]
    free_table(ArticleVersionRow)
    row = chance.choice(rows)
    lines = row.text.splitlines()
    del lines[chance.choice([at for at, line in enumerate(lines) if line])]
    _set(row, text="\n".join(lines))
    return row.article.canonical


def _edit_words(chance: random.Random, change: Callable[[list[str], int], None]) -> None:
    row = _one(ArticleVersionRow, chance)
    lines = row.text.splitlines()
    at = chance.choice([at for at, line in enumerate(lines) if len(line.split()) > 1])
    words = lines[at].split()
    change(words, chance.randrange(len(words)))
    lines[at] = " ".join(words)
    _set(row, text="\n".join(lines))


def _emptied(chance: random.Random) -> None:
    _set(_one(ArticleVersionRow, chance), title="", text="")


def _of_another(chance: random.Random) -> None:
    """An article says what another one says: its capture, text and time."""
    row = _one(ArticleVersionRow, chance)
    others = ArticleVersionRow.objects.exclude(article=row.article).order_by("pk")
    other = chance.choice(list(others))
    told = {name: getattr(other, name) for name in ("capture", "title", "text", "time")}
    _set(row, **told)
    if row.number == 1:
        _set(row.article, first_kept=other.time)


def _other_outlet(chance: random.Random) -> None:
    row = _one(ArticleRow, chance)
    _set(row, canonical="https://rival.test/scoop", url="https://rival.test/scoop")


def _other_name(chance: random.Random) -> None:
    row = _one(ArticleRow, chance)
    _set(row, canonical=row.canonical + chance.choice(["?", "x", "?utm_source=x", "/"]))


def _other_url(chance: random.Random) -> None:
    _set(_one(ArticleRow, chance), url="https://rival.test/scoop")


def _version_number(chance: random.Random) -> None:
    row = _one(ArticleVersionRow, chance)
    _set(row, number=row.number + chance.randint(1, 9))


def _moment(chance: random.Random) -> timedelta:
    more = timedelta(microseconds=chance.choice([1, 10**6, 3600 * 10**6, 86400 * 10**6]))
    return more * chance.choice([1, -1])


#: Each is found by ``dalel verify`` alone, without any witness.
ROW_EDITS: Final[dict[str, Callable[[random.Random], None]]] = {
    **{name: _letters(name) for name in ("url", "sha256", "link", "record_id", "vantage")},
    **{name: _number(name) for name in ("status", "warc_offset", "warc_length")},
    "capture time": _capture_time,
    "body_of": _body_of,
    "capture withheld": _capture_withheld,
    "capture class": _capture_class,
    "capture dropped": _drop_capture,
    "capture added": _add_capture,
    "article withheld": _article_withheld,
    "article class": _article_class,
    "first kept": _first_kept,
    "version time": _version_time,
    "version capture": _version_capture,
    "word put in": _put_word,
    "word changed": _other_word,
    "word left out": _drop_word,
    "title": _title,
    "line put in": _add_line,
    "emptied": _emptied,
    "of another page": _of_another,
    "of another outlet": _other_outlet,
    "called otherwise": _other_name,
    "address": _other_url,
    "version number": _version_number,
}
