"""Are words known for forms of English verbs?"""

import pytest

from dalel.language.en.verb_forms import EnglishVerbForm, EnglishVerbs, forms_of

KNOWN = EnglishVerbs(["throttle", "geo-block"])


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("block", {"block", "blocks", "blocked", "blocking"}),
        ("fine", {"fine", "fines", "fined", "fining"}),
        ("ban", {"ban", "bans", "banned", "banning", "baned", "baning"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("take", {"take", "takes", "took", "taken", "taking"}),
        ("publish", {"publish", "publishes", "published", "publishing"}),
        ("lie", {"lie", "lies", "lay", "lain", "lying"}),
        ("have", {"have", "has", "had", "having"}),
    ],
)
def test_a_verb_has_its_forms(verb: str, forms: set[str]) -> None:
    assert {form for form, _kind in forms_of(verb)} == forms


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("was", ("be", EnglishVerbForm.PAST)),
        ("been", ("be", EnglishVerbForm.PARTICIPLE)),
        ("throttled", ("throttle", EnglishVerbForm.PAST)),
        ("geo-blocked", ("geo-block", EnglishVerbForm.PAST)),
        ("stolen", ("steal", EnglishVerbForm.PARTICIPLE)),
        ("quantized", ("quantize", EnglishVerbForm.PAST)),
        ("galvanising", ("galvanis", EnglishVerbForm.ING)),
    ],
)
def test_a_form_leads_to_its_verb(word: str, reading: tuple[str, EnglishVerbForm]) -> None:
    assert reading in KNOWN.readings(word)


@pytest.mark.parametrize("word", ["hundred", "morning", "unchanged", "kazakhstan", "of"])
def test_other_words_are_no_verbs(word: str) -> None:
    assert KNOWN.readings(word) == frozenset()
