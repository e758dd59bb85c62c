"""Conditions over data frames: the second back-end of the logic, a plan over rows that never calls the first."""
