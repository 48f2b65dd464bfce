from dalel.domain.lexicon import Alias, Lexicon


def test_every_name_but_an_ambiguous_one_leads_to_its_code() -> None:
    lexicon = Lexicon(
        months={}, weekdays={}, multipliers={}, bounds={}, currency="XTS", currency_names={},
        places=(
            Alias(code="p1", names={"kk": ("Шу",), "ru": ("Чуск",)}, marked=frozenset({"Шу"})),
        ),
        organisations=(Alias(code="o1", names={"kk": ("ҰҚК",), "ru": ("КНБ",)}),),
    )  # fmt: skip
    assert lexicon.alias_by_name == {"Чуск": "p1", "ҰҚК": "o1", "КНБ": "o1"}
