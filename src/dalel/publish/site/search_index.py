"""The site's full-text search index, which needs no server.

Pagefind (https://pagefind.app/) makes an index in pieces, of which a browser fetches the few that
hold the words of a query. It stems Russian, but no Kazakh: beside the words of a Kazakh text stand
their folded stems, and the page takes the endings off the words of a query by the same rules. A
page of its own for each incident holds nothing but what is to be found.
"""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Final

from pagefind_bin import get_executable

from dalel.domain.errors import DalelError
from dalel.language.fold import NEIGHBOURS
from dalel.language.search_terms import terms
from dalel.language.stems import kazakh_rules
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import wordings

#: Its folder in the site.
FOLDER: Final = "pagefind/"
#: What of Pagefind's own files a browser asks for; its ready-made boxes are left out.
_NEEDED: Final = (".pf_fragment", ".pf_index", ".pf_meta", ".pagefind")
_NAMED: Final = frozenset({"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"})
#: Languages whose words Pagefind itself does not stem.
_STEMMED_HERE: Final = frozenset({"kk"})


class SearchIndexError(DalelError):
    """Pagefind could not make the index."""


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """The index of both languages, and the rules by which endings are taken off."""
    yield Work(
        key="search index",
        inputs=record.inputs(record.listed),
        render=partial(_index, record),
        late=True,
    )
    rules = json.dumps(
        {**kazakh_rules(), "neighbours": NEIGHBOURS}, ensure_ascii=False, sort_keys=True
    )
    yield Work(
        key="search rules", inputs=rules, render=lambda: [(f"{FOLDER}stems.json", rules.encode())]
    )


def _index(record: IndexedSnapshot) -> Iterator[File]:
    if not record.listed:
        # Pagefind makes no index of nothing.
        return
    with tempfile.TemporaryDirectory(prefix="dalel-search-") as place:
        source, made = Path(place) / "pages", Path(place) / "made"
        for language in record.profile.languages:
            (source / language).mkdir(parents=True)
        for wording in wordings(record):
            for incident in record.listed:
                view = IncidentView(record, incident, wording)
                page = source / wording.language / f"{incident.number}.html"
                page.write_text(_page(view), encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - the program of a package that is locked
            [get_executable(), "--site", str(source), "--output-path", str(made)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SearchIndexError(f"pagefind: {done.stderr.strip() or done.stdout.strip()}")
        for path in sorted(made.rglob("*")):
            if path.suffix in _NEEDED or path.name in _NAMED:
                yield FOLDER + path.relative_to(made).as_posix(), _sorted(path)


def _sorted(path: Path) -> bytes:
    """The content; the one file whose order is a matter of chance gets a fixed one."""
    content = path.read_bytes()
    if path.name == "pagefind-entry.json":
        return json.dumps(json.loads(content), sort_keys=True).encode()
    return content


def _page(view: IncidentView) -> str:
    """What is found of an incident, and what a result shows."""
    language = view.wording.language
    words = [*view.paragraphs, view.number, view.type, *(step.text for step in view.developments)]
    words += [word.text for fact in view.facts for word in (fact.single, *fact.several) if word]
    body = "\n".join(filter(None, words))
    stems = _stems(f"{view.title or ''}\n{body}", language)
    meta = {
        "number": view.number,
        "date": view.date or "",
        "path": view.path,
        "lead": view.glimpse,
        "title": view.name,
    }
    told = "".join(
        f'<i data-pagefind-meta="{name}">{escape(value)}</i>' for name, value in meta.items()
    )
    return (
        f'<!doctype html><html lang="{language}"><head><title>{escape(view.name)}</title></head>'
        f"<body><div data-pagefind-ignore>{told}</div><main data-pagefind-body>"
        f"<h1>{escape(view.title or '')}</h1><p>{escape(body)}</p><p>{escape(stems)}</p>"
        "</main></body></html>"
    )


def _stems(text: str, language: str) -> str:
    """Of a language that Pagefind does not stem, the folded stems and words; else nothing."""
    if language not in _STEMMED_HERE:
        return ""
    found = terms(text, language)
    return " ".join(dict.fromkeys([*found.stems, *found.words]))
