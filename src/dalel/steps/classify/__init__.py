"""Classification of articles: their relevance, and suggested codes of the codebook."""

from dalel.steps.classify.classifier import Classifier, load_classifier

__all__ = ["Classifier", "load_classifier"]
