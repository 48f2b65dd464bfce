"""Which evidence may a language model see?"""

from dataclasses import replace

from dalel.domain.evidence import EvidenceClass
from dalel.domain.model_policy import ModelChoice, may_see

OWN = ModelChoice(address="http://127.0.0.1:9/v1", name="small", is_own=True)
HOSTED = replace(OWN, address="https://models.test/v1", is_own=False)


def test_own_models_may_see_all_and_others_what_is_out_already() -> None:
    for kind in EvidenceClass:
        assert may_see(OWN, kind, published=False)
    assert may_see(HOSTED, EvidenceClass.PUBLIC, published=True)
    assert not may_see(HOSTED, EvidenceClass.PUBLIC, published=False)
    assert not may_see(HOSTED, EvidenceClass.SEALED, published=True)


def test_a_class_that_is_named_may_be_seen() -> None:
    named = replace(HOSTED, may_see=frozenset({EvidenceClass.NEWSROOM}))
    assert may_see(named, EvidenceClass.NEWSROOM, published=False)
    assert not may_see(named, EvidenceClass.SEALED, published=False)
