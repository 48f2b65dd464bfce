from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dalel.domain.addresses import (
    LONGEST,
    AddressRules,
    KeyRule,
    canonical_url,
    host_of,
    make_link,
    published_on,
    strip_tracking,
)
from dalel.domain.source import Source

NUMBER = KeyRule(pattern=r"/(?P<id>\d+)-[^/]*$", path="/{id}")
RULES = AddressRules(
    tracking=("utm_*", "ref"),
    aliases={"old-shore.test": "shore.test", "telegram.me": "t.me"},
    misspelt={"shoer.test": "shore.test"},
    dead=frozenset({"gone.test"}),
    languages={"ru": "ru", "kaz": "kk"},
    keys={
        "shore.test": NUMBER,
        "t.me": KeyRule(pattern=r"^/(?:s/)?(?P<channel>\w+)/(?P<id>\d+)$", path="/{channel}/{id}"),
        "odd.test": KeyRule(pattern=r"^/(?P<id>\d+)(?P<edition>-x)?$", path="/{id}{edition}"),
    },
)


def source(
    name: str,
    host: str | None,
    *aliases: str,
    languages: tuple[str, ...] = ("ru",),
    telegram: str | None = None,
) -> Source:
    return Source(
        id=name,
        host=host,
        aliases=aliases,
        kind="news",
        languages=languages,
        country="XT",
        names={},
        addresses=(),
        article_pattern=None,
        canonical_rule=None,
        telegram=telegram,
        priority=1,
    )


SOURCES = (
    source("channel", None, telegram="LakeWatch"),
    source("shore", "shore.test", "kaz.shore.test", languages=("ru", "kk")),
    source("pier", "pier.test"),
)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Shore.test/a", "shore.test"),
        ("shore.test/a", "shore.test"),
        ("https://shore.test.:8080/", "shore.test"),
        ("https://shore.test@evil.test/", "evil.test"),
        ("https://жаға.test/", "xn--80aaq78a.test"),
        ("https://xn--80aaq78a.test/", "xn--80aaq78a.test"),
        ("https://www.test/", "www.test"),
        ("http://[::1]:80/", "::1"),
        ("https://a..test/", "a..test"),
        # No name of the DNS is so long, and rewriting one of a megabyte would take a minute.
        pytest.param(f"https://www.{'Ж.' * 130}test/", f"{'ж.' * 130}test", id="long"),
        ("http://[::1", ""),
        ("https://shore.test:99999/", ""),
        ("https://two words.test/", ""),
        ("https:///no-host", ""),
        ("ftp://shore.test/", ""),
        ("javascript:alert(1)", ""),
        ("just words", ""),
        ("", ""),
    ],
)
def test_a_host_is_read_from_any_address(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("printed", "working"),
    [
        ("https://a.test/x?utm_source=mail", "https://a.test/x"),
        ("https://a.test/x?b=2&UTM_x=1&a=%D1%8F&ref#top", "https://a.test/x?b=2&a=%D1%8F#top"),
        ("https://a.test/x?reference=1", "https://a.test/x?reference=1"),
        ("https://a.test/x?", "https://a.test/x?"),
        ("https://u:p@A.test:81/X/?utm_a=1", "https://u:p@A.test:81/X/"),
        ("http://[::1?ref=1", "http://[::1"),
    ],
)
def test_only_tracking_leaves_the_working_link(printed: str, working: str) -> None:
    assert strip_tracking(printed, RULES) == working


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://www.pier.test/", "https://pier.test"),
        ("https://pier.test/A/b/?z=1&a=2&utm_x=3#part", "https://pier.test/A/b?a=2&z=1"),
        ("https://pier.test/a?x=2&x=1", "https://pier.test/a?x=2&x=1"),
        ("https://pier.test/a/./b/../c", "https://pier.test/a/c"),
        ("https://pier.test/../..", "https://pier.test"),
        ("https://pier.test/%7eann/%d1%8f?%d1%8f", "https://pier.test/~ann/%D1%8F?%D1%8F"),
        ("https://pier.test/я 1", "https://pier.test/%D1%8F%201"),
        ("https://pier.test/100%", "https://pier.test/100%25"),
        ("https://u:p@pier.test:443/", "https://pier.test"),
        ("https://pier.test:8443/", "https://pier.test:8443"),
        ("http://[::1]:8080/a", "https://[::1]:8080/a"),
        ("https://shore.test/news/17-one-slug?page=2", "https://shore.test/17"),
        ("https://old-shore.test/17-another-slug", "https://shore.test/17"),
        ("https://shoer.test/17-slug", "https://shore.test/17"),
        ("https://shore.test/about?x=1", "https://shore.test/about?x=1"),
        ("https://t.me/s/LakeWatch/5?single", "https://t.me/lakewatch/5"),
        ("https://telegram.me/lakewatch/5", "https://t.me/lakewatch/5"),
        ("https://odd.test/5", "https://odd.test/5"),
        (" mailto:ann@pier.test ", "mailto:ann@pier.test"),
    ],
)
def test_all_addresses_of_a_page_share_one_canonical_form(url: str, canonical: str) -> None:
    assert canonical_url(url, RULES) == canonical


web_addresses = st.builds(
    "{}{}{}/{}{}{}".format,
    st.sampled_from(["", "http://", "https://", "//", "ftp://"]),
    st.sampled_from(["", "u:p@", "www.", "www.www."]),
    st.one_of(
        st.sampled_from(["shore.test", "old-shore.test", "t.me", "жаға.test:443", "[::1]:80"]),
        st.text(max_size=12),
    ),
    st.text(alphabet=st.sampled_from("aЯ/.%25fF7~- +"), max_size=16),
    st.one_of(st.just(""), st.text(alphabet="?&=utm_refab1%", max_size=16).map("?{}".format)),
    st.sampled_from(["", "#", "#top?ref=1"]),
)


@given(web_addresses)
@example("http://a.test:443/%%341")
@example("https://www.www.test/")
@example(f"https://www.{'ж.' * 124}test/")
@example(f"https://{'ж.' * 130}test/")
@example(f"https://{'ж.' * 990}test/")
def test_the_canonical_form_of_a_canonical_form_is_itself(url: str) -> None:
    once = canonical_url(url, RULES)
    assert canonical_url(once, RULES) == once


@given(st.one_of(web_addresses, st.text()))
def test_no_text_breaks_the_making_of_a_link(printed: str) -> None:
    link = make_link(printed, RULES, SOURCES)
    # A user name and password are not kept.
    assert link.printed == printed or ("@" in printed and link.printed == link.url)
    assert strip_tracking(link.url, RULES) == link.url
    assert canonical_url(link.url, RULES) == link.canonical


def test_a_misspelt_host_stays_in_the_working_link_and_not_in_the_identity() -> None:
    link = make_link("https://shoer.test/17-slug?utm_source=x", RULES, SOURCES)
    assert link.printed == "https://shoer.test/17-slug?utm_source=x"
    assert link.url == "https://shoer.test/17-slug"
    assert link.host == "shoer.test"
    assert link.canonical == "https://shore.test/17"
    assert link.source == "shore"


def test_a_genuine_alias_is_not_repaired() -> None:
    link = make_link("https://old-shore.test/17-slug", RULES, SOURCES)
    assert (link.url, link.host) == ("https://old-shore.test/17-slug", "old-shore.test")
    assert link.source == "shore"


def test_an_address_without_a_scheme_works_over_https() -> None:
    link = make_link("www.pier.test/a", RULES, SOURCES)
    assert (link.printed, link.url) == ("www.pier.test/a", "https://www.pier.test/a")


@pytest.mark.parametrize(
    ("printed", "owner", "language"),
    [
        ("https://t.me/lakewatch/5", "channel", "ru"),
        ("https://t.me/s/lakewatch", "channel", "ru"),
        ("https://t.me/somebody/5", None, None),
        ("https://t.me", None, None),
        ("https://shore.test/17-slug", "shore", None),
        ("https://shore.test/ru/17-slug", "shore", "ru"),
        ("https://kaz.shore.test/17-slug", "shore", "kk"),
        ("https://pier.test/kaz/17", "pier", "ru"),
        ("https://unknown.test/ru/17", None, "ru"),
        ("no address", None, None),
    ],
)
def test_a_link_knows_its_source_and_language(
    printed: str, owner: str | None, language: str | None
) -> None:
    link = make_link(printed, RULES, SOURCES)
    assert (link.source, link.language) == (owner, language)


@pytest.mark.parametrize("letter", ["a", "ә"])
def test_endless_addresses_stay_short_and_are_told_apart_by_their_ends(letter: str) -> None:
    one, other = (
        canonical_url(f"https://lake.test/{letter * 3000}{end}", RULES) for end in ("1", "2")
    )
    assert len(one) == LONGEST
    assert one.isascii()
    assert one != other


def test_what_answered_under_a_misspelt_host_is_that_hosts() -> None:
    url = "https://shoer.test/news/1"
    assert canonical_url(url, RULES) == "https://shore.test/news/1"
    assert canonical_url(url, RULES.of_what_was_fetched) == url


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://lake.test/2031/05/09/a-ruling/", date(2031, 5, 9)),
        ("https://lake.test/2031/13/09/no-month/", None),
        ("https://lake.test/1031/05/09/too-old/", None),
        ("https://lake.test/news/20310509/", None),
        ("https://lake.test/known", date(2031, 4, 1)),
        ("https://lake.test/?a=/2031/05/09/", None),
    ],
)
def test_the_day_of_publication_is_told_by_the_path_or_by_what_is_known(
    url: str, day: date | None
) -> None:
    rules = AddressRules(
        dated=(r"/(?P<year>20\d\d)/(?P<month>\d\d)/(?P<day>\d\d)/",),
        published={"https://lake.test/known": date(2031, 4, 1)},
    )
    assert published_on(make_link(url, rules, ()), rules) == day
