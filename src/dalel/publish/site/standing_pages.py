"""The standing pages that explain the record: sources, codebook, about, method, imprint."""

from collections import Counter
from collections.abc import Iterator

from dalel.domain.source import Source
from dalel.publish.data import citation, network_data, seal_list
from dalel.publish.data.columns import ENDINGS, meanings
from dalel.publish.tree.build_tasks import File, Work, digest
from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import NOTICE, field_names
from dalel.publish.views.incident import statute_words
from dalel.publish.views.key_news import key_lines
from dalel.publish.views.record import IndexedSnapshot, is_large
from dalel.publish.views.shell import Shell

#: The pages that count incidents.
_COUNTING = frozenset({"sources", "data", "method"})


def works(record: IndexedSnapshot, shells: list[Shell]) -> Iterator[Work]:
    """The standing pages in every language."""
    used = {variable: sorted(codes) for variable, codes in record.used.items()}
    for path, render in (
        ("sources", _sources),
        ("codebook", _codebook),
        ("about", _about),
        ("method", _method),
        ("imprint", _imprint),
        ("offline", _offline),
        ("data", _data),
    ):
        inputs = record.everything if path in _COUNTING else digest(record.common, used)
        if path == "data":
            inputs = digest(inputs, seal_list.newest(record))
        yield Work(
            key=path,
            inputs=inputs,
            render=lambda render=render: (render(shell) for shell in shells),  # type: ignore[misc]
        )


def _sources(shell: Shell) -> File:
    record, gettext = shell.record, shell.wording.words.gettext
    cited = Counter(
        source
        for incident in record.listed
        for source in {link.source for link in incident.links if link.source}
    )
    groups: dict[str, list[tuple[Source, int]]] = {}
    for source in sorted(record.snapshot.sources, key=lambda source: source.id):
        groups.setdefault(_group(source.kind), []).append((source, cited[source.id]))
    words = _group_words(shell.wording)
    return shell.page(
        "sources.html",
        "sources/",
        title=gettext("Sources"),
        description=gettext("Outlets, channels and registers that the monitor watches."),
        groups=[(words[name], groups[name]) for name in words if name in groups],
        total=len(record.snapshot.sources),
    )


def _group(kind: str) -> str:
    """The group of a kind of source: ``news_regional`` belongs to the media, as ``news`` does."""
    match kind.split("_")[0]:
        case _ if kind.endswith("_api"):
            return "other"
        case "news" | "newspaper" | "tv" | "it" | "telegram" | "analysis" | "radio":
            return "media"
        case "state":
            return "state"
        case "ngo":
            return "civil"
        case _:
            return "other"


def _group_words(wording: DateWording) -> dict[str, str]:
    gettext = wording.words.gettext
    return {
        "media": gettext("Media"),
        "state": gettext("State bodies and registers"),
        "civil": gettext("Civil society"),
        "other": gettext("Measurements, research and lists"),
    }


def _codebook(shell: Shell) -> File:
    gettext = shell.wording.words.gettext
    codebook = shell.record.codebook
    return shell.page(
        "codebook.html",
        "codebook/",
        title=gettext("Codebook"),
        description=gettext("The words by which incidents are coded, and the rules for each."),
        codebook=codebook,
        used=shell.record.used,
        lists=(
            (gettext("Rights"), "right", codebook.rights),
            (gettext("Who acted"), "actor", codebook.actors),
            (gettext("Who is affected"), "target", codebook.targets),
            (gettext("By what means"), "means", codebook.means),
            (gettext("Where online"), "platform", codebook.platforms),
        ),
        statutes=[(s.code, statute_words(s, shell.wording)) for s in codebook.statutes],
    )


def _about(shell: Shell) -> File:
    gettext = shell.wording.words.gettext
    return shell.page(
        "about.html",
        "about/",
        title=gettext("About the monitor"),
        description=gettext("What the monitor is, who makes it and how to use it."),
        country=shell.record.profile.country[shell.wording.language],
    )


def _method(shell: Shell) -> File:
    gettext = shell.wording.words.gettext
    return shell.page(
        "method.html",
        "method/",
        title=gettext("Method"),
        description=gettext("How incidents are chosen, coded, checked and corrected."),
        begun=sum(
            any(text.by_model for text in incident.texts.values())
            for incident in shell.record.listed
        ),
        listed=len(shell.record.listed),
        codebook=shell.record.codebook,
    )


def _imprint(shell: Shell) -> File:
    imprint = shell.record.profile.imprint
    language, gettext = shell.wording.language, shell.wording.words.gettext
    names = field_names(shell.wording)
    shown = [
        (names.get(name, name), labels.get(language, ""))
        for name, labels in imprint.fields.items()
        # A field that nobody must fill is left out while it is empty.
        if labels.get(language) or name in imprint.required
    ]
    return shell.page(
        "imprint.html",
        "imprint/",
        title=gettext("Imprint"),
        description=gettext("Who answers for this site."),
        fields=shown,
    )


def _offline(shell: Shell) -> File:
    """What is shown without a network in place of a page that was not read before."""
    gettext = shell.wording.words.gettext
    return shell.page(
        "offline.html",
        "offline/",
        title=gettext("No network"),
        description=gettext("What you have read can be read now, too"),
        indexed=False,
    )


def _data(shell: Shell) -> File:
    record, gettext = shell.record, shell.wording.words.gettext
    return shell.page(
        "data.html",
        "data/",
        title=gettext("Data"),
        description=gettext("The whole record as files, to count, compare and check it yourself."),
        version=citation.version(record.snapshot.time),
        licence=citation.licence(record),
        count=len(record.by_number),
        is_large=is_large(record.snapshot),
        signed=record.signed,
        seal=seal_list.newest(record),
        key_periods=key_lines(record, shell.wording),
        files=(
            ("incidents.csv", gettext("Spreadsheets; in UTF-8")),
            ("incidents.xlsx", gettext("Excel, LibreOffice")),
            ("incidents.jsonl", gettext("Programs: one object a line")),
            ("incidents.parquet", gettext("Statistics: R, Python, DuckDB")),
            ("datapackage.json", gettext("What the columns are (Frictionless Data Package)")),
            (NOTICE, gettext("Imprint and licence of these files")),
            ("incidents.zip", gettext("All of these in one archive")),
        ),
        editions=record.editions,
        ooni=network_data.meanings(shell.wording) if network_data.counted(record) else (),
        ooni_licence=network_data.LICENCE,
        endings=(*ENDINGS, "zip"),
        columns=[(column.name, meaning) for column, meaning in meanings(record, shell.wording)],
        programs=(
            ("api/v1/openapi.json", gettext("Description of the addresses (OpenAPI)")),
            ("api/v1/index.json", gettext("Version, languages, editions")),
            ("api/v1/incidents.json", gettext("All incidents with their status")),
            ("data/changes.csv", gettext("What was added, corrected, retracted or withdrawn")),
            ("data/datacite.json", gettext("Metadata for a repository (DataCite)")),
            ("data/CITATION.cff", gettext("How to cite the data")),
            (f"{shell.wording.language}/feed.xml", gettext("Atom feed")),
            (f"{shell.wording.language}/feed.json", gettext("JSON feed")),
        ),
    )
