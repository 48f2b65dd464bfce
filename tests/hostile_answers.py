"""Seeded hostile answers: valid ones, bent by a grammar of nasty parts, wrapped in nasty HTTP."""

import gzip
import json
import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.source import AddressKind

_DIGITS: Final = "9" * 25
DATES: Final = (
    f"Mon, 1 Jan {_DIGITS} 10:00:00 +0500",
    f"Mon, 1 Jan 2026 10:00:00 +{_DIGITS}",
    f"Mon, {_DIGITS} Jan 2026 10:00:00 GMT",
    f"Mon, 1 Jan 2026 {_DIGITS}:00:00 GMT",
    "Mon, 1 Jan 2026 10:00:00 -0000",
    "Mon, 1 Jan 2026 10:00:00 +9999",
    "Mon, 31 Feb 0000 25:61:61 -9999",
    "Fri, 31 Dec 9999 23:59:59 -2359",
    "Mon, 01 Jan 0001 00:00:00 +1400",
    "Mon, 1 Jan 99 10:00 EST",
    "Mon 1 Jan",
    "1 1 1 1 1 1 1",
    ", , , : : :",
    ":",
    "Mon, 1 Жаң 2026 10:00:00",
    "٢٠٢٦-٠١-٠١T١٠:٠٠:٠٠Z",
    "2026-01-01T10:00:00+23:59:59.999999",
    "2026-01-01T10:00:00+99:99",
    "2026-02-30",
    "2026-W53-7",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999999999-14:00",
    "+10000-01-01T00:00:00Z",
    "-0044-03-15",
    "1e400",
    "-1",
    "1999999999999",
    "1" + "0" * 400,
    "NaN",
    "null",
    "",
    "\u202e2026-01-01",
    "2026-01-01T10:00:00Z" * 500,
    "12 января 99999 года",
    "32 қаңтар 2026 жылы",
    "29.02.2025 24:00",
    "сегодня, 99:99",
    "99 лет назад",
    "00.00.0000",
    "2026/13/45 10:00 AM PM",
    "2100-02-29",
)
URLS: Final = (
    "http://[x",
    "http://[::1",
    "http://[::1]:99999/",
    "//[",
    "http://",
    "http:///x",
    "https:",
    "http://a.test:0/",
    "http://a.test:65536/",
    "http://a.test:-1/",
    "http://a.test:８０/",
    "http://user:pass@{host}/x",
    "http://{host}\\@evil.test/",
    "http://{host}:80:80/",
    "http://127.0.0.1:{canary}/",
    "http://localhost:{canary}/",
    "http://[::1]:{canary}/",
    "http://[::ffff:127.0.0.1]:{canary}/",
    "http://2130706433:{canary}/",
    "http://0x7f.1:{canary}/",
    "http://0177.0.0.1:{canary}/",
    "http://127。0。0。1:{canary}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://192.0.2.1/",
    "http://10.0.0.1/",
    "http://router.local/",
    "http://intranet/",
    "http://xn--/",
    "http://xn--a-.test/",
    "http://xn--99999999999999.test/",
    "http://ａ.test/",
    "http://ß.test/",
    "http://ж" + "ж" * 300 + ".test/",
    "http://" + "a" * 300 + ".test/",
    "http://a..test/",
    "http://.test/",
    "http://%00.test/",
    "http://%zz.test/",
    "http://a%2etest/",
    "http://{host}/%",
    "http://{host}/%zz%00%0d%0a",
    "http://{host}/\x00",
    "http://{host}/ a b",
    "http://{host}/\ud800",
    "http://{host}/" + "a" * 5000,
    "http://{host}/?" + "q=1&" * 2000,
    "http://{host}/..;/../../../etc/passwd",
    "http://{host}/#" + "f" * 3000,
    "http://{host}/\u202egro.live",
    "http://{host}/я/%D1%8F/%d1",
    "javascript:alert(1)",
    "data:text/html,<p>x",
    "file:///etc/passwd",
    "ftp://{host}/x",
    "gopher://{host}:70/",
    "feed:http://{host}/x",
    "mailto:a@b.test",
    "tel:+7",
    "about:blank",
    "urn:uuid:1",
    "?",
    "#",
    ".",
    "..",
    "\\\\{host}\\x",
    "///{host}/x",
    "/\t/\n{host}",
    "http:{host}/x",
    "HTTP://{HOST}/X",
    "https://{host}/tls",
    "http://{host}:1/x",
    "http://[fe80::1%25eth0]/",
    "http://[v1.x]/",
    "http://{host}/[",
    'http://{host}/|^`{}<>"',
    "48151",
    "тема",
    "t.me/s/x",
    "https://t.me/x/99999999999999999999",
)
TEXTS: Final = (
    "Совет рассмотрел обращение жителей",
    "Қала тұрғындары сотқа шағымданды",
    "",
    " ",
    "\u0000A",
    "\ud800",
    "\udfff\ud800",
    "\ufffe\uffff",
    "\u202eтекст\u202c\u2066\u2069",
    "\u200b\u200d\u2060",
    "e\u0301" * 200,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 50,
    "ﷺ" * 100,
    "İıſK",
    "&#0;&#xD800;&#x110000;&#99999999999;&undefined;&",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<script>",
    "</title></head>",
    "<b>" * 200,
    "'\"><svg onload=alert(1)>",
    "{{7*7}} ${7*7} %s %d {0} {x!r:>9}",
    "%n" * 100,
    "\\u0000\\ud800\\",
    "1" * 5000,
    "статья 99999999999999999999 УК",
    "31 февраля 2026 года, 99.99.9999, 1-2-3-4 июня",
    "двадцать миллионов миллиардов тенге, 1/0 части, 100 500 %",
    "с 99999999999 по 1 января 0 года через 99999999999 лет",
    "300 000 000 000 000 000 000 000 млн тг",
    "№ 9" * 300,
    "А" * 20000,
    "«" * 500,
    "(((((" * 200,
    "a@" * 300,
    "+7 (000) 000-00-00 " * 50,
    "12345678901234567890",
)
NUMBERS: Final = (
    *("0", "-1", "1", "1.5", "1e999", "-1e999", "NaN", "Infinity", "9" * 400, "9" * 5000),
    *("2147483647", "2147483648", "9223372036854775808", "-9223372036854775809", "0x10", "true"),
    *('"7"', "null", "[]", "{}", "1E+400", "00", "-0", "1e-999"),
)
CHARSETS: Final = (
    *("utf-8", "windows-1251", "cp1251", "koi8-r", "utf-16", "utf-16-le", "utf-32", "utf-7"),
    *("iso-2022-jp", "hz", "idna", "punycode", "rot13", "base64", "zlib", "unicode_escape"),
    *("raw_unicode_escape", "undefined", "mbcs", "x-user-defined", "\x00", "../../etc", "a" * 400),
    *('"', "'", "utf-8; charset=koi8-r", "ШИФР", "none", "", "utf-8\xff", "charmap", "bz2", "hex"),
)
TYPES: Final = (
    *("text/html", "application/rss+xml", "application/xml", "application/json", "text/plain"),
    *("", "/", "text", "image/png", "application/pdf", "multipart/mixed; boundary=", ";;;;"),
    *("text/html; a=" + "b" * 3000, "text/html; charset*=utf-8''%ff%00", "text/\xff"),
    *(
        "text/html; charset*0=ut; charset*1=f-8",
        "text/html; charset*=x'y",
        "text/html; x*99999999=y",
    ),
    *("text/html; charset*=''", 'text/html; charset="utf-8', "a/b; c*0*=d; c*1=e"),
)
_PROSE: Final = "Озёрный совет рассмотрел обращение жителей о доступе к сети и обещал ответить. "


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The bytes that a connection gets, and whether it is then kept open in silence."""

    raw: bytes
    hangs: bool = False


class Hostile:
    """Makes hostile answers of one host; everything follows from ``chance``."""

    def __init__(self, chance: random.Random, host: str, canary: int) -> None:
        self.chance = chance
        self.host = host
        self.canary = canary

    def url(self) -> str:
        """A nasty address, at times a good one."""
        if self.chance.random() < 0.3:
            return f"http://{self.host}/{self.chance.randrange(10**6)}"
        found = self.chance.choice(URLS)
        for name, value in (("{host}", self.host), ("{HOST}", self.host.upper())):
            found = found.replace(name, value)
        return found.replace("{canary}", str(self.canary))

    def date(self) -> str:
        """A nasty date."""
        return self.chance.choice(DATES)

    def text(self) -> str:
        """A nasty text."""
        return self.chance.choice(TEXTS)

    def number(self) -> str:
        """A nasty number, as JSON may write it."""
        return self.chance.choice(NUMBERS)

    def some(self, make: Callable[[], str], most: int = 4) -> str:
        """None or a few of something."""
        return "".join(make() for _ in range(self.chance.randrange(most + 1)))

    # What the answers say

    def feed(self) -> bytes:
        """A feed of one of the three kinds."""
        kind = self.chance.randrange(4)
        if kind == 0:
            return self._bytes(self._atom())
        return self._json_feed() if kind == 1 else self._bytes(self._rss())

    def _rss(self) -> str:
        head = self.chance.choice(
            (
                '<?xml version="1.0"?>',
                f'<?xml version="1.0" encoding="{self.chance.choice(CHARSETS)}"?>',
                '<?xml version="9.9"?>',
                '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
                '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
                "",
            )
        )
        entries = self.some(self._rss_item, 6)
        spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="x" xml:base="http://[x"'
        return (
            f"{head}<rss version='2.0' {self.chance.choice(('', spaces))}><channel>"
            f"<title>{self.text()}</title><link>{self.url()}</link><ttl>{self.number()}</ttl>"
            f"<pubDate>{self.date()}</pubDate><skipHours><hour>{self.number()}</hour></skipHours>"
            f"{entries}</channel></rss>"
        )

    def _rss_item(self) -> str:
        parts = [
            f"<title type='{self.chance.choice(('html', 'base64', 'x'))}'>{self.text()}</title>",
            f"<link>{self.url()}</link>",
            f"<link href='{self.url()}' rel='{self.text()[:20]}'/>",
            f"<guid isPermaLink='{self.chance.choice(('true', 'false', '9'))}'>{self.url()}</guid>",
            f"<pubDate>{self.date()}</pubDate>",
            f"<dc:date>{self.date()}</dc:date>",
            f"<description><![CDATA[{self.text()}]]></description>",
            f"<enclosure url='{self.url()}' length='{self.number()}' type='{self.text()[:9]}'/>",
            f"<category domain='{self.url()}'>{self.text()}</category>",
            f"<media:content url='{self.url()}' fileSize='{self.number()}'/>",
            f"<georss:point>{self.number()} {self.number()}</georss:point>",
            f"<itunes:duration>{self.number()}</itunes:duration>",
            f"<author>{self.text()}</author>",
        ]
        self.chance.shuffle(parts)
        return f"<item>{''.join(parts[: self.chance.randrange(len(parts) + 1)])}</item>"

    def _atom(self) -> str:
        def entry() -> str:
            return (
                f"<entry><title type='{self.chance.choice(('html', 'xhtml', 'text'))}'>"
                f"{self.text()}</title><link rel='alternate' href='{self.url()}'/>"
                f"<id>{self.url()}</id><updated>{self.date()}</updated>"
                f"<published>{self.date()}</published><content type='{self.text()[:9]}' "
                f"xml:base='{self.url()}'>{self.text()}</content></entry>"
            )

        base = self.chance.choice(("", "xml:base='http://[x'", "xml:lang='\u202e'"))
        return f"<feed xmlns='http://www.w3.org/2005/Atom' {base}>{self.some(entry, 6)}</feed>"

    def _json_feed(self) -> bytes:
        versions: tuple[object, ...] = (
            "https://jsonfeed.org/version/1.1",
            "1.0",
            "1",
            "9",
            "",
            None,
            1,
            1.1,
            [1],
            {},
        )
        entries: list[object] = [self._json_item() for _ in range(self.chance.randrange(5))]
        feed: dict[str, object] = {
            "version": self.chance.choice(versions),
            "title": self.chance.choice((self.text(), 5, None, [self.text()])),
            "items": self.chance.choice((entries, entries, entries, {}, 5, None, [entries], "x")),
        }
        return self._json(feed)

    def _json_item(self) -> object:
        if self.chance.random() < 0.1:
            return self.chance.choice((None, 1, "x", [], [[]], True))
        fields: dict[str, object] = {
            "id": self.chance.choice((self.url(), 5, None, self.text())),
            "url": self.chance.choice((self.url(), self.url(), 5, None, [self.url()])),
            "external_url": self.url(),
            "title": self.chance.choice((self.text(), 7, None)),
            "date_published": self.chance.choice((self.date(), self.date(), 1.5, 10**400, None)),
            "date_modified": self.date(),
            "attachments": [{"size_in_bytes": 10**30}],
        }
        return {
            key: fields[key] for key in self.chance.sample(list(fields), self.chance.randrange(8))
        }

    def sitemap(self) -> bytes:
        """A sitemap, an index of them, or a list of addresses."""
        kind = self.chance.randrange(6)
        if kind == 0:
            return self._bytes("\n".join(self.url() for _ in range(self.chance.randrange(9))))
        name, entry = ("sitemapindex", "sitemap") if kind == 1 else ("urlset", "url")

        def place() -> str:
            news = (
                f"<news:news><news:publication_date>{self.date()}</news:publication_date>"
                f"<news:title>{self.text()}</news:title></news:news>"
            )
            return (
                f"<{entry}><loc>{self.url()}</loc><lastmod>{self.date()}</lastmod>"
                f"<priority>{self.number()}</priority>{self.chance.choice((news, ''))}</{entry}>"
            )

        text = f"<{name} xmlns:news='n'>{self.some(place, 30)}</{name}>"
        found = self._bytes(text)
        return gzip.compress(found) if kind == 2 else found

    def listing(self) -> bytes:
        """A list page."""

        def row() -> str:
            return (
                f"<article><a href='{self.url()}' title='{self.text()}'>{self.text()}</a>"
                f"<time datetime='{self.date()}'>{self.date()}</time></article>"
            )

        after = f"<a class=next href='{self.url()}'>{self.text()}</a>"
        base = self.chance.choice(("", f"<base href='{self.url()}'>"))
        return self._bytes(f"<!doctype html>{base}{self.some(row, 12)}{after}")

    def channel(self) -> bytes:
        """The preview of a channel."""
        name = self.host.partition(".")[0].replace("-", "_")

        def post() -> str:
            number = self.chance.choice(
                (
                    "1",
                    "2",
                    "3",
                    str(self.chance.randrange(10**4)),
                    "0",
                    "9" * 12,
                    "9" * 400,
                    "-1",
                    "x",
                )
            )
            of = self.chance.choice((name, name, name, "another_one", self.text()[:20]))
            kind = self.chance.choice(("", "", "", " service_message"))
            return (
                f"<div class='tgme_widget_message{kind}' data-post='{of}/{number}'>"
                f"<div class='tgme_widget_message_text'>{self.text()}<br>{_PROSE}"
                f"<a href='{self.url()}'>{self.text()}</a></div>"
                f"<a class='tgme_widget_message_photo_wrap' href='{self.url()}?single'></a>"
                f"<div class='tgme_widget_message_poll_question'>{self.text()}</div>"
                f"<span class='tgme_widget_message_views'>{self.number()}</span>"
                f"<span class='tgme_widget_message_meta'>edited <time datetime='{self.date()}'>"
                f"</time></span></div>"
            )

        return self._bytes(f"<!doctype html><html><body>{self.some(post, 8)}</body></html>")

    def counts(self) -> bytes:
        """What OONI's aggregation may say."""

        def raw() -> str:
            keys = ("measurement_count", "anomaly_count", "confirmed_count", "failure_count")
            numbers = ",".join(f'"{key}":{self.number()}' for key in keys)
            more = json.dumps(
                {
                    "measurement_start_day": self.chance.choice((self.date(), "2026-01-01", 5)),
                    "probe_asn": self.chance.choice((1, -1, 10**30, "AS1", None, [], self.text())),
                    "probe_cc": self.chance.choice(("XT", "", None, 5, self.text())),
                    "domain": self.chance.choice((self.host, self.text(), None, 5, [])),
                }
            )
            return f"{{{numbers},{more[1:]}"

        listed = ",".join(raw() for _ in range(self.chance.randrange(6)))
        whole = self.chance.choice(
            (f"[{listed}]", f"[{listed}]", f"[{listed}]", listed or "5", "null")
        )
        return f'{{"result":{whole}}}'.encode("utf-8", "surrogatepass")

    def outage_events(self) -> bytes:
        """What IODA may say."""
        rows = [self._outage_event() for _ in range(self.chance.randrange(6))]
        return self._said({"error": self._any(None, None, self.text()), "data": rows}, "data")

    def _outage_event(self) -> object:
        event = {
            "location": self._any("country/XT", "asn/64500", "region/9", "asn/", self.text(), 5),
            "location_name": self._any("Testland", self.text(), None, []),
            "start": self._any(1938000000, 1938160000, 1e400, "5", -1, 10**30),
            "duration": self._any(600, 7200, 0, -5, float("nan"), 10**400, "1", None),
            "datasource": self._any("bgp", "ping-slash24", "merit-nt", self.text(), None),
            "method": self._any("median", None, {}),
            "score": self._any(5, 7.5, float("inf"), None, "x"),
        }
        return self._any(event, event, event, self.text(), None, [event])

    def anomalies(self) -> bytes:
        """What Cloudflare Radar may say."""
        key = self._any("trafficAnomalies", "annotations", "trafficAnomalies", self.text())
        rows = [self._anomaly() for _ in range(self.chance.randrange(6))]
        return self._said({"success": True, "result": {str(key): rows}}, "result")

    def _anomaly(self) -> object:
        network = self._any({"asn": "64500", "name": self.text()}, {"asn": 10**30}, None, [5], "x")
        said = {
            str(self._any("uuid", "id")): self._any("u1", "u2", self.text(), 5, None),
            "type": self._any("AS", "LOCATION", "ORIGIN", None),
            "status": self._any("VERIFIED", "UNVERIFIED", 5),
            "startDate": self._any("2031-06-01T05:00:00Z", self.date(), None, 5),
            "endDate": self._any("2031-06-01T09:00:00Z", self.date(), None, None),
            "asnDetails": network,
            "locationDetails": self._any({"code": "XT"}, {"code": []}, None, "XT"),
            "asns": self._any([64500], [None, {}], "64500", None, [self.text()] * 300),
            "asnsDetails": self._any([network], None, {}),
            "locations": self._any(["XT"], "XT", None),
            "outage": self._any({"outageCause": self.text()}, None, []),
            "linkedUrl": self._any("https://x.test/", "javascript:1", self.text(), 5),
        }
        return self._any(said, said, said, None, self.text())

    def _any(self, *values: object) -> object:
        return self.chance.choice(values)

    def _said(self, whole: dict[str, object], key: str) -> bytes:
        """An answer as JSON, now and then of another shape than it should be."""
        odd: tuple[object, ...] = (5, None, {}, [], "x", {"x": whole[key]}, [[whole[key]]])
        if self.chance.random() < 0.2:
            whole = whole | {key: self.chance.choice(odd)}
        text = json.dumps(whole, ensure_ascii=self.chance.random() < 0.5)
        return text.encode("utf-8", "surrogatepass")

    def robots(self) -> bytes:
        """A robots.txt."""

        def line() -> str:
            name = self.chance.choice(
                ("User-agent", "Disallow", "Allow", "Crawl-delay", "Request-rate", "Sitemap",
                 "Visit-time", "Host", "user-agent ", "\ufeffUser-agent", "Disallow\0",
                 self.text()[:30])
            )  # fmt: skip
            value = self.chance.choice(
                ("*", "Dalel", "Dalel Bot", "Foo Bar", "/", "/*" * 30, "/%", "/%zz", "/\ud800", "$",
                 "/a$$", "*$", "/private", "[", "(?:", "\\", self.number(), self.url(), self.date(),
                 self.text(), f"{self.number()}/{self.number()}", "1/5m 2500-9999", "")
            )  # fmt: skip
            end = self.chance.choice(("\n", "\n", "\r\n", "\r", "\n\n", "\0\n", "\u2028"))
            return f"{name}{self.chance.choice((':', ':', ' : ', '', '::'))} {value}{end}"

        return self._bytes(self.some(line, 30))

    def page(self) -> bytes:
        """An article's page."""
        linked = self._json(
            {
                "@type": self.chance.choice(("NewsArticle", ["Article", 5], 5, None, self.text())),
                "@graph": self.chance.choice(([], [[[[]]]], 5, {"@type": "NewsArticle"})),
                "headline": self.chance.choice((self.text(), 5, [self.text()], {"a": 1})),
                "datePublished": self.chance.choice((self.date(), 1.5, 10**400, [self.date()], -1)),
                "author": self.chance.choice(
                    (self.text(), 5, [self.text()], {"name": self.text()}, [[[[]]]], {"name": [5]})
                ),
                "image": self.chance.choice((self.url(), [self.url()], {"url": self.url()}, [], 5)),
            }
        ).decode("utf-8", "surrogatepass")
        metas = "".join(
            f"<meta {self.chance.choice(('property', 'name'))}='{name}' content='{value}'>"
            for name, value in (
                ("article:published_time", self.date()),
                ("og:title", self.text()),
                ("og:type", "article"),
                ("og:image", self.url()),
                ("og:url", self.url()),
                ("author", self.text()),
            )
            if self.chance.random() < 0.7
        )
        said = self.chance.choice((_PROSE * 6, _PROSE * 6, _PROSE * 6, "", self.text() * 5))
        paragraphs = "".join(
            f"<p>{said}{self.text()} {self.date()}</p>" for _ in range(self.chance.randrange(1, 5))
        )
        return self._bytes(
            f"<!doctype html><html lang='{self.text()[:9]}'><head><title>{self.text()}</title>"
            f"<meta charset='{self.chance.choice(CHARSETS)}'>"
            f"<link rel=canonical href='{self.url()}'><base href='{self.url()}'>{metas}"
            f"<script type='application/ld+json'>{linked}</script>"
            f"</head><body><article><h1>{self.text()}</h1><time datetime='{self.date()}'>"
            f"{self.date()}</time>{paragraphs}<img src='{self.url()}' width='{self.number()}'>"
            f"<table><td colspan='{self.number()}'>{self.text()}</table></article></body></html>"
        )

    def _json(self, found: object) -> bytes:
        text = json.dumps(found, ensure_ascii=self.chance.random() < 0.5)
        return text.encode("utf-8", "surrogatepass")

    def _bytes(self, text: str) -> bytes:
        """In one of many encodings, at times damaged afterwards."""
        kind = self.chance.randrange(12)
        names = ("cp1251", "koi8-r", "utf-16", "utf-32", "utf-8-sig")
        if kind < len(names):
            found = text.encode(names[kind], "replace")
        else:
            found = text.encode("utf-8", "surrogatepass")
        return self.damaged(found) if self.chance.random() < 0.35 else found

    def damaged(self, content: bytes) -> bytes:
        """Some bytes gone, doubled, turned around or replaced."""
        for _ in range(self.chance.randint(1, 4)):
            start, end = sorted(self.chance.choices(range(len(content) + 1), k=2))
            piece = content[start:end]
            match self.chance.randrange(6):
                case 0:
                    content = content[:start]
                case 1:
                    content = content[:start] + content[end:]
                case 2:
                    content = content[:end] + piece * self.chance.randint(1, 3) + content[end:]
                case 3:
                    noise = self.chance.randbytes(self.chance.randint(1, 12))
                    content = content[:start] + noise + content[start + len(noise) :]
                case 4:
                    content = content[:start] + piece[::-1] + content[end:]
                case _:
                    token = self.chance.choice((*TEXTS, *URLS, *DATES, *NUMBERS))
                    inner = token[:3000].encode("utf-8", "surrogatepass")
                    content = content[:start] + inner + content[start:]
        return content[:60_000]

    # How they are sent

    def wrapped(self, body: bytes) -> Answer:
        """A body in a response that is more or less HTTP."""
        if self.chance.random() < 0.01:
            return Answer(
                raw=self.chance.choice((b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1")), hangs=True
            )
        headers: list[bytes] = []
        body = self._coded(body, headers)
        headers += self._headers()
        body = self._framed(body, headers)
        if self.chance.random() < 0.3:
            self.chance.shuffle(headers)
        end = b"\n" if self.chance.random() < 0.04 else b"\r\n"
        raw = end.join([self._status(), *headers]) + end + end + body
        if self.chance.random() < 0.04:
            raw = self.damaged(raw)
        return Answer(raw=self._before() + raw)

    def _before(self) -> bytes:
        if self.chance.random() > 0.03:
            return b""
        return self.chance.choice(
            (
                b"HTTP/1.1 100 Continue\r\n\r\n",
                b"HTTP/1.1 103 Early Hints\r\nLink: <http://[x>; rel=preload\r\n\r\n",
                b"HTTP/1.1 100 Continue\r\n\r\n" * 50,
                b"\r\n",
                b"\0",
                b"SSH-2.0-OpenSSH_9\r\n",
            )
        )

    def _status(self) -> bytes:
        if self.chance.random() < 0.6:
            return b"HTTP/1.1 200 OK"
        return self.chance.choice(
            (
                *(
                    b"HTTP/1.0 200 OK",
                    b"HTTP/1.1 200",
                    b"HTTP/1.1 200 \xff\xfe\xd0",
                    b"HTTP/1.1 0200 OK",
                ),
                *(b"HTTP/9.9 200 OK", b"HTTP/1.1 999 Odd", b"HTTP/1.1 -1 x", b"HTTP/1.1 99999 x"),
                *(b"ICY 200 OK", b"HTTP/1.1 abc", b"http/1.1 200 ok", b"HTTP/1.1  200  OK"),
                *(
                    b"HTTP/1.1 204 No",
                    b"HTTP/1.1 206 Part",
                    b"HTTP/1.1 304 Same",
                    b"HTTP/1.1 100 Go",
                ),
                *(
                    b"HTTP/1.1 101 Switch",
                    b"HTTP/1.1 226 IM",
                    b"HTTP/1.1 300 Many",
                    b"HTTP/1.1 399 x",
                ),
                *(b"HTTP/1.1 301 There", b"HTTP/1.1 302 There", b"HTTP/1.1 303 There"),
                *(b"HTTP/1.1 307 There", b"HTTP/1.1 308 There", b"HTTP/1.1 302 There"),
                *(
                    b"HTTP/1.1 401 Who",
                    b"HTTP/1.1 403 No",
                    b"HTTP/1.1 404 No",
                    b"HTTP/1.1 410 Gone",
                ),
                *(
                    b"HTTP/1.1 429 Slow",
                    b"HTTP/1.1 451 Law",
                    b"HTTP/1.1 500 Oops",
                    b"HTTP/1.1 503 Busy",
                ),
                b"HTTP/1.1 200 " + b"x" * 9000,
            )
        )

    def _headers(self) -> list[bytes]:
        kind = self.chance.choice(TYPES)
        if self.chance.random() < 0.5:
            kind = f"{kind}; charset={self.chance.choice(CHARSETS)}"
        made = [f"Content-Type: {kind}"]
        made += [f"Location: {self.url()}", f"Retry-After: {self._retry()}"]
        odd = (
            f'ETag: {self.chance.choice(("W/", "", "0"))}"{self.text()[:200]}"',
            f"Last-Modified: {self.date()}",
            f"Set-Cookie: {self.text()[:50]}={self.url()}; Expires={self.date()}; Domain=.test",
            f"Set-Cookie: a=b; Max-Age={self.number()[:50]}; Path={self.text()[:20]}",
            f"Date: {self.date()}",
            f"Expires: {self.date()}",
            f"Age: {self.number()[:500]}",
            f"Link: <{self.url()}>; rel=canonical",
            f"Refresh: {self.number()[:20]};url={self.url()}",
            f"Content-Location: {self.url()}",
            f"Content-Disposition: attachment; filename*=utf-8''%ff{self.text()[:20]}",
            f"Content-Range: bytes {self.number()[:30]}-1/*",
            "Transfer-Encoding : chunked",
            "No colon here",
            ": no name",
            " folded",
            "\tX: tab",
            "X-Nul: a\0b",
            "X-Odd\x7f: a",
            "Ж: ж",
            "X-Long: " + "x" * self.chance.choice((100, 9000, 40_000)),
            "Connection: upgrade\r\nUpgrade: h2c, websocket",
            "Content-Type: text/html\r\nContent-Type: application/json",
            "\r\n".join(f"X-{n}: {n}" for n in range(self.chance.choice((3, 120, 2000)))),
            "Trailer: Content-Length",
            "Strict-Transport-Security: max-age=9",
        )
        made += self.chance.sample(odd, self.chance.choice((0, 0, 1, 2, 3)))
        return [line.encode("utf-8", "surrogatepass") for line in made]

    def _retry(self) -> str:
        seconds = ("0", "1", "17", "9" * 30, "-5", "1.5", "²", "soon", "", "1e9", "+3", "0x10")
        return self.chance.choice((*seconds, *DATES))[:3000]

    def _coded(self, body: bytes, headers: list[bytes]) -> bytes:
        coding = self.chance.choice(
            ("", "", "", "", "", "gzip", "deflate", "raw", "lie", "odd", "bomb")
        )
        match coding:
            case "gzip":
                headers.append(b"Content-Encoding: gzip")
                packed = gzip.compress(body)
                cut = packed[: self.chance.randrange(len(packed))]
                return self.chance.choice((packed, packed + packed, packed + b"\0" * 99, cut))
            case "deflate":
                headers.append(b"Content-Encoding: deflate")
                return zlib.compress(body)
            case "raw":
                headers.append(b"content-encoding: DEFLATE, identity,,")
                return zlib.compress(body)[2:-4]
            case "lie":
                names = (b"gzip", b"br", b"zstd", b"x-gzip", b"deflate", b"compress", b"gzip, gzip")
                headers.append(b"Content-Encoding: " + self.chance.choice(names))
            case "odd":
                headers.append(
                    b"Content-Encoding: " + self.chance.choice((b"\xff", b"," * 900, b"*"))
                )
            case "bomb" if self.chance.random() < 0.1:
                headers.append(b"Content-Encoding: gzip")
                return gzip.compress(bytes(3_000_000))
        return body

    def _framed(self, body: bytes, headers: list[bytes]) -> bytes:
        match self.chance.randrange(10):
            case 0:
                return body
            case 1:
                size = self.chance.choice(
                    (
                        b"-1",
                        b"+5",
                        b"1e3",
                        b"0x10",
                        b"9" * 30,
                        b"",
                        b"5, 5",
                        b"1, 2",
                        b"\xd9\xa5",
                        b"0",
                    )
                )
                headers.append(b"Content-Length: " + size)
                return body
            case 2:
                headers.append(
                    b"Content-Length: %d" % (len(body) + self.chance.choice((-1, 1, 50)))
                )
                return body
            case 3:
                headers.append(b"Content-Length: 5\r\nContent-Length: 6")
                return body
            case 4 | 5:
                headers.append(b"Transfer-Encoding: chunked")
                return self._chunked(body)
            case 6 if self.chance.random() < 0.4:
                names = (b"gzip, chunked", b"identity", b"chunked, chunked", b"\xff", b"xchunked")
                headers.append(b"Transfer-Encoding: " + self.chance.choice(names))
                return self._chunked(body)
        headers.append(b"Content-Length: %d" % len(body))
        return body

    def _chunked(self, body: bytes) -> bytes:
        found, at = [], 0
        while at < len(body):
            size = self.chance.choice((1, 7, 100, 4096))
            size = max(size, len(body) // 20)
            piece = body[at : at + size]
            more = self.chance.choice((b"", b"", b"", b";x=y", b';"\0'))
            found.append(b"%x%s\r\n%s\r\n" % (len(piece), more, piece))
            at += size
        found.append(b"0\r\n\r\n")
        if self.chance.random() < 0.25:
            odd = (
                *(b"-1\r\nx\r\n", b"ffffffffffffffffff\r\nx", b"g\r\n\r\n", b"\r\n\r\n", b"0\r\n"),
                *(b"0\r\nContent-Length: 5\r\nX: y\r\n\r\n", b"5" * 9000, b"0" * 300 + b"\r\n\r\n"),
            )
            found[self.chance.randrange(len(found))] = self.chance.choice(odd)
        return b"".join(found)


#: What stands at an address of each kind.
MAKERS: Final[dict[AddressKind, Callable[[Hostile], bytes]]] = {
    AddressKind.FEED: Hostile.feed,
    AddressKind.SITEMAP: Hostile.sitemap,
    AddressKind.LISTING: Hostile.listing,
    AddressKind.TELEGRAM: Hostile.channel,
    AddressKind.OONI: Hostile.counts,
    AddressKind.IODA: Hostile.outage_events,
    AddressKind.RADAR: Hostile.anomalies,
}
KINDS: Final[Sequence[AddressKind]] = tuple(MAKERS)
