"""Structured data of a page for search engines (https://schema.org, as JSON-LD)."""

from dalel.domain.edition import Edition
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot

Structure = dict[str, object]


def incident(view: IncidentView, record: IndexedSnapshot, description: str) -> Structure:
    """An incident's page as a Report: a record by an organisation, that cites others' news."""
    made: Structure = {
        "@context": "https://schema.org",
        "@type": "Report",
        "identifier": view.number,
        "headline": view.title or f"{view.name} · {view.number}",
        "description": description,
        "inLanguage": view.wording.language,
        "articleSection": view.section_label,
        "dateModified": view.incident.updated.isoformat(),
        "citation": [link.url for link in view.links],
        **_house(record, view.wording),
        **_address(record, view.path),
    }
    if view.machine_label:
        # https://schema.org/digitalSourceType, after the IPTC's list.
        made["digitalSourceType"] = (
            "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"
        )
        made["creditText"] = view.machine_label
    if view.incident.date:
        made["temporalCoverage"] = view.incident.date.iso
    return made | _beside(view)


def _beside(view: IncidentView) -> Structure:
    """Where it happened, when it was first released, what it rests on, what was corrected."""
    made: Structure = {}
    if address := view.record.profile.address:
        made |= {"image": [address + one.path for one in view.pictures]} if view.pictures else {}
    if first := view.record.first_printed.get(view.number):
        made["datePublished"] = first.isoformat()
    if view.links:
        made["isBasedOn"] = view.links[0].url
    if places := [place.text for place in view.places]:
        made["spatialCoverage"] = [{"@type": "Place", "name": name} for name in places]
    if notes := [one.text for one in view.notices if one.kind == "correction" and one.text]:
        # https://schema.org/correction
        made["correction"] = [{"@type": "CorrectionComment", "text": text} for text in notes]
    return made


def edition(edition: Edition, record: IndexedSnapshot, wording: DateWording) -> Structure:
    """An edition's page as an issue of a periodical."""
    made: Structure = {
        "@context": "https://schema.org",
        "@type": "PublicationIssue",
        "issueNumber": edition.number,
        "inLanguage": wording.language,
        "temporalCoverage": f"{edition.period_start}/{edition.period_end}",
        "isPartOf": {"@type": "Periodical", "name": record.profile.title[wording.language]},
        **_house(record, wording),
        **_address(record, f"{wording.language}/e/{edition.number}/"),
    }
    if edition.released:
        made["datePublished"] = edition.released.isoformat()
    return made


def site(record: IndexedSnapshot, wording: DateWording) -> Structure:
    """The home page as a site."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": record.profile.title[wording.language],
        "description": record.profile.question[wording.language],
        "inLanguage": wording.language,
        **_house(record, wording),
        **_address(record, f"{wording.language}/"),
    }


def publisher(record: IndexedSnapshot, wording: DateWording) -> str:
    """Who publishes: the imprint's word, or the monitor's own name until it is stated."""
    stated = record.profile.imprint.fields.get("publisher", {}).get(wording.language)
    return stated or record.profile.title[wording.language]


def _house(record: IndexedSnapshot, wording: DateWording) -> Structure:
    licence = record.profile.licence
    return {
        "publisher": {"@type": "Organization", "name": publisher(record, wording)},
        **({"license": licence} if licence else {}),
    }


def _address(record: IndexedSnapshot, path: str) -> Structure:
    """The absolute address, where the site has one."""
    address = record.profile.address
    return {"@id": address + path, "url": address + path} if address else {}
