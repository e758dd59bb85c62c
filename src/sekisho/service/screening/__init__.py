"""Screening for pages and API: the lists, names and files held against them, what a person decides, owners with their sums."""
