"""The issues of the bulletin."""
