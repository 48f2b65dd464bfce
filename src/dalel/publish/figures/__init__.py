"""What the record comes to, in sentences, tables and pictures."""
