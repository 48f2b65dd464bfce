"""Are citations of law read alike in three languages?"""

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.language.facts.statutes import StatuteFinder


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("kk", "ҚК-нің 274-бабы 3-бөлігінің 2) тармағы", ["CC-274.3.2"]),
        ("ru", "п. 2) ч. 3 ст. 274 УК", ["CC-274.3.2"]),
        ("ru", "пункт 2 части третьей статьи 274 Уголовного кодекса", ["CC-274.3.2"]),
        ("ru", "ст. 274 ч. 3 п. 2 УК РК", ["CC-274.3.2"]),
        ("ru", "статья 274 (часть 3) УК", ["CC-274.3"]),
        ("ru", "по статьям 405 и 256 УК", ["CC-405", "CC-256"]),
        ("en", "article 274, part 3, of the Criminal Code", ["CC-274.3"]),
        ("en", "part 3 of article 274 of Kazakhstan's Criminal Code", ["CC-274.3"]),
        ("en", "Criminal Code, article 274", ["CC-274"]), ("kk", "ҚР ҚК-нің 274-бабы", ["CC-274"]),
        ("kk", "ӘҚБтК-нің 456-2-бабының екінші бөлігі", ["CAO-456-2.2"]), ("ru", "456-2 КоАП", []),
        ("ru", "ст. 456-2 КоАП", ["CAO-456-2"]), ("kk", "Конституцияның 20-бабы", ["CONST-20"]),
        ("kk", "«Байланыс туралы» заңның 41-1-бабының 1-тармағы", ["LAW-COMM-41-1.1"]),
        ("ru", "закону «О масс-медиа»", ["LAW-MASSMEDIA"]), ("kk", "Қылмыстық кодекс", []),
        ("kk", "28 баптан тұрады", []), ("ru", "закон из 28 статей", []), ("ru", "статья 274", []),
    ],
)  # fmt: skip
def test_a_citation_is_read(
    language: str, text: str, expected: list[str], kz_lexicon: Lexicon
) -> None:
    assert [fact.value for fact in StatuteFinder(language, kz_lexicon).find(text)] == expected


def test_an_article_without_an_act_is_no_count_either(kz_lexicon: Lexicon) -> None:
    assert len(StatuteFinder("ru", kz_lexicon).bare("по статье 274 и ст. 5")) == 2
