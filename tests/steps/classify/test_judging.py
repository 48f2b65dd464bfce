from dataclasses import replace

import numpy as np
import pytest

from dalel.domain.reason import Reason
from dalel.language.wording import catalogue, told
from dalel.pack import default_folder
from dalel.steps.classify.classifier import Classifier
from dalel.steps.classify.examples import fingerprint
from dalel.steps.classify.wording import WORDING
from steps.classify.invented_news import ABROAD, DDOS_MEDIA, FINE, LAW, LEAK, OTHERS, OURS, WEATHER


def test_the_shipped_model_was_trained_from_the_shipped_articles(classifier: Classifier) -> None:
    assert classifier.model.trained_from == fingerprint(default_folder())
    assert classifier.model.full is not None


def test_the_shipped_model_tells_ours_from_others_by_words_alone(classifier: Classifier) -> None:
    assert [one.relevant for one in classifier.classify(OURS)] == [True] * len(OURS)
    for one in classifier.classify(OTHERS):
        assert not one.relevant
        assert one.section is None
        assert one.event_types == one.rights == one.places == ()


def test_the_target_outranks_the_technique(classifier: Classifier) -> None:
    bank = replace(
        DDOS_MEDIA,
        title="Казахстанский банк отразил DDoS-атаку",
        text="Сервисы банка в Караганде не работали шесть часов, сообщили в компании.",
    )
    media, other = classifier.classify([DDOS_MEDIA, bank])
    assert media.section == 1
    assert other.section != 1
    for found in (media, other):
        assert "ddos" in {kind.code for kind in found.event_types[:3]}


def test_order_and_ids_do_not_matter(classifier: Classifier) -> None:
    articles = [*OURS, *OTHERS]
    straight = classifier.classify(articles)
    renamed = [replace(one, id=f"x{at}", day=None) for at, one in enumerate(reversed(articles))]
    assert tuple(reversed(classifier.classify(renamed))) == straight


def test_an_article_without_a_vector_is_judged_by_words(classifier: Classifier) -> None:
    vector = np.random.default_rng(1).normal(size=384).astype(np.float32)
    mixed = classifier.classify([FINE, FINE], [None, vector / np.linalg.norm(vector)])
    assert mixed[0] == classifier.classify([FINE])[0]
    assert mixed[1] != mixed[0]


def test_only_what_words_do_not_rule_out_is_worth_a_vector(classifier: Classifier) -> None:
    assert classifier.sift([FINE, LEAK, WEATHER]) == (True, True, False)


def test_scores_are_shares(classifier: Classifier) -> None:
    found = classifier.judge(FINE)
    assert 0 <= found.score <= 1
    assert sum(found.sections.values()) == pytest.approx(1)
    assert sum(found.event_types.values()) == pytest.approx(1)


def test_a_verdict_says_what_counted(classifier: Classifier) -> None:
    fine, weather, abroad = classifier.classify([FINE, WEATHER, ABROAD])
    codes = [reason.code for reason in fine.reasons]
    assert {"speaker_prosecuted", "speaker_prosecuted_first"} & set(codes)
    assert [r.weight for r in fine.reasons] == sorted(
        (r.weight for r in fine.reasons), reverse=True
    )
    assert weather.reasons[0].code == "about_everyday"
    assert abroad.reasons[0].code == "about_foreign"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_reason_can_be_told(classifier: Classifier, language: str) -> None:
    say = catalogue(language).gettext
    for one in classifier.classify([*OURS, *OTHERS]):
        suggested = (*one.event_types, *one.rights, *one.actors, *one.places, *one.statutes)
        extra = [x for x in (one.severity, one.verification) if x]
        reasons: list[Reason] = [r for x in (*suggested, *extra) for r in x.reasons]
        for reason in (*one.reasons, *reasons):
            assert told(reason, WORDING, say)


def test_codes_are_suggested_with_their_reasons(classifier: Classifier) -> None:
    fine, law = classifier.classify([FINE, LAW])
    assert {one.code for one in fine.targets} >= {"journalist"}
    assert "facebook" in {one.code for one in fine.platforms}
    assert [one.code for one in fine.statutes] == ["CAO-456-2"]
    assert fine.places
    assert "administrative_law" in {one.code for one in fine.means}
    assert fine.severity is not None
    assert fine.severity.code == "3"
    assert fine.verification is None
    assert "parliament" in {one.code for one in law.actors}


def test_the_shipped_model_is_small() -> None:
    file = default_folder() / "training" / "model.npz"
    assert file.stat().st_size < 2_000_000
