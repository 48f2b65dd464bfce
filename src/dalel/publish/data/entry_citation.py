"""Citations of an entry: in a line, and as BibTeX and RIS for citation managers.

BibTeX as biblatex reads it (https://ctan.org/pkg/biblatex), RIS after its maker's specification
of 2001: a tag of two letters, two spaces, a hyphen and a space before each value.
"""

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from dalel.domain.dates import local
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.structured import publisher

#: What TeX takes for a command; a backslash and marks that need more than one go.
_SPECIAL: Final = str.maketrans(
    {**{mark: f"\\{mark}" for mark in "&%$#_"}, **dict.fromkeys("{}\\~^", " ")}
)


@dataclass(frozen=True, kw_only=True)
class EntryCitation:
    """How an entry is cited, in three ways."""

    line: str
    bibtex: str
    ris: str


def entry_citation(view: IncidentView) -> EntryCitation:
    """The citation of an entry in the language of its view, dated by its first release."""
    record, language = view.record, view.wording.language
    who, site = publisher(record, view.wording), record.profile.title[language]
    time = record.published.get(view.number, view.incident.updated)
    day = local(time, ZoneInfo(record.profile.zone)).date()
    title = f"{view.title}. " if view.title else ""
    # A path without its site leads nobody anywhere.
    url = view.url if record.profile.address else ""
    bibtex = {
        "author": f"{{{_tex(who)}}}",
        "title": _tex(view.name),
        "organization": _tex(site),
        "number": view.number,
        "date": day.isoformat(),
        "url": url,
        "langid": {"kk": "kazakh", "ru": "russian", "en": "english"}.get(language, language),
    }
    ris = (
        ("TY", "ELEC"),
        ("AU", who),
        ("TI", view.name),
        ("T2", site),
        ("PY", str(day.year)),
        ("DA", f"{day:%Y/%m/%d}"),
        ("M1", view.number),
        ("LA", language),
        ("UR", url),
        ("ER", ""),
    )
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in bibtex.items() if value)
    return EntryCitation(
        line=f"{who}. {title}{site}, {view.number}. {view.wording.day(day)}. {url}".rstrip(),
        bibtex=f"@online{{{view.number}-{language},\n{fields}}}",
        ris="\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in ris),
    )


def _tex(text: str) -> str:
    return " ".join(text.translate(_SPECIAL).split())
