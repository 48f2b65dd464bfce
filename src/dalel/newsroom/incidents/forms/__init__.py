"""Forms of the pages of incidents, by what they are about."""
