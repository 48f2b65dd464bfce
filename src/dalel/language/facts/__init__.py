"""What does a text state that can be checked?"""

from dalel.language.facts.extracting import extract_facts

__all__ = ["extract_facts"]
