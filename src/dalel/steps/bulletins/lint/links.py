"""Lint rules on links: tracking, brackets, unknown hosts, own pages, single sources."""

from collections.abc import Iterator

from dalel.domain.addresses import strip_tracking
from dalel.domain.bulletin import BulletinEntry, PrintedLink
from dalel.domain.concern import Concern, Weight
from dalel.language.fold import distance
from dalel.steps.bulletins.lint.sheet import LintSheet

LINK = "link"
#: A host this many slips away from a known one is taken for its misspelling ...
_SLIPS = 2
#: ... if it is long enough for two slips not to make another name of it.
_LETTERS_A_SLIP = 5


def url_tracking(sheet: LintSheet) -> Iterator[Concern]:
    """Parameters that only watch the reader."""
    for entry, printed in _links(sheet):
        kept = set(printed.link.url.partition("?")[2].partition("#")[0].split("&"))
        query = printed.link.printed.partition("?")[2].partition("#")[0]
        tracking = [part for part in query.split("&") if part not in kept]
        if query and tracking:
            yield sheet.concern(
                "url_tracking",
                Weight.WARNING,
                entry=entry,
                field=LINK,
                line=printed.line,
                excerpt=printed.link.printed,
                suggestion=strip_tracking(printed.link.printed, sheet.pack.addresses),
                parameters="&".join(tracking),
            )


def url_bracket(sheet: LintSheet) -> Iterator[Concern]:
    """Links without brackets, where other links of the bulletin stand in brackets."""
    if not any(printed.bracketed for _entry, printed in _links(sheet)):
        return
    for entry, printed in _links(sheet):
        if not printed.bracketed:
            yield sheet.concern(
                "url_bracket",
                Weight.NOTE,
                entry=entry,
                field=LINK,
                line=printed.line,
                excerpt=printed.link.printed,
                suggestion=f"<{printed.link.printed}>",
            )


def host_unknown(sheet: LintSheet) -> Iterator[Concern]:
    """Hosts that no source of the pack has; a misspelt one comes with the right one."""
    known = _known_hosts(sheet)
    for entry, printed in _links(sheet):
        host = printed.link.host
        rules = sheet.pack.addresses
        right = rules.misspelt.get(host)
        if right is None and not _is_known(host, known):
            right = _nearest(host, known) or ""
        if right is None:
            continue
        yield sheet.concern(
            "host_unknown",
            Weight.ERROR if right else Weight.WARNING,
            entry=entry,
            field=LINK,
            line=printed.line,
            excerpt=host,
            suggestion=right or None,
            host=host,
            of="misspelt" if right else "unknown",
        )


def self_source(sheet: LintSheet) -> Iterator[Concern]:
    """Links to the newsroom's own places."""
    for entry, printed in _links(sheet):
        if printed.link.source in sheet.pack.own_sources:
            yield sheet.concern(
                "self_source",
                Weight.WARNING,
                entry=entry,
                field=LINK,
                line=printed.line,
                excerpt=printed.link.printed,
            )


def single_source(sheet: LintSheet) -> Iterator[Concern]:
    """How many entries rest on one source; a note on the whole bulletin."""
    entries = sheet.bulletin.entries
    single = [entry for entry in entries if len(_sources(entry)) < 2]
    if single:
        yield sheet.concern(
            "single_source", Weight.NOTE, single=str(len(single)), entries=str(len(entries))
        )


def _links(sheet: LintSheet) -> Iterator[tuple[BulletinEntry, PrintedLink]]:
    for entry in sheet.bulletin.entries:
        for printed in entry.links:
            yield entry, printed


def _sources(entry: BulletinEntry) -> set[str]:
    return {printed.link.source or printed.link.host for printed in entry.links}


def _known_hosts(sheet: LintSheet) -> frozenset[str]:
    rules = sheet.pack.addresses
    named = {source.host for source in sheet.pack.sources if source.host}
    others = {alias for source in sheet.pack.sources for alias in source.aliases}
    hosts = {
        *named,
        *others,
        *rules.aliases,
        *rules.aliases.values(),
        *rules.misspelt.values(),
        *sheet.pack.lint.platform_hosts,
    }
    return frozenset(hosts)


def _is_known(host: str, known: frozenset[str]) -> bool:
    """Whether the host or one above it is known: kaz.example.kz is example.kz's."""
    labels = host.split(".")
    return any(".".join(labels[start:]) in known for start in range(len(labels) - 1))


def _nearest(host: str, known: frozenset[str]) -> str | None:
    """The known host that this one is a misspelling of, if there is just one so near."""
    slips = min(_SLIPS, len(host) // _LETTERS_A_SLIP)
    near = sorted((d, one) for one in known if (d := distance(host, one, slips)) <= slips)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]
