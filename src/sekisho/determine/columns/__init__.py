"""Determination of many transactions at once, as a plan over data frames; it never calls the Python
evaluator.
"""

from .plan import ColumnPlan

__all__ = ["ColumnPlan"]
