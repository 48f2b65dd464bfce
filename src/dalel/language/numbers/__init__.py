"""Numbers of texts: finding them, and reading them as amounts with unit, bound and what counts."""
