"""Screening: parties, owners and addresses against the official lists, in every script."""
