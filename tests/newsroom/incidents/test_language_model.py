"""Does a newsroom with these settings have a model to ask?"""

from datetime import UTC, datetime

from dalel.domain.model_policy import ModelChoice
from dalel.newsroom.incidents.actions.make_drafts import drafting_of
from dalel.pack import default_folder, load

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
PACK = load(default_folder())
OWN = ModelChoice(address="http://127.0.0.1:9/v1", name="small", is_own=True)


def test_settings_make_a_newsroom_that_drafts() -> None:
    assert drafting_of(PACK, None, lambda: NOW).model is None
    this = drafting_of(PACK, OWN, lambda: NOW, drafts_new=True)
    assert this.model is not None
    assert this.model.chat.name == "small"
    assert this.drafts_new
