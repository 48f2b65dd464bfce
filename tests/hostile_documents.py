"""Documents that a stranger might send to hold the processor or the memory, by a seeded die.

Each function gives documents by name. ``size`` is about how many bytes each has.
"""

import gzip
import io
import random
import string
import zipfile
from collections.abc import Callable, Iterator, Mapping

from dalel.domain.word_sheet import RowCode

ARTICLE = "".join(
    f"<p>Абзац {number}: the court heard the case of a journalist who had written of it.</p>"
    for number in range(8)
)
_RUNS = (
    " ", "\n", "\t", "\u00a0", "0", "7", "a", "я", "Ә", "'", '"', "«", "»", ".", ",", ":", "-", "–",
    "&", "<", ">", "=", "/", "\\", "(", ")", "[", "{", "|", "@", "_", "%", "́", "😀", "﷽", "\0",
    "1 ", "a ", "A. ", "А. Б. ", "12.12.2026 ", "12:12 ", "1 000 ", "http://a.b/ ", "a@b.c ",
    "Иванов Иван ", "ТОО «", "- ", "... ", "a-", "1-", "1,", "1.", "&#1;", "&amp;", "&lt;p&gt;",
    "https://", "www.", "+7 (7", "ст. 274 ", "январь ", "today ", "by ", "<br>", "a\n",
)  # fmt: skip
_TAGS = ("div", "span", "font", "b", "p", "ul", "li", "table", "td", "a", "blockquote", "object",
         "button", "section", "h1", "form", "svg", "template", "select", "x-y")  # fmt: skip
NO_PARTS: Mapping[str, bytes] = {}
_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1251", "koi8-r", "gb18030")


def _word(die: random.Random) -> str:
    return "".join(die.choices(string.ascii_lowercase + "абвгдежз", k=die.randint(1, 12)))


def _times(text: str, size: int) -> str:
    return text * (size // len(text.encode()) + 1)


def _page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>Title</title>{head}</head><body>{body}</body></html>"


def _attributes(size: int, name: str = "a") -> str:
    return " ".join(f"{name}{number}='1'" for number in range(size // (len(name) + 9)))


def runs(die: random.Random, size: int) -> Iterator[tuple[str, str]]:
    """Long stretches of the same, and of two that take turns."""
    for run in _RUNS:
        yield repr(run), _times(run, size)
    for _ in range(8):
        one, two = die.sample(_RUNS, 2)
        yield f"{one!r} {two!r}", _times(one + two, size)
        yield f"{one!r} then {two!r}", _times(one, size // 2) + two
        yield f"{two!r} {one!r} x 9", _times(two + one * 9, size)


def pages(die: random.Random, size: int) -> Iterator[tuple[str, bytes]]:
    """HTML."""
    for name, body in _bodies(die, size):
        yield name, _page(body).encode(errors="replace")
    for name, run in runs(die, size):
        where = die.choice(("p", "h1", "time", "div", "a", "li", "script", "title", "span"))
        yield f"{name} in {where}", _page(f"<article><{where}>{run}</{where}>{ARTICLE}").encode()
    for name, run in runs(die, size // 8):
        yield f"{name} in heads", _page(ARTICLE, _heads(run)).encode()
    yield from _broken(die, size)


def _heads(run: str) -> str:
    text = run.replace('"', "'").replace("\\", "/").replace("<", "(")
    told = (
        '{"@type": "NewsArticle", "headline": "%s", "datePublished": "%s", "articleBody": "%s",'
        ' "author": {"name": "%s"}, "image": "%s"}'
    ).replace("%s", text)
    metas = ("author", "og:title", "og:image", "og:site_name", "article:published_time", "og:url")
    named = "".join(f'<meta property="{name}" content="{text}">' for name in metas)
    return f'{named}<script type="application/ld+json">{told}</script>'


def _bodies(die: random.Random, size: int) -> Iterator[tuple[str, str]]:
    many = size // 9
    yield "attributes", f"<p {' '.join(f'a{n}=1' for n in range(many))}>{ARTICLE}"
    yield "attributes quoted", f"<p {''.join(f'''a{n}='>' ''' for n in range(many))}>{ARTICLE}"
    yield "attributes bare", f"<p {'/'.join(f'a{n}' for n in range(many))}>{ARTICLE}"
    yield "attributes open", f"<p {' '.join(f'a{n}=1' for n in range(many))}"
    few = " ".join(f"a{n}" for n in range(250))
    yield "attributes often", _times(f"<p {few}>x", size) + ARTICLE
    yield "tags in tags", _times("<a ", size) + ARTICLE
    yield "long attribute", f'<img src="data:image/png;base64,{_times("QUJD", size)}">{ARTICLE}'
    yield "long class", f'<div class="{_times("post ", size)}">{ARTICLE}</div>'
    yield "open quote", f'<p class="{_times("x", size)}'
    for tag in _TAGS:
        deep = die.randint(size // 24, size // 12)
        yield f"deep {tag}", f"<{tag}>" * deep + ARTICLE + f"</{tag}>" * deep
        yield f"wide {tag}", _times(f"<{tag}>x</{tag}>", size) + ARTICLE
        yield f"open {tag}", _times(f"<{tag}>x ", size) + ARTICLE
    mixed = [f"<{die.choice(('', '', '/'))}{die.choice(_TAGS)}>{_word(die)}" for _ in range(many)]
    yield "mixed", "".join(mixed) + ARTICLE
    yield "links", "".join(f'<a href="/n/{n}">{_word(die)}</a>' for n in range(many // 3))
    yield "times", "".join(f"<time>{n}.01.2026</time>" for n in range(many // 3)) + ARTICLE
    yield "table", f"<table>{_times('<tr><td>1<td>2<td>3', size)}</table>{ARTICLE}"
    yield "comment open", f"{ARTICLE}<!--{_times('-', size)}"
    yield "comments", _times("<!---->", size) + ARTICLE
    yield "cdata", _times("<![CDATA[x]]>", size) + ARTICLE
    yield "instructions", _times("<?a b?>", size) + ARTICLE
    yield "script open", f"{ARTICLE}<script>{_times('</scrip', size)}"
    yield "scripts", _times("<script>x</script>", size) + ARTICLE
    yield "declarations", _times("<!DOCTYPE html [<!ENTITY a 'aa'>]>", size) + "&a;" + ARTICLE
    yield "metas", _times('<meta name="author" content="A B">', size) + ARTICLE
    for shape in ('{"a":%s}', "[%s]", '{"@graph":[%s]}'):
        open_, _, close = shape.partition("%s")
        deep = size // len(shape)
        told = open_ * deep + "1" + close * deep
        yield f"JSON {shape}", f'<script type="application/ld+json">{told}</script>{ARTICLE}'
    nodes = ",".join(['{"@type":"NewsArticle","articleBody":"' + "x" * 90 + '"}'] * (size // 130))
    yield "JSON wide", f'<script type="application/ld+json">[{nodes}]</script>{ARTICLE}'


def _broken(die: random.Random, size: int) -> Iterator[tuple[str, bytes]]:
    text = _page(_times(ARTICLE, size // 4))
    for encoding in _ENCODINGS:
        yield f"in {encoding}", text.encode(encoding, "replace")
        yield f"said {encoding}", _page(ARTICLE, f"<meta charset={encoding}>").encode()
    yield "noise", die.randbytes(size)
    yield "noise in tags", b"<p>".join(die.randbytes(20) for _ in range(size // 20))
    yield "zeros", bytes(size)
    half = die.randrange(len(text))
    yield "mixed encodings", text[:half].encode("utf-16") + text[half:].encode()
    yield "nothing", b""


def feeds(die: random.Random, size: int) -> Iterator[tuple[str, bytes]]:
    """RSS, Atom and JSON feeds."""
    item = "<item><title>A</title><link>https://a.test/%d</link><pubDate>%s</pubDate></item>"

    def rss(body: str, head: str = '<?xml version="1.0"?>') -> bytes:
        return f'{head}<rss version="2.0"><channel>{body}</channel></rss>'.encode(errors="replace")

    yield "items", rss("".join(item % (n, "Mon, 1 Jan 2026") for n in range(size // 90)))
    yield "empty items", rss(_times("<item/>", size))
    yield "open items", rss(_times("<item><title>", size))
    yield "attributes", rss(f"<item {_attributes(size)}/>")
    yield "namespaces", rss(f"<item {_attributes(size, 'xmlns:a')}/>")
    deep = size // 8
    yield "deep", rss("<a>" * deep + "</a>" * deep)
    yield "unknown", rss(_times("<a>b</a>", size))
    lol = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    bomb = f"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY l0 'lol'>{lol}]>"
    yield "billion laughs", rss("<item><title>&l11;</title></item>", bomb)
    for name, run in runs(die, size // 4):
        where = die.choice(("title", "link", "pubDate", "description", "guid"))
        text = run if die.random() < 0.5 else f"<![CDATA[{run}]]>"
        yield f"{name} in {where}", rss(f"<item><{where}>{text}</{where}></item>")
    date = f"Mon, 1 Jan {'9' * 5000} 10:00:00 GMT"
    yield "long date", rss(item % (1, date))
    yield "JSON", b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * size
    many = b",".join([b'{"url": "https://a.test/"}'] * (size // 28))
    yield "JSON items", b'{"version": "https://jsonfeed.org/version/1", "items": [%s]}' % many
    yield (
        "JSON number",
        b'{"version": "https://jsonfeed.org/version/1", "items": %s}' % (b"9" * size),
    )
    yield "noise", die.randbytes(size)


def sitemaps(die: random.Random, size: int) -> Iterator[tuple[str, bytes]]:
    """Sitemaps, packed ones too."""

    def named(body: str, head: str = "") -> bytes:
        return f'<?xml version="1.0"?>{head}<urlset>{body}</urlset>'.encode(errors="replace")

    urls = "".join(f"<url><loc>https://a.test/{n}</loc></url>" for n in range(size // 40))
    yield "urls", named(urls)
    yield "packed", gzip.compress(named(urls), mtime=0)
    yield "bomb", gzip.compress(b" " * 200 * 2**20, mtime=0)
    yield "bomb in bomb", gzip.compress(gzip.compress(bytes(100 * 2**20), mtime=0), mtime=0)
    yield "cut off", gzip.compress(named(urls), mtime=0)[:-9]
    yield "attributes", named(f"<url {_attributes(size)}/>")
    yield "deep", named("<url>" * (size // 10) + "</url>" * (size // 10))
    yield "nested", named("<url><loc>a</loc>" * (size // 17))
    lol = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    yield "laughs", named("<url><loc>&l11;</loc></url>", f"<!DOCTYPE r [<!ENTITY l0 'a'>{lol}]>")
    yield "lines", _times("http://a.test/ ", size).encode()
    for name, run in runs(die, size // 4):
        where = die.choice(("loc", "lastmod", "publication_date", "title"))
        yield f"{name} in {where}", named(f"<url><loc>u</loc><{where}>{run}</{where}></url>")
    yield "noise", b"<urlset>" + die.randbytes(size)


def channels(die: random.Random, size: int) -> Iterator[tuple[str, bytes]]:
    """Previews of Telegram channels."""
    post = '<div class="tgme_widget_message" data-post="tau_news/%d">%s</div>'
    text = '<div class="tgme_widget_message_text">%s'
    yield "posts", "".join(post % (n, text % "a</div>") for n in range(size // 120)).encode()
    yield "texts", (post % (1, (text % "a</div>") * (size // 60))).encode()
    yield "texts in texts", (post % (1, (text % "a") * (size // 60))).encode()
    nested = '<div class="tgme_widget_message" data-post="tau_news/1">'
    yield "posts in posts", (nested * (size // len(nested))).encode()
    links = '<a href="https://t.me/tau_news/%d?single">a</a>'
    yield "pictures", (post % (1, "".join(links % n for n in range(size // 60)))).encode()
    for name, run in runs(die, size // 4):
        yield name, (post % (1, text % run)).encode(errors="replace")


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx(
    body: str, parts: Mapping[str, bytes] = NO_PARTS, encoding: str = "utf-8", head: str = ""
) -> bytes:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{head}' + (
        f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml.encode(encoding))
        for name, content in parts.items():
            archive.writestr(f"word/{name}", content)
    return out.getvalue()


def documents(die: random.Random, size: int) -> Iterator[tuple[str, bytes]]:
    """Word documents."""
    paragraph = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
    lol = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    bomb = f"<!DOCTYPE r [<!ENTITY l0 'lol'>{lol}]>"
    for encoding in ("utf-8", "utf-16", "iso-8859-1"):
        yield f"laughs in {encoding}", _docx(paragraph % "&l11;", encoding=encoding, head=bomb)
    yield "paragraphs", _docx(_times(paragraph % "a", size))
    yield "deep", _docx("<w:p><w:r>" * (size // 20) + "</w:r></w:p>" * (size // 20))
    yield "tables", _docx("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000)
    yield "bomb", _docx(paragraph % "a", {"media": bytes(200 * 2**20)})
    yield "larger bomb", _docx(paragraph % "a", {"media": bytes(300 * 2**20)})
    yield "parts", _docx(paragraph % "a", {f"p{n}": b"" for n in range(11_000)})
    for name, run in runs(die, size // 4):
        text = run.replace("&", "&amp;").replace("<", "&lt;").replace("\0", "")
        yield name, _docx(paragraph % text)
    yield "noise", b"PK\x03\x04" + die.randbytes(size)


def sheets(die: random.Random, size: int) -> Iterator[tuple[str, bytes]]:
    """Word documents with a row of a sheet of entries, and what may stand beside it."""
    code = RowCode(number="XT-2031-0001", place=1, versions=(("ru", 1), ("en", 1)))
    paragraph = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"

    def sheet(cell: str, around: str = "%s", after: str = "") -> bytes:
        cells = (paragraph % str(code), cell, paragraph % "a")
        row = f"<w:tr>{''.join(f'<w:tc>{one}</w:tc>' for one in cells)}</w:tr>"
        return _docx(around % f"<w:tbl>{row}{after}</w:tbl>")

    yield "paragraphs", sheet(_times(paragraph % "a", size))
    yield "insertions", sheet(_times("<w:ins w:author='a'>" + paragraph % "a" + "</w:ins>", size))
    deep = 80
    tables = "<w:tbl><w:tr><w:tc>" * deep + paragraph % "a" + "</w:tc></w:tr></w:tbl>" * deep
    yield "tables in tables", sheet(tables)
    holders = "<w:sdt><w:sdtContent>" * deep + "%s" + "</w:sdtContent></w:sdt>" * deep
    yield "holders", sheet(paragraph % "a", holders)
    yield "empty rows", sheet(paragraph % "a", after="<w:tr/>" * (size // 8))
    yield "empty cells", sheet(paragraph % "a", after=f"<w:tr>{_times('<w:tc/>', size)}</w:tr>")
    marks = "".join(f"<w:commentRangeStart w:id='{n}'/>" for n in range(size // 80))
    runs_after = _times("<w:r><w:t>a</w:t></w:r>", size // 2)
    yield "comments that stay open", sheet(f"<w:p>{marks}{runs_after}</w:p>")
    authors = "".join(f"<w:ins w:author='{n}'/>" for n in range(size // 30))
    yield "authors", sheet(f"<w:p>{authors}</w:p>")
    for name, run in runs(die, size // 4):
        text = run.replace("&", "&amp;").replace("<", "&lt;").replace("\0", "")
        yield name, sheet(paragraph % text)
        yield f"{name} as a code", sheet(paragraph % "a", after=f"<w:tr><w:tc>{paragraph % text}"
                                         "</w:tc></w:tr>")  # fmt: skip
    yield "noise", b"PK\x03\x04" + die.randbytes(size)


def texts(die: random.Random, size: int) -> Iterator[tuple[str, bytes]]:
    """Files of text alone, or what is named so."""
    for name, run in runs(die, size):
        yield name, run.encode(errors="replace")
    yield "comments", b"<!---->" * (size // 7)
    yield "comments and a page", b"<!---->" * (size // 7) + _page(ARTICLE).encode()
    yield "instructions", b"<?xml " * (size // 6)
    yield "white space and a page", b" \n" * (size // 2) + _page(ARTICLE).encode()


KINDS: Mapping[str, Callable[[random.Random, int], Iterator[tuple[str, bytes]]]] = {
    "pages": pages,
    "feeds": feeds,
    "sitemaps": sitemaps,
    "channels": channels,
    "documents": documents,
    "sheets": sheets,
    "texts": texts,
}
