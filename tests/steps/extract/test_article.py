"""Whole pages, read from their bytes."""

import json

import pytest

from dalel.domain.errors import SelectorError
from dalel.domain.extraction import Extraction, PageKind, Selectors
from dalel.steps.extract import extract
from steps.extract.extraction_pages import (
    ALMATY,
    KK_TEXT,
    KK_TITLE,
    RU_TEXT,
    RU_TITLE,
    article,
    paragraphs,
)


def read(page: str, url: str | None = None, selectors: Selectors | None = None) -> Extraction:
    return extract(page.encode(), zone=ALMATY, url=url, selectors=selectors or Selectors())


def test_an_article_is_read_without_what_surrounds_it() -> None:
    page = read(article())
    assert page.kind is PageKind.ARTICLE
    assert page.reason is None
    assert page.title == RU_TITLE
    assert page.text == "\n\n".join(RU_TEXT)
    assert page.language == "ru"
    assert page.published is None
    assert page.found_by == {"encoding": "page utf-8", "title": "h1", "text": "structure"}


def test_a_kazakh_article_is_read_in_its_language() -> None:
    page = read(article(KK_TITLE, KK_TEXT))
    assert (page.title, page.language) == (KK_TITLE, "kk")
    assert page.text == "\n\n".join(KK_TEXT)


@pytest.mark.parametrize(("codec", "charset"), [("cp1251", "windows-1251"), ("koi8-r", "koi8-r")])
def test_an_old_encoding_reads_the_same(codec: str, charset: str) -> None:
    content = article(charset=charset).encode(codec, "xmlcharrefreplace")
    assert extract(content, zone=ALMATY).text == "\n\n".join(RU_TEXT)


def test_kazakh_in_kz1048_reads_the_same() -> None:
    content = article(KK_TITLE, KK_TEXT, charset="windows-1251").encode("kz1048")
    assert extract(content, zone=ALMATY).text == "\n\n".join(KK_TEXT)


def test_entities_are_letters() -> None:
    texts = ("Суд &amp; «редакция»&nbsp;&mdash; &#1089;&#x0443;&#1076; рассмотрел жалобу в среду.",)
    page = article().replace(paragraphs(RU_TEXT), f"<p>{texts[0]}</p>")
    assert read(page).text == "Суд & «редакция» — суд рассмотрел жалобу в среду."


def test_what_frames_the_text_is_left_out() -> None:
    framed = (
        '<div class="share-buttons">Поделиться <a href="#">ВК</a></div>'
        f"{paragraphs(RU_TEXT[:2])}"
        '<p>Читайте также: <a href="/2">Суд в Актобе вернул дело редактора прокурору</a></p>'
        '<p><a href="/3">Министр ответил на вопросы о блокировках сайтов</a></p>'
        '<div class="related"><h3>По теме</h3><p>Редакции запретили снимать открытое '
        "заседание суда.</p></div>"
        f"{paragraphs(RU_TEXT[2:])}"
        "<p>Подписывайтесь на наш Telegram-канал и узнавайте новости первыми</p>"
        "<p>Нашли ошибку? Выделите её и нажмите Ctrl+Enter</p>"
        "<h3>Комментарии</h3>"
    )
    page = article().replace(paragraphs(RU_TEXT), framed)
    assert read(page).text == "\n\n".join(RU_TEXT)


def test_kazakh_frames_are_left_out_too() -> None:
    framed = (
        f"{paragraphs(KK_TEXT)}"
        '<p>Тағы оқыңыз: <a href="/2">Ақтөбедегі сот істі прокурорға қайтарды</a></p>'
        "<p>Біздің Telegram-арнамызға жазылыңыз</p><p>Бөлісу:</p>"
    )
    page = article(KK_TITLE, KK_TEXT).replace(paragraphs(KK_TEXT), framed)
    assert read(page).text == "\n\n".join(KK_TEXT)


def test_date_author_and_counter_above_the_text_are_no_text() -> None:
    above = "<div>Пятница, 04 Июл 2025, 12:00</div><div>Марина Залесова</div><div>1 204</div>"
    head = '<meta name="author" content="Марина Залесова">'
    page = read(article(head=head).replace(paragraphs(RU_TEXT), above + paragraphs(RU_TEXT)))
    assert page.text == "\n\n".join(RU_TEXT)
    assert page.author == "Марина Залесова"


def test_a_text_cut_into_containers_of_one_class_is_whole() -> None:
    page = article().replace(
        paragraphs(RU_TEXT),
        '</div><div class="ad">Реклама</div>'.join(
            ('<div class="article-body">' if index else "") + f"<p>{text}</p>"
            for index, text in enumerate(RU_TEXT)
        ),
    )
    assert read(page.replace("article-text", "article-body")).text == "\n\n".join(RU_TEXT)


def test_a_text_without_paragraphs_is_parted_at_its_line_breaks() -> None:
    page = article().replace(paragraphs(RU_TEXT), "<br><br>".join(RU_TEXT))
    assert read(page).text == "\n\n".join(RU_TEXT)


def test_a_text_in_bare_containers_and_spans_is_found() -> None:
    divs = "".join(f"<div><span>{text}</span></div>" for text in RU_TEXT)
    assert read(article().replace(paragraphs(RU_TEXT), divs)).text == "\n\n".join(RU_TEXT)


def test_lists_tables_and_headings_within_the_text_stay() -> None:
    more = (
        "<h2>Что известно о деле</h2>"
        "<ul><li>повестку вручили утром</li><li>допрос перенесли</li></ul>"
        "<table><tr><th>Год</th><th>Дел</th></tr><tr><td>2024</td><td>17</td></tr></table>"
    )
    page = article().replace(paragraphs(RU_TEXT[2:]), more + paragraphs(RU_TEXT[2:]))
    assert read(page).text.split("\n\n")[2:-1] == [
        "Что известно о деле",
        "повестку вручили утром",
        "допрос перенесли",
        "Год Дел",
        "2024 17",
    ]


def test_teasers_of_other_articles_within_the_article_are_left_out() -> None:
    teaser = "<article><h3>Другое</h3><p>Вчера суд вынес решение по иску общества.</p></article>"
    page = article().replace("<main>", "<article>").replace("</main>", f"{teaser}</article>")
    assert read(page).text == "\n\n".join(RU_TEXT)


def test_the_text_begins_below_its_heading_and_not_below_the_outlets_name() -> None:
    page = """<html><head><title>Берег | Суд отложил дело</title></head><body>
    <div><a href=/>Берег</a></div><div><h1>Суд отложил дело</h1></div>
    <div>18 ноября 2025, 09:35</div>
    <div><p>Заседание перенесли на конец ноября, сообщили в суде.</p></div></body></html>"""
    found = read(page)
    assert (found.title, found.text) == (
        "Суд отложил дело",
        "Заседание перенесли на конец ноября, сообщили в суде.",
    )


def test_posts_of_a_live_page_are_its_text() -> None:
    posts = "".join(f"<article><p>{text}</p></article>" for text in RU_TEXT)
    page = f"<html><body><article><h1>{RU_TITLE}</h1>{posts}</article></body></html>"
    assert read(page).text == "\n\n".join(RU_TEXT)


def test_the_article_that_holds_the_title_goes_before_longer_ones() -> None:
    other = "".join(f"<article><p>{text} {text}</p></article>" for text in KK_TEXT * 3)
    page = f"<body><article><h1>{RU_TITLE}</h1>{paragraphs(RU_TEXT)}</article>{other}</body>"
    assert read(page).text == "\n\n".join(RU_TEXT)


def test_the_words_of_the_house_may_open_a_sentence_of_the_text() -> None:
    texts = (
        *RU_TEXT,
        "Автор — редактор портала, и суд это признал.",
        "Видео с допроса появилось в сети вечером.",
        "Поделиться записью с коллегами адвокат не успел.",
    )
    assert read(article(texts=texts)).text == "\n\n".join(texts)


def test_a_label_goes_alone_but_not_with_a_sentence_of_the_text() -> None:
    texts = (*RU_TEXT, "Фото: пресс-служба департамента. Награды вручали по решению комиссии.")
    page = article(texts=(*texts, "Фото: пресс-служба департамента."))
    assert read(page).text == "\n\n".join(texts)


def test_a_heading_before_a_link_within_the_text_stays() -> None:
    more = '<h2>Что дальше</h2><p>Читайте также: <a href="/2">Суд вернул дело</a></p>'
    page = article().replace(paragraphs(RU_TEXT[2:]), more + paragraphs(RU_TEXT[2:]))
    assert read(page).text == "\n\n".join((*RU_TEXT[:2], "Что дальше", RU_TEXT[2]))


def test_a_text_named_by_itemprop_is_found() -> None:
    page = article().replace('class="article-text"', 'itemprop="articleBody"')
    assert read(page).text == "\n\n".join(RU_TEXT)


def test_rules_of_dots_and_headings_named_as_links_are_left_out() -> None:
    more = '<p>* * *</p><h2 class="related-title">Ещё в разделе</h2><h2>Что дальше</h2>'
    page = article().replace(paragraphs(RU_TEXT[2:]), more + paragraphs(RU_TEXT[2:]))
    assert read(page).text == "\n\n".join((*RU_TEXT[:2], "Что дальше", RU_TEXT[2]))


def test_a_small_part_named_as_the_text_does_not_hide_the_rest() -> None:
    named = f'<div class="post-content"><p>{RU_TEXT[2]}</p></div>'
    page = f"<body><h1>{RU_TITLE}</h1><div>{paragraphs(RU_TEXT[:2])}{named}</div></body>"
    assert read(page).text == "\n\n".join(RU_TEXT)


def test_hidden_text_is_left_out() -> None:
    hidden = (
        '<p>Видимый конец стоит здесь.</p><div style="display: none">Скрыто</div>'
        "<div hidden>Скрыто</div><div aria-hidden='true'>Скрыто</div>"
    )
    page = read(article().replace("</main>", f"{hidden}</main>"))
    assert "Скрыто" not in page.text


def test_a_careless_class_on_a_paragraph_does_not_lose_it() -> None:
    page = (
        article().replace("<p>", '<p class="caption">', 1).replace("<p>", '<p class="related">', 1)
    )
    assert read(page).text.startswith(RU_TEXT[0])


def test_a_page_built_in_the_browser_gives_its_text_in_json_ld() -> None:
    node = {
        "@type": "NewsArticle",
        "headline": RU_TITLE,
        "articleBody": "<p>" + "</p>\n<p>".join(RU_TEXT) + "</p>",
    }
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    page = read(f"<html><head>{script}</head><body><div id='root'>Загрузка</div></body></html>")
    assert page.text == "\n\n".join(RU_TEXT)
    assert page.found_by["text"] == "json-ld articleBody"


def test_a_source_s_own_selectors_go_first() -> None:
    page = article(
        above='<b class="when">17.11.2025 10:45</b><i class="who">Автор: Марина Залесова</i>',
        below='<img class="lead" src="/i/1.jpg">',
    ).replace("<h1>", '<div class="name">Заголовок</div><h1>')
    selectors = Selectors(
        title=".name",
        text=".article-text p",
        published=".when",
        author=".who",
        image="img.lead",
        drop=".article-text p:last-child",
    )
    found = read(page, "https://bereg.test/a/1", selectors)
    assert found.title == "Заголовок"
    assert found.text == "\n\n".join(RU_TEXT[:2])
    assert found.published is not None
    assert found.published.iso == "2025-11-17T10:45:00+05:00"
    assert found.author == "Марина Залесова"
    assert found.image == "https://bereg.test/i/1.jpg"
    assert set(found.found_by.values()) == {"selector", "page utf-8"}


def test_selectors_that_find_nothing_leave_it_to_the_page() -> None:
    selectors = Selectors(
        title=".x", text=".x", published="h1", author=".x", image=".x", drop="html"
    )
    found = read(article(), None, selectors)
    assert (found.title, found.text) == (RU_TITLE, "\n\n".join(RU_TEXT))


def test_elements_within_selected_ones_are_read_once() -> None:
    found = read(article(), None, Selectors(text="main, .article-text, .article-text p"))
    assert found.text == "\n\n".join(RU_TEXT)


@pytest.mark.parametrize("selector", ["p[", "p:foo(", "::before", "p::attr(x)", "p:no-such"])
def test_a_selector_that_cannot_be_read_is_named(selector: str) -> None:
    with pytest.raises(SelectorError, match=r"p|before"):
        read(article(), None, Selectors(text=selector))
