"""Classification: a product sheet, and how it stands to the entries of every list."""
