"""Is a bulletin understood, or is it said where and why not?"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dalel.domain.addresses import AddressRules
from dalel.domain.errors import BulletinError
from dalel.pack.pack_records import Pack
from dalel.steps.bulletins import parse, read
from steps.bulletins.bulletin_texts import BODY, ENTRY, TITLES, entry, issue

LINK = "<https://vlast.kz/novosti/1-bir.html>"


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def shape(bulletin: Any) -> list[tuple[str | None, list[str], list[str]]]:
    return [
        (e.title, [p.text for p in e.paragraphs], [link.link.printed for link in e.links])
        for e in bulletin.entries
    ]


def test_text_before_the_first_section_is_the_introduction(parsed: Any) -> None:
    found = parsed(issue(introduction="Шолу.\n\nЕкінші абзац."))
    assert [paragraph.text for paragraph in found.introduction] == ["Шолу.", "Екінші абзац."]


@pytest.mark.parametrize(
    "headings",
    [
        [f"{number}) {title}" for number, title in enumerate(TITLES, 1)],
        [f"{number} {title.upper()}" for number, title in enumerate(TITLES, 1)],
        [f"{n}. {t}" for n, t in zip(["I", "II", "III", "IV", "V"], TITLES, strict=True)],
        [f"{number}-бөлім. {title}" for number, title in enumerate(TITLES, 1)],
        [f"Бөлім {number}: {title}." for number, title in enumerate(TITLES, 1)],
        list(TITLES),
        [
            "1. Свобода выражения мнений и доступ к информации",
            "2. Защита персональных данных",
            "3. Кибербезопастность и инфраструктура",
            "4. Правовое регулирование",
            "5. Судебные преценденты",
        ],
        [
            "1. Freedom of expression and access to information", "2. Personal data protection",
            "3. Cybersecurity and infrastructure", "4. Legal regulation", "5. Court precedents",
        ],
        ["1. Пікір білдіру еркіндігі", *(f"{n}. {t}" for n, t in enumerate(TITLES[1:], 2))],
    ],
    ids=["bracket", "capitals", "roman", "number-word", "word-number", "bare", "ru", "en", "short"],
)  # fmt: skip
def test_a_heading_is_known_in_many_forms(parsed: Any, headings: list[str]) -> None:
    found = parsed("\n\n".join([headings[0], ENTRY, *headings[1:]]))
    assert sorted(found.sections) == [1, 2, 3, 4, 5]
    assert [e.section for e in found.entries] == [1]


def test_a_document_may_mark_a_heading_with_a_slip_and_no_number(parsed: Any) -> None:
    headings = "".join(f"<h2>{title}</h2>" for title in ("Кұқықтық ретеу", "Сот прецеденттері"))
    first = "".join(f"<h2>{title}</h2>" for title in TITLES[:3])
    found = parsed(f"{first}<p>Тақырып</p><p>{BODY}</p><p>{LINK[1:-1]}</p>{headings}", "a.html")
    assert sorted(found.sections) == [1, 2, 3, 4, 5]


def test_sections_out_of_order_keep_their_entries(parsed: Any) -> None:
    order = [2, 1, 3, 5, 4]
    text = "\n\n".join(f"{n}. {TITLES[n - 1]}\n\n{entry(BODY, number=n)}" for n in order)
    assert [e.section for e in parsed(text).entries] == order


def test_a_table_of_contents_is_passed_over(parsed: Any) -> None:
    contents = "\n".join(f"{number}. {title}" for number, title in enumerate(TITLES, 1))
    text = f"{contents}\n\nКіріспе.\n\n" + issue(introduction="Шолу.")
    assert parsed(text).sections[1] > line_of(text, "Шолу.")


def refused(parsed: Any, text: str, problem: str) -> BulletinError:
    with pytest.raises(BulletinError, match=problem) as caught:
        parsed(text)
    return caught.value


def test_a_text_without_sections_is_refused(parsed: Any) -> None:
    assert refused(parsed, ENTRY, "no section begins anywhere").line is None


def test_a_missing_section_is_named_with_the_line_where_it_is_missed(parsed: Any) -> None:
    text = issue().replace(f"3. {TITLES[2]}", "")
    error = refused(parsed, text, "section 3 .* has no heading")
    assert error.line == line_of(text, f"4. {TITLES[3]}")
    text = issue().replace(f"5. {TITLES[4]}", "")
    assert refused(parsed, text, "section 5").line == line_of(text, f"4. {TITLES[3]}")


def test_a_section_that_begins_twice_is_refused(parsed: Any) -> None:
    text = issue({1: [ENTRY, f"2. {TITLES[1]}", entry(BODY, number=2)]})
    assert refused(parsed, text, "section 2 begins here a second time").line


def test_a_heading_whose_number_is_wrong_is_refused(parsed: Any) -> None:
    text = issue().replace(f"3. {TITLES[2]}", f"2. {TITLES[2]}")
    assert refused(parsed, text, "has number 2, but").line == line_of(text, TITLES[2])


def test_a_bulletin_without_entries_is_refused(parsed: Any) -> None:
    assert refused(parsed, issue().replace(ENTRY, ""), "no section has an entry").line


def test_a_link_before_any_text_is_refused(parsed: Any) -> None:
    text = issue({1: [LINK, ENTRY]})
    assert refused(parsed, text, "a link stands here before any text").line == line_of(text, LINK)


def test_text_without_a_link_at_the_end_of_a_section_is_refused(parsed: Any) -> None:
    text = issue({1: [ENTRY, f"Екінші тақырып\n\n{BODY}"]})
    assert refused(parsed, text, "no link follows").line == line_of(text, "Екінші тақырып")


def test_an_entry_without_a_link_before_another_is_refused(parsed: Any) -> None:
    text = issue({1: [f"Бірінші тақырып\n\n{BODY}", entry(BODY)]})
    error = refused(parsed, text, "no link before the next title")
    assert error.line == line_of(text, "Бірінші тақырып")


def test_an_untitled_entry_without_a_link_is_refused_too(parsed: Any) -> None:
    text = issue({1: [BODY, entry(BODY)]})
    assert refused(parsed, text, "no link before the next title").line == line_of(text, BODY)


@pytest.mark.parametrize(
    ("blocks", "title", "paragraphs"),
    [
        (["Сайт ашылды", BODY], "Сайт ашылды", [BODY]),
        (["Сайт неге ашылды?", BODY], "Сайт неге ашылды?", [BODY]),
        ([BODY], None, [BODY]),
        ([BODY, BODY], None, [BODY, BODY]),
        (["Сайт ашылды"], "Сайт ашылды", []),
        (["Сайт ашылды", "Сот бұл істі", "қарады."], "Сайт ашылды", ["Сот бұл істі қарады."]),
        (["Сайт", "ашылды", BODY], "Сайт ашылды", [BODY]),
        (["Сот бұл істі", "қарап, шешім шығарды."], None, ["Сот бұл істі қарап, шешім шығарды."]),
        (["Т", "Құжат 2025 ж.", "қабылданды."], "Т", ["Құжат 2025 ж. қабылданды."]),
        (["Т", "Мыналар:", "- бірі;", "- екіншісі."], "Т", ["Мыналар:", "- бірі;", "- екіншісі."]),
        (["Т", "Мыналар:", "бірі;", "екіншісі."], "Т", ["Мыналар:", "бірі;", "екіншісі."]),
        (["Т", BODY, "iPhone сатылды.", BODY], "Т", [BODY, "iPhone сатылды.", BODY]),
        (["Т", "Бірінші бөлік", "Алматыда өтті."], "Т", ["Бірінші бөлік", "Алматыда өтті."]),
        (["а" * 301, BODY], None, ["а" * 301, BODY]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_title_is_told_from_a_body(
    parsed: Any, blocks: list[str], title: str | None, paragraphs: list[str], between: str
) -> None:
    text = issue({1: [between.join([*blocks, LINK])]})
    assert shape(parsed(text)) == [(title, paragraphs, [LINK[1:-1]])]


def test_an_entry_may_have_several_links_and_words_beside_them(parsed: Any) -> None:
    text = issue(
        {1: [f"{ENTRY}\nДереккөз: https://t.me/kanal/5\nhttps://bes.media/a (05.04.2026)"]}
    )
    (found,) = parsed(text).entries
    assert [(p.link.printed, p.bracketed, p.beside) for p in found.links] == [
        (LINK[1:-1], True, ""),
        ("https://t.me/kanal/5", False, "Дереккөз:"),
        ("https://bes.media/a", False, "(05.04.2026)"),
    ]


def test_the_working_link_loses_its_tracking_and_the_printed_one_keeps_it(parsed: Any) -> None:
    text = issue({1: [f"{BODY}\nhttps://vlast.kz/a?id=7&utm_source=x"]})
    ((printed,),) = (e.links for e in parsed(text).entries)
    assert printed.link.printed == "https://vlast.kz/a?id=7&utm_source=x"
    assert printed.link.url == "https://vlast.kz/a?id=7"


def document(*paragraphs: str) -> str:
    first = f"<h2>1. {TITLES[0]}</h2>"
    rest = "".join(f"<h2>{n}. {t}</h2>" for n, t in enumerate(TITLES[1:], 2))
    return first + "".join(paragraphs) + rest


def linked(word: str, number: int = 1) -> str:
    return f'<a href="https://vlast.kz/novosti/{number}-bir.html">{word}</a>'


def test_links_within_the_text_belong_to_the_entry_that_the_next_title_closes(parsed: Any) -> None:
    html = document(
        "<p>Бірінші тақырып</p>", f"<p>Бұл туралы {linked('Власть')} хабарлады.</p>",
        "<p>Екінші тақырып</p>", f"<p>Мұны {linked('Власть', 2)} жазды.</p>",
        f"<p>Тағы {linked('бір', 3)} хабар бар.</p>",
    )  # fmt: skip
    assert [(title, len(links)) for title, _, links in shape(parsed(html, "a.html"))] == [
        ("Бірінші тақырып", 1), ("Екінші тақырып", 2),
    ]  # fmt: skip


def test_a_heading_of_the_document_is_a_title_even_when_it_is_a_link(parsed: Any) -> None:
    html = document(
        f"<h3>{linked('Бірінші тақырып.')}</h3>", f"<p>{BODY}</p>",
        f"<h3>{linked('Екінші тақырып.', 2)}</h3>", f"<p>{BODY}</p>",
    )  # fmt: skip
    assert [title for title, _, _ in shape(parsed(html, "a.html"))] == [
        "Бірінші тақырып.", "Екінші тақырып.",
    ]  # fmt: skip


def test_a_heading_over_an_entry_without_a_link_is_refused(parsed: Any) -> None:
    html = document(
        "<h3>Бірінші</h3>",
        f"<p>{BODY}</p>",
        "<h3>Екінші</h3>",
        f"<p>{BODY} {linked('сілтеме')}.</p>",
    )
    with pytest.raises(BulletinError, match="no link before the next title"):
        parsed(html, "a.html")


def test_ten_thousand_entries_are_read_in_one_go(parsed: Any) -> None:
    text = issue({n: [entry(BODY, number=i) for i in range(2000)] for n in range(1, 6)})
    assert len(parsed(text).entries) == 10_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "filler", ["Бұл жерде ұзақ мәтін бар. ", "х", "https://vlast.kz/", "<", "1. ", "х" * 199 + "\n"]
)
def test_fifty_megabytes_are_read(parsed: Any, filler: str) -> None:
    body = filler * (50_000_000 // len(filler.encode()))
    text = issue({1: [f"Тақырып\n\n{body}\n\n{LINK}"]})
    assert len(parsed(text).entries) == 1


WORDS = st.sampled_from(
    ["сот", "заң", "сайт", "желі", "қоғам", "ереже", "дерек", "шешім", "редакция"]
)
SENTENCE = st.lists(WORDS, min_size=2, max_size=9).map(lambda words: " ".join(words).capitalize())
BODY_TEXT = st.lists(SENTENCE, min_size=1, max_size=4).map(lambda s: ". ".join(s) + ".")
HOSTS = st.sampled_from(["vlast.kz", "bes.media", "www.zakon.kz", "orda.kz"])
ADDRESS = st.builds(lambda host, n: f"https://{host}/a/{n}", HOSTS, st.integers(1, 9999))
STYLE = st.sampled_from(["<{}>", "{}", "Дереккөз: {}"])
ENTRIES = st.tuples(
    st.none() | SENTENCE,
    st.lists(BODY_TEXT, min_size=1, max_size=3),
    st.lists(st.tuples(ADDRESS, STYLE), min_size=1, max_size=2),
)
BREAK = st.sampled_from(["\n", "\n\n", "\r\n", "\n \n\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(ENTRIES, max_size=3), min_size=5, max_size=5), BREAK)
def test_what_goes_into_a_bulletin_comes_out(
    pack: Pack, sections: list[list[Any]], between: str
) -> None:
    parts = []
    for number, entries in enumerate(sections, 1):
        parts.append(f"{number}. {TITLES[number - 1]}")
        for title, paragraphs, links in entries:
            parts += [*filter(None, [title]), *paragraphs]
            parts += [style.format(address) for address, style in links]
    expected = [
        (title, paragraphs, [address for address, _ in links])
        for entries in sections
        for title, paragraphs, links in entries
    ]
    lines = read(between.join(parts).encode(), "a.txt")
    if not expected:
        with pytest.raises(BulletinError, match="no section has an entry"):
            parse(lines, pack.codebook, AddressRules(), (), "kk")
        return
    assert shape(parse(lines, pack.codebook, AddressRules(), (), "kk")) == expected
