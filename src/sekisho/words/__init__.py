"""What Sekisho itself says, in English, Japanese and Chinese: one table for pages, papers and the command line."""

from .catalogue import CATALOGUE, LANGUAGES, SEVERITIES, headline, say, severity, strip, text

__all__ = ["CATALOGUE", "LANGUAGES", "SEVERITIES", "headline", "say", "severity", "strip", "text"]
