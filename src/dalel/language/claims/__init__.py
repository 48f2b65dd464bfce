"""Claims of texts: reading them, and comparing those of one text with those of others."""
