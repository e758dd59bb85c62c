"""Reading the law: browse, look at one provision, search, compare, and what changed from one day to another."""
