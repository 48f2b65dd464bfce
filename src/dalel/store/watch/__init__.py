"""Sources, findings, captures and articles: what came over the net."""
