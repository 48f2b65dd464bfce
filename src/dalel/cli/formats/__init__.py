"""Django format modules for languages that Django does not cover."""
