from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack, default_folder
from dalel.pack.coding import Coding
from dalel.steps.classify.article_reader import ArticleReader
from dalel.steps.classify.classifier import Classifier
from dalel.steps.classify.code_suggestions import Coder
from dalel.steps.classify.examples import Example, NoTrainingError
from dalel.steps.classify.retraining import learn_from
from dalel.steps.classify.training import learn
from dalel.steps.classify.weights import ModelError, read, save
from steps.classify.invented_news import FINE, LEAK, OTHERS, OURS, WEATHER

SECTIONS = (5, 5, 1, 2, 4)
TYPES = ("administrative_case", "administrative_case", "ddos", "data_leak", "act_adopted")


def lesson(times: int = 3) -> list[Example]:
    """The invented news several times over, each time as a case of its own."""
    return [
        *(
            Example(
                article=one, group=f"{at}-{turn}", relevant=True, section=section,
                event_types=(kind,),
            )
            for turn in range(times)
            for at, (one, section, kind) in enumerate(zip(OURS, SECTIONS, TYPES, strict=True))
        ),
        *(
            Example(article=one, group=f"o{at}-{turn}", relevant=False)
            for turn in range(times)
            for at, one in enumerate(OTHERS)
        ),
    ]  # fmt: skip


def meaning(examples: list[Example]) -> np.ndarray:
    """Vectors that part ours from others."""
    rows = np.zeros((len(examples), 4), dtype=np.float32)
    for at, example in enumerate(examples):
        rows[at, 0 if example.relevant else 1] = 1
    return rows


def test_what_was_taught_is_found_again(reader: ArticleReader) -> None:
    model = learn(lesson(), reader, trained_from="t")
    classifier = Classifier(model, reader, Coder(Coding()))
    found = classifier.classify([*OURS, *OTHERS])
    assert [one.section for one in found] == [*SECTIONS, None, None, None]
    assert [one.event_types[0].code for one in found[: len(OURS)]] == list(TYPES)
    assert found[0].model == "relevance 1 (t)"


def test_the_same_lesson_in_another_order_makes_the_same_bytes(
    reader: ArticleReader, tmp_path: Path
) -> None:
    examples = lesson()
    turned = list(reversed(examples))
    for name, order in (("one", examples), ("other", turned)):
        save(learn(order, reader, meaning(order), trained_from="t"), tmp_path / f"{name}.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()


def test_a_model_reads_back_as_it_was_but_for_rounding(
    reader: ArticleReader, tmp_path: Path
) -> None:
    examples = lesson()
    model = learn(examples, reader, meaning(examples), trained_from="t", vectors_by="v")
    save(model, tmp_path / "m.npz")
    back = read(tmp_path / "m.npz")
    assert (back.vectors, back.trained_from, back.floor) == ("v", "t", model.floor)
    assert dict(back.vocabulary.words) == dict(model.vocabulary.words)
    before, after = (
        Classifier(one, reader, Coder(Coding())).judge(FINE).score for one in (model, back)
    )
    assert after == pytest.approx(before, abs=0.02)


def test_a_model_without_any_word_reads_back(reader: ArticleReader, tmp_path: Path) -> None:
    empty = replace(FINE, title="", text="", language="other")
    examples = [replace(one, article=empty) for one in lesson()]
    save(learn(examples, reader, trained_from="t"), tmp_path / "m.npz")
    assert dict(read(tmp_path / "m.npz").vocabulary.words) == {}


def test_meaning_decides_where_words_are_strange(reader: ArticleReader) -> None:
    examples = lesson()
    classifier = Classifier(
        learn(examples, reader, meaning(examples), trained_from="t"), reader, Coder(Coding())
    )
    strange = replace(WEATHER, title="", text="қ", language="other")
    ours, others = np.eye(4, dtype=np.float32)[:2]
    assert classifier.judge(strange, ours).score > classifier.judge(strange, others).score
    plain = classifier.judge(strange)
    assert classifier.judge(strange, np.zeros(4, dtype=np.float32)) == plain


def test_only_ours_teach_nothing(reader: ArticleReader) -> None:
    with pytest.raises(NoTrainingError):
        learn(lesson()[:3], reader, trained_from="t")


@pytest.mark.parametrize("content", [b"", b"no model", None])
def test_a_file_that_is_no_model_is_named(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "m.npz").write_bytes(content)
    else:
        np.savez(tmp_path / "m.npz", about=np.zeros(1))
    with pytest.raises(ModelError, match=r"m\.npz"):
        read(tmp_path / "m.npz")


def test_the_newsroom_teaches_without_a_shipped_lesson(
    tmp_path: Path, tiny_pack: Pack, kz_lexicon: Lexicon
) -> None:
    decisions = [
        {"lang": "ru", "title": one.title, "text": one.text, "relevant": is_ours, "event": f"{at}",
         "section": 1 if is_ours else None}
        for at, (one, is_ours) in enumerate([(FINE, True), (LEAK, True), (WEATHER, False)] * 4)
    ]  # fmt: skip
    model = learn_from(tmp_path, tiny_pack, kz_lexicon, decisions)
    assert model.full is None
    assert "+" in model.trained_from
    assert model.trained_from == learn_from(tmp_path, tiny_pack, kz_lexicon, decisions).trained_from


@pytest.mark.slow
def test_decisions_of_the_newsroom_change_what_is_ours(
    kz_pack: Pack, kz_lexicon: Lexicon, reader: ArticleReader
) -> None:
    decisions = [
        {"lang": "ru", "title": WEATHER.title, "text": WEATHER.text, "relevant": True,
         "section": 3, "event_type": "institution_infrastructure", "id": f"{at}"}
        for at in range(8)
    ]  # fmt: skip
    model = learn_from(default_folder(), kz_pack, kz_lexicon, decisions)
    found = Classifier(model, reader, Coder(Coding())).classify([WEATHER, FINE])
    assert [one.section for one in found] == [3, 5]
