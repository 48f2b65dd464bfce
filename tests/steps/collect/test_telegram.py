from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.collection import Collected, KnownOfSource, Post, SkipReason
from dalel.domain.exchange import Answer, Validators
from dalel.domain.source import AddressKind
from dalel.steps.collect import preview
from shelf import ALMATY, NOW, Shelf, exchange, led_to, look, sample, skips, urls, watch

CHANNEL = "https://t.me/s/tau_news"


def block(number: int, text: str = "", *, more: str = "", kind: str = "", meta: str = "") -> str:
    body = f'<div class="tgme_widget_message_text js-message_text">{text}</div>' if text else ""
    time = f"2026-01-12T08:{number % 60:02d}:00+00:00"
    return f"""<div class="tgme_widget_message_wrap">
      <div class="tgme_widget_message {kind}" data-post="tau_news/{number}">{body}{more}
      <span class="tgme_widget_message_views">{number}K</span>
      <span class="tgme_widget_message_meta">{meta}<a class="tgme_widget_message_date">
      <time datetime="{time}"></time></a></span></div></div>"""


def page(*blocks: str) -> bytes:
    title = '<div class="tgme_channel_info_header_title"><span>Тау жаңалықтары</span></div>'
    return f"<html><body>{title}{''.join(blocks)}</body></html>".encode()


def answer(content: bytes, url: str = CHANNEL) -> Answer:
    return Answer(url=url, exchanges=(exchange(url, content),))


def seen_posts(*blocks: str) -> tuple[Post, ...]:
    found = preview.read(page(*blocks), CHANNEL, ALMATY)
    assert found is not None
    return found.posts


def read_sample(name: str) -> Post:
    found = preview.read(sample(f"any2feed/message_{name}.html"), CHANNEL, ALMATY)
    assert found is not None
    (post,) = found.posts
    return post


def test_a_text_is_read_with_its_line_breaks_and_time() -> None:
    post = read_sample("text")
    assert post.url == "https://t.me/topwar_official/70991"
    assert post.published == datetime(2023, 2, 28, 8, 48, 1, tzinfo=UTC)
    first, second, *_ = post.text.split("\n\n")
    assert first == "Неопознанный летающий объект замечен в 160 – 200 км от Петербурга"
    assert second.startswith("По данным «Фонтанки»")
    assert (post.media, post.forwarded_from, post.edited, post.links) == ((), None, False, ())


def test_an_album_is_one_post_with_its_kinds_of_media() -> None:
    post = read_sample("media_photo_and_video")
    assert post.text.count("Ночью над Белгородом") == 1
    assert post.media.count("photo") >= 1
    assert "video" in post.media


def test_a_forward_names_where_it_comes_from() -> None:
    post = read_sample("media_forwarded_from")
    assert post.forwarded_from == "Пул N3"
    assert post.text.startswith("Британская разведка выяснила")
    assert post.media == ("photo",)


def test_a_poll_is_its_question_and_options_without_votes() -> None:
    assert read_sample("poll").text == (
        "Как лучше?\n- Несколько постов в день\n- Один пост в несколько дней\n"
        "- Свой вариант в комментарии"
    )


def test_a_link_preview_gives_its_link() -> None:
    post = read_sample("link_preview")
    assert post.links == ("https://vnnews.ru/georgiy-zotov-okkupaciya-volosatym-kr/",)


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("voice", "voice"),
        ("sticker", "sticker"),
        ("media_round_video", "round video"),
        ("media_file", "document"),
    ],
)
def test_other_media_are_named(name: str, media: str) -> None:
    assert media in read_sample(name).media


def test_a_signed_post_has_its_author() -> None:
    assert read_sample("with_from_author").author


def test_views_and_votes_do_not_change_a_post_but_words_do() -> None:
    (one,) = seen_posts(block(1, "Сот"))
    (more_views,) = seen_posts(block(1, "Сот", more="<i class=tgme_widget_message_reactions>9</i>"))
    (other,) = seen_posts(block(1, "Сот!"))
    (photo,) = seen_posts(block(1, "Сот", more="<a class=tgme_widget_message_photo_wrap></a>"))
    assert one.digest == more_views.digest
    assert len({one.digest, other.digest, photo.digest}) == 3


def test_the_post_replied_to_is_no_part_of_the_reply() -> None:
    quoted = """<a class="tgme_widget_message_reply"><div class="tgme_widget_message_text
      js-message_reply_text">Бұрынғы</div></a>"""
    (post,) = seen_posts(block(1, "Жауап", more=quoted))
    assert post.text == "Жауап"


def collect(shelf: Shelf, **changes: object) -> Collected:
    return look(watch(AddressKind.TELEGRAM, "https://t.me/tau_news", **changes), shelf)  # type: ignore[arg-type]


def test_pages_are_turned_back_until_a_post_is_known() -> None:
    shelf = Shelf(
        {
            CHANNEL: page(block(7, "g"), block(8, "h")),
            f"{CHANNEL}?before=7": page(block(5, "e"), block(6, "f")),
            f"{CHANNEL}?before=5": page(block(3, "c"), block(4, "d")),
        }
    )
    (fifth, _) = seen_posts(block(5, "e"), block(6, "f"))
    found = collect(shelf, known=KnownOfSource(posts={fifth.url: fifth.digest}))
    assert [post.text for post in found.posts] == ["g", "h", "f"]
    assert shelf.asked == [CHANNEL, f"{CHANNEL}?before=7"]
    assert len(found.evidence) == 2
    assert skips(found) == {SkipReason.KNOWN: 1}


def test_an_edit_is_seen_by_the_channels_word_and_by_our_own_memory() -> None:
    blocks = (block(1, "бір", meta="edited&nbsp;"), block(2, "екі (түзетілді)"))
    shelf = Shelf({CHANNEL: page(*blocks)})
    found = collect(shelf, known=KnownOfSource(posts={"https://t.me/tau_news/2": "other"}))
    assert [(post.text, post.edited) for post in found.posts] == [
        ("бір", True),
        ("екі (түзетілді)", True),
    ]


def test_a_known_post_missing_among_its_neighbours_is_gone() -> None:
    known = KnownOfSource(
        posts={
            f"https://t.me/{name}": "x"
            for name in ("tau_news/2", "tau_news/9", "else_news/2", "tau_news/3", "odd")
        }
    )
    service = block(3, "Арна атауы өзгерді", kind="service_message")
    found = collect(Shelf({CHANNEL: page(block(1, "a"), service, block(4, "d"))}), known=known)
    assert found.gone == ("https://t.me/tau_news/2",)
    assert skips(found) == {SkipReason.SERVICE_MESSAGE: 1}


def test_old_posts_end_the_paging() -> None:
    shelf = Shelf({CHANNEL: page(block(10, "x"), block(30, "y"))})
    found = collect(shelf, since=NOW - timedelta(minutes=40))
    assert [post.text for post in found.posts] == ["y"]
    assert shelf.asked == [CHANNEL]


def test_a_channel_that_shows_the_same_page_for_ever_ends() -> None:
    same = page(block(5, "x"), block(6, "y"))
    shelf = Shelf({CHANNEL: same, f"{CHANNEL}?before=5": same})
    found = collect(shelf)
    assert len(shelf.asked) == 2
    assert {post.url for post in found.posts} == {
        "https://t.me/tau_news/5",
        "https://t.me/tau_news/6",
    }


def test_paging_stops_at_the_watchs_limit() -> None:
    pages = {f"{CHANNEL}?before={n}": page(block(n - 1, "x")) for n in range(2, 60)}
    shelf = Shelf({CHANNEL: page(block(59, "x"))} | pages)
    found = collect(shelf, pages=3)
    assert len(shelf.asked) == 3
    assert skips(found) == {SkipReason.OVER_LIMIT: 1}


def test_links_to_the_source_itself_become_findings() -> None:
    text = (
        "<a href=https://tau.test/news/1>оқу</a> <a href=https://else.test/>x</a><a href='?q=%23'>#"
    )
    shelf = Shelf({CHANNEL: page(block(1, text))})
    found = collect(shelf)
    assert urls(found) == ["https://tau.test/news/1"]
    assert found.posts[0].links == ("https://tau.test/news/1", "https://else.test/")
    assert collect(Shelf({CHANNEL: page(block(1, text))}), host=None).findings == ()


def test_a_channel_without_preview_says_so() -> None:
    shelf = Shelf({CHANNEL: led_to(CHANNEL, "https://t.me/tau_news", b"<p>card")})
    assert skips(collect(shelf)) == {SkipReason.NO_PREVIEW: 1}


def test_an_empty_or_unreadable_channel_says_so() -> None:
    assert skips(collect(Shelf({CHANNEL: page()}))) == {SkipReason.NOTHING_FOUND: 1}
    assert skips(collect(Shelf({CHANNEL: b""}))) == {SkipReason.UNREADABLE: 1}
    assert len(collect(Shelf({})).failures) == 1


def test_blocks_of_others_and_odd_blocks_are_left_out() -> None:
    odd = block(1, "a").replace("tau_news/1", "tau_news/x") + block(2, "b").replace("tau", "else")
    assert seen_posts(odd)[0].url == "https://t.me/else_news/2"
    assert collect(Shelf({CHANNEL: page(odd)})).posts == ()


def test_a_post_without_time_or_words_is_still_a_post() -> None:
    bare = '<div class="tgme_widget_message" data-post="tau_news/1"><time>0:42</time></div>'
    (post,) = seen_posts(bare)
    assert (post.text, post.published) == ("", None)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("https://t.me/tau_news", "tau_news"),
        ("http://www.t.me/s/tau_news?before=5", "tau_news"),
        ("t.me/tau_news/15", "tau_news"),
        ("https://telegram.me/tau_news", "tau_news"),
        ("@tau_news", "tau_news"),
        ("https://t.me/joinchat/AAAA", None),
        ("https://t.me/+abcdef", None),
        ("https://t.me/", None),
        ("https://tau.test/news", None),
    ],
)
def test_the_name_of_a_channel_is_read_from_its_address(given: str, name: str | None) -> None:
    assert preview.channel(given) == name


def test_what_is_no_channel_is_a_bad_address() -> None:
    seen = watch(AddressKind.TELEGRAM, "https://t.me/+secret")
    assert skips(look(seen, Shelf({}))) == {SkipReason.BAD_ADDRESS: 1}


def test_a_channel_page_knows_its_title() -> None:
    found = preview.read(page(block(1, "a")), CHANNEL, ALMATY)
    assert found is not None
    assert found.title == "Тау жаңалықтары"


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://t.me/tau_news/8", f"{CHANNEL}?before=9"),
        ("https://t.me/s/tau_news/8?single", f"{CHANNEL}?before=9"),
        ("http://telegram.me/tau_news/8/", "http://telegram.me/s/tau_news?before=9"),
    ],
)
def test_one_post_is_read_on_the_preview_that_ends_with_it(url: str, place: str) -> None:
    assert preview.is_post(url)
    assert preview.preview_of(url) == place


@pytest.mark.parametrize(
    "url", ["https://t.me/tau_news", "https://t.me/c/1234567/8", "https://tau.test/news/8"]
)
def test_what_is_no_post_has_no_preview(url: str) -> None:
    assert not preview.is_post(url)


def test_one_post_is_found_among_its_neighbours_whatever_the_case_of_its_channel() -> None:
    shown, place = page(block(7, "g"), block(8, "h")), f"{CHANNEL}?before=9"
    found = preview.find_post(shown, place, "https://t.me/Tau_News/8", ALMATY)
    assert found is not None
    assert (found.url, found.text, found.page) == (
        "https://t.me/Tau_News/8",
        "h",
        f"{CHANNEL}?before=9",
    )
    assert preview.find_post(shown, place, "https://t.me/tau_news/9", ALMATY) is None
    assert preview.find_post(b"", CHANNEL, "https://t.me/tau_news/9", ALMATY) is None


def test_a_picture_of_an_album_is_found_by_its_own_number() -> None:
    album = sample("any2feed/message_media_photo_and_video.html")
    for number in (46908, 46909, 46910):
        found = preview.find_post(album, CHANNEL, f"https://t.me/anna_news/{number}", ALMATY)
        assert found is not None
        assert found.text.startswith("Ночью над Белгородом")
    with pytest.raises(ValueError, match="address of a post"):
        preview.find_post(album, CHANNEL, "https://t.me/anna_news", ALMATY)


def test_a_channel_may_write_its_name_in_other_letters_than_the_pack() -> None:
    shelf = Shelf({"https://t.me/s/Tau_News": page(block(1, "a"))})
    found = look(watch(AddressKind.TELEGRAM, "https://t.me/s/Tau_News"), shelf)
    assert [(post.url, post.page) for post in found.posts] == [
        ("https://t.me/Tau_News/1", "https://t.me/s/Tau_News")
    ]


def test_a_look_that_goes_back_reads_on_over_what_is_known_and_asks_for_all_of_it() -> None:
    newest, older = page(block(5, "Бес"), block(6, "Алты")), page(block(3, "Үш"), block(4, "Төрт"))
    shelf = Shelf({CHANNEL: newest, f"{CHANNEL}?before=5": older})
    posts = {post.url: post.digest for post in seen_posts(block(5, "Бес"), block(6, "Алты"))}
    posts["https://t.me/tau_news/4"] = "as it was before"
    known = KnownOfSource(posts=posts, validators={CHANNEL: Validators(etag='"1"')})
    back = look(watch(AddressKind.TELEGRAM, CHANNEL, known=known, goes_back=True, pages=2), shelf)
    assert [(post.text, post.edited) for post in back.posts] == [("Үш", False), ("Төрт", True)]
    usual = look(watch(AddressKind.TELEGRAM, CHANNEL, known=known, pages=2), shelf)
    assert (usual.posts, usual.unchanged) == ((), 1)
