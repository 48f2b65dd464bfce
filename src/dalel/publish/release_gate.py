"""The release gate: previews always pass, a release only when it is whole."""

from collections.abc import Iterator

from dalel.domain.errors import IncompleteReleaseError
from dalel.domain.incident import Incident
from dalel.domain.snapshot import Snapshot


def check(snapshot: Snapshot) -> None:
    """Let a preview pass always, a release only when it is whole.

    A release has every required field of the imprint, and each incident has an approved text in
    every publishing language; nothing that a check holds back is open, and no language is stale.

    :raises IncompleteReleaseError: naming everything that is missing.
    """
    if snapshot.preview:
        return
    missing = list(_gaps(snapshot))
    if missing:
        raise IncompleteReleaseError("nothing is released: " + "; ".join(missing))


def _gaps(snapshot: Snapshot) -> Iterator[str]:
    languages = snapshot.profile.languages
    for field in snapshot.profile.imprint.missing(languages):
        yield f"imprint: {field} is not stated in every language"
    for edition in snapshot.editions:
        for language in languages:
            if not edition.introduction.get(language):
                yield f"edition {edition.number}: no introduction in {language}"
    for incident in snapshot.incidents:
        if not incident.is_taken_back:
            yield from _text_gaps(incident, languages)
            for reason in snapshot.held.get(incident.number, ()):
                yield f"{incident.number}: {reason}"


def _text_gaps(incident: Incident, languages: tuple[str, ...]) -> Iterator[str]:
    for language in languages:
        text = incident.texts.get(language)
        if text is None or not text.paragraphs:
            yield f"{incident.number}: no text in {language}"
        elif language not in incident.approved:
            yield f"{incident.number}: the text in {language} is not approved"
