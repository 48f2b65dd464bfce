"""The evidence archive: keeping, proving, withholding, exporting and backing up captures."""
