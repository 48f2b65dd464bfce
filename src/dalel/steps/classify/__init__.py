"""Is an article ours, and which codes of the codebook fit?"""

from dalel.steps.classify.judging import Classifier, load_classifier

__all__ = ["Classifier", "load_classifier"]
