"""The published formats of official lists: bytes in, parties out."""
