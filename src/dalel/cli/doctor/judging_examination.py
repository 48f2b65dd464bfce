"""Doctor checks of the models that judge articles: embeddings and the classifier."""

from collections.abc import Iterator

from dalel.cli.configuration import Configuration
from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.domain.errors import DalelError

_PROBE = "дәлел"


def judging_findings(settings: Configuration) -> Iterator[Diagnosis]:
    """Look at the model of meaning, by asking it, and at the classifier."""
    from dalel.cli.command_context import choice_in
    from dalel.language.vectors import can_run_bundled

    choice = choice_in(settings)
    vectors = ""
    if choice.model == "none":
        yield Diagnosis(subject="meaning", state="none: by words alone, as embeddings says")
    elif choice.model == "bundled" and not can_run_bundled():
        yield Diagnosis(
            subject="meaning",
            state="",
            advice="this processor cannot run the bundled model (no AVX2), so articles are judged "
            "by words alone; embeddings can name a model that is served elsewhere",
        )
    else:
        try:
            vectors = _asked(settings)
        except DalelError as error:
            yield Diagnosis(subject="meaning", state="", problem=f"embeddings: {error}")
            return
        where = f"at {choice.url}" if choice.url else "in this process"
        yield Diagnosis(subject="meaning", state=f"{vectors} {where}")
    yield from _classifier(settings, vectors)


def _asked(settings: Configuration) -> str:
    """The name of the model, once it has answered."""
    from dalel.cli.command_context import choice_in
    from dalel.newsroom.stories.actions.embeddings import probed

    return probed(choice_in(settings), _PROBE)


def _classifier(settings: Configuration, vectors: str) -> Iterator[Diagnosis]:
    from dalel.steps.classify.examples import fingerprint
    from dalel.steps.classify.model_store import SHIPPED, newest, taught
    from dalel.steps.classify.weights import read

    own = newest(settings.models_folder, settings.pack)
    if own is None and not (settings.pack / SHIPPED).is_file():
        advice = f"{settings.pack} has no trained model: what comes in is kept and not judged"
        yield Diagnosis(subject="classifier", state="", advice=advice)
        return
    try:
        model = read(own or settings.pack / SHIPPED)
        about = taught(own) if own else None
    except DalelError as error:
        yield Diagnosis(subject="classifier", state="", problem=str(error))
        return
    state = f"{model.name} ({model.trained_from}), the pack's own"
    advice = ""
    if about is not None:
        state = (
            f"{model.name} ({model.trained_from}), learnt on {about.learnt[:10]} from "
            f"{len(about.lessons)} decisions"
        )
        if about.pack != fingerprint(settings.pack):
            advice = "the pack has changed since the classifier was learnt: run dalel learn"
    if vectors and model.vectors != vectors:
        advice = f"the classifier goes by words alone until dalel learn teaches it {vectors}"
    yield Diagnosis(subject="classifier", state=state, advice=advice)
