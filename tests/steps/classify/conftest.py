import pytest

from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack, default_folder
from dalel.pack.cues import cues
from dalel.pack.lexicon import lexicon
from dalel.steps.classify.article_reader import ArticleReader
from dalel.steps.classify.classifier import Classifier, load_classifier


@pytest.fixture(scope="session")
def kz_lexicon(kz_pack: Pack) -> Lexicon:
    return lexicon(default_folder(), kz_pack)


@pytest.fixture(scope="session")
def reader(kz_pack: Pack, kz_lexicon: Lexicon) -> ArticleReader:
    return ArticleReader(kz_pack, kz_lexicon, cues(default_folder()))


@pytest.fixture(scope="session")
def classifier(kz_pack: Pack, kz_lexicon: Lexicon) -> Classifier:
    return load_classifier(default_folder(), kz_pack, kz_lexicon)
