"""An incident's codes in words, in the language of the screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy

from dalel.domain.codebook import Codebook, Labels, Statute
from dalel.domain.incident import Codes
from dalel.newsroom.frame.locale import tongue
from dalel.pack import Pack


@dataclass(frozen=True, kw_only=True)
class Coded:
    """One line of the codes: what was asked, and the answers in words."""

    question: str
    answers: tuple[str, ...]


_QUESTIONS: Final = (
    ("event_type", "event_type", gettext_lazy("Event type")),
    ("secondary_event_types", "event_type", gettext_lazy("Also")),
    ("direction", "direction", gettext_lazy("Direction")),
    ("case_status", "case_status", gettext_lazy("Status of the case")),
    ("verification", "verification", gettext_lazy("Verification")),
    ("rights", "right", gettext_lazy("Rights")),
    ("actors", "actor", gettext_lazy("By whom")),
    ("targets", "target", gettext_lazy("Against whom")),
    ("means", "means", gettext_lazy("Means")),
    ("platforms", "platform", gettext_lazy("Platforms")),
    ("places", "place", gettext_lazy("Places")),
    ("statutes", "statute", gettext_lazy("Statutes")),
)


def coded(codes: Codes, pack: Pack) -> tuple[Coded, ...]:
    """The codes in the language of this screen; a question without an answer is left out.

    A code that the codebook in force does not know is shown as it is.
    """
    language = tongue()
    labels = labels_of(pack)
    lines = [
        Coded(
            question=str(question),
            answers=tuple(
                labels[variable].get(code, {}).get(language, code)
                for code in _several(getattr(codes, field))
            ),
        )
        for field, variable, question in _QUESTIONS
    ]
    if codes.severity:
        lines.insert(3, _severity(codes, pack.codebook, language))
    return tuple(line for line in lines if line.answers)


def fields_named(fields: Iterable[str]) -> str:
    """What fields of the codes are called, one after another."""
    called = {field: question for field, _variable, question in _QUESTIONS} | {
        "section": gettext_lazy("Section"),
        "severity": gettext_lazy("Severity"),
    }
    return ", ".join(str(called[field]) for field in fields)


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return value


def provision_called(term: Statute) -> Labels:
    """A provision as it is cited, with its title where somebody checked that."""
    titles = term.labels if term.checked else {}
    return {
        language: " · ".join(filter(None, (cited, titles.get(language))))
        for language, cited in term.citation.items()
    }


def labels_of(pack: Pack) -> Mapping[str, Mapping[str, Labels]]:
    """What each code is called, by the variable that it is of."""
    known_statutes = pack.codebook.term_by_code["statute"]
    terms: dict[str, Mapping[str, Labels]] = {
        variable: {code: term.labels for code, term in known.items()}
        for variable, known in pack.codebook.term_by_code.items()
    }
    terms["statute"] = {
        code: provision_called(term)
        for code, term in known_statutes.items()
        if isinstance(term, Statute)
    }
    return terms | {"place": {place.code: place.labels for place in pack.places}}


def _severity(codes: Codes, codebook: Codebook, language: str) -> Coded:
    labels = {level.level: level.labels[language] for level in codebook.severity}
    label = labels.get(codes.severity, "")
    return Coded(question=str(gettext_lazy("Severity")), answers=(f"{codes.severity} · {label}",))
