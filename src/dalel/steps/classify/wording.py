"""Wording of the reasons for a suggestion, for editors."""

from typing import Final

from dalel.language.wording import gettext_noop

#: By the code of a reason; every rule of ``rules.py`` has its line.
WORDING: Final[dict[str, str]] = {
    "speaker_prosecuted": gettext_noop(
        "A journalist, outlet, blogger or activist is detained, charged, fined or tried."
    ),
    "speaker_prosecuted_first": gettext_noop(
        "Title or lead tell of a legal step against somebody who speaks in public."
    ),
    "speaker_in_court": gettext_noop(
        "A court deals with a journalist, outlet, blogger or activist."
    ),
    "speech_punished": gettext_noop("Somebody is pursued for a post or another expression."),
    "speech_in_court": gettext_noop("A legal step follows a publication."),
    "person_at_step_first": gettext_noop("Title or lead name a legal step or a court."),
    "speaker_attacked": gettext_noop("The attack hits media, journalists or activists."),
    "speaker_pressed": gettext_noop(
        "Somebody who speaks in public is threatened, pressed or attacked."
    ),
    "others_attacked": gettext_noop("The attack hits somebody other than media or activists."),
    "media_blocked": gettext_noop("A site or an outlet cannot be reached."),
    "account_or_post_removed": gettext_noop("A platform removes an account or a post."),
    "internet_cut": gettext_noop("The internet is cut or slowed."),
    "press_kept_out": gettext_noop("Journalists are kept out or bound by rules of access."),
    "answer_refused": gettext_noop("It is about an answer to a request for information."),
    "official_on_speech": gettext_noop("An official speaks about online speech or platforms."),
    "data_first": gettext_noop("Title or lead are about personal data."),
    "data_leaked": gettext_noop("Personal data leaked."),
    "law_on_data": gettext_noop("A law or rule on personal data."),
    "data_counted": gettext_noop("Offences or fines over personal data are counted."),
    "spied_on": gettext_noop("Spyware or hackers linked to a state."),
    "cyber_counted": gettext_noop("Cyberattacks or cybercrimes are counted."),
    "systems_hacked": gettext_noop("A system or site was broken into."),
    "law_first": gettext_noop("Title or lead are about a law or rule."),
    "law_on_speech": gettext_noop("A law or rule on media, platforms or speech."),
    "law_on_ai": gettext_noop("Rules or plans for artificial intelligence or content monitoring."),
    "law_elsewhere": gettext_noop("A law on something else."),
    "norm_idle": gettext_noop("A rule in force is not carried out."),
    "register_first": gettext_noop("Title or lead are about a register or a licence."),
    "rights_reported": gettext_noop("A report or index on freedoms."),
    "constitutional_court": gettext_noop("The Constitutional Court is asked or rules."),
    "state_sued": gettext_noop("Somebody sues a state body."),
    "author_sued": gettext_noop("An author or outlet is sued."),
    "abroad_only": gettext_noop("Only other countries are named."),
    "abroad_first": gettext_noop("Title and lead name another country and not ours."),
    "home_first": gettext_noop("Title or lead name our country."),
    "neither_digital_nor_speech": gettext_noop("Neither speech nor anything digital is named."),
    "not_digital_first": gettext_noop("Title and lead name neither speech nor anything digital."),
    "ordinary_crime": gettext_noop("A crime or trial without anything about speech or data."),
    "fraud_on_consumers": gettext_noop("Fraud against consumers, or advice against it."),
    "everyday": gettext_noop("Weather, sport, culture, health or economy."),
    "advertising": gettext_noop("Advertising, a start-up or a public service."),
    "about_foreign": gettext_noop("It tells of events abroad without a subject of our country."),
    "about_advice": gettext_noop("It tells of consumer fraud or gives advice."),
    "about_crime": gettext_noop("It tells of a crime or a court case without a digital right."),
    "about_technology": gettext_noop("It tells of technology, services or business."),
    "about_politics": gettext_noop("It tells of politics or laws on other matters."),
    "about_everyday": gettext_noop("It tells of everyday news."),
    "cites": gettext_noop("It cites %(statutes)s."),
    "words": gettext_noop("Words that counted: %(words)s."),
    "near_meaning": gettext_noop("By its meaning it is near to articles so judged before."),
    "by_event_type": gettext_noop("It follows from the event type."),
    "by_source": gettext_noop("It follows from the kind of the source."),
    "shown": gettext_noop("The text says “%(words)s”."),
    "one_report": gettext_noop("One outlet reports it."),
    "severity_1": gettext_noop("No right of a particular person is affected now."),
    "severity_2": gettext_noop("An effect is possible, reversible and on few people."),
    "severity_3": gettext_noop(
        "One person or outlet is restricted, fined or blocked, or a narrow norm is in force."
    ),
    "severity_4": gettext_noop("Somebody’s liberty or the rights of many people are at stake."),
    "severity_5": gettext_noop("The effect is irreversible or nationwide."),
}
