"""Do natasha's models read by shared words and vectors what they read by their own?"""

from types import SimpleNamespace

import numpy as np
import pytest
from natasha import NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser

from dalel.language.facts import people
from dalel.language.ru import parsing, word_vectors
from dalel.language.ru.word_vectors import embedding, with_shared_words

TEXT = "Суд Алматы 3 марта оштрафовал редактора Айдоса Серикова на 20 МРП за пост ."
WORDS = TEXT.split()


@pytest.fixture(scope="module")
def own() -> NewsEmbedding:
    return NewsEmbedding()


def test_every_vector_is_that_of_navecs_own_reader(own: NewsEmbedding) -> None:
    shared = embedding()
    assert shared.meta.id == own.meta.id
    assert np.array_equal(shared.pq.indexes, own.pq.indexes)
    assert np.array_equal(shared.pq.codes, own.pq.codes)


def test_vectors_are_read_where_they_lie_and_never_copied() -> None:
    assert isinstance(embedding().pq.indexes.base, np.memmap)
    assert embedding() is embedding()


def test_models_answer_as_with_lists_and_vectors_of_their_own(own: NewsEmbedding) -> None:
    for model in (NewsMorphTagger, NewsSyntaxParser):
        assert str(with_shared_words(model(embedding()))(WORDS)) == str(model(own)(WORDS))
    assert str(with_shared_words(NewsNERTagger(embedding()))(TEXT)) == str(NewsNERTagger(own)(TEXT))


def test_all_models_have_one_list_of_words_and_another_list_stays_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word_vectors, "_lists", [])

    def model(*words: str) -> SimpleNamespace:
        encoder = SimpleNamespace(words_vocab=SimpleNamespace(items=list(words)))
        return SimpleNamespace(infer=SimpleNamespace(encoder=encoder))

    first, same, other = (with_shared_words(model(*words)) for words in ("ab", "ab", "ba"))
    held = [one.infer.encoder.words_vocab for one in (first, same, other)]
    assert held[0] is held[1]
    assert held[2].items == ["b", "a"]


def test_the_readers_of_this_process_share_theirs() -> None:
    models = (people._tagger(), parsing._parser(), parsing._tagger())  # noqa: SLF001
    assert len({id(one.infer.encoder.words_vocab) for one in models}) == 1
