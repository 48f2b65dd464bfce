"""A country's pack: loaded, validated, frozen."""
