"""Chooses what translates drafts, by the setting and by what is in the home."""

from pathlib import Path

from dalel.domain.model_policy import ModelChoice
from dalel.domain.translator_choice import TranslatorChoice, TranslatorWay
from dalel.outside.language_models.translator_folder import cards


def choose(setting: str, room: Path, model: ModelChoice | None) -> TranslatorChoice:
    """What translates: ``none``, ``endpoint``, the name of a model in the room, or what there is.

    Without a setting a model of the home goes first, then a server of the newsroom's own; one of
    somebody else's has to be set.
    """
    if setting == "none":
        return TranslatorChoice()
    if setting == "endpoint":
        return _served(model, "translator is endpoint, but no model_address and model_name are set")
    names = [card.name for card in cards(room)]
    if setting in names or (not setting and names):
        return TranslatorChoice(way=TranslatorWay.LOCAL, name=setting or names[0])
    if setting:
        return TranslatorChoice(
            problem=f"translator is {setting}, and there is no such model: add it with dalel "
            "models add translate FOLDER"
        )
    return _served(model) if model is not None and model.is_own else TranslatorChoice()


def _served(model: ModelChoice | None, problem: str = "") -> TranslatorChoice:
    if model is None:
        return TranslatorChoice(problem=problem)
    way = TranslatorWay.OWN if model.is_own else TranslatorWay.HOSTED
    return TranslatorChoice(way=way, name=model.name, host=model.host)
