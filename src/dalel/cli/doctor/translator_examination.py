"""Doctor checks of what translates drafts, and of what was sent to hosted models."""

from collections.abc import Iterator

from dalel.cli.configuration import Configuration
from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.domain.translator_choice import TranslatorChoice, TranslatorWay

_COST = (
    "drafts are not translated: where no article is in a language, only what Dalel itself can say "
    "is drafted in it, and the rest is written by hand"
)
_NEXT = "; docs/models.md tells how a model is had (dalel models add translate FOLDER)"


def translator_findings(settings: Configuration) -> Iterator[Diagnosis]:
    """Look at what translates: whether it is there and whole, whose it is, what its lack costs."""
    choice = settings.translator_choice
    if choice.problem:
        yield Diagnosis(subject="translator", state="", problem=choice.problem)
    elif choice.way is TranslatorWay.NONE:
        off = " (translator is none)" if settings.translator == "none" else _NEXT
        yield Diagnosis(subject="translator", state="none", advice=f"none: {_COST}{off}")
    elif choice.way is TranslatorWay.LOCAL:
        yield _local(settings, choice)
    else:
        whose = (
            "the newsroom's own"
            if choice.way is TranslatorWay.OWN
            else "somebody else's machine, given sentences of public articles only"
        )
        yield Diagnosis(subject="translator", state=f"{choice.name} at {choice.host}: {whose}")


def sent_findings() -> Iterator[Diagnosis]:
    """How much went to hosted models, where anything did."""
    from dalel.newsroom.incidents.queries.sent_texts import count_sent

    count, last = count_sent()
    if last is not None:
        state = f"{count} texts to hosted models, the last at {last:%Y-%m-%d %H:%M} UTC"
        yield Diagnosis(subject="sent", state=f"{state}: dalel models sent lists them")


def _local(settings: Configuration, choice: TranslatorChoice) -> Diagnosis:
    from dalel.cli.extras import TRANSLATE
    from dalel.outside.language_models.local_translator import needed_megabytes
    from dalel.outside.language_models.translator_folder import cards, changed_in, told_missing

    room = settings.translators_folder
    card = next(one for one in cards(room) if one.name == choice.name)
    problem = ""
    if not TRANSLATE.is_here:
        problem = f"{card.name} needs what is not installed: {TRANSLATE.command}"
    elif changed := changed_in(room / card.name, card):
        problem = told_missing(card.name, changed)
    state = f"{card.name} on this machine, up to {needed_megabytes(card)} MB while it translates"
    return Diagnosis(subject="translator", state=state, problem=problem)
