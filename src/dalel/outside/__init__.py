"""The only doors to other machines."""
