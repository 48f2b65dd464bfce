"""Which stretches are in quotation marks?"""

import pytest

from dalel.language.quotes import is_within, quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("ол «иә» деді", ["«иә»"]),
        ("ол “иә” деді", ["“иә”"]),
        ('ол "иә" деді, "жоқ" демеді', ['"иә"', '"жоқ"']),
        ("«ішкі „сөз“ бар»", ["«ішкі „сөз“ бар»"]),
        ("жабылмаған «тырнақша", []),
    ],
)
def test_quotation_marks_are_found(text: str, quoted: list[str]) -> None:
    assert [text[span.start : span.end] for span in quotations(text)] == quoted


def test_a_stretch_is_quoted_only_when_all_of_it_is() -> None:
    spans = quotations("ол «иә» деді")
    assert is_within(spans, 4, 6)
    assert not is_within(spans, 4, 9)
