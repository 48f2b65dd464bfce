"""The benchmark corpus: the pack's training articles."""

from dalel.domain.article import Article


def corpus() -> list[Article]:
    """The training articles of the pack in force."""
    from dalel.cli.configuration import configuration
    from dalel.steps.classify.examples import shipped_examples

    return [example.article for example in shipped_examples(configuration().pack)]
