"""Is the model of a pack looked for where the classifier reads it?"""

from dalel.pack import default_folder
from dalel.steps.classify.classifier import MODEL
from dalel.steps.classify.model_store import SHIPPED


def test_the_doctor_and_the_classifier_look_at_one_file() -> None:
    assert SHIPPED == MODEL
    assert (default_folder() / SHIPPED).is_file()
