import json
from dataclasses import replace

import pytest

from dalel.domain.collection import Collected, KnownOfSource, SkipReason, WatchedAddress
from dalel.domain.register import RegisterEntry, RowChange, RowFormat, RowReading
from dalel.domain.source import AddressKind
from shelf import Shelf, look, skips, urls, watch

URL = "https://tau.test/list"
READING = RowReading(
    format=RowFormat.JSON,
    key="{id}",
    link="https://tau.test/doc/{id}",
    title="Проект {id}",
    fields={"id": "id", "state": "state"},
    says={"state": "Статус"},
)
PAGED = replace(READING, rows="rows", page_count="pages")


def watching(
    url: str = URL,
    reading: RowReading | None = READING,
    known: dict[str, RegisterEntry] | None = None,
    kind: AddressKind = AddressKind.TABLE,
    pages: int = 5,
) -> WatchedAddress:
    seen = watch(kind, url, known=KnownOfSource(entries=known), pages=pages)
    return replace(seen, address=replace(seen.address, reading=reading))


def listed(states: dict[int, str]) -> bytes:
    return json.dumps([{"id": one, "state": state} for one, state in states.items()]).encode()


def entry(number: int, state: str = "новый") -> RegisterEntry:
    return RegisterEntry(
        key=str(number),
        url=f"https://tau.test/doc/{number}",
        title=f"Проект {number}",
        says=(("Статус", state),),
    )


def known(states: dict[int, str]) -> dict[str, RegisterEntry]:
    return {str(number): entry(number, state) for number, state in states.items()}


def told(found: Collected) -> list[tuple[RowChange, str]]:
    return [(change.kind, change.entry.key) for change in found.changes]


def test_what_stands_there_at_the_first_look_has_not_happened() -> None:
    found = look(watching(), Shelf({URL: listed({1: "новый", 2: "новый"})}))
    assert told(found) == [(RowChange.FIRST_SEEN, "1"), (RowChange.FIRST_SEEN, "2")]
    assert [answer.url for answer in found.evidence] == [URL]


def test_of_drafts_the_first_look_tells_too() -> None:
    first = replace(READING, takes_first=True)
    found = look(watching(reading=first), Shelf({URL: listed({1: "новый"})}))
    assert told(found) == [(RowChange.ADDED, "1")]


def test_what_was_added_changed_and_taken_out_is_found_exactly() -> None:
    had = known({1: "новый", 2: "новый", 3: "новый"})
    found = look(watching(known=had), Shelf({URL: listed({1: "новый", 2: "подписан", 4: "новый"})}))
    assert told(found) == [
        (RowChange.CHANGED, "2"),
        (RowChange.ADDED, "4"),
        (RowChange.GONE, "3"),
    ]
    changed, added, gone = found.changes
    assert changed.text == "Проект 2\nСтатус: новый → подписан"
    assert added.text == "Проект 4\nСтатус: новый"
    assert gone.text == "Проект 3\nСтатус: новый →"
    assert skips(found) == {SkipReason.KNOWN: 1}


def test_a_new_title_stands_beside_the_old_one() -> None:
    had = {"1": replace(entry(1), title="Черновик")}
    (change,) = look(watching(known=had), Shelf({URL: listed({1: "новый"})})).changes
    assert change.text == "Черновик → Проект 1\nСтатус: новый"


def test_a_register_that_lost_most_of_its_rows_is_not_believed() -> None:
    had = known(dict.fromkeys(range(60), "новый"))
    found = look(watching(known=had), Shelf({URL: listed({1: "новый"})}))
    assert told(found) == []
    assert skips(found)[SkipReason.SHRUNK] == 59


@pytest.mark.parametrize("content", [b"[]", b"{}", b"<html>"])
def test_an_empty_or_broken_answer_takes_nothing_out(content: bytes) -> None:
    found = look(watching(known=known({1: "новый"})), Shelf({URL: content}))
    assert told(found) == []
    assert found.problem is not None


def test_a_register_that_does_not_answer_takes_nothing_out() -> None:
    found = look(watching(known=known({1: "новый"})), Shelf({}))
    assert told(found) == []
    assert len(found.failures) == 1


PAGE = "https://tau.test/list?page={page}"


def paged(pages: dict[int, bytes]) -> Shelf:
    return Shelf({PAGE.replace("{page}", str(number)): page for number, page in pages.items()})


def test_pages_are_turned_to_the_end_that_is_named() -> None:
    page = {"pages": 2, "rows": [{"id": 1, "state": "a"}]}
    other = {"pages": 2, "rows": [{"id": 2, "state": "a"}]}
    shelf = paged({1: json.dumps(page).encode(), 2: json.dumps(other).encode()})
    found = look(watching(PAGE, PAGED, known({3: "a"})), shelf)
    assert told(found) == [(RowChange.ADDED, "1"), (RowChange.ADDED, "2"), (RowChange.GONE, "3")]
    assert len(shelf.asked) == 2


def test_an_empty_or_repeated_page_is_the_end() -> None:
    for last in (b"[]", listed({2: "a"})):
        shelf = paged({1: listed({1: "a"}), 2: listed({2: "a"}), 3: last})
        found = look(watching(PAGE, known=known({9: "a"})), shelf)
        assert told(found)[-1] == (RowChange.GONE, "9")
        assert len(shelf.asked) == 3


def test_a_page_that_fails_on_the_way_takes_nothing_out() -> None:
    shelf = paged({1: listed({1: "a"})})
    found = look(watching(PAGE, known=known({9: "a"})), shelf)
    assert told(found) == [(RowChange.ADDED, "1")]


def test_of_a_long_list_only_the_newest_pages_are_read() -> None:
    newest = replace(READING, is_whole=False)
    shelf = paged({1: listed({3: "a"}), 2: listed({1: "a"}), 3: listed({0: "a"})})
    found = look(watching(PAGE, newest, known({1: "a", 9: "a"})), shelf)
    assert told(found) == [(RowChange.ADDED, "3")]
    assert len(shelf.asked) == 2
    endless = paged({number: listed({number: "a"}) for number in range(1, 9)})
    found = look(watching(PAGE, newest, {}, pages=3), endless)
    assert len(endless.asked) == 3
    assert SkipReason.OVER_LIMIT in skips(found)


def test_a_search_is_sent_and_its_answers_are_told_apart() -> None:
    search = replace(READING, body='{"page": {page}}')
    sent: list[bytes | None] = []

    class Posts(Shelf):
        async def __call__(self, url, *, validators=None, body=None):  # type: ignore[no-untyped-def]
            sent.append(body)
            self.pages[url] = listed({len(sent): "a"}) if len(sent) < 3 else b"[]"
            return await super().__call__(url, validators=validators, body=body)

    found = look(watching(reading=search), Posts({}))
    assert sent == [b'{"page": 1}', b'{"page": 2}', b'{"page": 3}']
    assert len(found.changes) == 2
    assert not found.validators


def test_a_denied_row_is_not_even_noted() -> None:
    seen = replace(watching(known={}), is_denied=lambda url: url.endswith("/1"))
    found = look(seen, Shelf({URL: listed({1: "a", 2: "a"})}))
    assert told(found) == [(RowChange.ADDED, "2")]
    assert skips(found) == {SkipReason.DENIED: 1}


@pytest.mark.parametrize("kind", [AddressKind.TABLE, AddressKind.API])
def test_rows_of_which_nobody_says_how_are_not_read(kind: AddressKind) -> None:
    found = look(watching(reading=None, kind=kind), Shelf({URL: listed({1: "a"})}))
    assert skips(found) == {SkipReason.UNREADABLE: 1}


def test_an_interface_gives_articles() -> None:
    shelf = paged({1: listed({1: "a", 2: "a"}), 2: listed({3: "a"}), 3: b"[]"})
    found = look(watching(PAGE, kind=AddressKind.API), shelf)
    assert urls(found) == [f"https://tau.test/doc/{number}" for number in (1, 2, 3)]
    assert found.findings[0].title == "Проект 1"
    assert not found.changes


def test_an_interface_is_not_read_past_what_is_known() -> None:
    seen = watching(PAGE, kind=AddressKind.API)
    seen = replace(seen, known=KnownOfSource(urls={"https://tau.test/doc/2"}))
    shelf = paged({1: listed({1: "a", 2: "a"}), 2: listed({3: "a"})})
    assert len(urls(look(seen, shelf))) == 1
    assert len(shelf.asked) == 1
