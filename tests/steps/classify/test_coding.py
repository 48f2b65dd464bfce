from dalel.domain.classification import Classification, SuggestedCode
from dalel.pack.coding import Coding, TypeHints
from dalel.steps.classify.article_reader import ClassifiedReading
from dalel.steps.classify.code_suggestions import Coder

HINTS = Coding(
    by_event_type={"ddos": TypeHints(rights=("security",), means=("flood",), severity=2)},
    rights={"security": ("ddos",), "privacy": ("leak",)},
    severity={"4": ("=arrested",), "3": ("=fined",)},
    verification={"V3": ("official",), "V1": ()},
)


def reading(*sentences: str) -> ClassifiedReading:
    marks = tuple(frozenset(sentence.split()) for sentence in sentences)
    return ClassifiedReading(
        language="ru",
        text="Title\n\nText",
        marks=marks,
        shown={mark: mark.upper() for sentence in marks for mark in sentence},
        facts=(),
        words={},
        forms={},
    )


def coded(
    seen: ClassifiedReading, event_type: str = "ddos", hints: Coding = HINTS
) -> Classification:
    types = (SuggestedCode(code=event_type, score=1.0),) if event_type else ()
    plain = Classification(relevant=True, score=1, section=1, event_types=types, model="m")
    return Coder(hints).coded(plain, seen)


def test_the_title_says_more_than_the_event_type_and_that_more_than_the_text() -> None:
    found = coded(reading("leak", "", "ddos"))
    assert [(one.code, one.score) for one in found.rights] == [("privacy", 0.9), ("security", 0.8)]
    assert [one.code for one in found.means] == ["flood"]


def test_severity_is_that_of_the_event_type_until_a_step_raises_it() -> None:
    assert coded(reading("")).severity.code == "2"  # type: ignore[union-attr]
    raised = coded(reading("", "=fined", "=arrested")).severity
    assert raised is not None
    assert raised.code == "4"
    assert [reason.code for reason in raised.reasons] == ["severity_4", "shown"]


def test_verification_is_the_first_level_that_is_shown() -> None:
    official = coded(reading("", "official")).verification
    assert official is not None
    assert (official.code, official.score) == ("V3", 0.7)
    plain = coded(reading("")).verification
    assert plain is not None
    assert (plain.code, plain.reasons[0].code) == ("V1", "one_report")


def test_a_pack_without_hints_suggests_nothing_but_context() -> None:
    found = coded(reading("leak"), "", Coding())
    assert found.rights == found.means == ()
    assert found.verification is None
    assert found.severity is not None
    assert found.severity.code == "1"
