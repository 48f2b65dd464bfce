"""Are likely terms seen in approved pairs, and names and known terms left alone?"""

from dalel.pack import Pack
from dalel.steps.draft.suggesting import suggest
from dalel.steps.draft.translating import TranslationPair

PAIRS = (
    TranslationPair(
        source="Сертификат признан небезопасным.", target="Куәлік қауіпті деп танылды."
    ),
    TranslationPair(
        source="Ведомство отозвало сертификат.", target="Ведомство куәлікті қайтарып алды."
    ),
    TranslationPair(
        source="Новый сертификат выдан Тимуровой.", target="Жаңа куәлік Темироваға берілді."
    ),
    TranslationPair(source="Сайт недоступен.", target="Сайт қолжетімсіз."),
    TranslationPair(source="Портал недоступен.", target="Портал қолжетімсіз."),
    TranslationPair(source="Архив недоступен.", target="Мұрағат қолжетімсіз."),
)


def test_what_is_always_translated_alike_is_suggested_with_its_usual_spelling(pack: Pack) -> None:
    found = suggest(PAIRS, ("ru", "kk"), pack.glossary)
    assert [(one.source, one.target, one.times) for one in found] == [("сертификат", "куәлік", 3)]


def test_without_a_glossary_its_terms_are_suggested_too() -> None:
    found = {(one.source, one.target) for one in suggest(PAIRS, ("ru", "kk"), ())}
    assert found == {("сертификат", "куәлік"), ("недоступен", "қолжетімсіз")}


def test_two_times_are_no_custom(pack: Pack) -> None:
    assert suggest(PAIRS[:2], ("ru", "kk"), pack.glossary) == ()
