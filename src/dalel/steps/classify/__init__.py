"""Classification of articles: their relevance, and suggested codes of the codebook."""
