"""Is it known of each way of drafting whose words come of it?"""

from dalel.domain.draft import Maker


def test_only_translations_and_models_have_words_of_their_own() -> None:
    assert {maker for maker in Maker if maker.writes} == {Maker.TRANSLATION, Maker.MODEL}
