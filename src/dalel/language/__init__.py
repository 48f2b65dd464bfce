"""Pure work on Kazakh, Russian and English text; what a country adds comes in as an argument."""
