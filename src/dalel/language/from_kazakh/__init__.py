"""Kazakh said in Russian: words, noun phrases, values and claims, as far as they are sure."""
