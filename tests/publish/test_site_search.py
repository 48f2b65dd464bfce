"""Is an incident found in every form of a word, under any path, without asking anybody else?"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dalel.domain.snapshot import Snapshot
from dalel.language.kk.search_keys import search_keys
from dalel.publish.build import build
from publish.probing import with_text
from publish.served_site import served, titles, visitor

pytestmark = [pytest.mark.slow, pytest.mark.late]

_FORMS = Path(__file__).parents[1] / "language/word_forms/kk.txt"
#: Forms as people type them; each is found where another form stands.
_WORDS = (
    "қазақстанда", "қазақстанның", "кітабы", "кітаптар", "құқығын", "құқықтары",
    "журналистердің", "журналистке", "сайттары", "сайтын", "мемлекеттік", "соттың", "сотқа",
    "бұғаттауды", "редакциясында", "басылымымен", "заңдарға", "министрлігінің",
    "депутаттары", "алматыда", "тергеуге", "айыппұлдар", "деректерін",
)  # fmt: skip


@pytest.fixture
def spoken(release: Snapshot) -> Snapshot:
    """A release in which one Kazakh and one Russian text have words of their own."""
    snapshot = with_text(release, 9, "kk", title="Тауелі кітапханасының кітабы алынды")
    return with_text(snapshot, 9, "ru", title="Из библиотеки Тауели изъяли книги для детей")


def test_an_incident_is_found_in_every_form_under_any_path(
    spoken: Snapshot, tmp_path: Path
) -> None:
    build(spoken, tmp_path / "site", base="/monitoring/")
    asked: list[str] = []
    with served(tmp_path / "site") as address, visitor() as page:
        page.on("request", lambda request: asked.append(request.url))

        def found(language: str, query: str) -> list[str]:
            page.goto(f"{address}{language}/search/?q={query}")
            page.wait_for_function("document.querySelector('#told').textContent")
            return titles(page)

        title = spoken.incidents[9].texts["kk"].title
        for query in ("кітап", "кітаптар", "кітабын", "Тауелінің", "Кітапхана", "китап"):
            assert found("kk", query) == [title], query
        assert found("ru", "ребёнку") == [spoken.incidents[9].texts["ru"].title]
        assert found("ru", "книгами") == [spoken.incidents[9].texts["ru"].title]
        assert found("ru", "кн") == [spoken.incidents[9].texts["ru"].title]
        assert found("ru", "книга") == [spoken.incidents[9].texts["ru"].title]
        assert found("ru", "библиотекой") == [spoken.incidents[9].texts["ru"].title]
        assert found("kk", "мұндайсөзжоқ") == []
        assert found("kk", "китабы") == [title]
        assert found("ru", "книжищебородый") == []
        assert found("kk", spoken.incidents[9].number) == [title]
        page.locator("#q").fill("кітабы")
        page.locator("#found .title").first.click()
        page.wait_for_url(f"{address}kk/i/{spoken.incidents[9].number}/")
    assert all(url.startswith(address) for url in asked)


def test_titles_come_first_and_a_word_that_nobody_wrote_is_not_passed_over(
    spoken: Snapshot, tmp_path: Path
) -> None:
    number, newer = (spoken.incidents[at].number for at in (9, 12))
    told = ("Суд в Таразе говорил и о библиотеке.",)
    snapshot = with_text(spoken, 12, "ru", title="Суд в Таразе", paragraphs=told)
    build(snapshot, tmp_path / "site")
    with served(tmp_path / "site") as address, visitor() as page:

        def found(query: str) -> list[str]:
            page.goto(f"{address}ru/search/?q={query}")
            page.wait_for_function("document.querySelector('#told').textContent")
            return titles(page)

        title = spoken.incidents[9].texts["ru"].title
        assert number < newer
        assert found("библиотеки") == [title, "Суд в Таразе"]
        assert found(number.lower()) == [title]
        assert found(f"{number[:-4]}9999") == []
        for unknown in ("7777777", "abcdef", "абвгдежзий"):
            assert found(f"библиотека {unknown}") == []
        # A soft hyphen, a stress, Latin letters that look alike.
        for disguised in ("библи\u00adотеки", "библиоте\u0301ки", "библиoтeки"):
            assert found(disguised) == found("библиотеки")
        assert found("библиоте тараз") == ["Суд в Таразе"]
        page.click("header a[hreflang=kk]")
        page.wait_for_url(f"{address}kk/search/index.html?q=*")
        assert page.input_value("#q") == "библиоте тараз"


def test_a_query_asks_for_words_and_for_the_titles_that_are_shown(
    release: Snapshot, tmp_path: Path
) -> None:
    build(release, tmp_path / "site")
    asked: list[str] = []
    with served(tmp_path / "site") as address, visitor() as page:
        page.goto(f"{address}ru/search/")
        page.wait_for_load_state("networkidle")
        page.on("request", lambda request: asked.append(request.url))
        page.locator("#q").focus()
        page.evaluate(
            "import('../../static/search.js').then((one) => one.search('x')).then(() => 1)"
        )
        waking, asked[:] = asked[:], []
        page.locator("#q").fill("редакция")
        page.wait_for_function("found.children.length === 20")
        shown = page.locator("#found .when a").all_text_contents()
        page.click("#more")
        page.wait_for_function("found.children.length === 43")
        took = page.evaluate("finder.dataset.took")
    assert any(url.endswith("pagefind/pagefind.js") for url in waking)
    searching = {url.rpartition(".")[2] for url in asked if "/pagefind/" in url}
    assert searching <= {"pf_index", "txt"}
    assert sum(url.endswith(".txt") for url in asked) == 1
    pieces = [url.rpartition("entries/")[2] for url in asked if "/entries/" in url]
    assert len(pieces) == len(set(pieces)) == 5
    assert len(set(shown)) == 20
    print(f"the first results after {float(took):.0f} ms")  # noqa: T201 - see with -s


def test_whoever_types_is_answered_what_was_asked_last_and_few_beginnings_of_it(
    release: Snapshot, tmp_path: Path
) -> None:
    build(release, tmp_path / "site")
    with served(tmp_path / "site") as address, visitor() as page:
        page.clock.install(time=datetime(2026, 1, 1, tzinfo=UTC))
        page.goto(f"{address}ru/search/?q=редакция")
        page.wait_for_function("found.children.length === 20")
        first = titles(page)
        page.locator("#q").fill("")
        page.wait_for_function("found.children.length === 43")
        page.evaluate(
            "() => { window.asked = []; const replace = history.replaceState.bind(history);"
            " history.replaceState = (...given) => { asked.push(q.value); replace(...given); }; }"
        )
        page.clock.pause_at(datetime(2026, 1, 2, tzinfo=UTC))
        page.locator("#q").press_sequentially("ред")
        page.clock.run_for(200)
        assert page.evaluate("asked") == []
        page.locator("#q").press_sequentially("акция")
        page.clock.run_for(10)
        page.clock.resume()
        page.wait_for_function("found.children.length === 20")
        assert titles(page) == first
        assert page.evaluate("asked") == ["редакция"]


def test_pieces_of_the_index_do_not_pass_through_what_keeps_pages_for_later(
    release: Snapshot, tmp_path: Path
) -> None:
    build(release, tmp_path / "site")
    passed: dict[str, bool] = {}
    with served(tmp_path / "site") as address, visitor() as page:
        page.goto(f"{address}ru/search/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        page.on("response", lambda one: passed.update({one.url: one.from_service_worker}))
        page.goto(f"{address}ru/search/?q=редакция")
        page.wait_for_function("found.children.length === 20")
    assert passed[f"{address}static/search.js"]
    assert not any(kept for url, kept in passed.items() if "/pagefind/" in url)


def test_the_page_takes_endings_off_as_the_record_does(spoken: Snapshot, tmp_path: Path) -> None:
    build(spoken, tmp_path / "site")
    with served(tmp_path / "site") as address, visitor() as page:
        page.goto(f"{address}kk/search/")
        words = [*_WORDS, *_FORMS.read_text(encoding="utf-8").lower().split()]
        stems = page.evaluate(
            "async (words) => { const { keys } = await import('../../static/search.js');"
            " const rules = await (await fetch('../../pagefind/stems.json')).json();"
            " return words.map((word) => keys(word, rules)); }",
            words,
        )
    assert stems == [list(search_keys(word)) for word in words]


def test_what_was_read_can_be_read_without_a_network_and_a_new_release_is_forgotten_by_none(
    release: Snapshot, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    build(release, site)
    with served(site) as address, visitor() as page:
        page.goto(f"{address}kk/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.goto(f"{address}kk/i/XX-2020-0001/")
        page.goto(f"{address}kk/i/XX-2020-0001/")
        page.context.set_offline(True)
        page.goto(f"{address}kk/i/XX-2020-0001/")
        assert "XX-2020-0001" in page.inner_text("main")
        page.context.set_offline(False)
        first = page.evaluate("caches.keys()")
        build(replace(release, time=release.time.replace(hour=20)), site)
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
        page.wait_for_function(
            "async (first) => { const now = (await caches.keys()).filter(n => n !== 'dalel-fonts');"
            " return now.length === 1 && !first.includes(now[0]); }",
            arg=first,
        )


def test_the_index_has_a_fixed_order(spoken: Snapshot, tmp_path: Path) -> None:
    build(spoken, tmp_path / "site")
    entry = (tmp_path / "site/pagefind/pagefind-entry.json").read_text()
    assert entry == json.dumps(json.loads(entry), sort_keys=True)
    assert not (tmp_path / "site/pagefind/pagefind-ui.js").exists()


def test_a_page_that_was_not_read_says_so_without_a_network_in_the_language_of_its_address(
    release: Snapshot, tmp_path: Path
) -> None:
    build(release, tmp_path / "site", base="/monitoring/")
    with served(tmp_path / "site") as address, visitor() as page:
        page.goto(f"{address}kk/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.goto(f"{address}ru/i/XX-2020-0001/")
        read = page.title().rpartition(" · ")[0]
        page.context.set_offline(True)
        for language, words in (("ru", "Нет сети"), ("kk", "Желі жоқ")):
            answer = page.goto(f"{address}{language}/i/XX-2020-0002/")
            assert answer is not None
            assert answer.status == 503
            assert page.inner_text("h1") == words
            assert page.get_attribute("html", "lang") == language
            style = "getComputedStyle(document.querySelector('h1')).fontSize"
            assert page.evaluate("document.styleSheets.length") == 1
            assert page.evaluate(style) != "32px"
            hrefs = page.eval_on_selector_all("main a", "all => all.map((a) => a.href)")
            assert all(one.startswith(f"{address}{language}/") for one in hrefs)
        page.goto(f"{address}ru/i/XX-2020-0003/")
        page.wait_for_selector("#read-before a")
        links = page.locator("#read-before a")
        assert read in links.all_inner_texts()
        links.filter(has_text="XX-2020-0001").click()
        assert page.title().startswith(read)
        page.goto(f"{address}ru/i/XX-2020-0003/")
        page.context.set_offline(False)
        page.reload()
        assert "XX-2020-0003" in page.inner_text("main")


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "сайттың серверін қажет етеді"), ("ru", "нужен сервер сайта")],
)
def test_the_search_says_on_a_disk_that_it_needs_a_server(
    release: Snapshot, tmp_path: Path, language: str, words: str
) -> None:
    build(release, tmp_path / "site")
    with visitor() as page:
        address = (tmp_path / f"site/{language}/search/index.html").as_uri()
        page.goto(address)
        assert words in page.inner_text("#told")
        page.fill("#q", "x")
        page.press("#q", "Enter")
        assert page.url == address
