"""What do the pages show that explain the record: sources, codebook, about, method, imprint?"""

from collections import Counter
from collections.abc import Iterator

from dalel.domain.source import Source
from dalel.publish.dates import Wording
from dalel.publish.record import Record
from dalel.publish.shell import Shell
from dalel.publish.views import statute_words
from dalel.publish.works import File, Work


def works(record: Record, shells: list[Shell]) -> Iterator[Work]:
    """The standing pages in every language."""
    for path, render in (
        ("sources", _sources),
        ("codebook", _codebook),
        ("about", _about),
        ("method", _method),
        ("imprint", _imprint),
    ):
        # Only the pages of sources and method count incidents.
        inputs = record.everything if path in {"sources", "method"} else record.common
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


def _group_words(wording: Wording) -> dict[str, str]:
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
        lists=(
            (gettext("Rights"), codebook.rights),
            (gettext("Who acted"), codebook.actors),
            (gettext("Who is affected"), codebook.targets),
            (gettext("By what means"), codebook.means),
            (gettext("Where online"), codebook.platforms),
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
        begun=sum(bool(incident.begun) for incident in shell.record.listed),
        listed=len(shell.record.listed),
        codebook=shell.record.codebook,
    )


def _imprint(shell: Shell) -> File:
    imprint = shell.record.profile.imprint
    language, gettext = shell.wording.language, shell.wording.words.gettext
    names = {
        "publisher": gettext("Publisher"),
        "registration": gettext("Registration"),
        "contact": gettext("Contact"),
        "reply_address": gettext("Address for replies and corrections"),
        "funder": gettext("Funded by"),
        "age_mark": gettext("Age mark"),
    }
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
