"""Commands of ``dalel``, a module for each that belong together."""
