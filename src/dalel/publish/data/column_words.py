"""Wording of what each column of the open data means."""

from typing import Final

from dalel.language.wording import gettext_noop as _

#: What a column means that holds the words of another tracker.
MAPPED: Final = _("Our kinds of event in the words of the tracker %(name)s.")
#: What our own columns mean, by name.
MEANINGS: Final[dict[str, str]] = {
    "number": _("The incident's number, given once and never again."),
    "status": _("published, corrected, retracted or withdrawn."),
    "url": _("Address of its page; below the site's folder where the site has no address."),
    "section": _("Number of the section."),
    "section_label": _("The section's name."),
    "title": _("Title; empty where nobody wrote one."),
    "text": _("The text, a blank line between paragraphs."),
    "date": _(
        "When it happened, as exactly as the source says: a day, a month, a year, or two "
        "of them with a slash."
    ),
    "date_from": _("The first day on which it can have happened."),
    "date_to": _("The last day on which it can have happened."),
    "date_precision": _("day, month, year or interval."),
    "year_inferred": _("Whether the year was worked out from the context."),
    "event_type": _("Code of the kind of event."),
    "event_type_label": _("The kind of event in words."),
    "secondary_event_types": _("Codes of further kinds."),
    "direction": _("Code of the effect on rights."),
    "severity": _("From 1, context, to 5, critical."),
    "case_status": _("Code of the legal status."),
    "verification": _("Code of the level of verification."),
    "rights": _("Codes of the rights concerned."),
    "actors": _("Codes of those who acted, as told."),
    "actors_established": _(
        "Those of them who signed or admitted the act, or were found by a final judgment "
        "or by forensics."
    ),
    "targets": _("Codes of those who are affected."),
    "means": _("Codes of the means."),
    "platforms": _("Codes of the platforms."),
    "places": _("Codes of places: ISO 3166, or the country's own register."),
    "regions": _("Codes of the regions in which these places lie (ISO 3166-2)."),
    "statutes": _("Codes of provisions of law."),
    "codebook_version": _("The version of the codebook under which it was coded."),
    "links": _("The addresses that it cites."),
    "outlets": _("Whose addresses these are."),
    "evidence": _("SHA-256 of the kept copies that are public."),
    "related": _("Numbers of related incidents."),
    "cases": _("Numbers of the cases to which it belongs."),
    "editions": _("Numbers of the editions in which it is printed."),
    "developments": _("How many later steps are recorded."),
    "provenance": _(
        "written by the newsroom with archived evidence, or imported from an earlier bulletin."
    ),
    "model_began": _("Whether a language model began the text."),
    "machine_translated": _("Whether sentences of it stand as a machine translated them."),
    "published": _("When it was first published."),
    "updated": _("When it was last changed."),
}
