"""What belongs to a topic in a release: its entries, its name, and its mark in channels."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

from dalel.domain.edition import Edition
from dalel.domain.incident import Development, Incident
from dalel.domain.public_record import PublicCase
from dalel.domain.topic import Topic, TopicKind
from dalel.publish.views.dates import DateWording
from dalel.publish.views.record import IndexedSnapshot

#: Parts the number of an entry from the name of one of its later steps.
STEP_MARK: Final = "#"
#: So many words of a section's name make its hashtag.
_SECTION_WORDS: Final = 3
#: So many regions and so many cases of an entry have a hashtag in its post.
_MOST_TAGS: Final = 3
#: A hashtag has no more letters, so that a post keeps its room for the text.
_LONGEST_TAG: Final = 60
_WORD: Final = re.compile(r"\w+")


def matter_of(record: IndexedSnapshot, topic: Topic | None) -> PublicCase | None:
    """The case that is followed, if it is public; None also where no case is."""
    if topic is None or topic.kind is not TopicKind.CASE:
        return None
    return next((one for one in record.snapshot.matters if one.number == topic.number), None)


def topic_name(record: IndexedSnapshot, topic: Topic, language: str) -> str | None:
    """What a topic is called in a language; None where it is not public."""
    match topic.kind:
        case TopicKind.SECTION:
            section = record.codebook.section_by_number.get(topic.number)
            return section.labels[language] if section else None
        case TopicKind.PLACE:
            regions = record.snapshot.regions
            labels = next((one.labels for one in regions if one.code == topic.key), None)
            return labels[language] if labels else None
        case TopicKind.CASE:
            matter = matter_of(record, topic)
            return matter.names[language] if matter else None


def told_of(record: IndexedSnapshot, edition: Edition, topic: Topic) -> list[Incident]:
    """The listed incidents of an edition that belong to a topic, in order of print."""
    printed = record.printed_in(edition)
    match topic.kind:
        case TopicKind.SECTION:
            return [one for one in printed if one.section == topic.number]
        case TopicKind.PLACE:
            return [one for one in printed if topic.key in record.regions_of(one)]
        case TopicKind.CASE:
            matter = matter_of(record, topic)
            return [one for one in printed if matter and one.number in matter.incidents]


def case_steps(record: IndexedSnapshot, matter: PublicCase) -> dict[str, list[str]]:
    """The names of all later steps of each listed entry of a case, by the entry's number."""
    return {
        incident.number: [f"{incident.number}{STEP_MARK}{name}" for name, _ in _steps(incident)]
        for incident in record.of_numbers(matter.incidents)
    }


def step_named(incident: Incident, name: str) -> Development | None:
    """The later step of an entry that has this name; None where it stands there no more."""
    return next((step for known, step in _steps(incident) if known == name), None)


def _steps(incident: Incident) -> Iterator[tuple[str, Development]]:
    """The later steps with their names: the date, and which one of that date it is.

    Words may change while a step stays what it is, so they are no part of its name.
    """
    of_day: Counter[str] = Counter()
    for step in incident.developments:
        of_day[step.date.iso] += 1
        yield f"{step.date.iso}.{of_day[step.date.iso]}", step


def hashtags(record: IndexedSnapshot, incident: Incident, wording: DateWording) -> tuple[str, ...]:
    """By what a post about an entry is found in a channel: section, regions and cases."""
    known = {region.code for region in record.snapshot.regions}
    places = [code for code in record.regions_of(incident) if code in known]
    matters = [] if incident.is_taken_back else record.matters_of.get(incident.number, [])
    topics = (
        Topic(kind=TopicKind.SECTION, key=str(incident.section)),
        *(Topic(kind=TopicKind.PLACE, key=code) for code in places[:_MOST_TAGS]),
        *(Topic(kind=TopicKind.CASE, key=str(one.number)) for one in matters[:_MOST_TAGS]),
    )
    found = (topic_tag(record, topic, wording) for topic in topics)
    return tuple(dict.fromkeys(filter(None, found)))


def topic_tag(record: IndexedSnapshot, topic: Topic, wording: DateWording) -> str:
    """The hashtag of a topic in a language; empty where its name makes none."""
    match topic.kind:
        case TopicKind.SECTION:
            return _section_tag(record, topic.number, wording.language)
        case TopicKind.PLACE:
            return _tag(topic_name(record, topic, wording.language) or "")
        case TopicKind.CASE:
            return _tag(wording.words.gettext("case_%(number)s") % {"number": topic.number})


def _section_tag(record: IndexedSnapshot, number: int, language: str) -> str:
    """The first words of a section's name, with its number where another one begins like it."""
    tags = {
        section.number: _tag(section.labels[language], _SECTION_WORDS)
        for section in record.codebook.sections
    }
    mine = tags.get(number, "")
    is_alone = sum(tag.casefold() == mine.casefold() for tag in tags.values()) == 1
    return mine if is_alone or not mine else f"{mine}_{number}"


def _tag(words: str, most: int | None = None) -> str:
    """A hashtag as Telegram knows it: letters, digits and underscores, and no digits alone."""
    made = "_".join(_WORD.findall(normalize("NFC", words))[:most])[:_LONGEST_TAG]
    return f"#{made}" if any(letter.isalpha() for letter in made) else ""
