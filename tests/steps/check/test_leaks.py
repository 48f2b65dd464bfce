"""Does an entry lead a reader to what must not be spread?"""

import pytest

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Development
from dalel.pack import Pack
from dalel.steps.check import check_leak, check_links
from steps.check.conftest import FactsOf, coded, incident_of, link_to, text_of

LEAK = coded(event_type="data_leak", case_status="not_applicable")
WHOLE = (
    "В декабре 2025 года в открытом доступе оказались телефоны и адреса 12 400 клиентов банка. "
    "Министерство заявило, что проверяет сообщение."
)


def found(
    summary: str, pack: Pack, facts_of: FactsOf, *, language: str = "ru", codes: object = LEAK
) -> list[tuple[str, str | None]]:
    text = text_of(summary, language=language)
    concerns = check_leak(text, codes, pack.conduct, pack.denied, facts_of(text))  # type: ignore[arg-type]
    return [(concern.rule, concern.values.get("of")) for concern in concerns]


def test_an_entry_that_tells_what_it_must_is_left_alone(kz_pack: Pack, facts_of: FactsOf) -> None:
    assert found(WHOLE, kz_pack, facts_of) == []


@pytest.mark.parametrize(
    ("addition", "language"),
    [
        ("Базу можно скачать бесплатно.", "ru"),
        ("Файл опубликован в Telegram-канале «Слив».", "ru"),
        ("Подробности по ссылке.", "ru"),
        ("Её выложил @sliv_baz.", "ru"),
        ("Деректерді жүктеп алуға болады.", "kk"),
        ("Файл осы арнада тұр.", "kk"),
        ("The dump can be downloaded for free.", "en"),
    ],
)
def test_where_leaked_data_are_is_never_told(
    addition: str, language: str, kz_pack: Pack, facts_of: FactsOf
) -> None:
    rules = [rule for rule, _ in found(addition, kz_pack, facts_of, language=language)]
    assert "leak_where" in rules


def test_a_row_of_the_data_is_never_printed(kz_pack: Pack, facts_of: FactsOf) -> None:
    rules = found(f"{WHOLE} Пример: 104;Омаров Д.;ул. Абая;7015550101.", kz_pack, facts_of)
    assert ("leak_sample", None) in rules
    assert found(f"{WHOLE} Названы имена; адреса; телефоны.", kz_pack, facts_of) == []


def test_what_an_entry_about_a_leak_lacks_is_named(kz_pack: Pack, facts_of: FactsOf) -> None:
    gaps = {of for _, of in found("Что-то утекло.", kz_pack, facts_of)}
    assert gaps == {"holder", "kinds", "number", "period", "position"}
    assert found("", kz_pack, facts_of) == []


def test_other_entries_may_name_channels(kz_pack: Pack, facts_of: FactsOf) -> None:
    other = coded(event_type="site_block")
    assert found("Канал @sliv_baz можно скачать.", kz_pack, facts_of, codes=other) == []
    assert found("Канал @sliv_baz можно скачать.", kz_pack, facts_of, codes=None) == []


def test_a_denied_address_stops_any_text(kz_pack: Pack, facts_of: FactsOf) -> None:
    other = coded(event_type="site_block")
    text = text_of("Данные лежат на pastebin.com, сообщает habar.test.")
    [concern] = check_leak(text, other, kz_pack.conduct, kz_pack.denied, facts_of(text))
    assert (concern.rule, concern.excerpt, concern.holds_back) == (
        "denied_address",
        "pastebin.com",
        True,
    )


def test_denied_links_of_the_entry_and_its_steps_stop_the_press(kz_pack: Pack) -> None:
    step = Development(
        date=PartialDate(iso="2026-01-20", precision=Precision.DAY),
        texts={"ru": "Продолжение"},
        links=(link_to("https://x.breachforums.st/thread"),),
    )
    incident = incident_of(links=(link_to("https://pastebin.com/abc"), link_to("https://a.test/1")))
    incident = type(incident)(**{**vars(incident), "developments": (step,)})
    concerns = list(check_links(incident, kz_pack.denied, kz_pack.conduct))
    assert [(c.rule, c.excerpt) for c in concerns] == [
        ("denied_link", "https://pastebin.com/abc"),
        ("denied_link", "https://x.breachforums.st/thread"),
    ]
    assert all(concern.holds_back for concern in concerns)


def test_an_unlawful_site_is_printed_unlinked(kz_pack: Pack) -> None:
    text = text_of("Сайт Tenge-Oyin.test снова открылся под новым именем.")
    links = (
        link_to("https://www.tenge-oyin.test/"),
        link_to("https://habar.test/1", source="vlast"),
    )
    codes = coded(event_type="illegal_resource")
    incident = incident_of(text, codes=codes, links=links)
    [concern] = check_links(incident, kz_pack.denied, kz_pack.conduct)
    assert (concern.rule, concern.values["kind"]) == ("unlawful_linked", "tenge-oyin.test")
    other = incident_of(text, codes=coded(event_type="site_block"), links=links)
    assert list(check_links(other, kz_pack.denied, kz_pack.conduct)) == []
