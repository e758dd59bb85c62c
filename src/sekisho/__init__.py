"""Sekisho answers what the export-control laws of several authorities say of one transaction, and why."""

__version__ = "0.1.0"
