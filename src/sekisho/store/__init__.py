"""What Sekisho keeps: accounts, checks, saved answers, screenings and jobs, in SQLite or PostgreSQL. Knows nothing of law."""

from .database import Database, Transaction, database_url
from .problems import (
    BadCursor,
    CannotOpen,
    Changed,
    DatabaseTooNew,
    LostLease,
    NotThere,
    StoreError,
    Taken,
)

__all__ = [
    "BadCursor",
    "CannotOpen",
    "Changed",
    "Database",
    "DatabaseTooNew",
    "LostLease",
    "NotThere",
    "StoreError",
    "Taken",
    "Transaction",
    "database_url",
]
