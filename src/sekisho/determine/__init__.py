"""Determination: reach, classification, requirements, reliefs, outcome, questions, conflicts. Knows no database."""

from .engine import Determination, Engine
from .outcome import Severity, Span, severity_of

__all__ = ["Determination", "Engine", "Severity", "Span", "severity_of"]
