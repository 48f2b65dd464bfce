"""On which articles is speed measured?"""

from dalel.domain.article import Article


def corpus() -> list[Article]:
    """The training articles of the pack in force."""
    from dalel.project.configuration import configuration
    from dalel.steps.classify.examples import shipped_examples

    return [example.article for example in shipped_examples(configuration().pack)]
