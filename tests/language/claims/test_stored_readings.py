"""Is a reading that was kept as good as one made anew, and is none taken for another one's?"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

import pytest

from dalel.domain.deeds import DeedTable
from dalel.domain.lexicon import Lexicon
from dalel.language.annotation import LazyPassage
from dalel.language.claims import reader_digest as digests
from dalel.language.claims.comparing import comparisons
from dalel.language.claims.participants import keys_of_words
from dalel.language.claims.read_texts import ReadEvidence, ReadText, read_text
from dalel.language.claims.reader_digest import reader_digest
from dalel.language.claims.stored_readings import packed, unpacked
from dalel.pack import default_folder

DAY = date(2025, 3, 4)
TEXT = "Полиция 3 марта задержала блогера Ноянова. Он провёл в отделе 5 часов, сообщил адвокат."


def press(language: str) -> Iterator[dict[str, Any]]:
    lines = (default_folder() / "training" / "articles.jsonl").read_text("utf-8").splitlines()
    return (row for row in map(json.loads, lines) if row["lang"] == language)


def again(read: ReadText) -> ReadText:
    """The reading as bytes and back, of a passage that knows nothing yet."""
    before = read.passage
    passage = LazyPassage(
        text=before.text,
        language=before.language,
        lexicon=before.lexicon,
        published=before.published,
    )
    return unpacked(packed(read), passage)


def told(text: ReadText, evidence: list[ReadText], lexicon: Lexicon) -> list[Any]:
    return [
        (one.kind, one.span, one.features, one.against, str(one.slot and one.slot.outcome))
        for one in comparisons(text, ReadEvidence(texts=evidence), lexicon)
    ]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_articles_of_the_press_compare_alike_from_rows_and_read_anew(
    language: str, kz_lexicon: Lexicon
) -> None:
    articles = [
        read_text(f"{row['title']}.\n\n{row['text']}", language, kz_lexicon, DAY, row["id"])
        for row in islice(press(language), 8)
    ]
    found = 0
    for number, article in enumerate(articles):
        summary = read_text(article.passage.text[:600], language, kz_lexicon, DAY)
        evidence = articles[number : number + 3]
        fresh = told(summary, evidence, kz_lexicon)
        assert told(again(summary), [again(each) for each in evidence], kz_lexicon) == fresh
        found += len(fresh)
    assert found > 50


def test_the_same_reading_gives_the_same_bytes(kz_lexicon: Lexicon) -> None:
    one, other = (read_text(TEXT, "ru", kz_lexicon, DAY, "7") for _ in range(2))
    assert packed(one) == packed(other) == packed(again(one))
    assert again(one).source == "7"


def test_equal_keys_are_one_record(kz_lexicon: Lexicon) -> None:
    keys = keys_of_words("блогер Ноянов", "ru", kz_lexicon)
    read = again(read_text("Полиция задержала блогера Ноянова.", "ru", kz_lexicon))
    patients = [each.patient for each in read.claims]
    assert patients
    fresh = read_text("Суд оштрафовал блогера Ноянова.", "ru", kz_lexicon)
    assert patients[0] is fresh.claims[0].patient
    assert keys is keys_of_words("блогер  Ноянов", "ru", kz_lexicon)


def test_a_text_in_a_language_without_a_reader_has_a_reading_too(kz_lexicon: Lexicon) -> None:
    read = again(read_text("Die Polizei schweigt.", "de", kz_lexicon))
    assert (read.claims, read.values) == ((), ())


@pytest.mark.parametrize(
    "change", [{"text": f"{TEXT} "}, {"language": "kk"}, {"published": None}], ids=str
)
def test_the_reading_of_another_passage_is_refused(
    change: dict[str, Any], kz_lexicon: Lexicon
) -> None:
    about: dict[str, Any] = {"text": TEXT, "language": "ru", "published": DAY} | change
    kept = packed(read_text(TEXT, "ru", kz_lexicon, DAY))
    with pytest.raises(ValueError, match="another passage"):
        unpacked(kept, LazyPassage(lexicon=kz_lexicon, **about))


def test_damaged_bytes_are_refused(kz_lexicon: Lexicon) -> None:
    read = read_text(TEXT, "ru", kz_lexicon, DAY)
    whole = json.loads(zlib.decompress(packed(read)))
    broken = [
        {**whole, "keys": []},
        {**whole, "claims": [99]},
        {**whole, "values": [[1]]},
        {"of": whole["of"]},
    ]
    damaged = [zlib.compress(json.dumps(each).encode()) for each in broken]
    for kept in (b"", b"x", packed(read)[:-9], zlib.compress(b"{"), zlib.compress(b"7"), *damaged):
        with pytest.raises(ValueError, match=r"."):
            unpacked(kept, read.passage)


def test_other_words_of_the_country_make_another_reader(kz_lexicon: Lexicon) -> None:
    other = replace(kz_lexicon, deeds=DeedTable())
    assert reader_digest(kz_lexicon) == reader_digest(replace(kz_lexicon))
    assert reader_digest(other) != reader_digest(kz_lexicon)


def test_another_library_makes_another_reader(
    kz_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reader_digest(kz_lexicon)
    monkeypatch.setattr(digests, "version", lambda _library: "0")
    digests._code.cache_clear()  # noqa: SLF001 - what a process works out once
    assert reader_digest(replace(kz_lexicon)) != before
    monkeypatch.undo()
    digests._code.cache_clear()  # noqa: SLF001


def test_other_code_makes_another_reader(
    kz_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reader_digest(kz_lexicon)
    monkeypatch.setattr(digests, "_PACKAGES", ("dalel.domain",))
    digests._code.cache_clear()  # noqa: SLF001 - what a process works out once
    assert reader_digest(replace(kz_lexicon)) != before
    monkeypatch.undo()
    digests._code.cache_clear()  # noqa: SLF001
