"""Truth, values, paths, conditions and their two back-ends. Knows no law."""
