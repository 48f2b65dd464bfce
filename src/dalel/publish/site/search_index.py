"""The site's full-text search index, which needs no server.

Pagefind (https://pagefind.app/) makes an index in pieces, of which a browser fetches the few that
hold the words of a query. It stems Russian, badly, and no Kazakh: beside the words of a text stand
the keys under which the desk's search finds them too, and the page asks for those of a query's
words. A page of its own for each incident holds nothing but what is to be found; what a result
shows comes from the table of codes, so of Pagefind's own results only their names are kept.

The index of a large record is made anew only with the whole set. What changed since stands in a
small one beside it, which a browser asks too; a list tells which of the large one's it replaces.
"""

import gzip
import json
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Final

from pagefind_bin import get_executable

from dalel.domain.errors import DalelError
from dalel.domain.incident import Incident
from dalel.language.fold import NEIGHBOURS
from dalel.language.kk.search_keys import rules as kazakh_rules
from dalel.language.search_terms import Terms, terms
from dalel.publish.site import search_forms
from dalel.publish.site.code_table import parted
from dalel.publish.tree.build_tasks import File, Work, as_json
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import wordings

#: Its folder in the site.
FOLDER: Final = "pagefind/"
#: That of what the index of the whole record lacks, and the list of it.
FRESH: Final = f"{FOLDER}fresh/"
FRESH_LIST: Final = f"{FOLDER}fresh.json"
#: What of Pagefind's own files a browser asks for; its ready-made boxes are left out.
_NEEDED: Final = (".pf_index", ".pf_meta", ".pagefind")
#: A result, whose name tells nothing of the incident that is found; what stands before its JSON.
_RESULT: Final = ".pf_fragment"
_SEAL: Final = b"pagefind_dcd"
_NAMED: Final = frozenset({"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"})
#: What a key ends in: no word has it, and Pagefind takes no ending off.
_MARK: Final = "x"
#: What is behind a key or a word that stands in the title, where it counts for more.
_TITLE: Final = "xx"
#: The language whose forms a browser looks up.
_LOOKED_UP: Final = "ru"


class SearchIndexError(DalelError):
    """Pagefind could not make the index."""


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """The index of both languages, what it lacks, and the rules by which endings are taken off."""
    yield Work(
        key="search index",
        inputs=record.inputs(record.listed),
        render=partial(_whole, record),
        late=True,
        whole_set=True,
    )
    yield Work(
        key="search index/fresh",
        inputs=record.inputs(record.fresh, record.outdated),
        render=partial(_fresh, record),
        late=True,
    )
    rules = json.dumps(
        {**kazakh_rules(), "neighbours": NEIGHBOURS}, ensure_ascii=False, sort_keys=True
    )
    yield Work(
        key="search rules", inputs=rules, render=lambda: [(f"{FOLDER}stems.json", rules.encode())]
    )


def _whole(record: IndexedSnapshot) -> Iterator[File]:
    files, numbers, keys = _index(record, record.listed)
    for path, content in files.items():
        yield FOLDER + path, content
    for language, found in numbers.items():
        yield f"{FOLDER}{language}.json", f"{as_json(found)}\n".encode()
    for number, piece in search_forms.pieces(keys[_LOOKED_UP]):
        yield f"{FOLDER}forms/{number}.txt", piece.encode()


def _fresh(record: IndexedSnapshot) -> Iterator[File]:
    files, numbers, keys = _index(record, record.fresh)
    for path, content in files.items():
        # The program that reads it stands with the whole.
        if not path.endswith((".js", ".pagefind")):
            yield FRESH + path, content
    forms = "".join(piece for _, piece in search_forms.pieces(keys[_LOOKED_UP]))
    told = {"numbers": numbers, "outdated": record.outdated, "forms": forms}
    yield FRESH_LIST, f"{as_json(told)}\n".encode()


def _index(
    record: IndexedSnapshot, incidents: Sequence[Incident]
) -> tuple[dict[str, bytes], dict[str, dict[str, str]], dict[str, set[str]]]:
    """Pagefind's files for some incidents; by language the names of results and the words' keys."""
    if not incidents:
        # Pagefind makes no index of nothing.
        return {}, {}, defaultdict(set)
    with tempfile.TemporaryDirectory(prefix="dalel-search-") as place:
        source, made = Path(place) / "pages", Path(place) / "made"
        keys = _write_pages(record, incidents, source)
        done = subprocess.run(  # noqa: S603 - the program of a package that is locked
            [get_executable(), "--site", str(source), "--output-path", str(made)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SearchIndexError(f"pagefind: {done.stderr.strip() or done.stdout.strip()}")
        files = {
            path.relative_to(made).as_posix(): _sorted(path)
            for path in sorted(made.rglob("*"))
            if path.suffix in _NEEDED or path.name in _NAMED
        }
        return files, _numbers(made), keys


def _numbers(made: Path) -> dict[str, dict[str, str]]:
    """The incident's number of each result in order of numbers, by language and result's name."""
    numbers: dict[str, dict[str, str]] = defaultdict(dict)
    for path in made.rglob(f"*{_RESULT}"):
        told = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SEAL))
        numbers[path.name.partition("_")[0]][path.stem] = Path(told["url"]).stem
    return {
        language: dict(sorted(found.items(), key=lambda one: parted(one[1])))
        for language, found in sorted(numbers.items())
    }


def _write_pages(
    record: IndexedSnapshot, incidents: Sequence[Incident], folder: Path
) -> dict[str, set[str]]:
    """Write a page of each incident in each language; gives the keys of each language's words."""
    keys: dict[str, set[str]] = defaultdict(set)
    for wording in wordings(record):
        pages = folder / wording.language
        pages.mkdir(parents=True)
        for incident in incidents:
            view = IncidentView(record, incident, wording)
            body = _body(view)
            found = terms(f"{view.title or ''}\n{body}", wording.language)
            keys[wording.language].update(found.stems)
            page = pages / f"{incident.number}.html"
            page.write_text(_page(view, body, found), encoding="utf-8")
    return keys


def _sorted(path: Path) -> bytes:
    """The content; the one file whose order is a matter of chance gets a fixed one."""
    content = path.read_bytes()
    if path.name == "pagefind-entry.json":
        return json.dumps(json.loads(content), sort_keys=True).encode()
    return content


def _body(view: IncidentView) -> str:
    """What is found of an incident beside its title."""
    words = [*view.paragraphs, view.number, view.type, *(step.text for step in view.developments)]
    # Hosts say in Latin letters what an outlet is called in others.
    words += [f"{link.outlet} {link.host}" for link in view.links]
    words += [word.text for fact in view.facts for word in (fact.single, *fact.several) if word]
    return "\n".join(filter(None, words))


def _page(view: IncidentView, body: str, found: Terms) -> str:
    """What is found of an incident."""
    title = terms(view.title or "", view.wording.language)
    marked = [*(key + _MARK for key in title.stems), *title.words]
    keys = " ".join(
        [
            *(key + _MARK for key in found.stems),
            *found.words,
            *(word + _TITLE for word in marked),
        ]
    )
    return (
        f'<!doctype html><html lang="{view.wording.language}">'
        f"<head><title>{escape(view.name)}</title></head>"
        "<body><main data-pagefind-body>"
        f"<h1>{escape(view.title or '')}</h1><p>{escape(body)}</p><p>{escape(keys)}</p>"
        "</main></body></html>"
    )
